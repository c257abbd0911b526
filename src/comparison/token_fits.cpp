// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "comparison/token_fits.hpp"

#include <numeric>
#include <optional>
#include <utility>

#include "comparison/least_way.hpp"

namespace sidproof {
namespace {

// Per node, the sum over the rows that end there.
template <class Count>
std::vector<std::uint64_t> at_nodes(const Trie& trie, const std::vector<Count>& of_row) {
  std::vector<std::uint64_t> sums(trie.nodes(), 0);
  for (std::size_t row = 0; row < trie.rows(); ++row) sums[trie.node_of_row(row)] += of_row[row];
  return sums;
}

std::vector<Rational> rationals(const std::vector<std::uint64_t>& counts) {
  return {counts.begin(), counts.end()};
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

std::optional<std::uint32_t> first_taker(const Trie& trie, std::size_t node,
                                         const std::vector<bool>& takes_more) {
  for (std::uint32_t child = trie.first_child(node); child < trie.first_child(node + 1); ++child)
    if (takes_more[child]) return child;
  return std::nullopt;
}

// Sends `rest` of the node's mass down to where a token is spare.
void pass_on(const Trie& trie, std::uint32_t node, const Rational& rest,
             const std::vector<std::uint64_t>& codebooks, const std::vector<bool>& takes_more,
             std::vector<Rational>& mass) {
  std::size_t depth = 0;
  for (std::uint32_t above = node; above != 0; above = trie.parent(above)) ++depth;
  for (; !spare_token(trie, node, depth, codebooks); ++depth) {
    node = *first_taker(trie, node, takes_more);
    mass[node] += rest;
  }
}

TokenFit fit_of(const Trie& trie, std::vector<Rational> mass) {
  TokenFit fit{std::vector<Rational>(trie.nodes(), 0), std::move(mass)};
  const Rational whole = fit.mass[0];
  for (Rational& of_node : fit.mass) of_node /= whole;
  fit.into[0] = 1;
  for (std::size_t node = 1; node < trie.nodes(); ++node)
    if (fit.mass[trie.parent(node)] != 0)
      fit.into[node] = fit.mass[node] / fit.mass[trie.parent(node)];
  return fit;
}

}  // namespace

TokenFit ar_fit(const Trie& trie, const std::vector<std::uint64_t>& codebooks,
                const std::vector<std::uint64_t>& events, const std::vector<std::uint8_t>& items) {
  const std::vector<std::uint64_t> through = events_through(trie, events);
  std::optional<LeastWay> where_free;
  TokenFit fit{std::vector<Rational>(trie.nodes(), 0), std::vector<Rational>(trie.nodes(), 0)};
  fit.into[0] = fit.mass[0] = 1;
  for (std::uint32_t node = 0; node < trie.nodes(); ++node) {
    if (fit.mass[node] == 0 || trie.is_leaf(node)) continue;
    const std::uint64_t going_on = sum_of_children(trie, node, through);
    if (going_on == 0) {
      if (!where_free) where_free.emplace(trie, codebooks, rationals(at_nodes(trie, items)));
      if (const auto child = where_free->next(node)) {
        fit.into[*child] = 1;
        fit.mass[*child] = fit.mass[node];
      }
      continue;
    }
    for (std::uint32_t child = trie.first_child(node); child < trie.first_child(node + 1);
         ++child) {
      fit.into[child] = Rational(through[child], going_on);
      fit.mass[child] = fit.mass[node] * fit.into[child];
    }
  }
  return fit;
}

std::uint64_t free_prefixes(const Trie& trie, const TokenFit& ar,
                            const std::vector<std::uint64_t>& events) {
  const std::vector<std::uint64_t> through = events_through(trie, events);
  std::uint64_t free = 0;
  for (std::size_t node = 0; node < trie.nodes(); ++node)
    if (!trie.is_leaf(node) && ar.mass[node] != 0 && sum_of_children(trie, node, through) == 0)
      ++free;
  return free;
}

tl::expected<TokenFit, UnattainedShare> fv_fit(const Trie& trie,
                                               const std::vector<std::uint64_t>& codebooks,
                                               const std::vector<std::uint64_t>& events,
                                               const std::vector<std::uint8_t>& items) {
  const std::vector<std::uint64_t> observed = at_nodes(trie, events);
  const std::vector<std::uint64_t> sharing = at_nodes(trie, items);
  const std::uint64_t total = std::reduce(events.begin(), events.end());
  // Up to the factor N Q: what ends at each node or below it.
  std::vector<Rational> mass(trie.nodes(), 0);
  std::vector<bool> takes_more(trie.nodes());
  std::vector<std::uint32_t> passing_on;
  std::size_t depth = trie.depth();
  for (std::size_t node = trie.nodes(); node-- > 0;) {
    while (node < trie.level(depth).first) --depth;
    const Rational below = sum_of_children(trie, node, mass);
    const bool open =
        spare_token(trie, node, depth, codebooks) || first_taker(trie, node, takes_more);
    if (sharing[node] == 0) {
      mass[node] = below;
      takes_more[node] = open;
      continue;
    }
    mass[node] = Rational(observed[node], sharing[node]);
    if (trie.is_leaf(node) || mass[node] == below) continue;
    if (mass[node] < below || !open)
      return tl::unexpected(
          UnattainedShare{static_cast<std::uint32_t>(node), mass[node] / total, below / total});
    passing_on.push_back(static_cast<std::uint32_t>(node));
  }
  for (const std::uint32_t node : passing_on)
    pass_on(trie, node, mass[node] - sum_of_children(trie, node, mass), codebooks, takes_more,
            mass);
  return fit_of(trie, std::move(mass));
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
