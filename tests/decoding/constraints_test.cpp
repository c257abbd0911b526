// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "decoding/constraints.hpp"

#include <gtest/gtest.h>

#include <stdexcept>

namespace sidproof {
namespace {

const CodeSpace space({2, 2, 2});

TEST(PositionConstraint, AdmitsTheGridOfTheTokensInUse) {
  const PositionConstraint constraint(TokenMap(space, {{0, 0, 0}, {1, 1, 0}}));
  EXPECT_EQ(constraint.admitted(), 4);
  EXPECT_TRUE(constraint.admits(Sequence{1, 0, 0}));
  EXPECT_FALSE(constraint.admits(Sequence{1, 0, 1}));
}

TEST(BigramConstraint, AdmitsPathsThroughSeenPairs) {
  // Pairs 00, 11 at the first border; 00, 10, 11 at the second.
  const BigramConstraint constraint(TokenMap(space, {{0, 0, 0}, {1, 1, 0}, {1, 1, 1}}));
  EXPECT_EQ(constraint.admitted(), 3);
  EXPECT_TRUE(constraint.admits(Sequence{1, 1, 0}));
  EXPECT_FALSE(constraint.admits(Sequence{0, 1, 0}));
  EXPECT_FALSE(constraint.admits(Sequence{0, 0, 1}));
  const BigramConstraint crossing(TokenMap(space, {{0, 0, 0}, {1, 0, 1}}));
  EXPECT_EQ(crossing.admitted(), 4);
  EXPECT_TRUE(crossing.admits(Sequence{0, 0, 1}));
}

TEST(Constraints, OfEmptyCodesAdmitTheEmptySequence) {
  const TokenMap empty(CodeSpace(), {Sequence{}});
  EXPECT_EQ(PositionConstraint(empty).admitted(), 1);
  EXPECT_EQ(BigramConstraint(empty).admitted(), 1);
  EXPECT_TRUE(BigramConstraint(empty).admits(Sequence{}));
}

TEST(Constraints, AdmitNoSequenceOfAnotherLength) {
  const TokenMap map(CodeSpace({2, 2}), {{0, 0}, {1, 1}});
  for (const Sequence& sequence : {Sequence{}, Sequence{0}, Sequence{0, 0, 0}}) {
    EXPECT_FALSE(PositionConstraint(map).admits(sequence));
    EXPECT_FALSE(BigramConstraint(map).admits(sequence));
  }
}

TEST(Constraints, RefuseCodesOfSeveralLengths) {
  EXPECT_THROW(PositionConstraint(TokenMap(space, {{0}})), std::invalid_argument);
  EXPECT_THROW(BigramConstraint(TokenMap(space, {{0}})), std::invalid_argument);
}

}  // namespace
}  // namespace sidproof
