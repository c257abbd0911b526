// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
// The laws that speak of a model, bound to FLINT's rationals and to the three
// shapes of conditionals.
#include "exact/flint_rational.hpp"
#include "laws/constrained_laws.hpp"
#include "laws/equivalence_laws.hpp"
#include "laws/partition_laws.hpp"
#include "properties/laws/instance_gen.hpp"

namespace sidproof::properties {
namespace {

using F = FlintRational;

CodesKind any_kind() {
  return *rc::gen::element(CodesKind::fixed_length, CodesKind::any_length, CodesKind::bijection);
}

// Draws a shape and hands its model to the law.
template <class Law>
void for_some_model(const Instance& instance, bool positive, Law&& law) {
  switch (*rc::gen::inRange(0, 3)) {
    case 0: return require(law(instance.model<F, CascadedShape>(positive)));
    case 1: return require(law(instance.model<F, ParallelShape>(positive)));
    default: return require(law(instance.model<F, MarkovShape>(positive)));
  }
}

RC_GTEST_PROP(Laws, A1Normalisation, ()) {
  const Instance i = *instances(CodesKind::fixed_length);
  for_some_model(i, false, [](const auto& model) { return a1_normalisation(model); });
}

RC_GTEST_PROP(Laws, A2Chain, ()) {
  const Instance i = *instances(any_kind());
  for_some_model(i, false, [&](const auto& model) { return a2_chain(model, i.map(), i.counts); });
}

RC_GTEST_PROP(Laws, A2AndA3Law, ()) {
  const Instance i = *instances(CodesKind::bijection);
  for_some_model(i, false, [&](const auto& model) {
    const Verdict verdict = a2_law(model, i.map());
    RC_ASSERT(verdict.truth != Truth::unknown);
    return verdict;
  });
}

RC_GTEST_PROP(Laws, A4Realisation, ()) {
  const Instance i = *instances(CodesKind::fixed_length);
  for_some_model(i, false, [](const auto& model) { return a4_realisation(sequence_law(model)); });
}

RC_GTEST_PROP(Laws, A5Gradient, ()) {
  const Instance i = *instances(any_kind());
  const CascadedShape shape(i.space());
  std::vector<F> weights;
  for (const std::uint32_t weight : i.cell_weights(shape, true))
    weights.push_back(F(std::int64_t{weight}));
  require(a5_gradient<F>(shape, weights, i.map(), i.counts));
}

RC_GTEST_PROP(Laws, A6OrderOfParallelHeads, ()) {
  const Instance i = *instances(CodesKind::fixed_length);
  require(a6_order_parallel(i.model<F, ParallelShape>(), i.map()));
}

RC_GTEST_PROP(Laws, B1Partition, ()) {
  const Instance i = *instances(any_kind());
  for_some_model(i, false, [&](const auto& model) { return b1_partition(model, i.map()); });
}

RC_GTEST_PROP(Laws, B2BijectiveIff, ()) {
  const Instance i = *instances(*rc::gen::element(CodesKind::fixed_length, CodesKind::bijection));
  const Verdict verdict = b2_bijective_iff<F>(i.map());
  RC_ASSERT(verdict.truth != Truth::unknown);
  require(verdict);
}

// Divergence when the premise is violated: a witness every time.
RC_GTEST_PROP(Laws, B2WitnessExistsForEveryMapThatIsNotBijective, ()) {
  const Instance i = *instances(*rc::gen::element(CodesKind::fixed_length, CodesKind::bijection));
  RC_ASSERT(b2_witness<F>(i.map()).has_value() == !is_bijective(i.map()));
}

RC_GTEST_PROP(Laws, B3Leakage, ()) {
  const Instance i = *instances(*rc::gen::element(CodesKind::fixed_length, CodesKind::bijection));
  for_some_model(i, *rc::gen::arbitrary<bool>(),
                 [&](const auto& model) { return b3_leakage(model, i.map()); });
}

RC_GTEST_PROP(Laws, B4Collision, ()) {
  require(b4_collision<F>((*instances(CodesKind::fixed_length)).map()));
}

RC_GTEST_PROP(Laws, B5ObjectiveGap, ()) {
  const Instance i = *instances(any_kind());
  for_some_model(i, false,
                 [&](const auto& model) { return b5_objective_gap(model, i.map(), i.counts); });
}

RC_GTEST_PROP(Laws, B6ItemLaws, ()) {
  const Instance i = *instances(CodesKind::fixed_length);
  for_some_model(i, false, [&](const auto& model) { return b6_item_laws(model, i.map()); });
}

RC_GTEST_PROP(Laws, F1ToF4ConstrainedDecoding, ()) {
  const Instance i = *instances(any_kind());
  const auto trie = Trie::build(i.map().codes());
  const auto model = on_trie(
      i.model<F, CascadedShape>(*rc::gen::weightedElement<bool>({{4, true}, {1, false}})), *trie);
  require(f1_local_global_ratio(model));
  require(f2_local_equals_global(model));
  require(f2b_masked_training(model));
  require(f3_lookahead(model));
  require(f4_importance_weights(model));
}

RC_GTEST_PROP(Laws, F5Coherence, ()) {
  const Instance i = *instances(CodesKind::fixed_length);
  std::vector<Sequence> kept = {i.codes.front()};
  for (const Sequence& code : i.codes)
    if (*rc::gen::arbitrary<bool>()) kept.push_back(code);
  const auto trie = Trie::build(i.map().codes());
  const auto smaller = Trie::build(TokenMap(i.space(), kept).codes());
  require(f5_coherence(on_trie(i.model<F, CascadedShape>(true), *trie), *smaller));
}

}  // namespace
}  // namespace sidproof::properties
