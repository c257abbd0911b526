// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include "exact/wide.hpp"

namespace sidproof {

/// A product of 64-bit factors, exact up to 1024 bits, without allocation: for
/// comparing products by cross-multiplication instead of reducing fractions.
class FixedProduct {
 public:
  /// Multiplies; false (and the value is lost) when 1024 bits are exceeded.
  [[nodiscard]] bool multiply(std::uint64_t factor) {
    std::uint64_t carry = 0;
    for (std::size_t i = 0; i < used_; ++i) {
      const Wide product = static_cast<Wide>(limbs_[i]) * factor + carry;
      limbs_[i] = static_cast<std::uint64_t>(product);
      carry = static_cast<std::uint64_t>(product >> 64U);
    }
    if (carry == 0) return true;
    if (used_ == limbs_.size()) return false;
    limbs_[used_++] = carry;
    return true;
  }

  friend bool operator==(const FixedProduct& a, const FixedProduct& b) {
    // Limbs in use beyond the other's are zero at most where a factor was zero.
    for (std::size_t i = 0; i < a.limbs_.size(); ++i)
      if (a.limb(i) != b.limb(i)) return false;
    return true;
  }

 private:
  [[nodiscard]] std::uint64_t limb(std::size_t i) const { return i < used_ ? limbs_[i] : 0; }
  std::array<std::uint64_t, 16> limbs_{1};
  std::size_t used_ = 1;
};

}  // namespace sidproof
