// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "objective/partition.hpp"

#include <gtest/gtest.h>

#include "exact/checked.hpp"
#include "exact/degree.hpp"
#include "exact/flint_rational.hpp"
#include "exact/mersenne61.hpp"
#include "exact/rational.hpp"
#include "model/model_draws.hpp"

namespace sidproof {
namespace {

using testing_tools::Draws;

TEST(Partition, FiveWaysToComputeZAgree) {
  Draws draws(2);
  for (int round = 0; round < 400; ++round) {
    const CodeSpace space = draws.space();
    const TokenMap map = draws.map(space, round % 2 == 0, 10);
    const auto trie = Trie::build(map.codes());
    const auto model = draws.model<Rational, CascadedShape>(space);
    const auto sparse = on_trie(model, *trie);
    const Rational z = z_direct(model, map);
    ASSERT_EQ(z_by_multiplicity(model, map), z);
    ASSERT_EQ(z_along_paths(sparse), z);
    ASSERT_EQ(z_backward(sparse), z);
    ASSERT_EQ(z_by_leakage(sparse), z);
  }
}

TEST(Partition, HoldsOverTwoLibrariesInLockStep) {
  using Number = Checked<Rational, FlintRational>;
  Draws draws(3);
  for (int round = 0; round < 50; ++round) {
    const CodeSpace space = draws.space();
    const TokenMap map = draws.map(space);
    const auto model = draws.model<Number, CascadedShape>(space);
    ASSERT_EQ(z_by_multiplicity(model, map), z_direct(model, map));
  }
}

TEST(Partition, KnownValues) {
  const CodeSpace space({2, 2});
  const auto uniform = uniform_model<Rational>(CascadedShape(space));
  EXPECT_EQ(z_direct(uniform, TokenMap(space, {{0, 0}, {0, 0}, {1, 1}})), Rational(3, 4));
  // The trap of B2: collisions, yet Z = 1 for the uniform model.
  const TokenMap trap(space, {{0, 0}, {0, 0}, {1, 1}, {1, 0}});
  EXPECT_EQ(z_direct(uniform, trap), 1);
  EXPECT_EQ(z_direct(deterministic_model<Rational>(space, Sequence{0, 0}), trap), 2);
  EXPECT_EQ(z_direct(deterministic_model<Rational>(space, Sequence{0, 1}), trap), 0);
  // D1: Kraft sum 3/4, yet score 2.
  const TokenMap prefix(space, {{0}, {0, 1}});
  EXPECT_EQ(z_direct(deterministic_model<Rational>(space, Sequence{0, 1}), prefix), 2);
}

TEST(Partition, OverATrieIsOfDegreeAtMostTheLength) {
  Draws draws(4);
  for (int round = 0; round < 50; ++round) {
    const CodeSpace space = draws.space(4);
    const TokenMap map = draws.map(space, true, 12);
    const auto trie = Trie::build(map.codes());
    const auto model =
        free_trie_model<DegreeTracker>(*trie, space, [] { return DegreeTracker::variable(); });
    for (const DegreeTracker& z : {z_along_paths(model), z_backward(model), z_by_leakage(model)}) {
      EXPECT_LE(z.numerator(), space.length());
      EXPECT_EQ(z.denominator(), 0U);
    }
  }
}

TEST(Partition, AgreesAtRandomPointsOfAPrimeField) {
  Draws draws(5);
  for (int round = 0; round < 100; ++round) {
    const CodeSpace space = draws.space(4, 5);
    const TokenMap map = draws.map(space, round % 2 == 0, 30);
    const auto trie = Trie::build(map.codes());
    const auto model = free_trie_model<Mersenne61>(
        *trie, space, [&] { return Mersenne61::from_bits(draws.below(~std::uint64_t{0})); });
    const Mersenne61 z = z_along_paths(model);
    ASSERT_EQ(z_backward(model), z);
    ASSERT_EQ(z_by_leakage(model), z);
    // B2 at a random point: Z = 1 exactly for complete prefix codes.
    ASSERT_EQ(
        z == Mersenne61(1),
        is_prefix_code(map) && z_direct(uniform_model<Rational>(CascadedShape(space)), map) == 1);
  }
}

}  // namespace
}  // namespace sidproof
