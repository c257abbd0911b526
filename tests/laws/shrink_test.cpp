// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "laws/shrink.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <numeric>
#include <string>

#include "exact/flint_rational.hpp"
#include "laws/partition_laws.hpp"
#include "laws/random_instance.hpp"
#include "objective/partition.hpp"

namespace sidproof {
namespace {

using Predicate = std::function<bool(const Instance&)>;

constexpr CodesKind kinds[] = {CodesKind::fixed_length, CodesKind::any_length,
                               CodesKind::bijection};

// The distinct results of shrinking the first `wanted` drawn instances that fail.
std::vector<Instance> minima(const Predicate& fails, CodesKind kind, int wanted = 60) {
  std::vector<Instance> found;
  RandomStream stream({11, 12});
  for (int drawn = 0; wanted > 0 && drawn < 100'000; ++drawn) {
    const Instance instance = random_instance(stream, kind, false);
    if (!fails(instance)) continue;
    --wanted;
    const Instance least = shrink(instance, fails);
    EXPECT_TRUE(fails(least)) << least;
    EXPECT_TRUE(least == instance || is_smaller(least, instance)) << least;
    if (std::ranges::find(found, least) == found.end()) found.push_back(least);
  }
  EXPECT_EQ(wanted, 0) << "too few instances fail";
  return found;
}

std::string only(const std::vector<Instance>& found) {
  return found.size() == 1 ? text_of_instance(found.front())
                           : std::to_string(found.size()) + " minima";
}

TEST(SmallerInstances, AreWellFormedSmallerAndDistinctFromTheirOrigin) {
  for (const CodesKind kind : kinds) {
    RandomStream stream({1, 1});
    for (int n = 0; n < 300; ++n) {
      const Instance instance = random_instance(stream, kind, false);
      for (const Instance& next : smaller_instances(instance)) {
        EXPECT_TRUE(is_smaller(next, instance)) << instance << "\n" << next;
        EXPECT_FALSE(is_smaller(instance, next)) << instance << "\n" << next;
        EXPECT_EQ(next.counts.size(), next.codes.size());
        EXPECT_NO_THROW(static_cast<void>(next.map())) << next;
      }
    }
  }
}

// Every kind of step, by hand: items, positions, tokens, codes, lists, numbers, order.
TEST(SmallerInstances, AreEveryStepOfOneInstance) {
  const Instance instance{{2, 2}, {{1, 0}, {1}, {0, 1}}, {3}, {5, 6, 0}, {}};
  std::vector<std::string> texts;
  for (const Instance& next : smaller_instances(instance)) {
    std::string text = text_of_instance(next);
    for (const auto& [from, to] :
         {std::pair("alphabets ", "T "), std::pair("; code", ","), std::pair("; weights", "; w"),
          std::pair("; counts", "; n"), std::pair("; choices", "")})
      for (std::size_t at = 0; (at = text.find(from, at)) != std::string::npos;)
        text.replace(at, std::string(from).size(), to);
    texts.push_back(text);
  }
  const std::vector<std::string> expected = {
      // an item less
      "T 2 2, 1, 0 1; w 3; n 6 0", "T 2 2, 1 0, 0 1; w 3; n 5 0", "T 2 2, 1 0, 1; w 3; n 5 6",
      // the first position less: the items of token 0, of token 1, all
      "T 2, 1; w 3; n 0", "T 2, 0,; w 3; n 5 6", "T 2, 0,, 1; w 3; n 5 6 0",
      // the second position less
      "T 2, 1, 1; w 3; n 5 6", "T 2, 1, 0; w 3; n 6 0", "T 2, 1, 1, 0; w 3; n 5 6 0",
      // a token of the first alphabet less: its items dropped, or given its neighbour
      "T 1 2, 0 1; w 3; n 0", "T 1 2, 0 0, 0, 0 1; w 3; n 5 6 0", "T 1 2, 0 0, 0; w 3; n 5 6",
      "T 1 2, 0 0, 0, 0 1; w 3; n 5 6 0",
      // of the second one
      "T 2 1, 1 0, 1; w 3; n 5 6", "T 2 1, 1 0, 1, 0 0; w 3; n 5 6 0", "T 2 1, 1, 0 0; w 3; n 6 0",
      "T 2 1, 1 0, 1, 0 0; w 3; n 5 6 0",
      // a code's last token less
      "T 2 2, 1, 1, 0 1; w 3; n 5 6 0", "T 2 2, 1 0,, 0 1; w 3; n 5 6 0",
      "T 2 2, 1 0, 1, 0; w 3; n 5 6 0",
      // the weight less, or lower
      "T 2 2, 1 0, 1, 0 1; w; n 5 6 0", "T 2 2, 1 0, 1, 0 1; w 0; n 5 6 0",
      "T 2 2, 1 0, 1, 0 1; w 1; n 5 6 0", "T 2 2, 1 0, 1, 0 1; w 2; n 5 6 0",
      // counts lower
      "T 2 2, 1 0, 1, 0 1; w 3; n 0 6 0", "T 2 2, 1 0, 1, 0 1; w 3; n 1 6 0",
      "T 2 2, 1 0, 1, 0 1; w 3; n 3 6 0", "T 2 2, 1 0, 1, 0 1; w 3; n 4 6 0",
      "T 2 2, 1 0, 1, 0 1; w 3; n 5 0 0", "T 2 2, 1 0, 1, 0 1; w 3; n 5 1 0",
      "T 2 2, 1 0, 1, 0 1; w 3; n 5 3 0", "T 2 2, 1 0, 1, 0 1; w 3; n 5 5 0",
      // tokens lower
      "T 2 2, 0 0, 1, 0 1; w 3; n 5 6 0", "T 2 2, 1 0, 0, 0 1; w 3; n 5 6 0",
      "T 2 2, 1 0, 1, 0 0; w 3; n 5 6 0",
      // neighbours in order
      "T 2 2, 1, 1 0, 0 1; w 3; n 6 5 0", "T 2 2, 1 0, 0 1, 1; w 3; n 5 0 6"};
  EXPECT_EQ(texts, expected);
}

TEST(SmallerInstances, ReachTheSmallestOfAllFromEverywhere) {
  const auto always = [](const Instance&) { return true; };
  for (const CodesKind kind : kinds) {
    EXPECT_EQ(only(minima(always, kind)), "alphabets; code; weights; counts 0; choices");
  }
}

TEST(Shrink, LeavesNoSmallerCandidateThatFails) {
  const Predicate predicates[] = {
      [](const Instance& i) { return !is_injective(i.map()); },
      [](const Instance& i) {
        return std::accumulate(i.counts.begin(), i.counts.end(), std::uint64_t{0}) % 3 == 2;
      },
      [](const Instance& i) { return i.codes.size() > 2 && !i.alphabets.empty(); },
      [](const Instance& i) { return text_of_instance(i).size() % 7 == 3; }};
  for (const Predicate& fails : predicates)
    for (const CodesKind kind : {CodesKind::fixed_length, CodesKind::any_length})
      for (const Instance& least : minima(fails, kind))
        for (const Instance& next : smaller_instances(least))
          EXPECT_FALSE(fails(next)) << least << "\n" << next;
}

TEST(Shrink, ACollisionIsTwoItemsOfTheEmptyCode) {
  const auto collides = [](const Instance& i) { return !is_injective(i.map()); };
  for (const CodesKind kind : {CodesKind::fixed_length, CodesKind::any_length})
    EXPECT_EQ(only(minima(collides, kind)), "alphabets; code; code; weights; counts 0 0; choices");
}

TEST(Shrink, AHoleIsOneItemAndOnePositionOfTwoTokens) {
  const auto leaks = [](const Instance& i) {
    return z_direct(i.model<FlintRational, CascadedShape>(true), i.map()) < FlintRational(1);
  };
  EXPECT_EQ(only(minima(leaks, CodesKind::fixed_length)),
            "alphabets 2; code 0; weights; counts 0; choices");
}

TEST(Shrink, AProperPrefixIsTheEmptyCodeBesideOneOfLengthOne) {
  const auto nested = [](const Instance& i) {
    return is_injective(i.map()) && !is_prefix_code(i.map());
  };
  EXPECT_EQ(only(minima(nested, CodesKind::any_length)),
            "alphabets 1; code; code 0; weights; counts 0 0; choices");
}

TEST(Shrink, BijectionsShrinkToBijections) {
  const auto is_large = [](const Instance& i) {
    return is_bijective(i.map()) && i.codes.size() > 1;
  };
  EXPECT_EQ(only(minima(is_large, CodesKind::bijection)),
            "alphabets 2; code 0; code 1; weights; counts 0 0; choices");
}

TEST(Shrink, NumbersComeDownToTheFirstThatFails) {
  int tried = 0;
  Instance large;
  large.codes = {{}};
  large.counts = {1'000'000};
  large.weights = {5, 1U << 20U};
  large.choices = {3, 3, 3};
  const Instance least = shrink(large, [&](const Instance& i) {
    ++tried;
    return i.counts.front() >= 699'999 && !i.weights.empty() && i.weights.back() >= 123'457 &&
           i.choice(1) >= 2;
  });
  EXPECT_EQ(text_of_instance(least), "alphabets; code; weights 123457; counts 699999; choices 2");
  EXPECT_LT(tried, 5000);
}

TEST(Shrink, AnInstanceThatDoesNotShrinkComesBackAsItIs) {
  RandomStream stream({2, 2});
  const Instance instance = random_instance(stream, CodesKind::any_length, false);
  EXPECT_EQ(shrink(instance, [&](const Instance& i) { return i == instance; }), instance);
}

}  // namespace
}  // namespace sidproof
