// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <utility>
#include <vector>

#include "laws/constrained_checks.hpp"
#include "laws/constrained_laws.hpp"
#include "laws/on_model.hpp"

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
  return on_trie_model<F>(instance, shape,
                          [](const auto& model) { return f2_local_equals_global(model); });
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
  return on_trie_model<F>(instance, shape,
                          [&](const auto& model) { return f5_coherence(model, *smaller); });
}

}  // namespace sidproof
