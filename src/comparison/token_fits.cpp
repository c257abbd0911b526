// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "comparison/token_fits.hpp"

namespace sidproof {
namespace {

// Per node, the sum over the rows that end there.
template <class Count>
std::vector<std::uint64_t> at_nodes(const Trie& trie, const std::vector<Count>& of_row) {
  std::vector<std::uint64_t> sums(trie.nodes(), 0);
  for (std::size_t row = 0; row < trie.rows(); ++row) sums[trie.node_of_row(row)] += of_row[row];
  return sums;
}

// n(w): the events whose code starts with each node's prefix.
std::vector<std::uint64_t> events_through(const Trie& trie,
                                          const std::vector<std::uint64_t>& events) {
  std::vector<std::uint64_t> through = at_nodes(trie, events);
  for (std::size_t node = trie.nodes(); node-- > 1;) through[trie.parent(node)] += through[node];
  return through;
}

template <class Number>
Number sum_of_children(const Trie& trie, std::size_t node, const std::vector<Number>& values) {
  Number sum = 0;
  for (std::uint32_t child = trie.first_child(node); child < trie.first_child(node + 1); ++child)
    sum += values[child];
  return sum;
}

}  // namespace

TokenFit ar_fit(const Trie& trie, const std::vector<std::uint64_t>& events) {
  const std::vector<std::uint64_t> through = events_through(trie, events);
  TokenFit fit{std::vector<Rational>(trie.nodes(), 0), std::vector<Rational>(trie.nodes(), 0)};
  fit.into[0] = fit.mass[0] = 1;
  for (std::size_t node = 0; node < trie.nodes(); ++node) {
    const std::uint64_t going_on = sum_of_children(trie, node, through);
    if (going_on == 0) continue;
    for (std::uint32_t child = trie.first_child(node); child < trie.first_child(node + 1);
         ++child) {
      fit.into[child] = Rational(through[child], going_on);
      fit.mass[child] = fit.mass[node] * fit.into[child];
    }
  }
  return fit;
}

std::optional<TokenFit> fv_fit(const Trie& trie, const std::vector<std::uint32_t>& alphabets,
                               const std::vector<std::uint64_t>& events,
                               const std::vector<std::uint8_t>& items) {
  const std::vector<std::uint64_t> observed = at_nodes(trie, events);
  const std::vector<std::uint64_t> sharing = at_nodes(trie, items);
  // Q of each prefix up to a factor: where codes end n/m, elsewhere what the codes
  // below need.
  std::vector<Rational> need(trie.nodes(), 0);
  std::vector<std::size_t> depth(trie.nodes(), 0);
  for (std::size_t node = 1; node < trie.nodes(); ++node)
    depth[node] = depth[trie.parent(node)] + 1;
  for (std::size_t node = trie.nodes(); node-- > 0;) {
    const Rational below = sum_of_children(trie, node, need);
    if (sharing[node] == 0) {
      need[node] = below;
      continue;
    }
    need[node] = Rational(observed[node], sharing[node]);
    if (trie.is_leaf(node)) continue;
    // The rest of q(. | w) must go to tokens that begin no code.
    const bool spare = trie.child_count(node) < alphabets[depth[node]];
    if (need[node] < below || (need[node] != below && !spare)) return std::nullopt;
  }
  if (need[0] == 0) return std::nullopt;
  TokenFit fit{std::vector<Rational>(trie.nodes(), 0), std::move(need)};
  const Rational whole = fit.mass[0];
  for (Rational& mass : fit.mass) mass /= whole;
  fit.into[0] = 1;
  for (std::size_t node = 1; node < trie.nodes(); ++node)
    if (fit.mass[trie.parent(node)] != 0)
      fit.into[node] = fit.mass[node] / fit.mass[trie.parent(node)];
  return fit;
}

std::vector<FittedRow> compare_fits(const Trie& trie, const std::vector<std::uint64_t>& events,
                                    const TokenFit& ar, const TokenFit& fv) {
  const std::vector<std::uint64_t> through = events_through(trie, events);
  std::vector<FittedRow> rows;
  for (std::uint32_t node = 0; node < trie.nodes(); ++node) {
    FittedRow row{node, sum_of_children(trie, node, through), false};
    if (row.events == 0) continue;
    for (std::uint32_t child = trie.first_child(node); child < trie.first_child(node + 1); ++child)
      row.differs = row.differs || ar.into[child] != fv.into[child];
    rows.push_back(row);
  }
  return rows;
}

}  // namespace sidproof
