// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <utility>
#include <vector>

#include "laws/constrained_checks.hpp"
#include "laws/constrained_laws.hpp"
#include "laws/on_model.hpp"
#include "laws/soft_mask_laws.hpp"

namespace sidproof {

/// law(TrieModel) for the instance's model on the trie of its codes.
template <Field F, class Law>
[[nodiscard]] Verdict on_trie_model(const Instance& instance, ModelShape shape, Law&& law) {
  const auto trie = Trie::build(instance.map().codes());
  if (!trie) return Verdict::unknown(trie.error().what);
  return law(on_trie(model_of<F>(instance, shape), *trie));
}

template <Field F>
Verdict ConstrainedChecks<F>::local_global_ratio(const Instance& instance, ModelShape shape) {
  return on_trie_model<F>(instance, shape,
                          [](const auto& model) { return f1_local_global_ratio(model); });
}

template <Field F>
Verdict ConstrainedChecks<F>::local_equals_global(const Instance& instance, ModelShape shape) {
  return on_trie_model<F>(instance, shape, [](const auto& model) {
    const std::array<Verdict, 2> parts = {f2_local_equals_global(model),
                                          f2_for_all_positive(model)};
    return merge_applicable(parts);
  });
}

template <Field F>
Verdict ConstrainedChecks<F>::masked_training(const Instance& instance, ModelShape shape) {
  return on_trie_model<F>(instance, shape,
                          [](const auto& model) { return f2b_masked_training(model); });
}

template <Field F>
Verdict ConstrainedChecks<F>::lookahead(const Instance& instance, ModelShape shape) {
  return on_trie_model<F>(instance, shape, [](const auto& model) { return f3_lookahead(model); });
}

template <Field F>
Verdict ConstrainedChecks<F>::importance_weights(const Instance& instance, ModelShape shape) {
  return on_trie_model<F>(instance, shape,
                          [](const auto& model) { return f4_importance_weights(model); });
}

template <Field F>
Verdict ConstrainedChecks<F>::coherence(const Instance& instance, ModelShape shape) {
  std::vector<Sequence> in_stock = {instance.codes.front()};
  for (std::size_t v = 1; v < instance.codes.size(); ++v)
    if (instance.choice(v) % 2 == 1) in_stock.push_back(instance.codes[v]);
  const auto smaller = Trie::build(TokenMap(instance.space(), in_stock).codes());
  if (!smaller) return Verdict::unknown(smaller.error().what);
  return on_trie_model<F>(instance, shape, [&](const auto& model) {
    const std::array<Verdict, 2> parts = {f5_coherence(model, *smaller),
                                          f5_local_is_incoherent(model, *smaller)};
    return merge_applicable(parts);
  });
}

// A mask, no constraint, a mild and a strong penalty.
template <Field F>
Verdict ConstrainedChecks<F>::soft_mask(const Instance& instance, ModelShape shape) {
  return on_trie_model<F>(instance, shape, [&](const auto& model) {
    const auto table = model_of<F>(instance, shape);
    std::vector<Verdict> parts = {
        f6_in_floating_point(static_cast<float>(instance.choice(0)) / 8,
                             static_cast<float>(instance.choice(1)) / 7),
        f6_in_floating_point(static_cast<double>(instance.choice(0)) / 8,
                             static_cast<double>(instance.choice(1)) / 7)};
    for (const F& factor : {F(0), F(1), fraction<F>(1, 2), fraction<F>(1, 1000)}) {
      parts.push_back(f6_soft_mask(model, factor));
      for (std::size_t row = 0; row < table.shape().rows(); ++row)
        parts.push_back(f6_row_without_valid_child(
            std::vector<F>(table.row(row).begin(), table.row(row).end()), factor));
    }
    return merge_applicable(parts);
  });
}

}  // namespace sidproof
