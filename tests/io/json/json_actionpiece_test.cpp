// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>

#include <fstream>

#include "io/json/json_support.hpp"
#include "io/scratch_folder.hpp"

namespace sidproof::test {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

// As ActionPiece saves it: padding, four features of two categories, two merges.
constexpr std::string_view kList =
    R"({"n_categories": 2, "n_init_feats": 5, "token2feat": [[-1,-1],[0,7],[0,8],[1,7],[1,9],[-1,1,3],[-1,5,2]], "priority": [0,0,0,0,0,2.5,1]})";
// The same features spelled out, with values that tell their category.
constexpr std::string_view kExpanded =
    R"({"n_categories": 2, "token2feat": {"0": [[0,0]], "1": [[0,1]], "2": [[1,2]], "3": [[0,1],[1,2]]}})";

class ActionPiece : public ::testing::Test {
 protected:
  Result<Table> read(std::string_view vocabulary, std::string_view features,
                     std::string_view which = "actionpiece.json", ReadOptions options = {}) {
    std::ofstream(folder_ / "actionpiece.json") << vocabulary;
    std::ofstream(folder_ / "item.feat") << features;
    return read_table(folder_ / std::string(which), options);
  }

  ScratchFolder folder_;
};

TEST_F(ActionPiece, FeaturesByPositionStandForTheItem) {
  const Result<Table> table = read(kList, R"({"B1": [7, 9], "B2": [8, 7], "B3": [7, 9]})");
  ASSERT_TRUE(table.has_value()) << to_string(table.error());
  EXPECT_EQ(table->format, "actionpiece");
  EXPECT_THAT(rows(*table),
              ElementsAre(Row{"B1", {"7", "9"}}, Row{"B2", {"8", "7"}}, Row{"B3", {"7", "9"}}));
  EXPECT_EQ(found(*table, Finding::Kind::several_sequences), 3U);
  EXPECT_EQ(found(*table, Finding::Kind::out_of_codebook), 0U);
}

TEST_F(ActionPiece, FeaturesThatNameTheirCategoryAreASet) {
  const Result<Table> table = read(kExpanded, R"({"B1": [2, 0], "B2": [0, 2], "B3": [1, 2]})");
  ASSERT_TRUE(table.has_value()) << to_string(table.error());
  EXPECT_THAT(rows(*table),
              ElementsAre(Row{"B1", {"0", "2"}}, Row{"B2", {"0", "2"}}, Row{"B3", {"1", "2"}}));
}

TEST_F(ActionPiece, EitherFileMayBeNamed) {
  ReadOptions options;
  options.format = "actionpiece";
  const Result<Table> forced = read(kList, R"({"B1": [7, 9]})", "item.feat", options);
  ASSERT_TRUE(forced.has_value()) << to_string(forced.error());
  EXPECT_EQ(forced->rows(), 1U);
  std::ofstream(folder_ / "other") << R"({"B1": [7, 9], "B2": [7, 7]})";
  options.mapping = folder_ / "other";
  EXPECT_EQ(read_table(folder_ / "actionpiece.json", options)->rows(), 2U);
}

TEST_F(ActionPiece, AMissingOrUncertainPartnerIsAnError) {
  std::ofstream(folder_ / "actionpiece.json") << kList;
  EXPECT_THAT(to_string(read_table(folder_ / "actionpiece.json").error()), HasSubstr("--mapping"));
  std::ofstream(folder_ / "x.feat") << "{}";
  std::ofstream(folder_ / "y.feat.json") << "{}";
  EXPECT_EQ(read_table(folder_ / "actionpiece.json").error().code, ErrorCode::malformed);
}

TEST_F(ActionPiece, FeaturesWithoutATokenAreCounted) {
  EXPECT_EQ(found(*read(kList, R"({"B1": [7, 8], "B2": [9, 9]})"), Finding::Kind::out_of_codebook),
            2U);
  EXPECT_EQ(found(*read(kExpanded, R"({"B1": [0, 5]})"), Finding::Kind::out_of_codebook), 1U);
}

TEST_F(ActionPiece, RowsMustHaveOneFeatureACategory) {
  EXPECT_THAT(read(kList, R"({"B1": [7, 9], "B2": [7]})").error().what,
              HasSubstr("item \"B2\": 1 features, where the merge table has 2 categories"));
}

TEST_F(ActionPiece, ATokenWithoutAFixedFeatureSetIsRefused) {
  const auto refused = [&](std::string_view tokens) {
    const Result<Table> table = read(
        R"({"n_categories": 2, "token2feat": )" + std::string(tokens) + "}", R"({"B1": [7, 9]})");
    return table ? "read" : table.error().what;
  };
  EXPECT_THAT(refused("[[-1,-1],[0,7],[-1,1,2]]"), HasSubstr("token 2 is merged from token 2"));
  EXPECT_THAT(refused("[[-1,-1],[0,7],[-1,3,1],[1,9]]"), HasSubstr("not before it"));
  EXPECT_THAT(refused("[[-1,-1],[0,7],[-1,-5,1]]"), HasSubstr("token -5"));
  EXPECT_THAT(refused("[[0,7],[1]]"), HasSubstr("token 1 is neither"));
  EXPECT_THAT(refused("[[0,7],[1,2,3]]"), HasSubstr("token 1 is neither"));
  EXPECT_THAT(refused("[[0,7],[-1,2]]"), HasSubstr("not [category, value]"));
  EXPECT_THAT(refused("[[0,\"nivea\"]]"), HasSubstr("features are texts"));
  EXPECT_THAT(refused("[[0,1.5]]"), HasSubstr("integers"));
  EXPECT_THAT(refused(R"({"1": [[0,7]], "1": [[0,8]]})"), HasSubstr("two different sets"));
  EXPECT_THAT(refused(R"({"1": []})"), HasSubstr("no feature"));
  EXPECT_THAT(refused(R"({"1": [[0]]})"), HasSubstr("not [category, value]"));
  EXPECT_THAT(refused("7"), HasSubstr("expected a list or an object of tokens, found 7"));
  EXPECT_THAT(refused(R"([[0,7]], "token2feat": [])"), HasSubstr("two members"));
}

TEST_F(ActionPiece, TheSameExpansionTwiceIsNoContradiction) {
  EXPECT_TRUE(
      read(R"({"n_categories": 1, "token2feat": {"1": [[0,7]], "1": [[0,7]]}})", R"({"B1": [7]})"));
  EXPECT_TRUE(read(R"({"n_categories": 2, "token2feat": {"1": [[0,7],[1,8]], "1": [[1,8],[0,7]]}})",
                   R"({"B1": [7, 8]})"));
}

TEST_F(ActionPiece, AFeatureListedTwiceStillTellsItsCategory) {
  const Result<Table> table =
      read(R"({"n_categories": 2, "token2feat": {"0": [[0,0]], "1": [[0,0]], "2": [[1,2]]}})",
           R"({"B1": [2, 0]})");
  ASSERT_TRUE(table.has_value()) << to_string(table.error());
  EXPECT_THAT(rows(*table), ElementsAre(Row{"B1", {"0", "2"}}));
}

TEST_F(ActionPiece, OfSeveralPartnersTheOneOfTheSameNameIsTaken) {
  std::ofstream(folder_ / "Beauty.actionpiece.json") << kList;
  std::ofstream(folder_ / "Beauty.feat.json") << R"({"B1": [7, 9]})";
  std::ofstream(folder_ / "Sports.feat.json") << R"({"B1": [7, 9], "B2": [8, 9]})";
  const Result<Table> table = read_table(folder_ / "Beauty.actionpiece.json");
  ASSERT_TRUE(table.has_value()) << to_string(table.error());
  EXPECT_EQ(table->rows(), 1U);
}

}  // namespace
}  // namespace sidproof::test
