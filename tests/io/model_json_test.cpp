// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "io/model_json.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "model/model_draws.hpp"

namespace sidproof {
namespace {

using testing_tools::Draws;

TEST(ModelJson, EveryModelReadsBackUnchanged) {
  Draws draws(1);
  for (int round = 0; round < 100; ++round) {
    const CodeSpace space = draws.space();
    const AnyModel models[] = {draws.model<FlintRational, CascadedShape>(space),
                               draws.model<FlintRational, ParallelShape>(space),
                               draws.model<FlintRational, MarkovShape>(space)};
    for (const AnyModel& model : models) {
      const auto again = parse_model(model_json(model));
      ASSERT_TRUE(again.has_value()) << to_string(again.error());
      ASSERT_EQ(again->index(), model.index());
      std::visit(
          [&](const auto& table) {
            const auto& read = std::get<std::decay_t<decltype(table)>>(*again);
            ASSERT_EQ(read.space(), table.space());
            ASSERT_TRUE(std::ranges::equal(read.cells(), table.cells()));
          },
          model);
    }
  }
}

TEST(ModelJson, ReadsTheExampleOfThePage) {
  const auto model = parse_model(R"(
{"schema": "sidproof-model/1", "shape": "cascaded", "alphabets": [2, 2],
 "rows": [["1/2", "1/2"], ["0", "1"], ["2/3", "1/3"]]}
)");
  ASSERT_TRUE(model.has_value()) << to_string(model.error());
  const auto& cascaded = std::get<Tabular<FlintRational, CascadedShape>>(*model);
  const std::vector<std::uint32_t> first{0};
  EXPECT_EQ(cascaded.conditional(first, 1), FlintRational(1));
}

TEST(ModelJson, ReadsFractionsThatAreNotReducedIntegersAndWeights) {
  const auto rows = parse_model(
      R"({"rows": [["2/4", "1/2"], [1, 0]], "alphabets": [2, 2], "shape": "parallel",
          "schema": "sidproof-model/1"})");
  ASSERT_TRUE(rows.has_value()) << to_string(rows.error());
  EXPECT_EQ(std::get<1>(*rows).conditional({}, 0), fraction<FlintRational>(1, 2));
  const auto weights = parse_model(
      R"({"schema": "sidproof-model/1", "shape": "cascaded", "alphabets": [2, 1],
          "weights": [[1, 3], [7], [2]]})");
  ASSERT_TRUE(weights.has_value()) << to_string(weights.error());
  EXPECT_EQ(std::get<0>(*weights).conditional({}, 1), fraction<FlintRational>(3, 4));
  EXPECT_EQ(std::get<0>(*weights).conditional(Sequence{1}, 0), FlintRational(1));
}

void expect_refused(const std::string& members, const std::string& what,
                    ErrorCode code = ErrorCode::malformed) {
  const auto model = parse_model("{\"schema\": \"sidproof-model/1\"" + members + "}", "m.json");
  ASSERT_FALSE(model.has_value()) << members;
  EXPECT_EQ(model.error().code, code);
  EXPECT_NE(model.error().what.find(what), std::string::npos) << model.error().what;
  EXPECT_EQ(model.error().where.path, "m.json");
}

TEST(ModelJson, RefusesWhatIsNoModelAndSaysWhy) {
  const std::string head = R"(, "shape": "parallel", "alphabets": [2], )";
  expect_refused(head + R"("rows": [["1/2", "1/3"]])",
                 "row 0 (position 0) sums to 5/6 instead of 1");
  expect_refused(head + R"("rows": [["3/2", "-1/2"]])", "row 0 (position 0): -1/2 is negative");
  expect_refused(head + R"("rows": [["1/0", "1"]])", "a denominator is zero");
  expect_refused(head + R"("rows": [["0.5", "0.5"]])", "\"0.5\" is no fraction");
  expect_refused(head + R"("rows": [[0.5, 0.5]])", "no fraction in quotes");
  expect_refused(head + R"("rows": [["1"]])", "1 entries instead of 2");
  expect_refused(head + R"("rows": [[1, 0], [1, 0]])", "more rows");
  expect_refused(head + R"("rows": [])", "only 0 rows instead of 1");
  expect_refused(head + R"("rows": [3])", "row 0 (position 0) is no list");
  expect_refused(head + R"("rows": 3)", "list of lists");
  expect_refused(head + R"("weights": [[0, 0]])", "row 0 (position 0) has no weight");
  expect_refused(head + R"("weights": [["1", 0]])", "a weight is no integer");
  expect_refused(head + R"("weights": [[-1, 2]])", "-1 is negative");
  expect_refused(head + R"("weights": [[1, 2]], "rows": [[1, 0]])", "exactly one of");
  expect_refused(head + R"("extra": 1)", "unknown member \"extra\"");
  expect_refused(head + R"("alphabets": [2])", "member \"alphabets\" repeats");
  expect_refused(R"(, "shape": "ring", "alphabets": [], "rows": [])", "unknown shape \"ring\"");
  expect_refused(R"(, "shape": 3, "alphabets": [], "rows": [])", "\"shape\" must be a text");
  expect_refused(R"(, "alphabets": [2], "rows": [[1, 0]])", "\"shape\" is missing");
  for (const char* sizes : {"[0]", "[-2]", "[2.5]", "[\"2\"]"})
    expect_refused(std::string(R"(, "shape": "parallel", "rows": [], "alphabets": )") + sizes,
                   "positive integers");
  EXPECT_FALSE(parse_model(R"({"schema": "sidproof-model/2", "shape": "parallel",
                               "alphabets": [], "rows": []})")
                   .has_value());
  for (const char* text : {"", "[]", "{", "null", "{\"schema\": \"sidproof-model/1\"} x"})
    EXPECT_FALSE(parse_model(text).has_value()) << text;
}

