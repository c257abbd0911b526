// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "laws/space_models.hpp"

#include <gtest/gtest.h>

#include "laws/witness.hpp"

namespace sidproof {
namespace {

// The laws that are claimed of every map must not be empty claims.
TEST(SpaceModels, DecideEveryMapOfFixedLength) {
  const CodeSpace space({2, 2});
  const SpaceModels models(space, Seed{0, 1});
  const std::vector<std::vector<Sequence>> maps = {
      {{0, 0}, {0, 1}, {1, 0}, {1, 1}},           // bijective
      {{0, 0}, {1, 1}},                           // one-to-one with holes
      {{0, 0}, {0, 0}, {1, 0}, {1, 1}},           // a collision and a hole
      {{0, 0}, {0, 1}, {1, 0}, {1, 1}, {1, 1}}};  // onto with a collision
  for (const std::vector<Sequence>& codes : maps) {
    const TokenMap map(space, codes);
    EXPECT_EQ(models.bijective_iff(map).truth, Truth::holds) << text_of_map(map);
    EXPECT_EQ(models.equal_maxima_iff(map).truth, Truth::holds) << text_of_map(map);
  }
}

TEST(SpaceModels, DoNotApplyToCodesOfSeveralLengths) {
  const CodeSpace space({2, 2});
  const SpaceModels models(space, Seed{0, 1});
  const TokenMap map(space, {{0}, {1, 0}, {1, 1}});
  EXPECT_EQ(models.bijective_iff(map).truth, Truth::unknown);
  EXPECT_EQ(models.equal_maxima_iff(map).truth, Truth::unknown);
}

}  // namespace
}  // namespace sidproof
