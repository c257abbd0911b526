// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "laws/identity.hpp"

#include <gtest/gtest.h>

#include <set>

#include "exact/mersenne61.hpp"
#include "exact/montgomery.hpp"
#include "laws/identity_engine.hpp"
#include "model/model_draws.hpp"

namespace sidproof {
namespace {

using testing_tools::Draws;

const IdentityOptions options{{0x0123456789abcdefU, 0xfedcba9876543210U}, -100, {}};

TEST(Identity, EveryLawHoldsOnEveryTable) {
  Draws draws(1);
  int applied = 0;
  for (int round = 0; round < 60; ++round) {
    const CodeSpace space = draws.space(4, 4);
    const TokenMap map = draws.map(space, round % 3 != 0, 40);
    const auto trie = Trie::build(map.codes());
    const auto runs = test_identities(*trie, space, options);
    ASSERT_EQ(runs.size(), 2 * identity_names().size());
    for (std::size_t i = 0; i < runs.size(); ++i) {
      ASSERT_EQ(runs[i].law, identity_names()[i / 2]);
      ASSERT_EQ(runs[i].prime, i % 2 == 0 ? Mersenne61::modulus : Prime61m31::modulus);
    }
    for (const IdentityRun& run : runs) {
      if (run.law == "B2 unit partition") continue;
      const bool needs_prefix_free = run.law.front() == 'F';
      if (needs_prefix_free && !is_prefix_free(*trie)) {
        ASSERT_EQ(run.verdict.truth, Truth::unknown);
        continue;
      }
      ASSERT_EQ(run.verdict.truth, Truth::holds) << run.law << ": " << run.verdict.reason;
      ASSERT_LE(run.log2_error, -100);
      ASSERT_GE(run.points.size(), 2U);
      ++applied;
    }
  }
  EXPECT_GT(applied, 500);
}

TEST(Identity, UnitPartitionHoldsExactlyForCompletePrefixCodes) {
  Draws draws(2);
  int complete = 0;
  for (int round = 0; round < 150; ++round) {
    const CodeSpace space = draws.space(3, 2);
    const TokenMap map = round % 3 == 0 ? draws.bijection(space) : draws.map(space, round % 3 == 1);
    bool every_sequence_once = true;
    space.for_each([&](SequenceView s) {
      int starts = 0;
      for (std::size_t v = 0; v < map.items(); ++v)
        starts += std::equal(map[v].begin(), map[v].end(), s.begin()) ? 1 : 0;
      every_sequence_once = every_sequence_once && starts == 1;
    });
    complete += every_sequence_once ? 1 : 0;
    for (const IdentityRun& run : test_identities(*Trie::build(map.codes()), space, options))
      if (run.law == "B2 unit partition") {
        ASSERT_EQ(run.verdict.truth, every_sequence_once ? Truth::holds : Truth::refuted);
      }
  }
  EXPECT_GT(complete, 50);
}

TEST(Identity, PointsFollowFromTheSeedAloneAndDifferBetweenPrimes) {
  const TokenMap map(CodeSpace({3, 3}), {{0, 0}, {0, 2}, {2, 1}, {2, 1}});
  const auto trie = Trie::build(map.codes());
  const auto one = test_identities(*trie, map.space(), options);
  IdentityOptions threaded = options;
  threaded.threads.count = 3;
  const auto again = test_identities(*trie, map.space(), threaded);
  IdentityOptions other = options;
  other.seed.high ^= 1U;
  const auto changed = test_identities(*trie, map.space(), other);
  for (std::size_t i = 0; i < one.size(); ++i) {
    ASSERT_EQ(one[i].law, again[i].law);
    ASSERT_EQ(one[i].prime, again[i].prime);
    ASSERT_EQ(one[i].points.size(), again[i].points.size());
    for (std::size_t p = 0; p < one[i].points.size(); ++p)
      ASSERT_EQ(one[i].points[p].residue, again[i].points[p].residue);
  }
  std::set<std::uint64_t> residues;
  for (const IdentityPoint& point : one[0].points) residues.insert(point.residue);
  for (const IdentityPoint& point : one[1].points) residues.insert(point.residue);
  for (const IdentityPoint& point : changed[0].points) residues.insert(point.residue);
  EXPECT_EQ(residues.size(), 3 * one[0].points.size());
}

TEST(Identity, TheDegreeOfThePartitionIsTheLengthOfTheCodes) {
  const TokenMap map(CodeSpace({3, 3, 3}), {{0, 0, 1}, {0, 2, 2}, {2, 1, 0}});
  const auto runs = test_identities(*Trie::build(map.codes()), map.space(), options);
  EXPECT_EQ(runs[0].law, "B1 partition");
  EXPECT_EQ(runs[0].degree, 3U);
  EXPECT_EQ(runs[0].poles, 0U);
  EXPECT_EQ(runs[0].points.size(), 2U);
  EXPECT_NEAR(runs[0].log2_error, 2 * (std::log2(3.0) - 61), 1e-6);
}

TEST(Identity, DegreesAreThoseOfTheCodeAsItRuns) {
  const TokenMap map(CodeSpace({3, 3, 3}), {{0, 0, 1}, {0, 2, 2}, {2, 1, 0}, {2, 1, 0}});
  for (const IdentityRun& run : test_identities(*Trie::build(map.codes()), map.space(), options)) {
    SCOPED_TRACE(run.law);
    // Four rows of three tokens: the likelihoods have degree 12.
    if (run.law == "A2 chain" || run.law == "A3 equivalence_parallel") {
      EXPECT_EQ(run.degree, 12U);
    }
    // A softmax is a quotient, so its slopes have poles.
    EXPECT_EQ(run.poles > 0, run.law != "B1 partition" && run.law != "A2 chain" &&
                                 run.law != "A3 equivalence_parallel" &&
                                 run.law != "B2 unit partition");
    EXPECT_EQ(run.redrawn, 0U);
  }
}

// A false identity of degree 1 that agrees wherever one free number is zero.
struct AlmostTrue {
  template <Arithmetic N>
  Sides<N> operator()(const TrieModel<N>& model) const {
    return {{z_backward(model)}, {z_backward(model) + model.into(1)}};
  }
};
// True in its first entry, false in its last.
struct LastEntryFalse {
  template <Arithmetic N>
  Sides<N> operator()(const TrieModel<N>& model) const {
    const N z = z_backward(model);
    return {{z, z}, {z, z + model.into(1)}};
  }
};
// Has a pole everywhere.
struct Undefined {
  template <Arithmetic N>
  Sides<N> operator()(const TrieModel<N>& model) const {
    return {{N(1) / (z_backward(model) - z_backward(model))}, {N(1)}};
  }
};
// Degree about 2^70, more than the prime.
struct Huge {
  template <Arithmetic N>
  Sides<N> operator()(const TrieModel<N>& model) const {
    N power = model.into(1);
    for (int i = 0; i < 70; ++i) power *= N(power);
    return {{power}, {power}};
  }
};

template <class F>
auto of_models(const F& sides) {
  return [sides](const Trie& trie, const CodeSpace& space, const auto& draw) {
    return sides(free_trie_model<decltype(draw())>(trie, space, draw));
  };
}

TEST(Identity, FalseUndefinedAndUndecidableClaimsDoNotHold) {
  const TokenMap map(CodeSpace({3}), {{0}, {1}});
  const auto trie = Trie::build(map.codes());
  const auto run = [&](const auto& sides) {
    return detail::run_identity<Mersenne61>(
        of_models(sides), *trie, map.space(), options, 0,
        detail::tracked_degree(of_models(sides), *trie, map.space()));
  };
  EXPECT_EQ(run(AlmostTrue{}).verdict.truth, Truth::refuted);
  EXPECT_EQ(run(AlmostTrue{}).points.size(), 1U);
  EXPECT_EQ(run(LastEntryFalse{}).verdict.truth, Truth::refuted);
  EXPECT_EQ(run(Undefined{}).verdict.truth, Truth::unknown);
  EXPECT_GT(run(Undefined{}).redrawn, 0U);
  EXPECT_EQ(run(Huge{}).verdict.truth, Truth::unknown);
}

TEST(Identity, ErrorBoundIsTheDegreeOverThePrimeLessThePoles) {
  EXPECT_NEAR(detail::log2_error_per_point({8, 0}, std::uint64_t{1} << 61U), -58, 1e-6);
  EXPECT_NEAR(detail::log2_error_per_point({8, std::uint64_t{1} << 60U}, std::uint64_t{1} << 61U),
              -57, 1e-6);
  EXPECT_EQ(detail::log2_error_per_point({~std::uint64_t{0}, 0}, Mersenne61::modulus), 0);
  EXPECT_EQ(detail::log2_error_per_point({1, ~std::uint64_t{0}}, Mersenne61::modulus), 0);
}

}  // namespace
}  // namespace sidproof
