// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "tokenization/table.hpp"

#include <gtest/gtest.h>

namespace sidproof {
namespace {

Table table_of(std::vector<Alphabet> alphabets, Codes codes) {
  Table table;
  table.alphabets = std::move(alphabets);
  table.items = ItemIds::row_numbers(codes.rows());
  table.codes = std::move(codes);
  return table;
}

TEST(SequenceText, JoinsBracketedTokens) {
  const Table table = table_of({Alphabet::texts({"<a_3>"}), Alphabet::texts({"<b_1>"})},
                               Codes::fixed(1, 2, std::vector<std::uint8_t>{0, 0}));
  EXPECT_EQ(table.sequence_text(0), "<a_3><b_1>");
}

TEST(SequenceText, SeparatesPlainTokensByBlanks) {
  const Table table = table_of({Alphabet::numbers(4), Alphabet::texts({"<x>", "word"})},
                               Codes::fixed(2, 2, std::vector<std::uint8_t>{3, 0, 1, 1}));
  EXPECT_EQ(table.sequence_text(0), "3 <x>");
  EXPECT_EQ(table.sequence_text(1), "1 word");
}

TEST(SequenceText, NamesTheEmptySequence) {
  const Table table = table_of({Alphabet::numbers(1)}, Codes::ragged({0, 0, 1}, {0}));
  EXPECT_EQ(table.sequence_text(0), "(empty)");
  EXPECT_EQ(table.tokens(1), std::vector<std::string>{"0"});
}

TEST(FindingName, IsDistinctForEveryKind) {
  EXPECT_EQ(name(Finding::Kind::repeated_item), "repeated-item");
  EXPECT_EQ(name(Finding::Kind::case_only_tokens), "case-only-tokens");
  EXPECT_EQ(name(Finding::Kind::other), "other");
}

}  // namespace
}  // namespace sidproof
