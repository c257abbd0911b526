// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "generator/pathologies/draw_figures.hpp"

#include <utility>
#include <vector>

namespace sidproof::reference {
namespace {

PairOfDraws of_global(const Catalogue& catalogue, const ItemLaw& law) {
  const Integer square = law.inside() * law.inside();
  PairOfDraws pair{{0, square}, {0, square}};
  for (std::uint32_t node = 1; node < catalogue.trie().nodes(); ++node) {
    const Integer mass = law.mass[node] * law.completion[node];
    pair.shared_prefix.numerator += mass * mass;
    if (node >= catalogue.leaves().first) pair.repeated.numerator += mass * mass;
  }
  return pair;
}

// Backwards: both draws at a node meet in a child c with probability q(c)^2, share one more
// token there, and go on below it.
PairOfDraws of_local(const Catalogue& catalogue, const TrieLaws& laws) {
  const Trie& trie = catalogue.trie();
  const std::vector<std::uint64_t> inside = child_weights(catalogue, laws);
  const std::uint32_t inner = catalogue.leaves().first;
  std::vector<PairOfDraws> below(inner);
  for (std::uint32_t node = inner; node-- > 0;) {
    std::vector<BigFraction> shared;
    std::vector<BigFraction> repeated;
    Integer met = 0;
    for (std::uint32_t child = trie.first_child(node); child < trie.first_child(node + 1);
         ++child) {
      const Integer square = Integer(laws.weight[child]) * laws.weight[child];
      met += square;
      if (child >= inner) continue;
      PairOfDraws& deeper = below[child];
      shared.push_back(
          {deeper.shared_prefix.numerator * square, std::move(deeper.shared_prefix.denominator)});
      repeated.push_back(
          {deeper.repeated.numerator * square, std::move(deeper.repeated.denominator)});
    }
    shared.push_back({met, 1});
    if (trie.first_child(node) >= inner) repeated.push_back({met, 1});
    below[node] = {sum(shared), sum(repeated)};
    const Integer square = Integer(inside[node]) * inside[node];
    below[node].shared_prefix.denominator *= square;
    below[node].repeated.denominator *= square;
  }
  return std::move(below[0]);
}

}  // namespace

PairOfDraws pair_of_draws(const Catalogue& catalogue, const TrieLaws& laws, const ItemLaw& law,
                          Decoding decoding) {
  return decoding == Decoding::local ? of_local(catalogue, laws) : of_global(catalogue, law);
}

DrawFigures draw_figures(const Catalogue& catalogue, const TrieLaws& laws, const ItemLaw& law,
                         Decoding decoding) {
  const PairOfDraws pair = pair_of_draws(catalogue, laws, law, decoding);
  DrawFigures figures{enclose(pair.shared_prefix), enclose(pair.repeated), {0, 0}};
  const BigFraction apart = sum({{pair.repeated.denominator, pair.repeated.denominator},
                                 {-pair.repeated.numerator, pair.repeated.denominator}});
  if (apart.numerator == 0) return figures;
  const BigFraction shared =
      sum({pair.shared_prefix,
           {-pair.repeated.numerator * catalogue.length(), pair.repeated.denominator}});
  figures.distinct = enclose(
      BigFraction{shared.numerator * apart.denominator, shared.denominator * apart.numerator});
  return figures;
}

}  // namespace sidproof::reference
