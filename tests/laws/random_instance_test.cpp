// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "laws/random_instance.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <numeric>
#include <set>
#include <string>

namespace sidproof {
namespace {

constexpr int draws = 4000;

bool is_well_formed(const Instance& i) {
  const CodeSpace space = i.space();  // throws for an empty alphabet
  return !i.codes.empty() && i.counts.size() == i.codes.size() &&
         std::ranges::all_of(i.codes, [&](const Sequence& c) { return space.contains_prefix(c); });
}

// What the law authors want to see often; THEORY's corners.
std::set<std::string> corners_of(const Instance& i) {
  std::set<std::string> found;
  const auto add = [&](const char* name, bool is) {
    if (is) found.insert(name);
  };
  const TokenMap map = i.map();
  const std::uint64_t data = std::accumulate(i.counts.begin(), i.counts.end(), std::uint64_t{0});
  const auto groups = sequence_groups(map);
  const std::uint32_t largest = *std::ranges::max_element(groups.size);
  add("no positions", i.alphabets.empty());
  add("an alphabet of one token", std::ranges::count(i.alphabets, 1U) > 0);
  add("every position", i.alphabets.size() == 3);
  add("one item", i.codes.size() == 1);
  add("one-to-one", is_injective(map));
  add("bijective", is_bijective(map));
  add("one-to-one with holes", map.is_fixed_length() && is_injective(map) && !is_onto(map));
  add("a group of two", largest == 2);
  add("a group of three", largest == 3);
  add("a larger group", largest > 3);
  add("all items in one group", i.codes.size() > 1 && groups.size.size() == 1);
  add("several groups", std::ranges::count_if(groups.size, [](auto n) { return n > 1; }) > 1);
  add("as many items as sequences, with a collision",
      map.is_fixed_length() && !is_injective(map) && i.codes.size() == *i.space().sequences());
  add("several lengths", !map.is_fixed_length());
  add("a proper prefix", is_injective(map) && !is_prefix_code(map));
  add("the empty code beside others",
      i.codes.size() > 1 && !i.alphabets.empty() && std::ranges::any_of(i.codes, &Sequence::empty));
  add("a prefix code of several lengths", !map.is_fixed_length() && is_prefix_code(map));
  add("no data", data == 0);
  add("one item has all data", data > 0 && std::ranges::max(i.counts) == data);
  add("an unseen item", data > 0 && std::ranges::count(i.counts, 0U) > 0);
  add("every item seen", std::ranges::count(i.counts, 0U) == 0);
  add("equal weights",
      i.weights.empty() || std::ranges::min(i.weights) == std::ranges::max(i.weights));
  add("a zero weight", std::ranges::count(i.weights, 0U) > 0);
  add("no zero weight", std::ranges::count(i.weights, 0U) == 0);
  add("a large weight", !i.weights.empty() && std::ranges::max(i.weights) > 1000);
  add("choices", !i.choices.empty());
  add("no choices", i.choices.empty());
  return found;
}

std::map<std::string, int> census(CodesKind kind, bool positive) {
  std::map<std::string, int> seen;
  RandomStream stream({1, 2});
  for (int n = 0; n < draws; ++n) {
    const Instance instance = random_instance(stream, kind, positive);
    EXPECT_TRUE(is_well_formed(instance)) << instance;
    for (const std::string& corner : corners_of(instance)) ++seen[corner];
  }
  return seen;
}

void expect_at_least(std::map<std::string, int>& seen, double share,
                     const std::vector<std::string>& corners) {
  for (const std::string& corner : corners)
    EXPECT_GE(seen[corner], static_cast<int>(share * draws)) << corner;
}

const std::vector<std::string> corners_of_all_kinds = {
    "no positions",    "an alphabet of one token",
    "every position",  "one item",
    "one-to-one",      "no data",
    "an unseen item",  "one item has all data",
    "every item seen", "equal weights",
    "no zero weight",  "a large weight",
    "choices",         "no choices"};

TEST(RandomInstance, FixedLengthMeetsEveryCornerOften) {
  auto seen = census(CodesKind::fixed_length, false);
  expect_at_least(seen, 0.03, corners_of_all_kinds);
  expect_at_least(seen, 0.02,
                  {"a zero weight", "bijective", "one-to-one with holes", "a group of two",
                   "a group of three", "a larger group", "all items in one group", "several groups",
                   "as many items as sequences, with a collision"});
  EXPECT_EQ(seen["several lengths"], 0);
}

TEST(RandomInstance, AnyLengthMeetsEveryCornerOften) {
  auto seen = census(CodesKind::any_length, false);
  expect_at_least(seen, 0.03, corners_of_all_kinds);
  expect_at_least(seen, 0.02,
                  {"a zero weight", "several lengths", "a proper prefix", "a group of two",
                   "all items in one group", "the empty code beside others",
                   "a prefix code of several lengths", "bijective"});
}

TEST(RandomInstance, BijectionsTakeEverySequenceOnce) {
  auto seen = census(CodesKind::bijection, false);
  expect_at_least(seen, 0.03, corners_of_all_kinds);
  EXPECT_EQ(seen["bijective"], draws);
}

TEST(RandomInstance, PositiveOnesSeldomHaveAZeroWeight) {
  auto seen = census(CodesKind::fixed_length, true);
  EXPECT_GE(seen["no zero weight"], draws * 17 / 20);
  EXPECT_GT(seen["a zero weight"], 0);
}

TEST(RandomInstance, StaysWithinItsLimits) {
  const InstanceLimits limits{
      .positions = 2, .alphabet = 5, .sequences = 12, .items = 3, .weight = 1, .count = 1};
  for (const CodesKind kind :
       {CodesKind::fixed_length, CodesKind::any_length, CodesKind::bijection}) {
    RandomStream stream({3, 4});
    std::uint64_t largest_space = 0;
    std::uint32_t largest_alphabet = 0;
    for (int n = 0; n < draws; ++n) {
      const Instance instance = random_instance(stream, kind, false, limits);
      EXPECT_LE(instance.alphabets.size(), 2U);
      for (const std::uint32_t size : instance.alphabets)
        largest_alphabet = std::max(largest_alphabet, size);
      largest_space = std::max(largest_space, *instance.space().sequences());
    }
    EXPECT_EQ(largest_alphabet, 5U);
    EXPECT_LE(largest_space, 12U);
    EXPECT_GE(largest_space, 10U);
  }
  RandomStream stream({5, 6});
  for (int n = 0; n < draws; ++n)
    EXPECT_TRUE(
        random_instance(stream, CodesKind::any_length, false, {.positions = 0}).alphabets.empty());
}

RegisteredLaw law(std::string_view id, CodesKind codes) {
  return {id, "test", codes, false, {}, {}, nullptr};
}

TEST(RandomCase, DependsOnSeedLawAndIndexAlone) {
  const RegisteredLaw b1 = law("B1", CodesKind::any_length);
  std::set<std::string> texts;
  for (std::uint64_t index = 0; index < 200; ++index) {
    const Instance instance = random_case({0, 7}, b1, index);
    EXPECT_EQ(instance, random_case({0, 7}, b1, index));
    texts.insert(text_of_instance(instance));
  }
  EXPECT_GT(texts.size(), 180U);
  const auto differing = [&](const Seed& seed, const RegisteredLaw& other) {
    int count = 0;
    for (std::uint64_t index = 0; index < 200; ++index)
      count += random_case({0, 7}, b1, index) == random_case(seed, other, index) ? 0 : 1;
    return count;
  };
  EXPECT_GT(differing({0, 8}, b1), 150);
  EXPECT_GT(differing({1, 7}, b1), 150);
  EXPECT_GT(differing({0, 7}, law("B2", CodesKind::any_length)), 150);
  EXPECT_GT(differing({0, 7}, law("1B", CodesKind::any_length)), 150);
}

// Stored campaigns count cases by index: when this fails, raise
// random_instances_version and write the new values here.
TEST(RandomCase, DrawsWhatItsVersionDraws) {
  ASSERT_EQ(random_instances_version, 1U);
  Seed digest{0, 0};
  for (const CodesKind kind :
       {CodesKind::fixed_length, CodesKind::any_length, CodesKind::bijection})
    for (std::uint64_t index = 0; index < 500; ++index)
      for (const char letter : text_of_instance(random_case({0, 20260415}, law("B1", kind), index)))
        digest = digest.derive(std::uint64_t{static_cast<unsigned char>(letter)});
  EXPECT_EQ(to_string(digest), "0x882d17a4d8b758ba835ecaa13dd78a88");
}

}  // namespace
}  // namespace sidproof
