// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "audit/token_counts.hpp"

#include <algorithm>
#include <boost/unordered/unordered_flat_map.hpp>
#include <cstddef>
#include <type_traits>

namespace sidproof {
namespace {

void enter(TokenCounts& counts, std::uint64_t count) {
  if (count == 0) return;
  ++counts.used;
  ++counts.tokens_by_count[count];
}

// One array of counters per position, at `begins`.
template <class Rows>
void count_dense(const Rows& rows, const std::vector<std::size_t>& begins,
                 std::vector<std::uint64_t>& counters) {
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const auto row = rows[i];
    for (std::size_t j = 0; j < row.size(); ++j) ++counters[begins[j] + row[j]];
  }
}

// Bytes: 256 counters a position; the length is known to the compiler.
template <std::size_t Length>
void count_bytes(const FixedRows<std::uint8_t>& rows, std::vector<std::uint64_t>& counters) {
  const std::uint8_t* row = rows.data;
  for (std::size_t i = 0; i < rows.rows; ++i, row += Length)
    for (std::size_t j = 0; j < Length; ++j) ++counters[(j << 8U) + row[j]];
}

template <class Rows>
void largest_of(const Rows& rows, std::vector<std::uint32_t>& largest) {
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const auto row = rows[i];
    for (std::size_t j = 0; j < row.size(); ++j)
      largest[j] = std::max(largest[j], std::uint32_t{row[j]});
  }
}

// Tokens that are numerically far larger than the table is long are counted in a
// hash map, those of the other positions (dense[j]) in arrays.
using SparseCounters = boost::unordered_flat_map<std::uint32_t, std::uint64_t>;

template <class Rows>
void count_mixed(const Rows& rows, const std::vector<bool>& dense,
                 const std::vector<std::size_t>& begins, std::vector<std::uint64_t>& counters,
                 std::vector<SparseCounters>& sparse) {
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const auto row = rows[i];
    for (std::size_t j = 0; j < row.size(); ++j) {
      if (dense[j])
        ++counters[begins[j] + row[j]];
      else
        ++sparse[j][row[j]];
    }
  }
}

template <class Rows>
void count_rows(const Rows& rows, const std::vector<std::size_t>& begins,
                std::vector<std::uint64_t>& counters) {
  if constexpr (std::is_same_v<Rows, FixedRows<std::uint8_t>>) {
    switch (rows.length) {
      case 2: return count_bytes<2>(rows, counters);
      case 3: return count_bytes<3>(rows, counters);
      case 4: return count_bytes<4>(rows, counters);
      default: break;
    }
  }
  count_dense(rows, begins, counters);
}

// Rows [begin, end) of fixed rows.
template <class Token>
FixedRows<Token> slice(const FixedRows<Token>& rows, std::size_t begin, std::size_t end) {
  return {rows.data + begin * rows.length, end - begin, rows.length};
}

// Fixed rows in equal parts, each with counters of its own that are added up: the
// sums do not depend on the number of parts.
template <class Token>
void count_in_parts(const FixedRows<Token>& rows, const std::vector<std::size_t>& begins,
                    Threads threads, std::vector<std::uint64_t>& counters) {
  constexpr std::size_t worth_a_thread = std::size_t{1} << 20U;
  const std::size_t parts = std::clamp<std::size_t>(
      rows.rows / std::max(worth_a_thread, counters.size()), 1, std::max(1U, threads.count));
  std::vector<std::vector<std::uint64_t>> partial(parts - 1,
                                                  std::vector<std::uint64_t>(counters.size()));
  parallel_for(threads, parts, [&](std::size_t part) {
    const std::size_t begin = rows.rows * part / parts;
    const std::size_t end = rows.rows * (part + 1) / parts;
    count_rows(slice(rows, begin, end), begins, part == 0 ? counters : partial[part - 1]);
  });
  for (const std::vector<std::uint64_t>& some : partial)
    for (std::size_t i = 0; i < counters.size(); ++i) counters[i] += some[i];
}

void count_in_parts(const RaggedRows& rows, const std::vector<std::size_t>& begins,
                    Threads /*threads*/, std::vector<std::uint64_t>& counters) {
  count_rows(rows, begins, counters);
}

// How many rows have each position.
std::vector<std::uint64_t> rows_with_position(const Codes& codes) {
  std::vector<std::uint64_t> rows_from(codes.max_length() + 1);
  if (codes.is_fixed_length()) {
    rows_from.back() = codes.rows();
  } else {
    for (std::size_t i = 0; i < codes.rows(); ++i) ++rows_from[codes.length(i)];
  }
  for (std::size_t j = codes.max_length(); j > 0; --j) rows_from[j - 1] += rows_from[j];
  rows_from.erase(rows_from.begin());
  return rows_from;
}

}  // namespace

std::vector<std::uint32_t> largest_tokens(const Codes& codes) {
  std::vector<std::uint32_t> largest(codes.max_length(), 0);
  codes.visit([&](const auto& rows) {
    using Token = typename std::decay_t<decltype(rows)>::token_type;
    // A byte's field is eight bits wide whatever stands in it: no need to look.
    if constexpr (sizeof(Token) == 1)
      std::ranges::fill(largest, 255U);
    else
      largest_of(rows, largest);
  });
  return largest;
}

std::vector<TokenCounts> token_counts(const Codes& codes, Threads threads) {
  const std::size_t positions = codes.max_length();
  const std::vector<std::uint32_t> largest = largest_tokens(codes);
  const std::vector<std::uint64_t> reached = rows_with_position(codes);
  std::vector<TokenCounts> result(positions);
  std::vector<bool> dense(positions);
  std::vector<std::size_t> begins(positions);
  std::size_t total = 0;
  for (std::size_t j = 0; j < positions; ++j) {
    result[j].rows = reached[j];
    begins[j] = total;
    dense[j] = largest[j] / 4 <= reached[j] + 1024;
    if (dense[j]) total += std::size_t{largest[j]} + 1;
  }
  std::vector<std::uint64_t> counters(total);
  std::vector<SparseCounters> sparse;
  const bool all_dense = std::ranges::find(dense, false) == dense.end();
  if (!all_dense) sparse.resize(positions);
  codes.visit([&](const auto& rows) {
    if (all_dense)
      count_in_parts(rows, begins, threads, counters);
    else
      count_mixed(rows, dense, begins, counters, sparse);
  });

  for (std::size_t j = 0; j < positions; ++j) {
    result[j].largest = dense[j] ? 0 : largest[j];
    if (!dense[j]) {
      for (const auto& [token, count] : sparse[j]) enter(result[j], count);
      continue;
    }
    for (std::size_t token = 0; token <= largest[j]; ++token) {
      const std::uint64_t count = counters[begins[j] + token];
      if (count > 0) result[j].largest = static_cast<std::uint32_t>(token);
      enter(result[j], count);
    }
  }
  return result;
}

}  // namespace sidproof
