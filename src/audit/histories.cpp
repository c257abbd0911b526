// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "audit/histories.hpp"

#include <algorithm>
#include <boost/unordered/unordered_flat_map.hpp>
#include <cstddef>
#include <limits>
#include <numeric>
#include <tuple>

#define XXH_INLINE_ALL
#include <xxhash.h>

namespace sidproof {

namespace {

// The trie of all histories: a node stands for one history, and the edges are
// looked up by (parent, item), which compares exactly.
struct EdgeHash {
  std::size_t operator()(std::uint64_t edge) const { return XXH3_64bits(&edge, sizeof edge); }
};
using Edges = boost::unordered_flat_map<std::uint64_t, std::uint32_t, EdgeHash>;

std::vector<std::uint32_t> by_start_then_end(const std::vector<Example>& examples) {
  std::vector<std::uint32_t> order(examples.size());
  std::iota(order.begin(), order.end(), std::uint32_t{0});
  const auto earlier = [&](std::uint32_t a, std::uint32_t b) {
    return std::tie(examples[a].begin, examples[a].end) <
           std::tie(examples[b].begin, examples[b].end);
  };
  if (!std::ranges::is_sorted(order, earlier)) std::ranges::sort(order, earlier);
  return order;
}

}  // namespace

Result<std::vector<std::uint32_t>> number_histories(const Interactions& interactions) {
  const std::vector<Example>& examples = interactions.examples;
  constexpr std::uint64_t limit = std::numeric_limits<std::uint32_t>::max();
  if (examples.size() > limit)
    return fail(ErrorCode::too_large, "more than 2^32 - 1 examples", {interactions.path, {}, {}});

  std::vector<std::uint32_t> numbers(examples.size());
  Edges edges;
  std::uint64_t begin = 0;
  std::uint64_t at = 0;
  std::uint32_t node = 0;
  for (const std::uint32_t e : by_start_then_end(examples)) {
    const Example& example = examples[e];
    if (example.begin > example.end || example.end > interactions.events.size())
      return fail(ErrorCode::usage, "an example's history lies outside the events",
                  {interactions.path, {}, {}});
    if (example.begin != begin) {
      begin = at = example.begin;
      node = 0;
    }
    for (; at < example.end; ++at) {
      const std::uint64_t edge = std::uint64_t{node} << 32 | interactions.events[at];
      if (edges.size() == limit)
        return fail(ErrorCode::too_large, "more than 2^32 - 1 distinct histories",
                    {interactions.path, {}, {}});
      node = edges.emplace(edge, static_cast<std::uint32_t>(edges.size() + 1)).first->second;
    }
    numbers[e] = node;
  }
  return numbers;
}

}  // namespace sidproof
