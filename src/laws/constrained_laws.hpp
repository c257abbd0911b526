// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <string>
#include <vector>

#include "decoding/constrained.hpp"
#include "laws/witness.hpp"
#include "objective/partition.hpp"

namespace sidproof {

// THEORY F: decoding over the trie of valid sequences C, on any model over that
// trie. They need a prefix-free trie without dead ends (a, h != 0 everywhere).

/// Can LOCAL and GLOBAL be formed: prefix-free, and a(w), h(w) never zero?
template <Field F>
[[nodiscard]] bool decodes_everywhere(const TrieModel<F>& model) {
  if (!is_prefix_free(model.trie())) return false;
  for (const F& mass : child_masses(model))
    if (is_zero(mass)) return false;
  for (const F& mass : completion_masses(model))
    if (is_zero(mass)) return false;
  return true;
}

/// F1 local_global_ratio: LOCAL(s) prod a = GLOBAL(s) Q(C) at every leaf.
template <Field F>
[[nodiscard]] Verdict f1_local_global_ratio(const TrieModel<F>& model) {
  if (!decodes_everywhere(model)) return does_not_apply("dead ends or proper prefixes");
  const Trie& trie = model.trie();
  const auto local = local_masses(model);
  const auto global = global_masses(model);
  const auto a = child_masses(model);
  const F covered = completion_masses(model)[0];
  for (std::uint32_t leaf = 0; leaf < trie.nodes(); ++leaf) {
    if (!trie.is_leaf(leaf)) continue;
    F product(1);
    for (std::uint32_t node = leaf; node != 0; node = trie.parent(node))
      product *= a[trie.parent(node)];
    Verdict same = equal("LOCAL prod a against GLOBAL Q(C)", F(local[leaf] * product),
                         F(global[leaf] * covered), text_of_sequence(trie.prefix(leaf)));
    if (same.truth != Truth::holds) return same;
  }
  return Verdict::holds();
}

/// F2 local_equals_global: LOCAL = GLOBAL at every leaf iff h is equal on all valid
/// siblings at every valid prefix (all conditionals on the trie non-zero).
template <Field F>
[[nodiscard]] Verdict f2_local_equals_global(const TrieModel<F>& model) {
  if (!decodes_everywhere(model)) return does_not_apply("dead ends or proper prefixes");
  const Trie& trie = model.trie();
  for (std::size_t node = 1; node < trie.nodes(); ++node)
    if (is_zero(model.into(node))) return does_not_apply("a conditional is zero");
  const auto local = local_masses(model);
  const auto global = global_masses(model);
  const auto h = completion_masses(model);
  bool same_law = true;
  bool same_h = true;
  for (std::size_t node = 0; node < trie.nodes(); ++node) {
    if (trie.is_leaf(node)) same_law = same_law && local[node] == global[node];
    for (std::uint32_t child = trie.first_child(node); child < trie.first_child(node + 1); ++child)
      same_h = same_h && h[child] == h[trie.first_child(node)];
  }
  return claim("LOCAL = GLOBAL iff siblings complete equally", same_law == same_h,
               std::to_string(trie.nodes()) + " nodes");
}

/// F2b masked_training: with the trie's mask every model is a law on the leaves, so
/// for one-to-one tables Z = 1.
template <Field F>
[[nodiscard]] Verdict f2b_masked_training(const TrieModel<F>& model) {
  if (!decodes_everywhere(model)) return does_not_apply("dead ends or proper prefixes");
  const TrieModel<F> masked = masked_model(model);
  std::size_t leaves = 0;
  for (std::size_t node = 0; node < model.trie().nodes(); ++node)
    leaves += model.trie().is_leaf(node) ? 1U : 0U;
  if (leaves != model.trie().rows()) return does_not_apply("collisions");
  return equal("Z of the masked model", z_along_paths(masked), F(1),
               std::to_string(leaves) + " leaves");
}

/// F3 lookahead: the cascaded model q(t|w) h(wt)/h(w) has GLOBAL = Q(s)/Q(C).
template <Field F>
[[nodiscard]] Verdict f3_lookahead(const TrieModel<F>& model) {
  if (!decodes_everywhere(model)) return does_not_apply("dead ends or proper prefixes");
  const Trie& trie = model.trie();
  const auto global = global_masses(model);
  const auto raw = raw_masses(model);
  F covered(0);
  for (std::size_t node = 0; node < trie.nodes(); ++node)
    if (trie.is_leaf(node)) covered += raw[node];
  for (std::uint32_t node = 0; node < trie.nodes(); ++node) {
    if (!trie.is_leaf(node)) continue;
    Verdict same = equal("lookahead model against Q(s)/Q(C)", global[node], F(raw[node] / covered),
                         text_of_sequence(trie.prefix(node)));
    if (same.truth != Truth::holds) return same;
  }
  return Verdict::holds();
}

/// F4 importance weights: sum_s LOCAL(s) prod a = Q(C).
template <Field F>
[[nodiscard]] Verdict f4_importance_weights(const TrieModel<F>& model) {
  if (!decodes_everywhere(model)) return does_not_apply("dead ends or proper prefixes");
  const Trie& trie = model.trie();
  const auto local = local_masses(model);
  const auto weight = importance_weights(model);
  F sum(0);
  for (std::size_t node = 0; node < trie.nodes(); ++node)
    if (trie.is_leaf(node)) sum += local[node] * weight[node];
  return equal("sum of LOCAL prod a against Q(C)", sum, completion_masses(model)[0],
               std::to_string(trie.nodes()) + " nodes");
}

/// F5 coherence: restricting the catalogue commutes with GLOBAL. `smaller` is the
/// trie of a sub-catalogue of model's.
template <Field F>
[[nodiscard]] Verdict f5_coherence(const TrieModel<F>& model, const Trie& smaller) {
  const TrieModel<F> restricted = on_trie(model, smaller);
  if (!decodes_everywhere(model) || !decodes_everywhere(restricted))
    return does_not_apply("dead ends or proper prefixes");
  const auto global = global_masses(model);
  const auto direct = global_masses(restricted);
  F kept(0);
  const auto place = [&](std::uint32_t node) { return model.trie().find(smaller.prefix(node)); };
  for (std::uint32_t node = 0; node < smaller.nodes(); ++node) {
    if (!smaller.is_leaf(node)) continue;
    const auto found = place(node);
    if (!found || !model.trie().is_leaf(*found)) return does_not_apply("not a sub-catalogue");
    kept += global[*found];
  }
  for (std::uint32_t node = 0; node < smaller.nodes(); ++node) {
    if (!smaller.is_leaf(node)) continue;
    Verdict same =
        equal("GLOBAL restricted against GLOBAL of the restriction", F(global[*place(node)] / kept),
              direct[node], text_of_sequence(smaller.prefix(node)));
    if (same.truth != Truth::holds) return same;
  }
  return Verdict::holds();
}

}  // namespace sidproof
