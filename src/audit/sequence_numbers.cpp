// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "audit/sequence_numbers.hpp"

#include <algorithm>

#define XXH_INLINE_ALL
#include <xxhash.h>

namespace sidproof {

namespace {

std::uint64_t hash_of(std::span<const std::uint32_t> sequence) {
  return XXH3_64bits(sequence.data(), sequence.size_bytes());
}

}  // namespace

// The slot that holds the sequence, or the vacant one where it belongs.
std::size_t SequenceNumbers::slot_of(std::span<const std::uint32_t> sequence,
                                     std::uint64_t hash) const {
  const std::size_t mask = slots_.size() - 1;
  for (std::size_t slot = hash & mask;; slot = (slot + 1) & mask) {
    const std::uint32_t number = slots_[slot];
    if (number == vacant) return slot;
    if (hashes_[number] == hash && std::ranges::equal((*this)[number], sequence)) return slot;
  }
}

std::uint32_t SequenceNumbers::number(std::span<const std::uint32_t> sequence) {
  const std::uint64_t hash = hash_of(sequence);
  std::size_t slot = slot_of(sequence, hash);
  if (slots_[slot] != vacant) return slots_[slot];
  if (2 * (hashes_.size() + 1) > slots_.size()) {
    grow();
    slot = slot_of(sequence, hash);
  }
  const std::uint32_t fresh = size();
  tokens_.insert(tokens_.end(), sequence.begin(), sequence.end());
  offsets_.push_back(tokens_.size());
  hashes_.push_back(hash);
  slots_[slot] = fresh;
  return fresh;
}

std::optional<std::uint32_t> SequenceNumbers::find(std::span<const std::uint32_t> sequence) const {
  const std::uint32_t number = slots_[slot_of(sequence, hash_of(sequence))];
  if (number == vacant) return std::nullopt;
  return number;
}

void SequenceNumbers::grow() {
  slots_.assign(2 * slots_.size(), vacant);
  const std::size_t mask = slots_.size() - 1;
  for (std::uint32_t number = 0; number < size(); ++number) {
    std::size_t slot = hashes_[number] & mask;
    while (slots_[slot] != vacant) slot = (slot + 1) & mask;
    slots_[slot] = number;
  }
}

}  // namespace sidproof
