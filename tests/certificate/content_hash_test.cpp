// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "certificate/content_hash.hpp"

#include <gtest/gtest.h>

#include <set>
#include <string>

#include "audit/small_tables.hpp"

namespace sidproof {
namespace {

using testing::letters;

std::string hash(const Table& table, std::vector<std::uint64_t> codebooks) {
  return hex(content_hash(table, codebooks));
}

TEST(ContentHash, DependsOnWhatTheClaimsDependOnAndOnNothingElse) {
  Table table = letters({{"1", "ab"}, {"2", "ba"}});
  const std::string own = hash(table, {2, 2});
  table.path = "elsewhere.json";
  table.format = "csv";
  EXPECT_EQ(hash(table, {2, 2}), own);
  const std::set<std::string> all = {own,
                                     hash(table, {2, 3}),
                                     hash(table, {3, 2}),
                                     hash(letters({{"2", "ba"}, {"1", "ab"}}), {2, 2}),
                                     hash(letters({{"1", "ab"}, {"3", "ba"}}), {2, 2}),
                                     hash(letters({{"12", "ab"}, {"", "ba"}}), {2, 2}),
                                     hash(letters({{"1", "ab"}, {"2", "bb"}}), {2, 2}),
                                     hash(letters({{"1", "ab"}, {"2", "bc"}}), {2, 2}),
                                     hash(letters({{"1", "ab"}, {"2", "b"}}), {2, 2}),
                                     hash(letters({{"1", "xb"}, {"2", "ba"}}), {2, 2})};
  EXPECT_EQ(all.size(), 10U);
}

TEST(ContentHash, RowNumbersAreTheirDecimals) {
  Table texts = letters({{"0", "ab"}, {"1", "ba"}});
  Table numbers = texts;
  numbers.items = ItemIds::row_numbers(2);
  EXPECT_EQ(hash(texts, {2, 2}), hash(numbers, {2, 2}));
}

// The bytes that docs/certificate.md lists, written out.
TEST(ContentHash, HashesTheDocumentedBytes) {
  const Table table = letters({{"x", "ab"}, {"yz", "a"}});
  std::string bytes = "sidproof.table/1\n";
  const auto number = [&bytes](std::uint64_t value) {
    for (int i = 0; i < 8; ++i) bytes += static_cast<char>(value >> (8 * i) & 0xffU);
  };
  const auto word = [&bytes](std::uint32_t value) {
    for (int i = 0; i < 4; ++i) bytes += static_cast<char>(value >> (8 * i) & 0xffU);
  };
  number(2);  // rows
  number(2);  // positions
  bytes += "t";
  number(1);
  number(1);
  bytes += "a";
  bytes += "t";
  number(1);
  number(1);
  bytes += "b";
  number(2);  // codebooks
  number(5);
  number(7);
  number(1);
  bytes += "x";
  number(2);
  word(0);
  word(0);
  number(2);
  bytes += "yz";
  number(1);
  word(0);
  EXPECT_EQ(hash(table, {5, 7}), sha256_hex(bytes));
}

TEST(ContentHash, TheSeedIsItsFirst128Bits) {
  Sha256::Digest digest{};
  for (std::size_t i = 0; i < digest.size(); ++i) digest[i] = static_cast<std::uint8_t>(i + 1);
  EXPECT_EQ(to_string(seed_of(digest)), "0x" + hex(digest).substr(0, 32));
}

}  // namespace
}  // namespace sidproof
