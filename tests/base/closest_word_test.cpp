// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "base/closest_word.hpp"

#include <gtest/gtest.h>

#include <array>
#include <string>

namespace sidproof {
namespace {

constexpr std::array<std::string_view, 8> verbs = {
    "verify", "replay", "audit", "gap", "repair", "diff", "residual-kmeans", "product"};

TEST(ClosestWord, FindsWhatWasMeant) {
  EXPECT_EQ(closest_word("verfy", verbs), "verify");   // left out
  EXPECT_EQ(closest_word("verriy", verbs), "verify");  // replaced
  EXPECT_EQ(closest_word("vreify", verbs), "verify");  // swapped
  EXPECT_EQ(closest_word("audits", verbs), "audit");   // added
  EXPECT_EQ(closest_word("VERIFY", verbs), "verify");
  EXPECT_EQ(closest_word("gpa", verbs), "gap");
  EXPECT_EQ(closest_word("adt", verbs), "");  // two letters of three
  EXPECT_EQ(closest_word("audot", verbs), "audit");
  EXPECT_EQ(closest_word("udot", verbs), "audit");  // two letters of four
  EXPECT_EQ(closest_word("res", verbs), "residual-kmeans");
  EXPECT_EQ(closest_word("kmeans", verbs), "residual-kmeans");
}

TEST(ClosestWord, IsSilentWhereItWouldGuess) {
  for (const char* word : {"", "v", "nonsense", "re", "xyz", "p", "repaly-it-all"})
    EXPECT_EQ(closest_word(word, verbs), "") << word;
  constexpr std::array<std::string_view, 2> twins = {"cat", "car"};
  EXPECT_EQ(closest_word("cab", twins), "");
  EXPECT_EQ(closest_word(std::string(1'000'000, 'v'), verbs), "");
  EXPECT_EQ(closest_word("verify", {}), "");
}

TEST(DidYouMean, IsAQuestionBeforeTheHint) {
  EXPECT_EQ(did_you_mean("verfy", verbs), "did you mean verify?");
  EXPECT_EQ(did_you_mean("nonsense", verbs), "");
  EXPECT_EQ(did_you_mean("verfy", verbs, "run help"), "did you mean verify? run help");
  EXPECT_EQ(did_you_mean("nonsense", verbs, "run help"), "run help");
}

}  // namespace
}  // namespace sidproof
