// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
// The generator draws the corners that it promises, often, and what it draws shrinks to
// cases that a person can read.
#include "properties/laws/instance_gen.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <iterator>
#include <map>
#include <string>

namespace sidproof::properties {
namespace {

using Corner = std::pair<const char*, std::function<bool(const Instance&)>>;

bool has_nested_codes(const Instance& i) {
  for (const Sequence& a : i.codes)
    for (const Sequence& b : i.codes)
      if (a.size() < b.size() && std::ranges::equal(a, SequenceView(b).first(a.size())))
        return true;
  return false;
}

std::uint32_t largest_group(const Instance& i) {
  return std::ranges::max(sequence_groups(i.map()).size);
}

const std::vector<Corner>& corners() {
  static const std::vector<Corner> list = {
      {"k = 0", [](const Instance& i) { return i.alphabets.empty(); }},
      {"an alphabet of one token",
       [](const Instance& i) { return std::ranges::count(i.alphabets, 1U) > 0; }},
      {"one item", [](const Instance& i) { return i.codes.size() == 1; }},
      {"no data", [](const Instance& i) { return total(i.counts) == 0; }},
      {"one example", [](const Instance& i) { return total(i.counts) == 1; }},
      {"an unseen item beside a seen one",
       [](const Instance& i) {
         return total(i.counts) != 0 && std::ranges::count(i.counts, 0U) > 0;
       }},
      {"equal probabilities, several cells",
       [](const Instance& i) {
         return i.alphabets.size() > 1 && !i.weights.empty() &&
                std::ranges::count(i.weights, i.weights[0]) == std::ssize(i.weights);
       }},
      {"a zero probability",
       [](const Instance& i) {
         return !i.alphabets.empty() && std::ranges::count(i.weights, 0U) > 0;
       }},
      {"no choices", [](const Instance& i) { return i.choices.empty(); }},
  };
  return list;
}

std::map<std::string, int> tally(CodesKind kind, bool positive, const std::vector<Corner>& list) {
  std::map<std::string, int> seen;
  rc::Random random(20260415);
  const auto gen = instances(kind, positive);
  for (int round = 0; round < 2000; ++round) {
    const Instance instance = gen(random.split(), 60).value();
    for (const auto& [corner, is] : list) seen[corner] += is(instance) ? 1 : 0;
  }
  return seen;
}

TEST(Instances, DrawEveryCornerAtLeastOnceInFifty) {
  for (const CodesKind kind :
       {CodesKind::fixed_length, CodesKind::any_length, CodesKind::bijection})
    for (const auto& [corner, times] : tally(kind, false, corners()))
      EXPECT_GE(times, 40) << corner << ", " << name(kind);
}

TEST(Instances, DrawCollisionsOfAllSizes) {
  std::vector<Corner> sizes;
  for (std::uint32_t size = 1; size <= 6; ++size) {
    static const char* const names[] = {"1", "2", "3", "4", "5", "6"};
    sizes.emplace_back(names[size - 1],
                       [size](const Instance& i) { return largest_group(i) == size; });
  }
  for (const auto& [size, times] : tally(CodesKind::fixed_length, false, sizes))
    EXPECT_GE(times, 40) << "largest group of " << size;
}

TEST(Instances, DrawProperPrefixesAndEmptyCodes) {
  const auto seen =
      tally(CodesKind::any_length, false,
            {{"nested", has_nested_codes}, {"empty", [](const Instance& i) {
                                              return !i.alphabets.empty() &&
                                                     std::ranges::count(i.codes, Sequence()) > 0;
                                            }}});
  for (const auto& [corner, times] : seen) EXPECT_GE(times, 200) << corner;
}

TEST(Instances, DrawPrefixCodesThatAreCompleteAndThatAreNot) {
  const auto seen = tally(
      CodesKind::any_length, false,
      {{"prefix code, several lengths",
        [](const Instance& i) {
          return is_prefix_code(i.map()) && !i.map().is_fixed_length() && i.codes.size() > 1;
        }},
       {"one-to-one, but no prefix code",
        [](const Instance& i) { return is_injective(i.map()) && !is_prefix_code(i.map()); }}});
  for (const auto& [corner, times] : seen) EXPECT_GE(times, 20) << corner;
}

TEST(Instances, OfPositiveKindAreMostlyWithoutZeros) {
  const auto seen = tally(
      CodesKind::fixed_length, true,
      {{"no zero", [](const Instance& i) { return std::ranges::count(i.weights, 0U) == 0; }}});
  EXPECT_GE(seen.at("no zero"), 1600);
  EXPECT_LT(seen.at("no zero"), 2000);
}

TEST(Instances, OfBijectionsUseEverySequenceOnce) {
  rc::Random random(7);
  for (int round = 0; round < 200; ++round)
    EXPECT_TRUE(is_bijective(instances(CodesKind::bijection)(random.split(), 60).value().map()));
}

// Where RapidCheck's search arrives: the first smaller instance that fails, again and
// again.
Instance shrunk(rc::Shrinkable<Instance> failing,
                const std::function<bool(const Instance&)>& fails) {
  for (bool smaller = true; smaller;) {
    smaller = false;
    auto next = failing.shrinks();
    while (auto candidate = next.next())
      if (fails(candidate->value())) {
        failing = *candidate;
        smaller = true;
        break;
      }
  }
  return failing.value();
}

// Every failing draw among 60 shrinks to the same smallest instance.
void expect_shrinks_to(CodesKind kind, const std::function<bool(const Instance&)>& fails,
                       const Instance& smallest) {
  rc::Random random(3);
  int met = 0;
  for (int round = 0; round < 60; ++round) {
    const auto drawn = instances(kind)(random.split(), 60);
    if (!fails(drawn.value())) continue;
    EXPECT_EQ(shrunk(drawn, fails), smallest);
    ++met;
  }
  EXPECT_GE(met, 15);
}

TEST(Instances, ShrinkToReadableCounterexamples) {
  expect_shrinks_to(CodesKind::any_length, has_nested_codes, {{1}, {{}, {0}}, {}, {0, 0}, {}});
  expect_shrinks_to(CodesKind::fixed_length,
                    [](const Instance& i) { return !is_injective(i.map()); },
                    {{}, {{}, {}}, {}, {0, 0}, {}});
  expect_shrinks_to(CodesKind::fixed_length, [](const Instance& i) { return !is_onto(i.map()); },
                    {{2}, {{0}}, {}, {0}, {}});
}

TEST(Instances, KeepTheirKindWhileTheyShrink) {
  rc::Random random(5);
  for (const CodesKind kind : {CodesKind::fixed_length, CodesKind::bijection})
    for (int round = 0; round < 20; ++round) {
      auto smaller = instances(kind)(random.split(), 60).shrinks();
      while (const auto next = smaller.next()) EXPECT_TRUE(is_of_kind(next->value(), kind));
    }
}

}  // namespace
}  // namespace sidproof::properties
