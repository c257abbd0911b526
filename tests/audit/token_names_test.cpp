// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "audit/token_names.hpp"

#include <gtest/gtest.h>

#include <optional>
#include <string>
#include <vector>

#include "audit/small_tables.hpp"

namespace sidproof {
namespace {

using testing::make_table;

// The text of the first token that would be added after the last position.
std::string after(const std::vector<std::string>& tokens) {
  const Table table = make_table({{"1", tokens}});
  const auto added = add_tokens(table, tokens.size(), 2);
  return added ? added->alphabet.text(added->first) : "error";
}

TEST(TokenNames, GoOnTheWayThePositionsAreNamed) {
  EXPECT_EQ(after({"<a_7>", "<b_9>"}), "<c_0>");
  EXPECT_EQ(after({"<A_7>", "<B_9>", "<C_1>"}), "<D_0>");
  EXPECT_EQ(after({"<a_7>"}), "<b_0>");
  EXPECT_EQ(after({"<L0_7>", "<L1_9>"}), "<L2_0>");
  EXPECT_EQ(after({"<L9_7>", "<L10_9>"}), "<L11_0>");
  EXPECT_EQ(after({"<s_a_7>", "<s_b_9>"}), "<s_c_0>");
  EXPECT_EQ(after({"005", "003"}), "000");
  EXPECT_EQ(after({"C5", "C3"}), "C0");
}

TEST(TokenNames, FallBackToANameOfTheirOwn) {
  EXPECT_EQ(after({"red", "apple"}), "<dedup_0>");
  EXPECT_EQ(after({"<z_1>"}), "<dedup_0>");
  EXPECT_EQ(after({"<item_1>"}), "<dedup_0>");
  EXPECT_EQ(after({"<y_1>", "<z_1>"}), "<dedup_0>");
  EXPECT_EQ(after({"<a_1>", "<c_1>"}), "<dedup_0>");
  EXPECT_EQ(after({"<a_1>", "[b_1]"}), "<dedup_0>");
  EXPECT_EQ(after({"red", "<dedup_1>"}), "<dedup__0>");
  EXPECT_EQ(after({}), "<dedup_0>");
}

TEST(TokenNames, AreNewAtAnExistingPosition) {
  const Table table = make_table({{"1", {"<a_0>"}}, {"2", {"<a_0>", "<b_7>"}}});
  const auto added = add_tokens(table, 1, 2);
  ASSERT_TRUE(added.has_value());
  EXPECT_EQ(added->first, 1U);
  EXPECT_EQ(added->alphabet.text(1), "<b_8>");
  EXPECT_EQ(added->alphabet.text(2), "<b_9>");
  EXPECT_EQ(added->alphabet.size(), 3U);
}

// Names that do not fit into a string object itself: views of a temporary would dangle.
TEST(TokenNames, OfAnyLengthAreNumberedOn) {
  const std::string name(40, 'b');
  const Table table = make_table({{"1", {"<a_0>"}}, {"2", {"<a_0>", name + "17"}}});
  const auto added = add_tokens(table, 1, 1);
  ASSERT_TRUE(added.has_value());
  EXPECT_EQ(added->alphabet.text(1), name + "18");
  EXPECT_EQ(number_ranges(table)[1].greatest, 17U);
}

TEST(TokenNames, ThatExceed32BitsAreAnError) {
  Table table;
  table.alphabets = {Alphabet::numbers(0xFFFFFFFFU)};
  EXPECT_EQ(add_tokens(table, 0, 1).error().code, ErrorCode::out_of_range);
}

TEST(TokenNames, OfUnusedTokensAreTheFreeNumbers) {
  const Alphabet used = Alphabet::texts({"<a_1>", "<a_3>"});
  UnusedTokens unused(used, 0);
  ASSERT_TRUE(unused.known());
  EXPECT_EQ(unused.text(2), "<a_4>");
  EXPECT_EQ(unused.text(0), "<a_0>");
  EXPECT_EQ(unused.text(1), "<a_2>");
  const Alphabet words = Alphabet::texts({"red"});
  EXPECT_FALSE(UnusedTokens(words, 0).known());
}

TEST(TokenPattern, NeedsOnePatternForAllTokens) {
  EXPECT_EQ(token_pattern(Alphabet::texts({"<a_1>", "<a_22>"})), (TokenPattern{"<a_", ">", 0}));
  EXPECT_EQ(token_pattern(Alphabet::texts({"SID_001", "SID_022"})), (TokenPattern{"SID_", "", 3}));
  EXPECT_EQ(token_pattern(Alphabet::texts({"<a_1>", "<b_2>"})), std::nullopt);
  EXPECT_EQ(token_pattern(Alphabet::texts({"<a_1>", "red"})), std::nullopt);
  EXPECT_EQ(token_pattern(Alphabet()), std::nullopt);
  EXPECT_EQ(token_pattern(Alphabet::numbers(3)), TokenPattern{});
}

}  // namespace
}  // namespace sidproof
