// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "tokenization/any_shape.hpp"

#include <gtest/gtest.h>

namespace sidproof {
namespace {

template <Shape S>
void expect_same(const S& shape) {
  const AnyShape any{S(shape)};
  EXPECT_EQ(any.space(), shape.space());
  EXPECT_EQ(any.cells(), shape.cells());
  ASSERT_EQ(any.rows(), shape.rows());
  for (std::size_t row = 0; row <= shape.rows(); ++row)
    EXPECT_EQ(any.row_begin(row), shape.row_begin(row));
  shape.space().for_each([&](SequenceView s) {
    for (std::size_t j = 0; j < s.size(); ++j)
      EXPECT_EQ(any.row_of(s.first(j)), shape.row_of(s.first(j)));
  });
}

TEST(AnyShape, IsTheShapeThatItHolds) {
  for (const auto& alphabets : {std::vector<std::uint32_t>{}, {3}, {2, 3, 2}, {1, 2}}) {
    const CodeSpace space(alphabets);
    expect_same(CascadedShape(space));
    expect_same(ParallelShape(space));
    expect_same(MarkovShape(space));
  }
  const CodeSpace space({2, 3, 2});
  EXPECT_EQ(AnyShape(CascadedShape(space)).rows(), 1U + 2U + 6U);
  EXPECT_EQ(AnyShape(ParallelShape(space)).rows(), 3U);
  EXPECT_EQ(AnyShape(MarkovShape(space)).rows(), 1U + 2U + 3U);
}

}  // namespace
}  // namespace sidproof
