// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>

namespace sidproof {

/// A key of up to 64 bits and the row that it belongs to.
struct KeyedRow {
  std::uint64_t key = 0;
  std::uint64_t row = 0;
};

[[nodiscard]] inline std::uint64_t sort_key(const KeyedRow& entry) { return entry.key; }
[[nodiscard]] inline std::uint32_t sort_key(std::uint32_t key) { return key; }
[[nodiscard]] inline std::uint64_t sort_key(std::uint64_t key) { return key; }

/// Below this many entries a bucket is sorted by insertion.
inline constexpr std::size_t insertion_limit = 24;

/// Stable sort of data[0, n) by the lowest `bits` bits of the key; the higher bits
/// must be equal in all entries. `spare` has room for n entries. The sorted entries
/// stand in `spare` when to_spare, otherwise in `data`; the other one is garbage.
/// Partitions by the leading byte first, so that all later passes stay in cache.
template <class Entry>
void radix_sort(Entry* data, Entry* spare, std::size_t n, unsigned bits, bool to_spare = false) {
  if (n <= insertion_limit || bits == 0) {
    if (bits > 0) {
      for (std::size_t i = 1; i < n; ++i) {
        const Entry entry = data[i];
        std::size_t place = i;
        for (; place > 0 && sort_key(entry) < sort_key(data[place - 1]); --place)
          data[place] = data[place - 1];
        data[place] = entry;
      }
    }
    if (to_spare) std::copy_n(data, n, spare);
    return;
  }
  constexpr unsigned digit = 8;
  const unsigned shift = bits > digit ? bits - digit : 0;
  constexpr std::size_t mask = (std::size_t{1} << digit) - 1;
  std::array<std::size_t, mask + 1> ends{};
  for (std::size_t i = 0; i < n; ++i) ++ends[(sort_key(data[i]) >> shift) & mask];
  if (ends[(sort_key(data[0]) >> shift) & mask] == n) {
    radix_sort(data, spare, n, shift, to_spare);
    return;
  }
  std::size_t begin = 0;
  for (std::size_t& end : ends) {
    const std::size_t count = end;
    end = begin;
    begin += count;
  }
  for (std::size_t i = 0; i < n; ++i) spare[ends[(sort_key(data[i]) >> shift) & mask]++] = data[i];
  begin = 0;
  for (const std::size_t end : ends) {
    if (end > begin) radix_sort(spare + begin, data + begin, end - begin, shift, !to_spare);
    begin = end;
  }
}

}  // namespace sidproof
