// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "certificate/replayed_recipes.hpp"

#include <gtest/gtest.h>

#include "audit/small_tables.hpp"
#include "certificate/replay.hpp"
#include "certificate/sorted_rows.hpp"

namespace sidproof {
namespace {

using testing::letters;

struct Signs {
  GapSign unmasked;
  GapSign masked;
  GapSign parallel;
  friend bool operator==(const Signs&, const Signs&) = default;
};

Signs signs(const Table& table) {
  std::vector<std::uint64_t> codebooks(table.alphabets.size(), 2);
  const auto certificate = recompute(table, codebooks, Threads{1});
  const auto& recipes = certificate.value().recipes;
  for (const CertifiedRecipe& recipe : recipes)
    EXPECT_EQ(recipe.equivalent == Truth::holds,
              recipe.gap == GapSign::zero || recipe.gap == GapSign::constant);
  return {recipes[0].gap, recipes[1].gap, recipes[2].gap};
}

TEST(ReplayedRecipes, TheSignOfTheGapFollowsFromTheMultiplicities) {
  using enum GapSign;
  EXPECT_EQ(signs(letters({{"1", "aa"}, {"2", "ab"}, {"3", "ba"}, {"4", "bb"}})),
            (Signs{zero, zero, zero}));
  EXPECT_EQ(signs(letters({{"1", "aa"}, {"2", "bb"}})), (Signs{at_most_zero, zero, at_most_zero}));
  // Masked to a trie of one sequence every model emits it.
  EXPECT_EQ(signs(letters({{"1", "aa"}, {"2", "aa"}})), (Signs{either, constant, either}));
  EXPECT_EQ(signs(letters({{"1", "aa"}, {"2", "aa"}, {"3", "ab"}})),
            (Signs{either, at_least_zero, either}));
  EXPECT_EQ(signs(letters({{"1", "a"}, {"2", "b"}, {"3", "b"}})),
            (Signs{at_least_zero, at_least_zero, at_least_zero}));
  EXPECT_EQ(signs(letters({{"1", "a"}, {"2", "ab"}})), (Signs{either, constant, undefined}));
  EXPECT_EQ(signs(letters({{"1", "a"}, {"2", "ab"}, {"3", "b"}})),
            (Signs{at_least_zero, at_least_zero, undefined}));
  EXPECT_EQ(signs(letters({{"1", "a"}, {"2", "b"}, {"3", "ba"}})),
            (Signs{at_least_zero, at_least_zero, undefined}));
  EXPECT_EQ(signs(letters({{"1", "a"}, {"2", "a"}, {"3", "b"}, {"4", "b"}})),
            (Signs{constant, constant, constant}));
  EXPECT_EQ(signs(letters({{"1", "ab"}, {"2", "ab"}, {"3", "ba"}, {"4", "ba"}})),
            (Signs{either, constant, either}));
  EXPECT_EQ(signs(letters({{"1", ""}, {"2", "a"}, {"3", "b"}})),
            (Signs{constant, constant, undefined}));
  EXPECT_EQ(signs(letters({{"1", "aa"}, {"1", "bb"}})), (Signs{undefined, undefined, undefined}));
  EXPECT_EQ(signs(letters({{"1", "a"}, {"2", "ba"}, {"3", "bb"}})), (Signs{zero, zero, undefined}));
}

}  // namespace
}  // namespace sidproof
