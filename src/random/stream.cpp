// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "random/stream.hpp"

namespace sidproof {
namespace {

constexpr std::uint32_t lower(std::uint64_t value) { return static_cast<std::uint32_t>(value); }
constexpr std::uint32_t upper(std::uint64_t value) {
  return static_cast<std::uint32_t>(value >> 32U);
}

PhiloxCounter block_of(const Seed& seed, std::uint64_t number) {
  return philox4x32_10({lower(number), upper(number), lower(seed.high), upper(seed.high)},
                       {lower(seed.low), upper(seed.low)});
}

struct Product {
  std::uint64_t high;
  std::uint64_t low;
};

Product multiply(std::uint64_t a, std::uint64_t b) {
  __extension__ using Wide = unsigned __int128;
  const Wide product = static_cast<Wide>(a) * b;
  return {static_cast<std::uint64_t>(product >> 64U), static_cast<std::uint64_t>(product)};
}

}  // namespace

RandomStream::result_type RandomStream::operator()() {
  if (used_ == 4) {
    words_ = block_of(seed_, block_++);
    used_ = 0;
  }
  return words_[used_++];
}

std::uint64_t RandomStream::bits64() {
  const std::uint64_t low = (*this)();
  const std::uint64_t high = (*this)();
  return (high << 32U) | low;
}

std::uint64_t RandomStream::below(std::uint64_t bound) {
  Product product = multiply(bits64(), bound);
  if (product.low < bound) {
    const std::uint64_t rejected = (0 - bound) % bound;
    while (product.low < rejected) product = multiply(bits64(), bound);
  }
  return product.high;
}

double RandomStream::unit() { return static_cast<double>(bits64() >> 11U) * 0x1p-53; }

Seed Seed::derive(std::uint64_t label) const {
  // The upper half of the block numbers, which the stream itself never reaches.
  constexpr std::uint64_t derived = std::uint64_t{1} << 63U;
  const PhiloxCounter words = block_of(*this, derived | label);
  const auto join = [](std::uint32_t word, std::uint32_t next) {
    return (std::uint64_t{next} << 32U) | word;
  };
  return {join(words[2], words[3]), join(words[0], words[1])};
}

}  // namespace sidproof
