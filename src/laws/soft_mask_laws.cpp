// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "laws/soft_mask_laws.hpp"

#include <algorithm>

#include "decoding/constraints.hpp"

namespace sidproof {

bool is_one_choice_then_free(const Trie& trie, const CodeSpace& space) {
  // A node is full when all sequences below it are in C.
  std::vector<bool> full(trie.nodes(), true);
  std::vector<std::size_t> depth(trie.nodes(), 0);
  for (std::size_t node = 1; node < trie.nodes(); ++node)
    depth[node] = depth[trie.parent(node)] + 1;
  for (std::size_t node = trie.nodes(); node-- > 0;) {
    if (!trie.is_leaf(node) && trie.child_count(node) != space.alphabet(depth[node]))
      full[node] = false;
    if (node != 0 && !full[node]) full[trie.parent(node)] = false;
  }
  for (std::size_t node = 1; node < trie.nodes(); ++node)
    if (!full[node] && trie.child_count(trie.parent(node)) > 1) return false;
  return true;
}

Verdict f7_coarse_constraints(const TokenMap& map) {
  if (!map.is_fixed_length()) return does_not_apply("codes of several lengths");
  const PositionConstraint by_position(map);
  const BigramConstraint by_bigram(map);
  const std::string instance = text_of_map(map);
  std::vector<Verdict> parts;
  for (std::size_t v = 0; v < map.items(); ++v)
    parts.push_back(claim("every code is admitted",
                          by_position.admits(map[v]) && by_bigram.admits(map[v]), instance));
  Integer positions = 0;
  Integer bigrams = 0;
  bool positions_sound = true;
  bool bigrams_sound = true;
  bool nested = true;
  map.space().for_each([&](SequenceView s) {
    bool item = false;
    for (std::size_t v = 0; v < map.items(); ++v) item = item || std::ranges::equal(map[v], s);
    const bool position = by_position.admits(s);
    const bool bigram = by_bigram.admits(s);
    positions += position ? 1 : 0;
    bigrams += bigram ? 1 : 0;
    positions_sound = positions_sound && (!position || item);
    bigrams_sound = bigrams_sound && (!bigram || item);
    nested = nested && (!bigram || position);
  });
  const Integer codes = sequence_groups(map).size.size();
  parts.push_back(claim("positions: the product is the count of an enumeration",
                        by_position.admitted() == positions, instance));
  parts.push_back(claim("bigrams: the paths are the count of an enumeration",
                        by_bigram.admitted() == bigrams, instance));
  parts.push_back(claim("positions: sound iff as many as codes",
                        positions_sound == (by_position.admitted() == codes), instance));
  parts.push_back(claim("bigrams: sound iff as many as codes",
                        bigrams_sound == (by_bigram.admitted() == codes), instance));
  parts.push_back(claim("what bigrams admit, positions admit", nested, instance));
  return merge(parts);
}

}  // namespace sidproof
