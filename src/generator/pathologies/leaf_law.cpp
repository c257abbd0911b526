// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "generator/pathologies/leaf_law.hpp"

#include <algorithm>
#include <numeric>

#include "generator/arithmetic/token_law.hpp"

namespace sidproof::reference {

std::vector<std::uint64_t> child_weights(const Catalogue& catalogue, const TrieLaws& laws) {
  std::vector<std::uint64_t> sums(catalogue.leaves().first, 0);
  for (std::uint32_t node = 1; node < catalogue.trie().nodes(); ++node)
    sums[catalogue.trie().parent(node)] += laws.weight[node];
  return sums;
}

std::vector<Rational> prefix_masses(const Catalogue& catalogue, const TrieLaws& laws,
                                    const ItemLaw& law, Decoding decoding) {
  const Trie& trie = catalogue.trie();
  std::vector<Rational> masses(trie.nodes());
  if (decoding == Decoding::local) {
    const std::vector<std::uint64_t> inside = child_weights(catalogue, laws);
    std::vector<Integer> denominator(trie.nodes(), 1);
    masses[0] = 1;
    for (std::uint32_t node = 1; node < trie.nodes(); ++node) {
      const std::uint32_t parent = trie.parent(node);
      denominator[node] = denominator[parent] * inside[parent];
      masses[node] = Rational(law.mass[node], denominator[node]);
    }
    return masses;
  }
  const Integer whole = decoding == Decoding::global
                            ? law.inside()
                            : Integer(1) << (weight_bits * catalogue.length());
  for (std::uint32_t node = 0; node < trie.nodes(); ++node)
    masses[node] = Rational(law.mass[node] * law.completion[node], whole);
  return masses;
}

LeafLaw leaf_law(const Catalogue& catalogue, const TrieLaws& laws, const ItemLaw& law,
                 Decoding decoding) {
  const auto [begin, end] = catalogue.leaves();
  const std::vector<Rational> masses = prefix_masses(catalogue, laws, law, decoding);
  LeafLaw result;
  result.first = begin;
  result.probability.assign(masses.begin() + begin, masses.begin() + end);
  result.order.resize(end - begin);
  std::iota(result.order.begin(), result.order.end(), begin);
  std::sort(result.order.begin(), result.order.end(), [&](std::uint32_t a, std::uint32_t b) {
    const Rational& p = result.of(a);
    const Rational& q = result.of(b);
    return p != q ? p > q : a < b;
  });
  result.rank.resize(end - begin);
  for (std::uint32_t rank = 0; rank < result.order.size(); ++rank)
    result.rank[result.order[rank] - begin] = rank;
  return result;
}

}  // namespace sidproof::reference