TEST(ModelJson, NamesTheRowThatIsMissingOrWrongByItsPrefix) {
  // Rows of weights up to the first bad one.
  const auto rows = [](const std::string& shape, int good, bool then_bad) {
    std::string list;
    for (int row = 0; row < good; ++row) list.append(row == 0 ? "[1, 1]" : ", [1, 1]");
    if (then_bad) list.append(good == 0 ? "[0, 0]" : ", [0, 0]");
    return R"(, "shape": ")" + shape + R"(", "alphabets": [2, 2, 2], "weights": [)" + list + "]";
  };
  const std::vector<std::pair<std::string, std::vector<std::string>>> names = {
      {"cascaded",
       {"row 0 (after the prefix of no tokens)", "row 1 (after the prefix 0)",
        "row 2 (after the prefix 1)", "row 3 (after the prefix 0 0)",
        "row 4 (after the prefix 0 1)", "row 5 (after the prefix 1 0)",
        "row 6 (after the prefix 1 1)"}},
      {"parallel", {"row 0 (position 0)", "row 1 (position 1)", "row 2 (position 2)"}},
      {"markov",
       {"row 0 (position 0)", "row 1 (position 1 after token 0)",
        "row 2 (position 1 after token 1)", "row 3 (position 2 after token 0)",
        "row 4 (position 2 after token 1)"}}};
  for (const auto& [shape, of_shape] : names)
    for (std::size_t row = 0; row < of_shape.size(); ++row) {
      const int good = static_cast<int>(row);
      expect_refused(rows(shape, good, false), of_shape[row] + " is missing");
      expect_refused(rows(shape, good, true), of_shape[row] + " has no weight");
    }
}

TEST(ModelJson, RefusesNumbersThatWouldTakeForeverToAdd) {
  const std::string head = R"(, "shape": "parallel", "alphabets": [)";
  const std::string long_number(5000, '7');
  expect_refused(head + R"(1], "rows": [["1/)" + long_number + "\"]]",
                 "row 0 (position 0): a fraction has more than 2000 digits", ErrorCode::too_large);
  // Each entry is small, but the denominators have nothing in common.
  std::string entries;
  for (int n = 0; n < 20'000; ++n)
    entries.append(n == 0 ? "\"1/" : ", \"1/")
        .append(std::to_string(1'000'003 + 2 * n))
        .append("\"");
  expect_refused(head + R"(20000], "rows": [[)" + entries + "]]",
                 "row 0 (position 0): the sum has more than 2000 digits", ErrorCode::too_large);
  // Many digits in common are no trouble.
  const std::string denominator = "1" + std::string(1500, '0');
  std::string equal;
  for (int n = 0; n < 1000; ++n)
    equal.append(n == 0 ? "\"" : ", \"")
        .append("1" + std::string(1497, '0') + "/" + denominator + "\"");
  EXPECT_TRUE(parse_model(R"({"schema": "sidproof-model/1")" + head + R"(1000], "rows": [[)" +
                          equal + "]]}")
                  .has_value());
  // Long values do not fill the terminal.
  const auto model = parse_model(R"({"schema": "sidproof-model/1")" + head +
                                 R"(1], "rows": [["1/)" + std::string(1500, '7') + "\"]]}");
  ASSERT_FALSE(model.has_value());
  EXPECT_LT(model.error().what.size(), 120U);
}

TEST(ModelJson, RefusesSizesThatWouldNotFitBeforeAllocating) {
  for (const char* shape : {"cascaded", "parallel", "markov"}) {
    expect_refused(std::string(R"(, "shape": ")") + shape +
                       R"(", "rows": [], "alphabets": [4294967295, 4294967295])",
                   "more than 4194304 conditionals", ErrorCode::too_large);
  }
  std::string ones = "1";
  for (int j = 0; j < 5000; ++j) ones += ", 1";
  expect_refused(R"(, "shape": "cascaded", "rows": [], "alphabets": [)" + ones + "]", "positions",
                 ErrorCode::too_large);
  expect_refused(R"(, "shape": "cascaded", "rows": [], "alphabets": [200, 200, 200])",
                 "more than 4194304 conditionals", ErrorCode::too_large);
}

TEST(ModelJson, AnAbsentFileIsAnErrorWithItsPath) {
  const auto model = read_model("/nonexistent/model.json");
  ASSERT_FALSE(model.has_value());
  EXPECT_EQ(model.error().code, ErrorCode::cannot_open);
}

}  // namespace
}  // namespace sidproof
