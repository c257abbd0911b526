// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cmath>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "decoding/soft_mask.hpp"
#include "laws/constrained_laws.hpp"
#include "laws/witness.hpp"

namespace sidproof {

// THEORY F2 for all models at once, F5's other half, F6 and F7: what constraints do
// that are no masks over the trie.

/// Is C = {w0 a u : a in A, u free} for one prefix w0? Equivalently: below every
/// prefix with two valid tokens or more everything that follows is free.
[[nodiscard]] bool is_one_choice_then_free(const Trie& trie, const CodeSpace& space);

/// F2 local_equals_global for all positive models at once: LOCAL = GLOBAL on every
/// one iff C is one choice, then free. For other C one of two positive models that
/// differ in one row tells them apart, and it is found; for such C the given positive
/// model has LOCAL = GLOBAL.
template <Field F>
[[nodiscard]] Verdict f2_for_all_positive(const TrieModel<F>& model) {
  const Trie& trie = model.trie();
  if (!decodes_everywhere(model)) return does_not_apply("dead ends or proper prefixes");
  for (std::size_t node = 1; node < trie.nodes(); ++node)
    if (is_zero(model.into(node))) return does_not_apply("a conditional is zero");
  const std::string instance = std::to_string(trie.nodes()) + " nodes";
  if (is_one_choice_then_free(trie, model.space())) {
    const auto local = local_masses(model);
    const auto global = global_masses(model);
    for (std::size_t node = 0; node < trie.nodes(); ++node)
      if (trie.is_leaf(node) && !(local[node] == global[node]))
        return claim("one choice, then free: LOCAL = GLOBAL", false, instance);
    return Verdict::holds();
  }
  // A row that leaks below one of several siblings: tilting it moves that sibling's
  // completion and no other's.
  const TrieModel<F> on = on_trie(uniform_model<F>(ParallelShape(model.space())), trie);
  const auto differs = [&](std::size_t tilted) {
    std::vector<F> into(trie.nodes(), F(1));
    std::vector<F> leak(trie.nodes(), F(0));
    for (std::size_t node = 0; node < trie.nodes(); ++node) {
      const F scale = node == tilted ? fraction<F>(1, 2) : F(1);
      F rest(trie.is_leaf(node) ? 0 : 1);
      for (std::uint32_t child = trie.first_child(node); child < trie.first_child(node + 1);
           ++child) {
        into[child] = scale * on.into(child);
        rest -= into[child];
      }
      leak[node] = rest;
    }
    const TrieModel<F> tried(trie, model.space(), std::move(into), std::move(leak));
    const auto local = local_masses(tried);
    const auto global = global_masses(tried);
    for (std::size_t node = 0; node < trie.nodes(); ++node)
      if (trie.is_leaf(node) && !(local[node] == global[node])) return true;
    return false;
  };
  const std::size_t none = trie.nodes();
  bool found = differs(none);
  for (std::size_t node = 1; node < trie.nodes() && !found; ++node)
    found = !trie.is_leaf(node) && !is_zero(on.leak(node)) && differs(node);
  return claim("a positive model with LOCAL != GLOBAL exists where C is not one choice, then free",
               found, instance);
}

/// F5 coherence, LOCAL: the survivors' LOCAL laws before and after a restriction agree
/// iff the mask removes the same share prod a'(w)/a(w) along every survivor's path.
/// `smaller` is the trie of a sub-catalogue of model's.
template <Field F>
[[nodiscard]] Verdict f5_local_is_incoherent(const TrieModel<F>& model, const Trie& smaller) {
  const TrieModel<F> restricted = on_trie(model, smaller);
  if (!decodes_everywhere(model) || !decodes_everywhere(restricted))
    return does_not_apply("dead ends or proper prefixes");
  const auto before = local_masses(model);
  const auto after = local_masses(restricted);
  const auto weight_before = importance_weights(model);
  const auto weight_after = importance_weights(restricted);
  F kept(0);
  std::vector<std::pair<std::uint32_t, std::uint32_t>> leaves;
  for (std::uint32_t node = 0; node < smaller.nodes(); ++node) {
    if (!smaller.is_leaf(node)) continue;
    const auto place = model.trie().find(smaller.prefix(node));
    if (!place || !model.trie().is_leaf(*place)) return does_not_apply("not a sub-catalogue");
    if (is_zero(before[*place])) return does_not_apply("a survivor of mass zero");
    leaves.emplace_back(node, *place);
    kept += before[*place];
  }
  bool same_law = true;
  bool same_share = true;
  const auto share = [&](std::size_t i) {
    return F(weight_after[leaves[i].first] / weight_before[leaves[i].second]);
  };
  for (std::size_t i = 0; i < leaves.size(); ++i) {
    same_law = same_law && after[leaves[i].first] * kept == before[leaves[i].second];
    same_share = same_share && share(i) == share(0);
  }
  return claim("LOCAL commutes with the restriction iff all paths lose one share",
               same_law == same_share,
               std::to_string(model.trie().nodes()) + " nodes, " + std::to_string(smaller.nodes()) +
                   " of them kept");
}

/// F6 soft_mask with a factor e^-B in place of 0 on tokens outside the trie: the mass
/// on C is 1 less what leaves at each node, below 1 for every positive model whose trie
/// is not the whole space, and the ratio to the law before is prod 1/(a + factor leak).
/// Factor 1 is RAW, factor 0 LOCAL. A row without valid child is the row it was.
template <Field F>
[[nodiscard]] Verdict f6_soft_mask(const TrieModel<F>& model, const F& factor) {
  const Trie& trie = model.trie();
  if (!decodes_everywhere(model)) return does_not_apply("dead ends or proper prefixes");
  const TrieModel<F> soft = soft_masked_model(model, factor);
  const std::string instance = std::to_string(trie.nodes()) + " nodes, factor " + text_of(factor);
  const auto mass = raw_masses(soft);
  const auto raw = raw_masses(model);
  const auto local = local_masses(model);
  const auto a = child_masses(model);
  F on_items(0);
  F leaked(0);
  bool leaks = false;
  std::vector<Verdict> parts;
  for (std::uint32_t node = 0; node < trie.nodes(); ++node) {
    if (!trie.is_leaf(node)) {
      leaked += mass[node] * soft.leak(node);
      leaks = leaks || !is_zero(model.leak(node));
      continue;
    }
    on_items += mass[node];
    F norm(1);
    for (std::uint32_t below = node; below != 0; below = trie.parent(below)) {
      const std::uint32_t at = trie.parent(below);
      norm *= a[at] + factor * (F(1) - a[at]);
    }
    parts.push_back(equal("SOFT prod (a + factor (1 - a)) against RAW", F(mass[node] * norm),
                          raw[node], instance));
    if (factor == F(1)) parts.push_back(equal("factor 1: RAW", mass[node], raw[node], instance));
    if (is_zero(factor))
      parts.push_back(equal("factor 0: LOCAL", mass[node], local[node], instance));
  }
  parts.push_back(equal("mass on C against 1 less the leak", on_items, F(F(1) - leaked), instance));
  if constexpr (OrderedField<F>) {
    bool positive = true;
    for (std::size_t node = 1; node < trie.nodes(); ++node)
      positive = positive && !is_zero(model.into(node));
    if (positive && !is_zero(factor))
      parts.push_back(claim("positive: mass leaks iff the trie is not the whole space",
                            (on_items < F(1)) == leaks, instance));
  }
  return merge(parts);
}

/// F6, the row without valid child, as a decoder meets it after a token that leads
/// nowhere: every entry is multiplied by the factor, and normalising restores the row.
template <Field F>
[[nodiscard]] Verdict f6_row_without_valid_child(const std::vector<F>& row, const F& factor) {
  if (is_zero(factor)) return does_not_apply("a mask leaves nothing");
  F sum(0);
  for (const F& entry : row) sum += factor * entry;
  if (is_zero(sum)) return does_not_apply("an empty row");
  for (const F& entry : row)
    if (Verdict same = equal("a row without valid child", F(factor * entry / sum), entry,
                             "factor " + text_of(factor));
        same.truth != Truth::holds)
      return same;
  return Verdict::holds();
}

/// F6, in the logits' own precision: a penalty B >= 1 as large as needed ties any two
/// different logits (low - B = high - B, rounded), and half their distance is too small
/// to mask: the penalised one stays ahead. low < high, both finite and small enough that
/// high - low is finite.
template <std::floating_point T>
[[nodiscard]] Verdict f6_in_floating_point(T low, T high) {
  if (!(low < high)) return does_not_apply("two different logits, in order");
  T penalty = 1;
  while (low - penalty != high - penalty && std::isfinite(penalty)) penalty *= 2;
  const T half = (high - low) / 2;
  const std::array<Verdict, 2> parts = {
      claim("a large finite penalty ties different logits",
            std::isfinite(penalty) && low - penalty == high - penalty,
            std::to_string(low) + " " + std::to_string(high)),
      claim("half the distance does not mask", half == 0 || !(high - half < low),
            std::to_string(low) + " " + std::to_string(high))};
  return merge(parts);
}

/// F7: what position-wise and bigram constraints admit is decided from the table: each
/// admits every code (complete); the counts from the table are those of an enumeration
/// of S; and each is sound (admits nothing else) iff that count is the number of codes.
/// Bigrams never admit more than positions. For spaces that can be enumerated.
[[nodiscard]] Verdict f7_coarse_constraints(const TokenMap& map);

}  // namespace sidproof
