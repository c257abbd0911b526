// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "tokenizers/append.hpp"
#include "tokenizers/counter_modulo.hpp"
#include "tokenizers/support.hpp"

namespace sidproof {
namespace {

using testing::codes_of;
using testing::rows_of;
using Rows = std::vector<std::vector<std::uint32_t>>;

const CodeRows two_groups = codes_of({{5, 1}, {2, 2}, {5, 1}, {0, 0}, {2, 2}, {5, 1}});

TEST(CollisionGroups, ListsGroupsByFirstRowAndMembersAscending) {
  EXPECT_EQ(collision_groups(two_groups),
            (std::vector<std::vector<std::size_t>>{{0, 2, 5}, {1, 4}}));
  const CollidingRows count = count_collisions(collision_groups(two_groups));
  EXPECT_EQ(count.items_in_groups, 5U);
  EXPECT_EQ(count.excess, 3U);
}

TEST(CollisionGroups, TellsPrefixesAndEmptyCodesApart) {
  EXPECT_EQ(collision_groups(codes_of({{}, {1}, {}, {1, 2}, {1, 2, 3}})),
            (std::vector<std::vector<std::size_t>>{{0, 2}}));
}

TEST(AppendToGroups, CountsInsideGroupsOnly) {
  const CodeRows result = append_to_groups(two_groups);
  EXPECT_EQ(rows_of(result), (Rows{{5, 1, 0}, {2, 2, 0}, {5, 1, 1}, {0, 0}, {2, 2, 1}, {5, 1, 2}}));
  EXPECT_EQ(result.codebooks, (std::vector<std::uint32_t>{6, 3, 3}));
}

TEST(AppendToGroups, LeavesCodesWithoutCollisionsAlone) {
  const CodeRows codes = codes_of({{1, 2}, {2, 1}});
  EXPECT_EQ(append_to_groups(codes), codes);
}

TEST(AppendToAll, CountsEveryItemFromZero) {
  EXPECT_EQ(rows_of(append_to_all(two_groups)),
            (Rows{{5, 1, 0}, {2, 2, 0}, {5, 1, 1}, {0, 0, 0}, {2, 2, 1}, {5, 1, 2}}));
}

TEST(AppendToAll, UsesTokensThatNoCodeHasAtThatPosition) {
  // Position 1 has the tokens 0 ... 3: the counters are 4 and 5 there.
  const CodeRows result = append_to_all(codes_of({{7}, {7, 3}, {7}}));
  EXPECT_EQ(rows_of(result), (Rows{{7, 4}, {7, 3, 0}, {7, 5}}));
  EXPECT_EQ(result.codebooks, (std::vector<std::uint32_t>{8, 6, 1}));
}

TEST(AppendToLater, LeavesTheFirstMemberBare) {
  EXPECT_EQ(rows_of(append_to_later(two_groups)),
            (Rows{{5, 1}, {2, 2}, {5, 1, 0}, {0, 0}, {2, 2, 0}, {5, 1, 1}}));
}

TEST(CounterModulo, StartsAgainAtTheVocabulary) {
  const CodeRows result = counter_modulo(two_groups, 2);
  EXPECT_EQ(rows_of(result),
            (Rows{{5, 1, 0}, {2, 2, 0}, {5, 1, 1}, {0, 0, 0}, {2, 2, 1}, {5, 1, 0}}));
  EXPECT_EQ(result.codebooks.back(), 2U);
  EXPECT_EQ(collision_groups(result), (std::vector<std::vector<std::size_t>>{{0, 5}}));
}

TEST(CounterModulo, DeclaresItsVocabularyEvenWhereItIsNotUsed) {
  EXPECT_EQ(counter_modulo(codes_of({{1}, {2}}), 256).codebooks,
            (std::vector<std::uint32_t>{3, 256}));
}

}  // namespace
}  // namespace sidproof
