// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "campaign/campaign.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <thread>

#include "campaign/failure_vector.hpp"
#include "campaign/test_laws.hpp"
#include "io/scratch_folder.hpp"
#include "laws/random_instance.hpp"
#include "laws/shrink.hpp"

namespace sidproof {
namespace {

using test::ScratchFolder;

const std::vector<RegisteredLaw> laws = test::test_laws();

CampaignPlan plan_of(const CampaignSelection& selection = {}, std::uint32_t block = 16) {
  CampaignPlan plan = *plan_campaign(laws, selection, {0, 20260415});
  plan.block = block;
  return plan;
}

CampaignOptions upto(std::uint64_t cases, unsigned threads = 1) {
  CampaignOptions options;
  options.threads = {threads};
  options.cases = cases;
  return options;
}

struct Content {
  std::vector<UnitProgress> progress;
  Store::Failures failures;
  bool operator==(const Content&) const = default;
};
std::uint64_t cases_in(const Store& store) {
  std::uint64_t cases = 0;
  for (const UnitProgress& unit : store.progress()) cases += unit.total().cases;
  return cases;
}

Content content(const Store& store) { return {store.progress(), store.failures()}; }

Content run_at_once(const CampaignPlan& plan, std::uint64_t cases, unsigned threads) {
  Store store = *Store::in_memory(plan);
  EXPECT_TRUE(run_campaign(store, laws, upto(cases, threads)).has_value());
  return content(store);
}

std::string instance_text(const FailureRecord& failure) { return failure.instance; }

TEST(Campaign, CountsWhatOneByOneCheckingCounts) {
  const CampaignPlan plan = plan_of();
  Store store = *Store::in_memory(plan);
  const auto outcome = run_campaign(store, laws, upto(150));
  ASSERT_TRUE(outcome.has_value());
  EXPECT_FALSE(outcome->stopped);
  const std::vector<BoundUnit> units = *bind_units(plan, laws);
  CaseCounts all;
  for (std::size_t u = 0; u < units.size(); ++u) {
    CaseCounts counts;
    for (std::uint64_t index = 0; index < 150; ++index) {
      const Instance instance = random_case(plan.seed, *units[u].law, index);
      ++counts.cases;
      try {
        const Verdict verdict = units[u].law->check(instance, units[u].numbers, units[u].shape);
        counts.failed += verdict.truth == Truth::refuted ? 1 : 0;
        if (verdict.truth != Truth::unknown) continue;
        ++(verdict.reason == "one item" ? counts.undecided : counts.not_applicable);
      } catch (const std::overflow_error&) {
        ++counts.failed;
      }
    }
    EXPECT_EQ(outcome->units[u].counts, counts) << u;
    EXPECT_EQ(outcome->units[u].cases_now, 150U);
    EXPECT_GT(outcome->units[u].seconds, 0);
    all += counts;
  }
  EXPECT_GT(all.failed, 100U);
  EXPECT_GT(all.undecided, 50U);
  EXPECT_GT(all.not_applicable, 50U);
}

TEST(Campaign, EndsTheSameForAnyNumberOfThreads) {
  const Content one = run_at_once(plan_of(), 100, 1);
  EXPECT_FALSE(one.failures.empty());
  EXPECT_TRUE(run_at_once(plan_of(), 100, 2) == one);
  EXPECT_TRUE(run_at_once(plan_of(), 100, 7) == one);
}

TEST(Campaign, EndsTheSameInManySmallRuns) {
  const Content one = run_at_once(plan_of(), 100, 1);
  Store store = *Store::in_memory(plan_of());
  // Also inside blocks, where the number of kept failures goes on.
  for (const unsigned cases : {1U, 7U, 16U, 17U, 40U, 41U, 99U, 100U, 100U, 50U})
    ASSERT_TRUE(run_campaign(store, laws, upto(cases, 1 + cases % 3)).has_value());
  EXPECT_TRUE(content(store) == one);
}

TEST(Campaign, StopsWhenAskedAndGoesOnExactly) {
  const Content one = run_at_once(plan_of(), 200, 1);
  const ScratchFolder folder;
  const std::string path = folder / "store";
  ASSERT_TRUE(Store::create(path, plan_of()).has_value());
  int runs = 0;
  for (bool finished = false; !finished; ++runs) {
    ASSERT_LT(runs, 10'000);
    Store store = *Store::open(path);
    std::atomic<bool> stop{false};
    CampaignOptions options = upto(200, 2);
    options.stop = &stop;
    std::jthread clock([&stop, runs] {
      std::this_thread::sleep_for(std::chrono::milliseconds(3 + runs));
      stop = true;
    });
    const auto outcome = run_campaign(store, laws, options);
    ASSERT_TRUE(outcome.has_value());
    finished = !outcome->stopped;
  }
  EXPECT_GT(runs, 2);
  EXPECT_TRUE(content(*Store::open(path)) == one);
}

TEST(Campaign, AStopFromTheStartChecksNothing) {
  Store store = *Store::in_memory(plan_of());
  const std::atomic<bool> stop{true};
  CampaignOptions options = upto(100, 2);
  options.stop = &stop;
  const auto outcome = run_campaign(store, laws, options);
  ASSERT_TRUE(outcome.has_value());
  EXPECT_TRUE(outcome->stopped);
  EXPECT_EQ(cases_in(store), 0U);
  options.cases = 0;
  EXPECT_FALSE(run_campaign(store, laws, options)->stopped);
}

TEST(Campaign, ATimeLimitEndsItBetweenBlocks) {
  Store store = *Store::in_memory(plan_of());
  CampaignOptions options;
  options.threads = {2};
  options.time = std::chrono::seconds(1);
  const auto outcome = run_campaign(store, laws, options);
  ASSERT_TRUE(outcome.has_value());
  EXPECT_FALSE(outcome->stopped);
  EXPECT_GT(cases_in(store), 0U);
  EXPECT_EQ(cases_in(store) % 16, 0U);
}

class Recorder final : public Progress {
 public:
  void update(std::string_view /*phase*/, double fraction) override { seen.push_back(fraction); }
  std::vector<double> seen;
};

TEST(Campaign, ReportsItsProgressAlsoWhenItGoesOn) {
  Store store = *Store::in_memory(plan_of());
  for (const std::uint64_t cases : {40U, 80U}) {
    Recorder progress;
    ASSERT_TRUE(run_campaign(store, laws, upto(cases, 2), progress).has_value());
    EXPECT_TRUE(std::ranges::is_sorted(progress.seen));
    EXPECT_GE(progress.seen.front(), cases == 80 ? 0.5 : 0.0);
    EXPECT_DOUBLE_EQ(progress.seen.back(), 1.0);
  }
}

// A wrong law, from the drawn case to the file: nothing of production knows of it.
TEST(Campaign, AWrongLawIsCaughtShrunkStoredAndSavedOnce) {
  const ScratchFolder folder;
  const std::string path = folder / "store";
  const CampaignPlan plan = plan_of({.laws = {"Wrongb"}, .shapes = {"cascaded"}});
  CampaignOptions options = upto(64, 2);
  options.failures = folder / "failures";
  {
    Store store = *Store::create(path, plan);
    ASSERT_TRUE(run_campaign(store, laws, options).has_value());
  }
  std::map<std::string, std::string> files;
  const auto read_files = [&] {
    files.clear();
    for (const auto& entry : std::filesystem::directory_iterator(options.failures)) {
      std::ifstream file(entry.path());
      files[entry.path().filename()] = std::string((std::istreambuf_iterator<char>(file)), {});
    }
  };
  read_files();
  {
    Store store = *Store::open(path);
    EXPECT_EQ(store.failures().size(), files.size());
    // Over the rationals this law says nothing: all failures are of unit 0.
    std::vector<std::string> instances;
    for (const auto& [key, failure] : store.failures()) {
      EXPECT_EQ(failure.unit, 0U);
      instances.push_back(instance_text(failure));
      const Instance drawn = random_case(plan.seed, laws[2], failure.index);
      EXPECT_EQ(failure.drawn, instance_json(drawn));
      EXPECT_NE(test::wrong_law(drawn, NumberSystem::mersenne61, ModelShape::cascaded).truth,
                Truth::holds);
    }
    // Minimal: a collision of two items at k = 0, and a hole at k = 1, |T| = 2.
    const std::string collision =
        R"({"alphabets":[],"codes":[[],[]],"weights":[],"counts":[0,0],"choices":[]})";
    const std::string hole =
        R"({"alphabets":[2],"codes":[[0]],"weights":[],"counts":[0],"choices":[]})";
    EXPECT_EQ(std::ranges::count(instances, collision), 1);
    EXPECT_EQ(std::ranges::count(instances, hole), 1);
    for (const auto& [name, text] : files) {
      const auto vector = nlohmann::json::parse(text);
      EXPECT_EQ(name, vector.at("id").get<std::string>() + ".json");
      EXPECT_LE(vector.at("instance").at("codes").size(), 2U) << text;
      EXPECT_LE(vector.at("instance").at("alphabets").size(), 1U) << text;
    }
    // Once more, and further: nothing new, no second copy, no file touched in vain.
    const auto found = store.failures();
    ASSERT_TRUE(run_campaign(store, laws, options).has_value());
    EXPECT_EQ(store.failures(), found);
  }
  // A file that is lost or spoilt comes back from the store.
  const auto before = files;
  std::filesystem::remove(options.failures + "/" + before.begin()->first);
  std::ofstream(options.failures + "/" + before.rbegin()->first) << "spoilt";
  Store store = *Store::open(path);
  ASSERT_TRUE(run_campaign(store, laws, options).has_value());
  read_files();
  EXPECT_EQ(files, before);
}

TEST(Campaign, EveryStoredFailureIsALocalMinimum) {
  Store store = *Store::in_memory(plan_of({.laws = {"Wrong", "Throwing"}}));
  ASSERT_TRUE(run_campaign(store, laws, upto(96)).has_value());
  std::uint64_t throws = 0;
  for (const auto& [key, failure] : store.failures()) {
    const CampaignUnit& unit = store.plan().units[failure.unit];
    const BoundUnit bound = bind_units(store.plan(), laws)->at(failure.unit);
    const auto fails = [&](const Instance& instance) {
      try {
        return bound.law->check(instance, bound.numbers, bound.shape).truth == Truth::refuted;
      } catch (const std::overflow_error&) {
        return true;
      }
    };
    const Instance least = shrink(random_case(store.plan().seed, *bound.law, failure.index), fails);
    EXPECT_EQ(instance_json(least), failure.instance);
    for (const Instance& next : smaller_instances(least)) EXPECT_FALSE(fails(next)) << next;
    if (unit.law == "Throwing") {
      ++throws;
      EXPECT_EQ(failure.reason, "the law threw: five");
      EXPECT_EQ(failure.instance,
                R"({"alphabets":[],"codes":[[]],"weights":[],"counts":[5],"choices":[]})");
    }
  }
  EXPECT_EQ(throws, 4U);  // one a unit
}

TEST(Campaign, KeepsTheFirstEightFailuresOfABlockAndCountsAll) {
  const auto everything_fails = [](const Instance&, NumberSystem, ModelShape) {
    return Verdict::refuted("no");
  };
  const std::vector<RegisteredLaw> wrong = {test::law("Wronga", +everything_fails)};
  Store store = *Store::in_memory(
      plan_of({.laws = {"Wronga"}, .numbers = {"flint"}, .shapes = {"parallel"}}));
  ASSERT_TRUE(run_campaign(store, wrong, upto(20)).has_value());  // a block of 16, 4 of the next
  ASSERT_EQ(store.failures().size(), 1U);
  const FailureRecord& failure = store.failures().begin()->second;
  EXPECT_EQ(failure.times, 8U + 4U);
  EXPECT_EQ(failure.index, 0U);
  ASSERT_TRUE(run_campaign(store, wrong, upto(32)).has_value());
  EXPECT_EQ(store.failures().begin()->second.times, 8U + 8U);
  EXPECT_EQ(store.progress().at(0).counts.failed, 32U);
}

TEST(Campaign, AFolderThatCannotBeMadeEndsItBeforeAnyWork) {
  const ScratchFolder folder;
  std::ofstream(folder / "file") << "x";
  Store store = *Store::in_memory(plan_of());
  CampaignOptions options = upto(10);
  options.failures = folder / "file";
  const auto outcome = run_campaign(store, laws, options);
  ASSERT_FALSE(outcome.has_value());
  EXPECT_EQ(outcome.error().code, ErrorCode::cannot_write);
  EXPECT_EQ(cases_in(store), 0U);
}

}  // namespace
}  // namespace sidproof
