// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "objective/optima.hpp"

#include <map>
#include <stdexcept>
#include <utility>

namespace sidproof {
namespace {

using Tally = std::map<std::uint64_t, std::uint64_t>;

// N * entropy of a tally of N events: sum n (ln N - ln n).
RationalLogSum total_entropy(const Tally& tally) {
  RationalLogSum sum;
  std::uint64_t events = 0;
  for (const auto& [key, count] : tally) events += count;
  if (events != 0) sum.add(Rational(events), Rational(events));
  for (const auto& [key, count] : tally)
    if (count != 0) sum.add(Rational(count), -Rational(count));
  return sum;
}

Tally tally_sequences(const TokenMap& map, const ItemCounts& counts) {
  Tally tally;
  for (std::size_t v = 0; v < map.items(); ++v) tally[map.space().index(map[v])] += counts[v];
  return tally;
}

Tally tally_position(const TokenMap& map, const ItemCounts& counts, std::size_t position) {
  Tally tally;
  for (std::size_t v = 0; v < map.items(); ++v) tally[map[v][position]] += counts[v];
  return tally;
}

}  // namespace

SequenceLaw<Rational> empirical_law(const TokenMap& map, const ItemCounts& counts) {
  SequenceLaw<Rational> law{map.space(), {}};
  const auto sequences = map.space().sequences();
  if (!sequences || *sequences > CascadedShape::default_limit)
    throw std::length_error("a code space too large to enumerate");
  law.mass.resize(*sequences);
  for (const auto& [index, count] : tally_sequences(map, counts))
    law.mass[index] = Rational(count) / total(counts);
  return law;
}

CascadedTable<Rational> best_cascaded(const TokenMap& map, const ItemCounts& counts) {
  return conditionals_of(empirical_law(map, counts));
}

ParallelHeads<Rational> best_parallel(const TokenMap& map, const ItemCounts& counts) {
  ParallelShape shape(map.space());
  std::vector<Rational> cells(shape.cells());
  for (std::size_t j = 0; j < map.space().length(); ++j)
    for (const auto& [token, count] : tally_position(map, counts, j))
      cells[shape.row_begin(j) + token] = Rational(count) / total(counts);
  return {std::move(shape), std::move(cells)};
}

std::vector<Rational> best_item_law(const ItemCounts& counts) {
  std::vector<Rational> law;
  law.reserve(counts.size());
  for (const std::uint64_t count : counts) law.push_back(Rational(count) / total(counts));
  return law;
}

RationalLogSum collision_entropy(const TokenMap& map, const ItemCounts& counts) {
  std::map<std::uint64_t, Tally> groups;
  for (std::size_t v = 0; v < map.items(); ++v) groups[map.space().index(map[v])][v] = counts[v];
  RationalLogSum sum;
  for (const auto& [sequence, tally] : groups) sum += total_entropy(tally);
  return sum;
}

RationalLogSum total_correlation(const TokenMap& map, const ItemCounts& counts) {
  RationalLogSum sum;
  for (std::size_t j = 0; j < map.space().length(); ++j)
    sum += total_entropy(tally_position(map, counts, j));
  return sum - total_entropy(tally_sequences(map, counts));
}

}  // namespace sidproof
