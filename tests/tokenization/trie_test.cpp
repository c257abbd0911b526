// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "tokenization/trie.hpp"

#include <gtest/gtest.h>

#include <map>
#include <random>
#include <set>

namespace sidproof {
namespace {

Codes ragged(const std::vector<Sequence>& rows) {
  std::vector<std::uint64_t> offsets{0};
  std::vector<std::uint32_t> tokens;
  for (const Sequence& row : rows) {
    tokens.insert(tokens.end(), row.begin(), row.end());
    offsets.push_back(tokens.size());
  }
  return Codes::ragged(std::move(offsets), std::move(tokens));
}

// Against a set of all prefixes, sorted by length and then lexicographically.
void expect_trie_of(const Codes& codes) {
  const auto trie = Trie::build(codes);
  ASSERT_TRUE(trie.has_value());
  const auto shorter_first = [](const Sequence& a, const Sequence& b) {
    return a.size() != b.size() ? a.size() < b.size() : a < b;
  };
  std::set<Sequence, decltype(shorter_first)> prefixes(shorter_first);
  std::map<Sequence, std::uint32_t> ends;
  prefixes.insert(Sequence{});
  for (std::size_t row = 0; row < codes.rows(); ++row) {
    Sequence sequence = codes.row(row);
    ++ends[sequence];
    EXPECT_EQ(trie->prefix(trie->node_of_row(row)), sequence);
    for (; !sequence.empty(); sequence.pop_back()) prefixes.insert(sequence);
  }
  ASSERT_EQ(trie->nodes(), prefixes.size());
  ASSERT_EQ(trie->rows(), codes.rows());
  EXPECT_EQ(trie->depth(), codes.max_length());
  std::uint32_t node = 0;
  for (const Sequence& prefix : prefixes) {
    EXPECT_EQ(trie->prefix(node), prefix);
    EXPECT_EQ(trie->find(prefix), node);
    EXPECT_EQ(trie->terminals(node), ends[prefix]);
    const auto [begin, end] = trie->level(prefix.size());
    EXPECT_TRUE(begin <= node && node < end);
    std::set<std::uint32_t> children;
    for (std::uint32_t child = trie->first_child(node); child < trie->first_child(node + 1);
         ++child) {
      EXPECT_EQ(trie->parent(child), node);
      children.insert(trie->token(child));
      EXPECT_EQ(trie->child(node, trie->token(child)), child);
    }
    EXPECT_EQ(children.size(), trie->child_count(node));
    EXPECT_EQ(trie->is_leaf(node), children.empty());
    for (std::uint32_t token = 0; token < 5; ++token) {
      Sequence longer = prefix;
      longer.push_back(token);
      EXPECT_EQ(trie->find(longer).has_value(), prefixes.contains(longer));
    }
    ++node;
  }
}

TEST(Trie, HoldsExactlyThePrefixesOfRandomTables) {
  std::mt19937_64 random(9);
  for (int round = 0; round < 300; ++round) {
    std::vector<Sequence> rows(random() % 12 + 1);
    const std::size_t longest = random() % 5;
    const bool fixed = random() % 2 == 0;
    for (Sequence& row : rows) {
      row.resize(fixed ? longest : random() % (longest + 1));
      // Tokens that need one, two and three radix digits.
      for (auto& token : row) {
        const std::uint32_t base[] = {0, 65534, 65535, 4294967293U};
        token = base[random() % 4] + static_cast<std::uint32_t>(random() % 3);
      }
    }
    expect_trie_of(ragged(rows));
  }
}

TEST(Trie, ReadsNarrowCodes) {
  expect_trie_of(Codes::fixed(3, 2, std::vector<std::uint8_t>{255, 0, 0, 255, 255, 0}));
  expect_trie_of(Codes::fixed(2, 1, std::vector<std::uint16_t>{65535, 0}));
}

TEST(Trie, OfEmptySequencesIsTheRoot) {
  const auto trie = Trie::build(Codes::fixed(3, 0, std::vector<std::uint32_t>{}));
  ASSERT_TRUE(trie.has_value());
  EXPECT_EQ(trie->nodes(), 1U);
  EXPECT_EQ(trie->terminals(0), 3U);
  EXPECT_EQ(trie->depth(), 0U);
  EXPECT_TRUE(trie->is_leaf(0));
}

TEST(Trie, OfNoRowsIsTheRoot) {
  const auto trie = Trie::build(Codes());
  ASSERT_TRUE(trie.has_value());
  EXPECT_EQ(trie->nodes(), 1U);
  EXPECT_EQ(trie->terminals(0), 0U);
}

}  // namespace
}  // namespace sidproof
