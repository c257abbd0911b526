// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "audit/sequences.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "audit/audit_tables.hpp"
#include "audit/collisions.hpp"
#include "audit/token_counts.hpp"

namespace sidproof {
namespace {

using oracle::Rows;

std::string facts_difference(const SequenceFacts& facts, const Rows& rows) {
  oracle::Comparison c;
  c.same("distinct", facts.distinct, oracle::distinct(rows).size());
  oracle::compare_groups(c, facts.groups, rows);
  oracle::compare_levels(c, facts.levels, rows);
  oracle::compare_prefixes(c, facts.proper_prefixes, facts.prefix_witnesses, rows);
  std::vector<std::uint64_t> minimal(oracle::longest(rows) + 1);
  const auto sequences = oracle::distinct(rows);
  for (const auto& s : sequences) {
    const bool extends = std::any_of(sequences.begin(), sequences.end(), [&](const auto& t) {
      return t.size() < s.size() && oracle::begins(t, s);
    });
    if (!extends) ++minimal[s.size()];
  }
  c.same("minimal is right", facts.minimal == minimal, true);
  return c.text();
}

// The definition takes much longer than the program: one run is compared with it, the
// others with that run.
std::string unlike(const SequenceFacts& a, const SequenceFacts& b) {
  const auto levels = [](const SequenceFacts& facts) {
    std::vector<std::uint64_t> numbers;
    for (const PrefixLevel& l : facts.levels)
      numbers.insert(numbers.end(),
                     {l.length, l.nodes, l.distinct, l.items_in_groups, l.largest_group, l.excess});
    return numbers;
  };
  const auto witnesses = [](const SequenceFacts& facts) {
    std::vector<std::uint64_t> numbers;
    for (const PrefixWitness& w : facts.prefix_witnesses)
      numbers.insert(numbers.end(), {w.prefix_row, w.extension_row});
    return numbers;
  };
  oracle::Comparison c;
  c.same("distinct", a.distinct, b.distinct);
  c.same("number of groups", a.groups.size(), b.groups.size());
  for (std::size_t group = 0; group < std::min(a.groups.size(), b.groups.size()); ++group)
    c.same("group", std::ranges::equal(a.groups[group], b.groups[group]), true);
  c.same("levels", levels(a) == levels(b), true);
  c.same("proper prefixes", a.proper_prefixes, b.proper_prefixes);
  c.same("witnesses", witnesses(a) == witnesses(b), true);
  c.same("minimal", a.minimal == b.minimal, true);
  return c.text();
}

Rows random_rows(std::mt19937& random, std::size_t rows, std::size_t length, std::uint32_t alphabet,
                 std::uint32_t scale = 1, double skew = 0) {
  std::vector<oracle::Sequence> sequences(rows, oracle::Sequence(length));
  for (auto& sequence : sequences)
    for (auto& token : sequence)
      token = std::generate_canonical<double, 32>(random) < skew
                  ? 0
                  : static_cast<std::uint32_t>(random()) % alphabet * scale;
  return numbered(sequences);
}

SequenceFacts facts_of(const Rows& rows, Width width, const SequenceOptions& options) {
  const Codes codes = codes_of(rows, width);
  return sequence_facts(codes, largest_tokens(codes), {}, options);
}

TEST(Sequences, EveryWayThroughGivesTheFactsOfTheDefinition) {
  std::mt19937 random(5);
  struct Shape {
    std::size_t rows;
    std::size_t length;
    std::uint32_t alphabet;
    std::uint32_t scale;
    double skew;
  };
  // 32 bits or fewer, up to 64, more than 64; dense, sparse and skewed.
  for (const Shape& shape :
       {Shape{500, 4, 5, 1, 0}, Shape{3000, 2, 256, 1, 0}, Shape{2000, 4, 256, 1, 0.7},
        Shape{1000, 3, 9, 900, 0.3}, Shape{1000, 8, 3, 100, 0.5}, Shape{600, 5, 4, 1U << 28U, 0.5},
        Shape{300, 20, 2, 200, 0.8}, Shape{700, 1, 600, 1, 0}, Shape{50, 3, 1, 1, 0}}) {
    const Rows rows =
        random_rows(random, shape.rows, shape.length, shape.alphabet, shape.scale, shape.skew);
    const Width width = shape.alphabet * std::uint64_t{shape.scale} <= 256     ? Width::u8
                        : shape.alphabet * std::uint64_t{shape.scale} <= 65536 ? Width::u16
                                                                               : Width::u32;
    const SequenceFacts facts = facts_of(rows, width, {});
    EXPECT_EQ(facts_difference(facts, rows), "");
    for (const std::uint64_t rows_per_pass : {0U, 1U, 7U, 100U, 1000U}) {
      for (const unsigned threads : {1U, 3U}) {
        SequenceOptions options;
        options.rows_per_pass = rows_per_pass;
        options.threads.count = threads;
        EXPECT_EQ(unlike(facts_of(rows, width, options), facts), "")
            << rows_per_pass << " rows a pass";
      }
    }
    // Files may keep tokens in more bytes than they need.
    for (const Width wider : {Width::u16, Width::u32})
      if (wider > width) {
        EXPECT_EQ(unlike(facts_of(rows, wider, {}), facts), "");
      }
    const Collisions found = collisions(codes_of(rows, width));
    EXPECT_EQ(found.distinct, oracle::distinct(rows).size());
    oracle::Comparison comparison;
    oracle::compare_groups(comparison, found.groups, rows);
    EXPECT_EQ(comparison.text(), "");
    SequenceOptions general;
    general.general = true;
    EXPECT_EQ(unlike(facts_of(rows, width, general), facts), "");
    EXPECT_EQ(unlike(facts_of(rows, Width::u32, general), facts), "");
  }
}

// Beyond 2^18 rows the key space is cut into 2^16 bins instead of 2^8.
TEST(Sequences, LargeTablesAgreeOnAllWaysThrough) {
  std::mt19937 random(6);
  constexpr std::size_t n = 300000;
  // Three bytes are dense enough for bitmaps of slabs, four are sorted.
  for (const std::size_t length : {3U, 4U}) {
    const std::uint32_t alphabet = length == 3 ? 256 : 20;
    std::vector<std::uint8_t> bytes(n * length);
    for (auto& token : bytes)
      token = static_cast<std::uint8_t>(random() % 4 == 0 ? 7 : random() % alphabet);
    const Codes codes = Codes::fixed(n, length, bytes);
    const auto largest = largest_tokens(codes);
    SequenceOptions general;
    general.general = true;
    const SequenceFacts expected = sequence_facts(codes, largest, {}, general);
    for (const std::uint64_t rows_per_pass :
         {std::uint64_t{0}, std::uint64_t{50000}, std::uint64_t{2000}}) {
      SequenceOptions options;
      options.rows_per_pass = rows_per_pass;
      options.threads.count = rows_per_pass == 50000 ? 3 : 1;  // three parts of the rows
      const SequenceFacts facts = sequence_facts(codes, largest, {}, options);
      EXPECT_EQ(facts.distinct, expected.distinct);
      EXPECT_EQ(facts.groups.rows, expected.groups.rows);
      EXPECT_EQ(facts.groups.offsets, expected.groups.offsets);
      for (std::size_t j = 0; j < length; ++j) {
        EXPECT_EQ(facts.levels[j].nodes, expected.levels[j].nodes);
        EXPECT_EQ(facts.levels[j].items_in_groups, expected.levels[j].items_in_groups);
        EXPECT_EQ(facts.levels[j].largest_group, expected.levels[j].largest_group);
      }
    }
    const Collisions found = collisions(codes);
    EXPECT_EQ(found.distinct, expected.distinct);
    EXPECT_EQ(found.groups.rows, expected.groups.rows);
  }
}

// 2^19 fingerprints of 32 bits: about thirty pairs of unlike rows share one.
TEST(Sequences, EqualFingerprintsOfUnlikeRowsAreNoCollision) {
  std::mt19937_64 random(13);
  constexpr std::size_t n = 1U << 19U;
  std::vector<std::uint32_t> tokens(n * 3);
  for (auto& token : tokens) token = static_cast<std::uint32_t>(random()) & 0x7FFFFFFFU;
  std::copy_n(tokens.begin() + 30, 3, tokens.begin() + 300);
  const Collisions found = collisions(Codes::fixed(n, 3, tokens));
  EXPECT_EQ(found.distinct, n - 1);
  ASSERT_EQ(found.groups.size(), 1U);
  EXPECT_EQ(found.groups[0][0], 10U);
  EXPECT_EQ(found.groups[0][1], 100U);
}

TEST(Sequences, RowsOfManyLengthsGiveTheFactsOfTheDefinition) {
  std::mt19937 random(8);
  for (const std::size_t longest : {1U, 3U, 12U, 70U}) {
    for (const std::uint32_t scale : {1U, 1000U, 1U << 30U}) {
      std::vector<oracle::Sequence> sequences(300);
      for (auto& sequence : sequences) {
        sequence.resize(random() % 3 == 0 ? random() % (longest + 1) : longest);
        for (auto& token : sequence)
          token = random() % 4 == 0 ? static_cast<std::uint32_t>(random() % 3) * scale : 0;
      }
      const Rows rows = numbered(sequences);
      EXPECT_EQ(facts_difference(facts_of(rows, Width::u32, {}), rows), "");
    }
  }
}

TEST(Sequences, ManyEqualShortRowsBesideALongOneTakeNoTimePerPosition) {
  std::vector<std::uint64_t> offsets(200001, 0);
  offsets.push_back(60000);
  const Codes codes = Codes::ragged(offsets, std::vector<std::uint32_t>(60000, 0xFFFFFFF0U));
  SequenceOptions options;
  options.levels = false;
  const SequenceFacts facts = sequence_facts(codes, largest_tokens(codes), {}, options);
  EXPECT_EQ(facts.distinct, 2U);
  EXPECT_EQ(facts.groups[0].size(), 200000U);
  EXPECT_EQ(facts.proper_prefixes, 1U);
}

TEST(Sequences, AtMostAThousandPrefixWitnessesAreKept) {
  std::vector<oracle::Sequence> sequences;
  for (std::uint32_t i = 0; i < 1500; ++i) {
    sequences.push_back({i, 1});
    sequences.push_back({i});
  }
  const SequenceFacts facts = facts_of(numbered(sequences), Width::u32, {});
  EXPECT_EQ(facts.proper_prefixes, 1500U);
  ASSERT_EQ(facts.prefix_witnesses.size(), 1000U);
  EXPECT_EQ(facts.prefix_witnesses.front().prefix_row, 1U);
  EXPECT_EQ(facts.prefix_witnesses.back().prefix_row, 1999U);
}

}  // namespace
}  // namespace sidproof
