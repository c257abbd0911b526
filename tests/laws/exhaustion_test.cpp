// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
// Bounded exhaustion: the iff's of THEORY on every small map, and the census of the
// maps against closed formulas.
#include "laws/exhaustion.hpp"

#include <gtest/gtest.h>

#include "laws/exhaust_maps.hpp"
#include "laws/exhaust_models.hpp"

namespace sidproof {
namespace {

using namespace testing_tools;

TEST(Exhaustion, EveryMapIsBijectiveIffZIsAlwaysOne) { exhaust_b2(7); }

TEST(Exhaustion, MaximaAgreeIffInjectiveOnEveryMap) { exhaust_c1(6); }

TEST(Exhaustion, MaximaAgreeIffPrefixCodeOnCodesOfAnyLengths) { exhaust_c1v(6); }

TEST(Exhaustion, ScoresAreOneIffCompletePrefixCodeOnCodesOfAnyLengths) { exhaust_d1(6); }

TEST(Exhaustion, LocalIsGlobalIffSiblingsCompleteEquallyOnTinyModels) { exhaust_f2(6); }

TEST(Exhaustion, LocalIsGlobalForAllModelsIffTailsAreFree) { exhaust_f2_catalogues(10); }

TEST(Exhaustion, StopsAtTheFirstRefutedMapAndNamesIt) {
  for (const unsigned threads : {1U, 3U}) {
    const Census census = exhaust(
        CodeSpace({3}), 2, CodeLengths::full,
        [](const TokenMap& map) {
          return claim("the second item is not 1", map[1][0] != 1, text_of_map(map));
        },
        ItemNames::count, Threads{threads});
    EXPECT_EQ(census.verdict.truth, Truth::refuted);
    EXPECT_EQ(census.maps, 2U);
    EXPECT_EQ(census.injective, 1U);
    EXPECT_EQ(census.verdict.reason, "not true: the second item is not 1; 3; items (0) (1)");
  }
}

TEST(Exhaustion, TriesEveryMapOnceInOrder) {
  std::vector<std::string> texts;
  const auto note = [&](const TokenMap& map) {
    texts.push_back(text_of_map(map));
    return Verdict::holds();
  };
  (void)exhaust(CodeSpace({2}), 2, CodeLengths::any, note);
  EXPECT_EQ(texts,
            (std::vector<std::string>{"2; items () ()", "2; items () (0)", "2; items () (1)",
                                      "2; items (0) ()", "2; items (0) (0)", "2; items (0) (1)",
                                      "2; items (1) ()", "2; items (1) (0)", "2; items (1) (1)"}));
  texts.clear();
  (void)exhaust(CodeSpace({2}), 3, CodeLengths::full, note, ItemNames::do_not_count);
  EXPECT_EQ(texts, (std::vector<std::string>{"2; items (0) (0) (0)", "2; items (0) (0) (1)",
                                             "2; items (0) (1) (1)", "2; items (1) (1) (1)"}));
}

TEST(Exhaustion, ListsOrderedFactorisations) {
  EXPECT_EQ(code_spaces_of_size(1), (std::vector<CodeSpace>{CodeSpace()}));
  EXPECT_EQ(code_spaces_of_size(8), (std::vector<CodeSpace>{CodeSpace({2, 2, 2}), CodeSpace({2, 4}),
                                                            CodeSpace({4, 2}), CodeSpace({8})}));
}

TEST(Exhaustion, TinyModelsAreAllPositiveLawsOfTheirDenominators) {
  // Over C = {00, 10} in {0,1}^2: a full root of denominator 4, and two prefixes with
  // a token outside.
  const CodeSpace space({2, 2});
  const auto trie = Trie::build(TokenMap(space, {{0, 0}, {1, 0}}).codes());
  TinyModels models(*trie, space, 2);
  int count = 0;
  do {
    const auto model = models.model();
    for (std::uint32_t node = 0; node < 3; ++node) {
      FlintRational sum = model.leak(node);
      for (auto c = trie->first_child(node); c < trie->first_child(node + 1); ++c) {
        ASSERT_TRUE(FlintRational(0) < model.into(c));
        sum += model.into(c);
      }
      ASSERT_EQ(sum, FlintRational(1));
      ASSERT_EQ(is_zero(model.leak(node)), node == 0);
    }
    ++count;
  } while (models.advance());
  EXPECT_EQ(count, 3 * 3 * 3);
}

}  // namespace
}  // namespace sidproof
