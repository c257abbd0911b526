// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <stdexcept>
#include <utility>
#include <vector>

#include "model/conditional_model.hpp"
#include "tokenization/trie.hpp"

namespace sidproof {

/// A cascaded model over a trie, sparse: q(token | prefix) for every edge of the
/// trie, kept at the edge's lower node, and at each node the mass that its law
/// gives to tokens outside the trie. That mass is stored, not computed: a law has
/// leak(node) = 1 - sum of q over the children, and 0 where every token of the
/// alphabet is a child. The trie must outlive the model.
template <Arithmetic N>
class TrieModel {
 public:
  using number = N;

  /// `into[node]` is the conditional of the node's last token (into[0] is not
  /// used), `leak[node]` the mass outside. Throws std::invalid_argument unless
  /// both have one value a node and the trie is no deeper than the space.
  TrieModel(const Trie& trie, CodeSpace space, std::vector<N> into, std::vector<N> leak)
      : trie_(&trie), space_(std::move(space)), into_(std::move(into)), leak_(std::move(leak)) {
    if (into_.size() != trie.nodes() || leak_.size() != trie.nodes() ||
        trie.depth() > space_.length())
      throw std::invalid_argument("a model that does not fit its trie");
  }

  [[nodiscard]] const Trie& trie() const { return *trie_; }
  [[nodiscard]] const CodeSpace& space() const { return space_; }
  [[nodiscard]] const N& into(std::size_t node) const { return into_[node]; }
  [[nodiscard]] const N& leak(std::size_t node) const { return leak_[node]; }

  /// As a full model: mass outside the trie is shared equally by the tokens that
  /// are no children, and prefixes outside the trie have uniform laws.
  [[nodiscard]] N conditional(SequenceView prefix, std::uint32_t token) const {
    const auto node = trie_->find(prefix);
    const std::uint32_t width = space_.alphabet(prefix.size());
    if (!node) return fraction<N>(1, width);
    if (const auto child = trie_->child(*node, token)) return into_[*child];
    return leak_[*node] / N(std::int64_t{width - trie_->child_count(*node)});
  }

 private:
  const Trie* trie_;
  CodeSpace space_;
  std::vector<N> into_;
  std::vector<N> leak_;
};

/// The model over a trie whose free numbers come from `draw()`, all conditionals
/// polynomials of degree at most 1 in them: at a node with every token of its
/// alphabet as a child the last child gets 1 minus the others and nothing leaks;
/// elsewhere the children are free and the rest leaks. Every law without zeros
/// restricted to the trie arises this way, so an identity that holds for these
/// free numbers holds for all models.
template <Arithmetic N, class Draw>
[[nodiscard]] TrieModel<N> free_trie_model(const Trie& trie, CodeSpace space, Draw&& draw) {
  std::vector<N> into(trie.nodes(), N(1));
  std::vector<N> leak(trie.nodes(), N(0));
  for (std::size_t depth = 0; depth < space.length() && depth <= trie.depth(); ++depth) {
    const auto [begin, end] = trie.level(depth);
    for (std::size_t node = begin; node < end; ++node) {
      const bool full = trie.child_count(node) == space.alphabet(depth);
      N rest(1);
      for (std::uint32_t child = trie.first_child(node); child < trie.first_child(node + 1);
           ++child) {
        const bool last = full && child + 1 == trie.first_child(node + 1);
        into[child] = last ? rest : N(draw());
        rest -= into[child];
      }
      leak[node] = full ? N(0) : rest;
    }
  }
  return TrieModel<N>(trie, std::move(space), std::move(into), std::move(leak));
}

/// Any model restricted to a trie: the same conditionals on its edges.
template <ConditionalModel M>
[[nodiscard]] TrieModel<typename M::number> on_trie(const M& model, const Trie& trie) {
  using N = typename M::number;
  std::vector<N> into(trie.nodes(), N(1));
  std::vector<N> leak(trie.nodes(), N(0));
  for (std::uint32_t node = 0; node < trie.nodes(); ++node) {
    const Sequence prefix = trie.prefix(node);
    if (prefix.size() == model.space().length()) continue;
    N rest(1);
    for (std::uint32_t child = trie.first_child(node); child < trie.first_child(node + 1);
         ++child) {
      into[child] = model.conditional(prefix, trie.token(child));
      rest -= into[child];
    }
    leak[node] = rest;
  }
  return TrieModel<N>(trie, model.space(), std::move(into), std::move(leak));
}

}  // namespace sidproof
