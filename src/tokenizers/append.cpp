// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "tokenizers/append.hpp"

#include "tokenizers/append_counters.hpp"

namespace sidproof {
namespace {

enum class Alone : bool { bare, counted };
enum class First : bool { bare, counted };

std::vector<std::optional<std::uint32_t>> counters(const CodeRows& codes, Alone alone,
                                                   First first) {
  std::vector<std::optional<std::uint32_t>> counter(codes.rows());
  if (alone == Alone::counted) counter.assign(codes.rows(), 0U);
  for (const auto& group : collision_groups(codes)) {
    std::uint32_t next = 0;
    for (const std::size_t row : group) {
      const bool skipped = first == First::bare && row == group.front();
      if (!skipped) counter[row] = next++;
    }
  }
  return counter;
}

}  // namespace

CodeRows append_to_groups(const CodeRows& codes) {
  return append_counters(codes, counters(codes, Alone::bare, First::counted));
}

CodeRows append_to_all(const CodeRows& codes) {
  return append_counters(codes, counters(codes, Alone::counted, First::counted));
}

CodeRows append_to_later(const CodeRows& codes) {
  return append_counters(codes, counters(codes, Alone::bare, First::bare));
}

}  // namespace sidproof
