// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "generator/pathologies/law_difference.hpp"

#include <algorithm>
#include <utility>

namespace sidproof::reference {

BigFraction total_variation(const Catalogue& catalogue, const TrieLaws& laws, const ItemLaw& law) {
  const Trie& trie = catalogue.trie();
  const std::vector<std::uint64_t> inside = child_weights(catalogue, laws);
  const std::size_t inner = inside.size();
  // LOCAL(s)/GLOBAL(s) = Q(C)/prod a is the same for all leaves of one parent.
  std::vector<Integer> path(inner);
  for (std::uint32_t node = 0; node < inner; ++node)
    path[node] = node == 0 ? Integer(inside[0]) : path[trie.parent(node)] * inside[node];
  const std::uint32_t last = trie.level(catalogue.length() - 1).first;
  // LOCAL's probability of P below each node, from the last level backwards.
  std::vector<BigFraction> below(inner);
  Integer global = 0;
  for (std::uint32_t node = static_cast<std::uint32_t>(inner); node-- > 0;) {
    if (node >= last) {
      if (path[node] >= law.inside()) continue;
      below[node].numerator = 1;
      global += law.mass[node] * law.completion[node];
      continue;
    }
    std::vector<BigFraction> terms;
    Integer certain = 0;
    for (std::uint32_t child = trie.first_child(node); child < trie.first_child(node + 1);
         ++child) {
      BigFraction& part = below[child];
      if (part.denominator == 1)
        certain += part.numerator * laws.weight[child];
      else if (part.numerator != 0)
        terms.push_back({part.numerator * laws.weight[child], std::move(part.denominator)});
    }
    terms.push_back({certain, 1});
    below[node] = sum(terms);
    below[node].denominator *= inside[node];
    // All or nothing: no denominator to carry along.
    if (below[node].numerator == 0) below[node] = {};
    if (below[node].numerator == below[node].denominator) below[node] = {1, 1};
  }
  return sum({std::move(below[0]), {-global, law.inside()}});
}

LawDifference law_difference(const Catalogue& catalogue, const TrieLaws& laws, const ItemLaw& law,
                             const LeafLaw& global, const LeafLaw& local, std::size_t top) {
  LawDifference result;
  result.ranks = rank_difference(global.probability, local.probability);
  result.top_differs = global.order.front() != local.order.front();
  for (std::size_t i = 0; i < std::min(top, global.order.size()); ++i)
    if (local.rank_of(global.order[i]) < top) ++result.top_shared;
  result.total_variation = enclose(total_variation(catalogue, laws, law));
  result.global_item = catalogue.items_of(global.order.front()).front();
  result.local_item = catalogue.items_of(local.order.front()).front();
  return result;
}

RankDifference among_survivors(const Catalogue& before, const LeafLaw& law_before,
                               const Catalogue& after, const LeafLaw& law_after) {
  std::vector<Rational> kept;
  for (std::uint32_t leaf = after.leaves().first; leaf < after.leaves().second; ++leaf)
    kept.push_back(law_before.of(*before.trie().find(after.trie().prefix(leaf))));
  return rank_difference(kept, law_after.probability);
}

}  // namespace sidproof::reference
