// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "tokenizers/demo.hpp"

#include <gtest/gtest.h>

#include <map>
#include <set>

#include "tokenizers/support.hpp"

namespace sidproof {
namespace {

const DemoCatalogue& demo() {
  static const DemoCatalogue catalogue = *demo_catalogue();
  return catalogue;
}

std::uint64_t mixed(std::uint64_t hash, std::uint64_t value) {
  return (hash ^ value) * 0x100000001b3U;
}

constexpr std::uint64_t fnv_start = 0xcbf29ce484222325U;

// These bits are promised for every machine, compiler and build.
TEST(DemoCatalogue, HasItsGoldenTable) {
  std::uint64_t hash = fnv_start;
  for (std::size_t row = 0; row < demo().table.rows(); ++row)
    for (const std::uint32_t token : demo().table.codes.row(row)) hash = mixed(hash, token);
  EXPECT_EQ(hash, 13824194307557023315U);
}

TEST(DemoCatalogue, HasItsGoldenInteractionsAndTitles) {
  std::uint64_t hash = fnv_start;
  for (const std::uint32_t event : demo().interactions.events) hash = mixed(hash, event);
  for (const std::string& title : demo().titles)
    for (const char c : title) hash = mixed(hash, static_cast<unsigned char>(c));
  EXPECT_EQ(hash, 11611167684341385570U);
}

TEST(DemoCatalogue, HasTheDefectsOfPublishedTables) {
  const Table& table = demo().table;
  ASSERT_EQ(table.rows(), 12000U);
  EXPECT_EQ(table.declared_codebooks, (std::vector<std::uint64_t>(4, 256)));
  std::map<std::vector<std::uint32_t>, int> sizes;
  for (std::size_t row = 0; row < table.rows(); ++row) ++sizes[table.codes.row(row)];
  int in_groups = 0;
  int largest = 0;
  for (const auto& [code, size] : sizes) {
    if (size > 1) in_groups += size;
    largest = std::max(largest, size);
  }
  EXPECT_GE(in_groups, 120);
  EXPECT_LE(in_groups, 360);
  EXPECT_GE(largest, 4);
  EXPECT_LE(largest, 6);
}

TEST(DemoCatalogue, HasItemIdsThatDoNotRepeat) {
  std::set<std::string> ids;
  for (std::size_t row = 0; row < demo().table.rows(); ++row) ids.insert(demo().table.items[row]);
  EXPECT_EQ(ids.size(), 12000U);
  EXPECT_EQ(demo().titles.size(), 12000U);
  EXPECT_EQ(demo().features.rows, 12000U);
}

TEST(DemoCatalogue, HasHistoriesOfRealisticLength) {
  const Interactions& interactions = demo().interactions;
  std::size_t tests = 0;
  std::size_t longest = 0;
  for (const Example& example : interactions.examples) {
    if (example.split != Split::test) continue;
    ++tests;
    EXPECT_GE(interactions.history(example).size(), 3U);
    longest = std::max(longest, interactions.history(example).size());
  }
  EXPECT_EQ(tests, 6000U);
  EXPECT_GT(longest, 25U);
  EXPECT_LT(longest, 60U);
  const double average = static_cast<double>(interactions.events.size()) / 6000;
  EXPECT_GT(average, 7);
  EXPECT_LT(average, 11);
}

TEST(DemoCatalogue, HasPopularItemsAndTestTargetsInCollisionGroups) {
  const Interactions& interactions = demo().interactions;
  std::map<std::vector<std::uint32_t>, int> sizes;
  for (std::size_t row = 0; row < 12000; ++row) ++sizes[demo().table.codes.row(row)];
  std::map<std::string, int> group;
  for (std::size_t row = 0; row < 12000; ++row)
    group[demo().table.items[row]] = sizes.at(demo().table.codes.row(row));
  int collided = 0;
  for (const Example& example : interactions.examples)
    if (example.split == Split::test && group.at(interactions.items.text(example.target)) > 1)
      ++collided;
  EXPECT_GT(collided, 120);
  EXPECT_LT(collided, 480);

  std::vector<int> popularity(interactions.items.size());
  for (const std::uint32_t event : interactions.events) ++popularity[event];
  std::sort(popularity.rbegin(), popularity.rend());
  int head = 0;
  for (std::size_t i = 0; i < popularity.size() / 10; ++i) head += popularity[i];
  EXPECT_GT(head, static_cast<int>(interactions.events.size()) * 2 / 5);
}

TEST(DemoCatalogue, DependsOnItsSeed) {
  const DemoCatalogue other = *demo_catalogue(Seed{0, 1});
  EXPECT_NE(other.titles, demo().titles);
}

}  // namespace
}  // namespace sidproof
