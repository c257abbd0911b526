// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "generator/decoding/item_law.hpp"

#include <algorithm>

#include "generator/arithmetic/token_law.hpp"

namespace sidproof::reference {

ItemLaw item_law(const Catalogue& catalogue, const TrieLaws& laws) {
  const Trie& trie = catalogue.trie();
  ItemLaw law;
  law.mass.resize(trie.nodes(), Integer(1));
  law.completion.resize(trie.nodes(), Integer(0));
  for (std::uint32_t node = 1; node < trie.nodes(); ++node)
    law.mass[node] = law.mass[trie.parent(node)] * laws.weight[node];
  for (std::size_t node = trie.nodes(); node-- > 0;) {
    if (trie.is_leaf(node)) law.completion[node] = 1;
    if (node != 0) law.completion[trie.parent(node)] += law.completion[node] * laws.weight[node];
  }
  return law;
}

Result<void> some_sequence_left(const ItemLaw& law) {
  if (law.inside() == 0)
    return fail(ErrorCode::usage, "top-k and top-p leave no sequence of the catalogue", {},
                "take a larger top-k or top-p");
  return {};
}

Rational probability(const Catalogue& catalogue, const TrieLaws& laws, const ItemLaw& law,
                     std::uint32_t leaf, Decoding decoding) {
  if (law.mass[leaf] == 0) return 0;
  if (decoding == Decoding::global) return {law.mass[leaf], law.inside()};
  if (decoding == Decoding::raw)
    return {law.mass[leaf], Integer(1) << (weight_bits * catalogue.length())};
  const Trie& trie = catalogue.trie();
  Integer denominator = 1;
  for (std::uint32_t node = leaf; node != 0; node = trie.parent(node)) {
    const std::uint32_t parent = trie.parent(node);
    std::uint64_t inside = 0;
    for (std::uint32_t child = trie.first_child(parent); child < trie.first_child(parent + 1);
         ++child)
      inside += laws.weight[child];
    denominator *= inside;
  }
  return {law.mass[leaf], denominator};
}

Rational local_dead_mass(const Catalogue& catalogue, const TrieLaws& laws) {
  const Trie& trie = catalogue.trie();
  Rational dead = 0;
  std::vector<std::uint64_t> inside(catalogue.leaves().first, 0);
  for (std::uint32_t node = 1; node < trie.nodes(); ++node)
    inside[trie.parent(node)] += laws.weight[node];
  if (std::ranges::find(inside, 0U) == inside.end()) return dead;
  std::vector<Rational> mass(catalogue.leaves().first, Rational(0));
  mass[0] = 1;
  for (std::uint32_t node = 0; node < catalogue.leaves().first; ++node) {
    if (node != 0 && laws.weight[node] != 0)
      mass[node] = mass[trie.parent(node)] *
                   Rational(Integer(laws.weight[node]), Integer(inside[trie.parent(node)]));
    if (inside[node] == 0) dead += mass[node];
  }
  return dead;
}

std::optional<std::uint32_t> heaviest_dead_end(const Catalogue& catalogue, const TrieLaws& laws) {
  const Trie& trie = catalogue.trie();
  const std::uint32_t inner = catalogue.leaves().first;
  std::vector<std::int64_t> score(trie.nodes(), cut_log);
  score[0] = 0;
  std::vector<bool> leads_on(inner, false);
  for (std::uint32_t node = 1; node < trie.nodes(); ++node) {
    const std::uint32_t parent = trie.parent(node);
    if (score[parent] == cut_log || laws.weight[node] == 0) continue;
    score[node] = score[parent] + laws.log[node];
    leads_on[parent] = true;
  }
  std::optional<std::uint32_t> heaviest;
  for (std::uint32_t node = 0; node < inner; ++node)
    if (score[node] != cut_log && !leads_on[node] && (!heaviest || score[node] > score[*heaviest]))
      heaviest = node;
  return heaviest;
}

Integer item_mass_sum(const Catalogue& catalogue, const ItemLaw& law) {
  Integer sum = 0;
  for (std::size_t item = 0; item < catalogue.items(); ++item)
    sum += law.mass[catalogue.trie().node_of_row(item)];
  return sum;
}

}  // namespace sidproof::reference
