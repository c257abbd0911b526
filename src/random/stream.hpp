// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <limits>

#include "random/philox.hpp"
#include "random/seed.hpp"

namespace sidproof {

/// The numbers of one seed in order. The seed's low half is the Philox key, its
/// high half the upper half of the counter, so different seeds never share a
/// (key, counter) pair; the lower half of the counter runs 0 ... 2^63 - 1.
/// Satisfies UniformRandomBitGenerator, but the standard distributions differ
/// between standard libraries: use below() and unit(), which do not.
class RandomStream {
 public:
  using result_type = std::uint32_t;

  explicit RandomStream(const Seed& seed) : seed_(seed) {}

  [[nodiscard]] static constexpr result_type min() { return 0; }
  [[nodiscard]] static constexpr result_type max() {
    return std::numeric_limits<result_type>::max();
  }

  /// The next 32 bits.
  result_type operator()();

  /// The next 64 bits: two 32-bit words, the first is the lower half.
  std::uint64_t bits64();

  /// Uniform on 0 ... bound-1, exactly (multiply and reject; Lemire 2019).
  /// Precondition: bound > 0.
  std::uint64_t below(std::uint64_t bound);

  /// Uniform on the multiples of 2^-53 in [0, 1), exactly.
  double unit();

 private:
  Seed seed_;
  std::uint64_t block_ = 0;
  PhiloxCounter words_{};
  unsigned used_ = 4;
};

}  // namespace sidproof
