// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "audit/repeated_items.hpp"

#include <algorithm>
#include <bit>
#include <compare>
#include <map>
#include <span>
#include <string_view>

#define XXH_INLINE_ALL
#include <xxhash.h>

namespace sidproof {
namespace {

bool are_increasing(const ItemIds& ids) {
  for (std::size_t row = 1; row < ids.size(); ++row) {
    const std::string_view a = ids.view(row - 1);
    const std::string_view b = ids.view(row);
    if (a.size() > b.size() || (a.size() == b.size() && a >= b)) return false;
  }
  return true;
}

// An open-addressing table of first rows. A slot keeps the upper bits of the hash
// beside the row, so that most misses need no look at the text; 0 is free.
class FirstRows {
 public:
  explicit FirstRows(const ItemIds& ids)
      : ids_(ids), slots_(std::bit_ceil(ids.size() * 2 + 1)), mask_(slots_.size() - 1) {}

  // The first row with the same id, which is `row` itself when the id is new.
  std::uint64_t first(std::uint64_t row) {
    const std::string_view id = ids_.view(row);
    const std::uint64_t hash = XXH3_64bits(id.data(), id.size());
    const std::uint64_t tag = hash >> row_bits << row_bits;
    for (std::uint64_t place = hash & mask_;; place = (place + 1) & mask_) {
      const std::uint64_t slot = slots_[place];
      if (slot == 0) {
        slots_[place] = tag | (row + 1);
        return row;
      }
      const std::uint64_t candidate = (slot & row_mask) - 1;
      if ((slot & ~row_mask) == tag && ids_.view(candidate) == id) return candidate;
    }
  }

 private:
  static constexpr unsigned row_bits = 40;
  static constexpr std::uint64_t row_mask = (std::uint64_t{1} << row_bits) - 1;
  const ItemIds& ids_;
  std::vector<std::uint64_t> slots_;
  std::uint64_t mask_;
};

template <class Rows>
bool sequence_less(const Rows& rows, std::uint64_t a, std::uint64_t b) {
  const auto s = rows[a];
  const auto t = rows[b];
  return std::lexicographical_compare(s.begin(), s.end(), t.begin(), t.end());
}

// Looks at one item's rows (ascending, at least two).
template <class Rows>
void settle_item(const Rows& rows, std::vector<std::uint64_t>& own, RepeatedItems& result) {
  const std::uint64_t first = own.front();
  ++result.repeated;
  result.later_rows.insert(result.later_rows.end(), own.begin() + 1, own.end());
  std::stable_sort(own.begin(), own.end(),
                   [&](auto a, auto b) { return sequence_less(rows, a, b); });
  bool conflict = false;
  for (std::size_t i = 1; i < own.size(); ++i) {
    if (sequence_less(rows, own[i - 1], own[i]))
      conflict = true;
    else
      result.duplicate_rows.push_back(own[i]);
  }
  if (!conflict) return;
  ++result.conflicting;
  for (const std::uint64_t row : own) result.conflicts.push_back({row, first});
}

}  // namespace

RepeatedItems repeated_items(const ItemIds& ids, const Codes& codes) {
  RepeatedItems result;
  result.items = ids.size();
  if (ids.size() == 0 || ids.are_row_numbers() || are_increasing(ids)) return result;

  std::map<std::uint64_t, std::vector<std::uint64_t>> repeated;  // by first row
  FirstRows firsts(ids);
  for (std::uint64_t row = 0; row < ids.size(); ++row) {
    const std::uint64_t first = firsts.first(row);
    if (first == row) continue;
    std::vector<std::uint64_t>& own = repeated[first];
    if (own.empty()) own.push_back(first);
    own.push_back(row);
    --result.items;
  }
  codes.visit([&](const auto& rows) {
    for (auto& [first, own] : repeated) settle_item(rows, own, result);
  });
  std::ranges::sort(result.later_rows);
  std::ranges::sort(result.duplicate_rows);
  std::ranges::sort(result.conflicts, {}, &ConflictingRow::row);
  return result;
}

}  // namespace sidproof
