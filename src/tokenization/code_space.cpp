// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "tokenization/code_space.hpp"

#include <limits>
#include <stdexcept>

namespace sidproof {

CodeSpace::CodeSpace(std::vector<std::uint32_t> alphabets) : alphabets_(std::move(alphabets)) {
  for (const std::uint32_t size : alphabets_)
    if (size == 0) throw std::invalid_argument("an alphabet without tokens");
}

std::optional<std::uint64_t> CodeSpace::prefixes(std::size_t positions) const {
  std::uint64_t product = 1;
  for (std::size_t j = 0; j < positions; ++j) {
    if (product > std::numeric_limits<std::uint64_t>::max() / alphabets_[j]) return std::nullopt;
    product *= alphabets_[j];
  }
  return product;
}

std::uint64_t CodeSpace::index(SequenceView sequence) const {
  std::uint64_t index = 0;
  for (std::size_t j = 0; j < sequence.size(); ++j) index = index * alphabets_[j] + sequence[j];
  return index;
}

Sequence CodeSpace::sequence(std::uint64_t index) const {
  Sequence result(length());
  for (std::size_t j = length(); j-- > 0; index /= alphabets_[j])
    result[j] = static_cast<std::uint32_t>(index % alphabets_[j]);
  return result;
}

bool CodeSpace::contains_prefix(SequenceView sequence) const {
  if (sequence.size() > length()) return false;
  for (std::size_t j = 0; j < sequence.size(); ++j)
    if (sequence[j] >= alphabets_[j]) return false;
  return true;
}

bool CodeSpace::advance(Sequence& sequence) const {
  for (std::size_t j = sequence.size(); j-- > 0;) {
    if (++sequence[j] < alphabets_[j]) return true;
    sequence[j] = 0;
  }
  return false;
}

}  // namespace sidproof
