// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "tokenization/codes.hpp"

#include <gtest/gtest.h>

#include <stdexcept>
#include <string>
#include <type_traits>

namespace sidproof {
namespace {

using Row = std::vector<std::uint32_t>;

TEST(Codes, OfFixedLengthAreReadRowByRow) {
  const Codes codes = Codes::fixed(2, 3, std::vector<std::uint8_t>{1, 2, 3, 4, 5, 255});
  EXPECT_EQ(codes.rows(), 2U);
  EXPECT_TRUE(codes.is_fixed_length());
  EXPECT_EQ(codes.row(0), (Row{1, 2, 3}));
  EXPECT_EQ(codes.row(1), (Row{4, 5, 255}));
  EXPECT_EQ(codes.token(1, 2), 255U);
  EXPECT_EQ(codes.length(1), 3U);
}

TEST(Codes, OfLengthZeroHaveRows) {
  const Codes codes = Codes::fixed(4, 0, std::vector<std::uint16_t>{});
  EXPECT_EQ(codes.rows(), 4U);
  EXPECT_EQ(codes.max_length(), 0U);
  EXPECT_EQ(codes.row(3), Row{});
}

TEST(Codes, OfVariousLengthsKeepThem) {
  const Codes codes = Codes::ragged({0, 2, 2, 3}, {7, 8, 9});
  EXPECT_EQ(codes.rows(), 3U);
  EXPECT_EQ(codes.min_length(), 0U);
  EXPECT_EQ(codes.max_length(), 2U);
  EXPECT_FALSE(codes.is_fixed_length());
  EXPECT_EQ(codes.row(0), (Row{7, 8}));
  EXPECT_EQ(codes.row(1), Row{});
  EXPECT_EQ(codes.row(2), Row{9});
}

TEST(Codes, GivenAsRaggedWithOneLengthAreStoredAsFixedRows) {
  const Codes codes = Codes::ragged({0, 2, 4}, {1, 2, 3, 4});
  EXPECT_TRUE(codes.is_fixed_length());
  const bool fixed = codes.visit([](const auto& rows) {
    return std::is_same_v<std::decay_t<decltype(rows)>, FixedRows<std::uint32_t>>;
  });
  EXPECT_TRUE(fixed);
  EXPECT_EQ(codes.row(1), (Row{3, 4}));
}

TEST(Codes, CopiesShareTheirStorageAndOutliveTheOriginal) {
  Codes copy;
  {
    const Codes codes = Codes::fixed(1, 2, std::vector<std::uint32_t>{70000, 3});
    copy = codes;
  }
  EXPECT_EQ(copy.row(0), (Row{70000, 3}));
}

TEST(Codes, BorrowedKeepTheirOwnerAlive) {
  auto owner = std::make_shared<std::vector<std::uint16_t>>(std::vector<std::uint16_t>{5, 6});
  const std::weak_ptr<std::vector<std::uint16_t>> watch = owner;
  {
    const Codes codes = Codes::borrowed(FixedRows<std::uint16_t>{owner->data(), 1, 2}, owner);
    owner.reset();
    EXPECT_FALSE(watch.expired());
    EXPECT_EQ(codes.row(0), (Row{5, 6}));
  }
  EXPECT_TRUE(watch.expired());
}

TEST(Codes, WithoutRowsAreEmpty) {
  EXPECT_EQ(Codes().rows(), 0U);
  EXPECT_EQ(Codes::ragged({0}, {}).rows(), 0U);
}

TEST(Codes, ThatDoNotFillTheirRowsAreRefused) {
  using Tokens = std::vector<std::uint32_t>;
  using Offsets = std::vector<std::uint64_t>;
  EXPECT_THROW(static_cast<void>(Codes::fixed(2, 2, Tokens{1, 2, 3})), std::invalid_argument);
  EXPECT_THROW(static_cast<void>(Codes::fixed(3, 2, Tokens{1, 2, 3, 4})), std::invalid_argument);
  EXPECT_THROW(static_cast<void>(Codes::fixed(3, 0, Tokens{1})), std::invalid_argument);
  // rows * length is 4 modulo 2^64
  EXPECT_THROW(static_cast<void>(Codes::fixed((std::size_t{1} << 63U) + 2, 2, Tokens{1, 2, 3, 4})),
               std::invalid_argument);
  for (const Offsets& offsets :
       {Offsets{}, Offsets{1, 3}, Offsets{0, 2}, Offsets{0, 4}, Offsets{0, 2, 1, 3}})
    EXPECT_THROW(static_cast<void>(Codes::ragged(offsets, Tokens{1, 2, 3})), std::invalid_argument);
}

}  // namespace
}  // namespace sidproof
