// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "campaign/failure_vector.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>

#include "io/scratch_folder.hpp"

namespace sidproof {
namespace {

using nlohmann::json;
using test::ScratchFolder;

// B1's smallest interesting case: items 0 and 1 share (0 1), (1 1) is no item's.
const Instance sample{{2, 2}, {{0, 1}, {0, 1}, {1, 0}}, {3, 2, 0, 5}, {1, 0, 2}, {7}};

CampaignPlan plan_of_two() {
  CampaignPlan plan;
  plan.seed = {0, 10};
  plan.units = {{"B1", "flint", "cascaded"}, {"B1", "flint", "parallel"}};
  return plan;
}

FailureRecord failure_of(const Instance& instance, ModelShape shape) {
  return {1,
          instance_json(instance),
          oracle_request_json(instance, shape),
          flags_json(instance, shape),
          "Z is \"2\"\n",
          instance_json(instance),
          77,
          3};
}

TEST(FailureVector, WritesTheInstanceAsItIs) {
  EXPECT_EQ(instance_json(sample),
            R"({"alphabets":[2,2],"codes":[[0,1],[0,1],[1,0]],"weights":[3,2,0,5],)"
            R"("counts":[1,0,2],"choices":[7]})");
  EXPECT_EQ(instance_json({{}, {{}}, {}, {0}, {}}),
            R"({"alphabets":[],"codes":[[]],"weights":[],"counts":[0],"choices":[]})");
}

TEST(FailureVector, WritesEveryShapesModelAsCascadedRows) {
  const auto rows = [](ModelShape shape) {
    return json::parse(oracle_request_json(sample, shape)).at("rows").dump();
  };
  // The weights 3 2 | 0 5 | 3 2 in turn.
  EXPECT_EQ(rows(ModelShape::cascaded),
            R"([[0,[],["3/5","2/5"]],[0,[0],["0","1"]],[0,[1],["3/5","2/5"]]])");
  EXPECT_EQ(rows(ModelShape::markov), rows(ModelShape::cascaded));
  EXPECT_EQ(rows(ModelShape::parallel),
            R"([[0,[],["3/5","2/5"]],[0,[0],["0","1"]],[0,[1],["0","1"]]])");
  // One part cascaded, two parts parallel: after (1), (2/5 2/5)/3 + 2/3 2/5 of 2/5.
  EXPECT_EQ(rows(ModelShape::mixture),
            R"([[0,[],["3/5","2/5"]],[0,[0],["0","1"]],[0,[1],["1/5","4/5"]]])");
  // Bigrams: after (0 0) as after (1 0), whatever the table of prefixes would say.
  const Instance three{{2, 2, 2}, {{0, 0, 0}}, {1, 2, 3, 5, 7}, {0}, {}};
  const auto row = [&](ModelShape shape, std::size_t number) {
    return json::parse(oracle_request_json(three, shape)).at("rows").at(number).at(2);
  };
  EXPECT_EQ(row(ModelShape::markov, 3), row(ModelShape::markov, 5));
  EXPECT_NE(row(ModelShape::cascaded, 3), row(ModelShape::cascaded, 5));
  const json request = json::parse(oracle_request_json(sample, ModelShape::cascaded));
  EXPECT_EQ(request.at("codebooks").dump(), "[2,2]");
  EXPECT_EQ(request.at("items").dump(), "[[0,1],[0,1],[1,0]]");
  EXPECT_EQ(request.at("counts").dump(), "[[0,0,1],[0,2,2]]");
}

TEST(FailureVector, FlagsSayWhatTheInstanceIs) {
  EXPECT_EQ(flags_json(sample, ModelShape::cascaded), R"(["collision","hole","zero","unseen"])");
  EXPECT_EQ(flags_json({{2}, {{0}, {1}}, {}, {1, 1}, {}}, ModelShape::parallel),
            R"(["bijective","injective"])");
  EXPECT_EQ(flags_json({{2}, {{}, {1}}, {}, {0, 0}, {}}, ModelShape::cascaded),
            R"(["injective","prefix","lengths","no_data"])");
  EXPECT_EQ(flags_json({{}, {{}}, {}, {2}, {}}, ModelShape::cascaded),
            R"(["bijective","injective","boundary"])");
  EXPECT_EQ(flags_json({{1}, {{0}, {0}}, {0}, {1, 1}, {}}, ModelShape::cascaded),
            R"(["collision","boundary"])");
}

TEST(FailureVector, IsADocumentWithEverythingInIt) {
  const json vector =
      json::parse(failure_vector(plan_of_two(), failure_of(sample, ModelShape::parallel)));
  EXPECT_EQ(vector.at("schema"), "sidproof.failure/1");
  EXPECT_EQ(vector.at("law"), "B1");
  EXPECT_EQ(vector.at("numbers"), "flint");
  EXPECT_EQ(vector.at("shape"), "parallel");
  EXPECT_EQ(vector.at("comment"), "Z is \"2\"\n");
  EXPECT_EQ(vector.at("seed"), "0x0000000000000000000000000000000a");
  EXPECT_EQ(vector.at("case"), 77);
  EXPECT_EQ(vector.at("flags").size(), 4U);
  EXPECT_EQ(vector.at("instance"), vector.at("drawn"));
  EXPECT_EQ(vector.at("instance").dump(), json::parse(instance_json(sample)).dump());
  EXPECT_EQ(vector.at("request").at("items").size(), 3U);
}

TEST(FailureVector, ItsIdDependsOnUnitAndShrunkInstanceAlone) {
  const CampaignPlan plan = plan_of_two();
  FailureRecord failure = failure_of(sample, ModelShape::parallel);
  const std::string id = failure_id(plan, failure);
  EXPECT_EQ(id.substr(0, 18), "B1-flint-parallel-");
  EXPECT_EQ(id.size(), 18U + 16U);
  failure.index = 3;
  failure.times = 9;
  failure.drawn = "{}";
  EXPECT_EQ(failure_id(plan, failure), id);
  failure.instance += " ";
  EXPECT_NE(failure_id(plan, failure), id);
}

TEST(FailureVector, IsSavedUnderItsIdAndReplacedOnlyWhenItChanged) {
  const ScratchFolder folder;
  const std::string path = folder / "a/b";
  ASSERT_TRUE(prepare_failure_folder(path).has_value());
  ASSERT_TRUE(prepare_failure_folder(path).has_value());
  const CampaignPlan plan = plan_of_two();
  FailureRecord failure = failure_of(sample, ModelShape::parallel);
  ASSERT_TRUE(save_failure(path, plan, failure).has_value());
  const std::filesystem::path file = path + "/" + failure_id(plan, failure) + ".json";
  ASSERT_TRUE(std::filesystem::exists(file));
  const auto long_ago = std::filesystem::last_write_time(file) - std::chrono::hours(1);
  std::filesystem::last_write_time(file, long_ago);
  ASSERT_TRUE(save_failure(path, plan, failure).has_value());
  EXPECT_EQ(std::filesystem::last_write_time(file), long_ago);
  failure.index = 5;
  ASSERT_TRUE(save_failure(path, plan, failure).has_value());
  EXPECT_EQ(json::parse(std::ifstream(file)).at("case"), 5);
  EXPECT_EQ(std::distance(std::filesystem::directory_iterator(path), {}), 1);
}

TEST(FailureVector, AFileInPlaceOfTheFolderIsAnError) {
  const ScratchFolder folder;
  std::ofstream(folder / "file") << "x";
  for (const char* name : {"file", "file/below"}) {
    const auto made = prepare_failure_folder(folder / name);
    ASSERT_FALSE(made.has_value());
    EXPECT_EQ(made.error().code, ErrorCode::cannot_write);
    EXPECT_EQ(made.error().where.path, folder / name);
  }
  const auto saved =
      save_failure(folder / "absent", plan_of_two(), failure_of(sample, ModelShape::parallel));
  ASSERT_FALSE(saved.has_value());
  EXPECT_EQ(saved.error().code, ErrorCode::cannot_write);
}

}  // namespace
}  // namespace sidproof
