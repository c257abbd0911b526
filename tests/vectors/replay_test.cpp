// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "oracle/comparison.hpp"
#include "oracle/oracle_case.hpp"

namespace sidproof {
namespace {

using nlohmann::json;

std::vector<json> all_vectors() {
  std::vector<json> vectors;
  for (const std::string group : {"A", "B", "C", "D", "E", "F", "G", "H", "counterexamples"}) {
    const std::filesystem::path path =
        std::filesystem::path(SIDPROOF_SOURCE_DIR) / "tests/vectors" / (group + ".json");
    std::ifstream file(path);
    const json document = json::parse(file);
    for (const json& vector : document.at("vectors")) vectors.push_back(vector);
  }
  return vectors;
}

Comparison replay(const json& vector, const json& answer, Mutant mutant = Mutant::none) {
  Comparison comparison;
  compare(case_of_request(vector.at("request").dump()), answer, mutant, comparison);
  return comparison;
}

bool has_flag(const json& vector, const std::string& flag) {
  const json& flags = vector.at("flags");
  return std::find(flags.begin(), flags.end(), flag) != flags.end();
}

TEST(Vectors, EveryQuantityOfTheCoreIsAsTheOracleWroteIt) {
  const std::vector<json> vectors = all_vectors();
  ASSERT_GE(vectors.size(), 40U);
  for (const json& vector : vectors) {
    const Comparison comparison = replay(vector, vector.at("answer"));
    EXPECT_GT(comparison.compared.size(), 20U) << vector.at("id");
    EXPECT_THAT(comparison.first_differences, testing::IsEmpty()) << vector.at("id");
  }
}

TEST(Vectors, ValuesWorkedOutByHandAreThoseOfTheOracle) {
  std::size_t values = 0;
  for (const json& vector : all_vectors())
    for (const auto& [pointer, value] : vector.at("named").items()) {
      EXPECT_EQ(vector.at("answer").at(json::json_pointer(pointer)), value)
          << vector.at("id") << " " << pointer;
      ++values;
    }
  EXPECT_GE(values, 100U);
}

TEST(Vectors, FlagsSayWhatTheTablesAre) {
  for (const json& vector : all_vectors()) {
    const json& answer = vector.at("answer");
    const bool bijective = answer.at("table_ok").get<bool>() && answer.at("complete").get<bool>();
    EXPECT_EQ(has_flag(vector, "bijective"), bijective) << vector.at("id");
    EXPECT_EQ(has_flag(vector, "collision"), !answer.at("injective").get<bool>())
        << vector.at("id");
    EXPECT_EQ(has_flag(vector, "histories"), answer.at("histories").size() > 1) << vector.at("id");
    if (has_flag(vector, "hole")) {
      EXPECT_FALSE(answer.at("complete").get<bool>()) << vector.at("id");
    }
    for (const json& history : answer.at("histories"))
      EXPECT_TRUE(history.at("model_ok").get<bool>()) << vector.at("id");
  }
}

TEST(Vectors, AWrongAnswerIsFoundWhicheverQuantityItSpoils) {
  for (const json& whole : all_vectors()) {
    for (const char* name : {"lik_AR", "lik_FV_scores", "lik_FV_share", "gap"}) {
      json answer = whole.at("answer");
      answer.at(name) = "1/97";
      EXPECT_TRUE(replay(whole, answer).differing.contains(name)) << whole.at("id") << " " << name;
    }
    for (const char* name : {"Z", "valid_mass"}) {
      json answer = whole.at("answer");
      answer.at("histories").at(0).at(name) = "1/97";
      EXPECT_TRUE(replay(whole, answer).differing.contains(name)) << whole.at("id") << " " << name;
    }
    for (const char* name : {"scores", "share", "split", "local", "global"}) {
      json answer = whole.at("answer");
      json& values = answer.at("histories").at(0).at(name);
      if (values.is_null()) continue;
      values.back() = "1/97";
      const bool refused = name == std::string("local") && has_flag(whole, "division_by_zero");
      EXPECT_TRUE(refused || replay(whole, answer).differing.contains(name) ||
                  replay(whole, answer).differing.contains(name + std::string(" as a ratio")))
          << whole.at("id") << " " << name;
    }
    for (const char* name : {"table_ok", "injective", "prefix_code", "complete"}) {
      json answer = whole.at("answer");
      answer.at(name) = !answer.at(name).get<bool>();
      EXPECT_TRUE(replay(whole, answer).differing.contains(name)) << whole.at("id") << " " << name;
    }
  }
}

TEST(Vectors, EveryMistakeInTheEvaluationIsFoundByAVector) {
  const std::vector<json> vectors = all_vectors();
  for (const MutantEntry& entry : mutants) {
    bool found = false;
    for (const json& vector : vectors)
      found = found ||
              replay(vector, vector.at("answer"), entry.mutant).differing.contains(entry.quantity);
    EXPECT_TRUE(found) << entry.name;
  }
}

}  // namespace
}  // namespace sidproof
