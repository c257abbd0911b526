// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "generator/decoding/mmr.hpp"

#include <algorithm>
#include <stdexcept>

namespace sidproof::reference {

std::size_t shared_prefix(const Trie& trie, std::uint32_t a, std::uint32_t b) {
  while (a != b) {
    a = trie.parent(a);
    b = trie.parent(b);
  }
  std::size_t length = 0;
  for (; a != 0; a = trie.parent(a)) ++length;
  return length;
}

std::vector<std::uint32_t> mmr(const Trie& trie, std::span<const std::uint32_t> leaves,
                               std::span<const Rational> probability, const Rational& lambda,
                               std::size_t count) {
  std::vector<std::uint32_t> taken;
  if (leaves.size() != probability.size() || lambda < 0 || lambda > 1)
    throw std::invalid_argument("not one probability for each candidate, or no such lambda");
  if (leaves.empty()) return taken;
  const Rational most = *std::ranges::max_element(probability);
  if (most <= 0) throw std::invalid_argument("no candidate has a probability above 0");
  std::vector<Rational> relevance;
  for (const Rational& p : probability) relevance.push_back(lambda * (p / most));
  std::vector<std::size_t> similar(leaves.size(), 0);
  std::vector<bool> gone(leaves.size(), false);
  const Rational unit = (Rational(1) - lambda) / trie.depth();
  while (taken.size() < std::min(count, leaves.size())) {
    std::size_t best = leaves.size();
    Rational best_value;
    for (std::size_t i = 0; i < leaves.size(); ++i) {
      if (gone[i]) continue;
      const Rational value = relevance[i] - unit * similar[i];
      if (best < leaves.size() && !(value > best_value)) continue;
      best = i;
      best_value = value;
    }
    gone[best] = true;
    taken.push_back(leaves[best]);
    for (std::size_t i = 0; i < leaves.size(); ++i)
      similar[i] = std::max(similar[i], shared_prefix(trie, leaves[i], leaves[best]));
  }
  return taken;
}

}  // namespace sidproof::reference
