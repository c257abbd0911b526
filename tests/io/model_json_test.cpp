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
  expect_refused(head + R"("rows": [["1/2", "1/3"]])", "row 0 sums to 5/6 instead of 1");
  expect_refused(head + R"("rows": [["3/2", "-1/2"]])", "row 0: -1/2 is negative");
  expect_refused(head + R"("rows": [["1/0", "1"]])", "a denominator is zero");
  expect_refused(head + R"("rows": [["0.5", "0.5"]])", "\"0.5\" is no fraction");
  expect_refused(head + R"("rows": [[0.5, 0.5]])", "no fraction in quotes");
  expect_refused(head + R"("rows": [["1"]])", "1 entries instead of 2");
  expect_refused(head + R"("rows": [[1, 0], [1, 0]])", "more rows");
  expect_refused(head + R"("rows": [])", "only 0 rows instead of 1");
  expect_refused(head + R"("rows": [3])", "row 0 is no list");
  expect_refused(head + R"("rows": 3)", "list of lists");
  expect_refused(head + R"("weights": [[0, 0]])", "row 0 has no weight");
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
