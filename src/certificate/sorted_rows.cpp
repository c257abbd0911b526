// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "certificate/sorted_rows.hpp"

#include <algorithm>
#include <numeric>
#include <set>
#include <string>

namespace sidproof {
namespace {

template <class Rows>
void sort_and_split(const Rows& rows, SortedRows& sorted) {
  sorted.order.resize(rows.size());
  std::iota(sorted.order.begin(), sorted.order.end(), 0U);
  std::sort(sorted.order.begin(), sorted.order.end(), [&](std::uint32_t a, std::uint32_t b) {
    const auto one = rows[a];
    const auto other = rows[b];
    const auto [x, y] = std::mismatch(one.begin(), one.end(), other.begin(), other.end());
    if (x == one.end() && y == other.end()) return a < b;
    return y != other.end() && (x == one.end() || *x < *y);
  });
  for (std::uint32_t place = 0; place < sorted.order.size(); ++place) {
    const auto own = rows[sorted.order[place]];
    std::uint32_t shared = 0;
    if (place > 0) {
      const auto before = rows[sorted.order[place - 1]];
      shared = static_cast<std::uint32_t>(
          std::mismatch(own.begin(), own.end(), before.begin(), before.end()).first - own.begin());
      if (shared == own.size() && shared == before.size()) continue;
    }
    sorted.begin.push_back(place);
    sorted.length.push_back(static_cast<std::uint32_t>(own.size()));
    sorted.shared.push_back(shared);
  }
  sorted.begin.push_back(static_cast<std::uint32_t>(sorted.order.size()));
}

}  // namespace

SortedRows sort_rows(const Table& table) {
  SortedRows sorted;
  table.codes.visit([&](const auto& rows) { sort_and_split(rows, sorted); });
  sorted.items.resize(sorted.runs());
  for (std::size_t run = 0; run < sorted.runs(); ++run) {
    const std::uint32_t rows = sorted.begin[run + 1] - sorted.begin[run];
    sorted.items[run] =
        rows == 1 || table.items.are_row_numbers()
            ? rows
            : static_cast<std::uint32_t>(rows_of_distinct_items(table, sorted, run).size());
  }
  return sorted;
}

std::vector<std::uint32_t> rows_of_distinct_items(const Table& table, const SortedRows& rows,
                                                  std::size_t run) {
  std::set<std::string> seen;
  std::vector<std::uint32_t> first;
  for (std::uint32_t place = rows.begin[run]; place < rows.begin[run + 1]; ++place)
    if (seen.insert(table.items[rows.order[place]]).second) first.push_back(rows.order[place]);
  return first;
}

}  // namespace sidproof
