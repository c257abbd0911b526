// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "audit/token_counts.hpp"

#include <gtest/gtest.h>

#include <random>

#include "audit/audit_tables.hpp"
#include "audit/constraints.hpp"
#include "audit/position_use.hpp"
#include "audit/token_pairs.hpp"

namespace sidproof {
namespace {

using oracle::Rows;

Rows random_rows(std::mt19937& random, bool ragged, std::uint32_t scale) {
  std::vector<oracle::Sequence> sequences(random() % 50 + 1);
  const std::size_t longest = random() % 5;
  for (auto& sequence : sequences) {
    sequence.resize(ragged ? random() % (longest + 1) : longest);
    for (auto& token : sequence) token = static_cast<std::uint32_t>(random() % 4) * scale;
  }
  return numbered(sequences);
}

TEST(TokenCounts, SmallAndHugeTokensAreCountedAlike) {
  std::mt19937 random(2);
  for (int i = 0; i < 300; ++i) {
    const std::uint32_t scale = i % 3 == 0 ? 1U : i % 3 == 1 ? 5000U : 1000000000U;
    const Rows rows = random_rows(random, i % 2 == 0, scale);
    const auto counts = token_counts(codes_of(rows, Width::u32));
    ASSERT_EQ(counts.size(), oracle::longest(rows));
    for (std::size_t j = 0; j < counts.size(); ++j) {
      const oracle::Use expected = oracle::use(rows, j);
      std::map<std::uint64_t, std::uint64_t> by_count;
      for (const auto& [token, count] : expected.counts) ++by_count[count];
      EXPECT_EQ(counts[j].rows, expected.rows);
      EXPECT_EQ(counts[j].used, expected.counts.size());
      EXPECT_EQ(counts[j].tokens_by_count, by_count);
      EXPECT_EQ(counts[j].largest, expected.counts.rbegin()->first);
    }
  }
}

TEST(TokenCounts, CountingInPartsIsCountingAtOnce) {
  // Large enough for two and three parts; the row count divides by neither.
  const std::size_t rows = (std::size_t{3} << 20U) + 7;
  for (const std::size_t length : {3U, 5U}) {
    std::mt19937 random(static_cast<unsigned>(length));
    std::vector<std::uint8_t> tokens(rows * length);
    for (auto& token : tokens) token = static_cast<std::uint8_t>((random() & random()) % 200);
    std::vector<std::vector<std::uint64_t>> expected(length, std::vector<std::uint64_t>(256));
    for (std::size_t i = 0; i < tokens.size(); ++i) ++expected[i % length][tokens[i]];
    const Codes codes = Codes::fixed(rows, length, tokens);
    for (const unsigned threads : {1U, 2U, 3U}) {
      const auto counts = token_counts(codes, {threads});
      ASSERT_EQ(counts.size(), length);
      for (std::size_t j = 0; j < length; ++j) {
        std::map<std::uint64_t, std::uint64_t> by_count;
        for (const std::uint64_t count : expected[j])
          if (count > 0) ++by_count[count];
        EXPECT_EQ(counts[j].rows, rows);
        EXPECT_EQ(counts[j].tokens_by_count, by_count) << threads << " threads";
        EXPECT_EQ(counts[j].largest, 199U);
      }
    }
  }
}

TEST(TokenPairs, BitmapsAndSortedChunksFindTheSamePairs) {
  std::mt19937 random(4);
  for (int i = 0; i < 300; ++i) {
    const Rows rows = random_rows(random, i % 2 == 0, i % 3 == 0 ? 1U : 500U);
    const Codes codes = codes_of(rows, Width::u32);
    const auto largest = largest_tokens(codes);
    std::vector<std::set<std::uint64_t>> expected(
        oracle::longest(rows) > 0 ? oracle::longest(rows) - 1 : 0);
    for (const auto& row : rows)
      for (std::size_t j = 0; j + 1 < row.second.size(); ++j)
        expected[j].insert(std::uint64_t{row.second[j]} << 32U | row.second[j + 1]);
    for (const TokenPairsOptions& options :
         {TokenPairsOptions{}, TokenPairsOptions{0, 3}, TokenPairsOptions{0, 1000},
          TokenPairsOptions{1U << 12U, 5}}) {
      const TokenPairs pairs = token_pairs(codes, largest, options);
      ASSERT_EQ(pairs.pairs.size(), expected.size());
      for (std::size_t j = 0; j < expected.size(); ++j)
        EXPECT_EQ(pairs.pairs[j],
                  std::vector<std::uint64_t>(expected[j].begin(), expected[j].end()));
      const auto used = oracle::used(rows);
      EXPECT_EQ(bigram_admitted(pairs, used), Integer(oracle::admitted(rows, true)));
      EXPECT_EQ(position_only_admitted(used, pairs.lengths),
                Integer(oracle::admitted(rows, false)));
    }
  }
}

TEST(Constraints, CountsBeyondSixtyFourBitsAreExact) {
  // Two tokens everywhere, every pair occurs: 2^100 sequences pass, and 2^100 + 2^70
  // when sequences may end after 70 tokens as well.
  std::vector<oracle::Sequence> sequences;
  for (const std::uint32_t period : {1U, 2U, 4U})
    for (std::uint32_t phase = 0; phase < 4; ++phase) {
      oracle::Sequence sequence;
      for (std::uint32_t j = 0; j < 100; ++j) sequence.push_back((j + phase) / period % 2);
      sequences.push_back(sequence);
    }
  sequences.push_back(oracle::Sequence(100, 0));
  sequences.push_back(oracle::Sequence(100, 1));
  const auto admitted = [&](bool bigram) {
    const Rows rows = numbered(sequences);
    const Codes codes = codes_of(rows, Width::u8);
    const TokenPairs pairs = token_pairs(codes, largest_tokens(codes));
    const auto used = oracle::used(rows);
    return bigram ? bigram_admitted(pairs, used) : position_only_admitted(used, pairs.lengths);
  };
  EXPECT_EQ(admitted(true), Integer(1) << 100);
  EXPECT_EQ(admitted(false), Integer(1) << 100);
  sequences.push_back(oracle::Sequence(70, 1));
  EXPECT_EQ(admitted(false), (Integer(1) << 100) + (Integer(1) << 70));
  EXPECT_EQ(admitted(true), (Integer(1) << 100) + (Integer(1) << 69));
}

TEST(PositionUse, UniformUseHasGiniZeroAndFullPerplexity) {
  TokenCounts counts;
  counts.rows = 21;
  counts.used = 3;
  counts.tokens_by_count = {{7, 3}};
  const PositionUse use = position_use(counts, 3);
  EXPECT_EQ(use.gini, 0);
  EXPECT_LE(use.perplexity.lo, 3);
  EXPECT_GE(use.perplexity.hi, 3);
  EXPECT_EQ(position_use(counts, 6).gini, Rational(1, 2));
  EXPECT_EQ(position_use(counts, 6).dead, 3U);
}

TEST(PositionUse, OneTokenOnlyHasEntropyExactlyZero) {
  TokenCounts counts;
  counts.rows = 21;
  counts.used = 1;
  counts.tokens_by_count = {{21, 1}};
  const PositionUse use = position_use(counts, 256);
  EXPECT_EQ(use.entropy_nats.lo, 0);
  EXPECT_EQ(use.entropy_nats.hi, 0);
  EXPECT_EQ(use.perplexity.hi, 1);
  EXPECT_EQ(use.gini, Rational(255, 256));
}

}  // namespace
}  // namespace sidproof
