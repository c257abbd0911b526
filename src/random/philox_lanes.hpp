// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include "random/seed.hpp"

namespace sidproof {

/// Several RandomStreams side by side, word by word the same numbers, written so that
/// compilers pipeline and vectorise them.
template <std::size_t lanes>
class PhiloxLanes {
 public:
  using Words = std::array<std::uint32_t, lanes>;

  explicit PhiloxLanes(const std::array<Seed, lanes>& seeds) {
    for (std::size_t l = 0; l < lanes; ++l) {
      key_0_[l] = lower(seeds[l].low);
      key_1_[l] = upper(seeds[l].low);
      high_0_[l] = lower(seeds[l].high);
      high_1_[l] = upper(seeds[l].high);
    }
  }

  /// The next two bits64() of every lane.
  void next(std::array<std::uint64_t, lanes>& first, std::array<std::uint64_t, lanes>& second) {
    Words c0;
    Words c1;
    Words c2 = high_0_;
    Words c3 = high_1_;
    Words k0 = key_0_;
    Words k1 = key_1_;
    c0.fill(lower(block_));
    c1.fill(upper(block_));
    ++block_;
    for (int round = 0; round < 10; ++round)
      for (std::size_t l = 0; l < lanes; ++l) {
        const std::uint64_t product_0 = std::uint64_t{0xD2511F53U} * c0[l];
        const std::uint64_t product_1 = std::uint64_t{0xCD9E8D57U} * c2[l];
        c0[l] = upper(product_1) ^ c1[l] ^ k0[l];
        c1[l] = lower(product_1);
        c2[l] = upper(product_0) ^ c3[l] ^ k1[l];
        c3[l] = lower(product_0);
        k0[l] += 0x9E3779B9U;
        k1[l] += 0xBB67AE85U;
      }
    for (std::size_t l = 0; l < lanes; ++l) {
      first[l] = (std::uint64_t{c1[l]} << 32U) | c0[l];
      second[l] = (std::uint64_t{c3[l]} << 32U) | c2[l];
    }
  }

 private:
  static constexpr std::uint32_t lower(std::uint64_t value) {
    return static_cast<std::uint32_t>(value);
  }
  static constexpr std::uint32_t upper(std::uint64_t value) {
    return static_cast<std::uint32_t>(value >> 32U);
  }
  Words key_0_;
  Words key_1_;
  Words high_0_;
  Words high_1_;
  std::uint64_t block_ = 0;
};

}  // namespace sidproof
