// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
// Every law on instances drawn at random, over two number types; and the witnesses
// that laws must find when a premise is dropped.
#include <gtest/gtest.h>

#include "exact/flint_rational.hpp"
#include "exact/mersenne61.hpp"
#include "laws/constrained_laws.hpp"
#include "laws/equivalence_laws.hpp"
#include "laws/maxima_laws.hpp"
#include "laws/partition_laws.hpp"
#include "model/model_draws.hpp"

namespace sidproof {
namespace {

using testing_tools::Draws;

// Holds or does not apply; counts how often it held.
void expect_never_refuted(const Verdict& verdict, int& held) {
  ASSERT_NE(verdict.truth, Truth::refuted) << verdict.reason;
  if (verdict.truth == Truth::unknown) {
    ASSERT_EQ(verdict.reason.substr(0, 15), "does not apply:") << verdict.reason;
  } else {
    ++held;
  }
}

template <Field F, Shape S>
void expect_model_laws(std::uint64_t seed) {
  Draws draws(seed);
  int held[9] = {};
  for (int round = 0; round < 120; ++round) {
    const CodeSpace space = draws.space();
    const auto model = draws.model<F, S>(space, round % 2 == 0);
    const TokenMap map = round % 3 == 0   ? draws.bijection(space)
                         : round % 3 == 1 ? draws.map(space)
                                          : draws.map(space, false);
    const ItemCounts counts = draws.counts(map.items());
    expect_never_refuted(a1_normalisation(model), held[0]);
    expect_never_refuted(a2_chain(model, map, counts), held[1]);
    expect_never_refuted(a2_law(model, map), held[2]);
    expect_never_refuted(a4_realisation(sequence_law(model)), held[3]);
    expect_never_refuted(b1_partition(model, map), held[4]);
    expect_never_refuted(b5_objective_gap(model, map, counts), held[5]);
    expect_never_refuted(b6_item_laws(model, map), held[6]);
    std::vector<F> weights;
    for (const std::uint32_t weight : draws.weights(model.shape(), true))
      weights.push_back(F(std::int64_t{weight}));
    if (round < 30)
      expect_never_refuted(a5_gradient<F>(model.shape(), weights, map, counts), held[7]);
    if (map.is_fixed_length()) expect_never_refuted(b2_bijective_iff<F>(map), held[8]);
  }
  for (const int count : held) EXPECT_GT(count, 15);
}

TEST(Laws, HoldForCascadedTablesOverTheRationals) {
  expect_model_laws<FlintRational, CascadedShape>(1);
}
TEST(Laws, HoldForParallelHeadsOverTheRationals) {
  expect_model_laws<FlintRational, ParallelShape>(2);
}
TEST(Laws, HoldForBigramModelsOverAPrimeField) { expect_model_laws<Mersenne61, MarkovShape>(3); }

TEST(Laws, OfOrderHoldOverTheRationals) {
  Draws draws(4);
  int held[3] = {};
  for (int round = 0; round < 300; ++round) {
    const CodeSpace space = draws.space();
    const TokenMap map = draws.map(space);
    const auto model = draws.model<FlintRational, ParallelShape>(space, round % 2 == 0);
    expect_never_refuted(b3_leakage(model, map), held[0]);
    expect_never_refuted(b4_collision<FlintRational>(map), held[1]);
    expect_never_refuted(a6_order_parallel(model, map), held[2]);
  }
  for (const int count : held) EXPECT_GT(count, 50);
}

TEST(Laws, OfConstrainedDecodingHold) {
  Draws draws(5);
  int held[6] = {};
  for (int round = 0; round < 200; ++round) {
    const CodeSpace space = draws.space();
    const TokenMap map = draws.map(space, true, 9);
    const auto trie = Trie::build(map.codes());
    const auto model =
        on_trie(draws.model<FlintRational, CascadedShape>(space, round % 4 != 0), *trie);
    expect_never_refuted(f1_local_global_ratio(model), held[0]);
    expect_never_refuted(f2_local_equals_global(model), held[1]);
    expect_never_refuted(f2b_masked_training(model), held[2]);
    expect_never_refuted(f3_lookahead(model), held[3]);
    expect_never_refuted(f4_importance_weights(model), held[4]);
    std::vector<Sequence> kept;
    for (std::size_t v = 0; v < map.items(); ++v)
      if (v == 0 || draws.below(2) == 0) kept.emplace_back(map[v].begin(), map[v].end());
    const auto smaller = Trie::build(TokenMap(space, kept).codes());
    expect_never_refuted(f5_coherence(model, *smaller), held[5]);
  }
  for (const int count : held) EXPECT_GT(count, 30);
}

TEST(Laws, OfMaximaAndOfVariableLengthHold) {
  Draws draws(6);
  int held[7] = {};
  for (int round = 0; round < 150; ++round) {
    const CodeSpace space = draws.space();
    const TokenMap map = draws.map(space, round % 2 == 0);
    const ItemCounts counts = draws.counts(map.items());
    expect_never_refuted(c1_injective_iff_equal_maxima(map, counts), held[0]);
    expect_never_refuted(c1v_prefix_code_iff_equal_maxima(map, counts), held[1]);
    expect_never_refuted(c2_collision_entropy(map, counts), held[2]);
    expect_never_refuted(
        c3_total_correlation(map, counts,
                             draws.model<Rational, ParallelShape>(space, round % 2 == 0)),
        held[3]);
    expect_never_refuted(c4_decomposition(map, counts), held[4]);
    expect_never_refuted(d1_complete_prefix_code(map), held[5]);
    expect_never_refuted(d2_kraft(map), held[6]);
  }
  for (const int count : held) EXPECT_GT(count, 40);
}

TEST(Laws, EveryMapThatIsNotBijectiveHasAWitnessAndNoOtherHas) {
  Draws draws(7);
  for (int round = 0; round < 300; ++round) {
    const CodeSpace space = draws.space();
    const TokenMap map = round % 3 == 0 ? draws.bijection(space) : draws.map(space);
    const auto witness = b2_witness<FlintRational>(map);
    ASSERT_EQ(witness.has_value(), !(is_injective(map) && is_onto(map)));
    if (!witness) continue;
    std::int64_t multiplicity = 0;
    for (std::size_t v = 0; v < map.items(); ++v)
      multiplicity += std::ranges::equal(map[v], witness->emitted) ? 1 : 0;
    ASSERT_EQ(witness->z, FlintRational(multiplicity));
    ASSERT_NE(multiplicity, 1);
  }
}

TEST(Laws, RefuteModelsWhoseRowsAreNoLaws) {
  const CodeSpace space({2, 2});
  const FlintRational half = fraction<FlintRational>(1, 2);
  const ParallelHeads<FlintRational> broken(ParallelShape(space),
                                            {half, half, half, FlintRational(1)});
  const Verdict verdict = a1_normalisation(broken);
  EXPECT_EQ(verdict.truth, Truth::refuted);
  EXPECT_EQ(verdict.reason, "sum of Q over S: 3/2 is not 1; model 1/2 1/2 | 1/2 1");
  EXPECT_EQ(a2_law(broken, Draws(1).bijection(space)).truth, Truth::refuted);
}

TEST(Laws, SayWhenTheirPremiseIsNotMet) {
  const CodeSpace space({2});
  const TokenMap collision(space, {{0}, {0}});
  const auto uniform = uniform_model<FlintRational>(ParallelShape(space));
  EXPECT_EQ(a2_law(uniform, collision).truth, Truth::unknown);
  EXPECT_EQ(b3_leakage(uniform, collision).truth, Truth::unknown);
  EXPECT_EQ(b4_collision<FlintRational>(TokenMap(space, {{0}})).truth, Truth::unknown);
  const auto silent = deterministic_model<FlintRational>(space, Sequence{1});
  EXPECT_EQ(b5_objective_gap(silent, collision, {1, 1}).truth, Truth::unknown);
}

TEST(Laws, WitnessTextsAreReadable) {
  EXPECT_EQ(text_of_map(TokenMap(CodeSpace({2, 3}), {{0, 2}, {1, 0}})), "2 x 3; items (0 2) (1 0)");
  EXPECT_EQ(text_of_map(TokenMap(CodeSpace(), {Sequence{}})), "empty sequence only; items ()");
  EXPECT_EQ(text_of_counts({1, 0, 3}), "1 0 3");
}

}  // namespace
}  // namespace sidproof
