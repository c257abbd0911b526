// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "tokenization/token_map.hpp"

#include <gtest/gtest.h>

#include <map>
#include <random>
#include <stdexcept>

namespace sidproof {
namespace {

bool is_prefix(const Sequence& a, const Sequence& b) {
  return a.size() <= b.size() && std::equal(a.begin(), a.end(), b.begin());
}

TEST(TokenMap, AgreesWithPairwiseComparisonOnRandomMaps) {
  std::mt19937_64 random(2);
  for (int round = 0; round < 2000; ++round) {
    std::vector<std::uint32_t> sizes(random() % 4);
    for (auto& size : sizes) size = static_cast<std::uint32_t>(random() % 3) + 1;
    const CodeSpace space(sizes);
    std::vector<Sequence> codes(random() % 6 + 1);
    const bool fixed = random() % 2 == 0;
    for (Sequence& code : codes) {
      code.resize(fixed ? sizes.size() : random() % (sizes.size() + 1));
      for (std::size_t j = 0; j < code.size(); ++j)
        code[j] = static_cast<std::uint32_t>(random() % sizes[j]);
    }
    const TokenMap map(space, codes);
    bool injective = true;
    bool prefix_code = true;
    std::map<Sequence, std::uint32_t> multiplicity;
    for (std::size_t v = 0; v < codes.size(); ++v) {
      ++multiplicity[codes[v]];
      for (std::size_t u = 0; u < codes.size(); ++u) {
        if (u == v) continue;
        injective = injective && codes[u] != codes[v];
        prefix_code = prefix_code && !is_prefix(codes[u], codes[v]);
      }
    }
    bool onto = true;
    space.for_each(
        [&](SequenceView s) { onto = onto && multiplicity.contains({s.begin(), s.end()}); });
    EXPECT_EQ(is_injective(map), injective);
    EXPECT_EQ(is_prefix_code(map), prefix_code);
    EXPECT_EQ(is_onto(map), onto);
    bool full = true;
    for (const Sequence& code : codes) full = full && code.size() == sizes.size();
    EXPECT_EQ(is_bijective(map), full && injective && onto);
    const SequenceGroups groups = sequence_groups(map);
    ASSERT_EQ(groups.size.size(), multiplicity.size());
    for (std::size_t v = 0; v < codes.size(); ++v) {
      EXPECT_EQ(groups.size[groups.group_of[v]], multiplicity[codes[v]]);
      EXPECT_EQ(codes[groups.first_item[groups.group_of[v]]], codes[v]);
      EXPECT_EQ(map.codes().row(v), codes[v]);
    }
  }
}

TEST(TokenMap, RefusesCodesOutsideTheSpaceAndEmptyCatalogues) {
  EXPECT_THROW(TokenMap(CodeSpace({2}), {Sequence{2}}), std::invalid_argument);
  EXPECT_THROW(TokenMap(CodeSpace({2}), {Sequence{0, 0}}), std::invalid_argument);
  EXPECT_THROW(TokenMap(CodeSpace({2}), std::vector<Sequence>{}), std::invalid_argument);
}

TEST(TokenMap, OntoIsAboutFullLengthCodesOnly) {
  EXPECT_TRUE(is_onto(TokenMap(CodeSpace(), {Sequence{}})));
  EXPECT_FALSE(is_onto(TokenMap(CodeSpace({1}), {Sequence{}})));
  EXPECT_TRUE(is_onto(TokenMap(CodeSpace({1}), {Sequence{}, Sequence{0}})));
}

TEST(TokenMap, ReplacingACodeIsTheMapWithThatCode) {
  std::mt19937_64 random(3);
  const CodeSpace space({3, 2, 3});
  const auto draw = [&] {
    Sequence code(random() % 4);
    for (std::size_t j = 0; j < code.size(); ++j)
      code[j] = static_cast<std::uint32_t>(random() % space.alphabet(j));
    return code;
  };
  std::vector<Sequence> codes;
  for (int v = 0; v < 5; ++v) codes.push_back(draw());
  TokenMap map(space, codes);
  for (int round = 0; round < 500; ++round) {
    const std::size_t item = random() % 5;
    codes[item] = draw();
    map.replace(item, codes[item]);
    for (std::size_t v = 0; v < 5; ++v)
      ASSERT_TRUE(std::ranges::equal(map[v], codes[v])) << round << " " << v;
  }
  EXPECT_THROW(map.replace(0, Sequence{3}), std::invalid_argument);
  EXPECT_TRUE(std::ranges::equal(map[0], codes[0]));
}

TEST(TokenMap, OfATablesCodesIsTheMapOfItsSequences) {
  const CodeSpace space({3, 2});
  const std::vector<Sequence> sequences{{2, 1}, {0}, {2, 0}};
  const TokenMap map(space, TokenMap(space, sequences).codes());
  ASSERT_EQ(map.items(), 3U);
  for (std::size_t v = 0; v < sequences.size(); ++v)
    EXPECT_EQ(Sequence(map[v].begin(), map[v].end()), sequences[v]);
  EXPECT_THROW(TokenMap(CodeSpace({2, 2}), map.codes()), std::invalid_argument);
  EXPECT_THROW(TokenMap(space, Codes{}), std::invalid_argument);
}

}  // namespace
}  // namespace sidproof
