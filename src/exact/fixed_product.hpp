// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include "exact/wide.hpp"

namespace sidproof {

/// A product of 64-bit factors, exact up to at least 1024 bits, without allocation:
/// for comparing products by cross-multiplication instead of reducing fractions.
class FixedProduct {
 public:
  /// Multiplies; false (and the factor is lost) when the product has no room, which
  /// happens beyond 1024 bits only.
  [[nodiscard]] bool multiply(std::uint64_t factor) {
    // Small factors gather in one word before the limbs are touched.
    std::uint64_t together = 0;
    if (__builtin_mul_overflow(waiting_, factor, &together)) {
      if (used_ == most_limbs) return false;
      absorb(waiting_);
      together = factor;
    }
    waiting_ = together;
    return true;
  }

  friend bool operator==(FixedProduct a, FixedProduct b) {
    a.absorb(a.waiting_);
    b.absorb(b.waiting_);
    // Limbs in use beyond the other's are zero at most where a factor was zero.
    return a.limbs_ == b.limbs_;
  }

 private:
  static constexpr std::size_t most_limbs = 16;

  void absorb(std::uint64_t factor) {
    std::uint64_t carry = 0;
    for (std::size_t i = 0; i < used_; ++i) {
      const Wide product = static_cast<Wide>(limbs_[i]) * factor + carry;
      limbs_[i] = static_cast<std::uint64_t>(product);
      carry = static_cast<std::uint64_t>(product >> 64U);
    }
    if (carry != 0) limbs_[used_++] = carry;
  }

  // One limb more than a product may have: the word that waits is absorbed at the end.
  std::array<std::uint64_t, most_limbs + 1> limbs_{1};
  std::size_t used_ = 1;
  std::uint64_t waiting_ = 1;
};

}  // namespace sidproof
