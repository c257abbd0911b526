// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "tokenization/shapes.hpp"

#include <gtest/gtest.h>

#include <set>
#include <stdexcept>

namespace sidproof {
namespace {

std::vector<Sequence> proper_prefixes(const CodeSpace& space) {
  std::set<Sequence> prefixes;
  space.for_each([&](SequenceView s) {
    for (std::size_t j = 0; j < s.size(); ++j)
      prefixes.emplace(s.begin(), s.begin() + static_cast<std::ptrdiff_t>(j));
  });
  return {prefixes.begin(), prefixes.end()};
}

// Every row is as wide as its position's alphabet, rows tile the cells, and two
// prefixes share a row exactly when `key` says so.
template <Shape S, class Key>
void expect_rows_by_key(const S& shape, Key&& key) {
  std::set<std::size_t> rows;
  std::set<std::vector<std::uint32_t>> keys;
  std::vector<Sequence> prefixes = proper_prefixes(shape.space());
  for (const Sequence& prefix : prefixes) {
    const std::size_t row = shape.row_of(prefix);
    ASSERT_LT(row, shape.rows());
    EXPECT_EQ(shape.row_begin(row + 1) - shape.row_begin(row),
              shape.space().alphabet(prefix.size()));
    for (const Sequence& other : prefixes)
      EXPECT_EQ(row == shape.row_of(other), key(prefix) == key(other));
    rows.insert(row);
  }
  EXPECT_EQ(rows.size(), shape.rows());
  EXPECT_EQ(shape.row_begin(shape.rows()), shape.cells());
  if (shape.rows() > 0) {
    EXPECT_EQ(shape.row_begin(0), 0U);
  }
}

const std::vector<CodeSpace>& spaces() {
  static const std::vector<CodeSpace> spaces = {CodeSpace(), CodeSpace({3}), CodeSpace({1, 1}),
                                                CodeSpace({2, 3, 2}), CodeSpace({3, 1, 4})};
  return spaces;
}

TEST(CascadedShape, HasARowForEveryProperPrefix) {
  for (const CodeSpace& space : spaces())
    expect_rows_by_key(CascadedShape(space), [](const Sequence& prefix) {
      Sequence key = prefix;
      key.push_back(static_cast<std::uint32_t>(prefix.size()));
      return key;
    });
}

TEST(ParallelShape, HasARowForEveryPosition) {
  for (const CodeSpace& space : spaces())
    expect_rows_by_key(ParallelShape(space), [](const Sequence& prefix) { return prefix.size(); });
}

TEST(MarkovShape, HasARowForEveryPositionAndPreviousToken) {
  for (const CodeSpace& space : spaces())
    expect_rows_by_key(MarkovShape(space), [](const Sequence& prefix) {
      return std::pair(prefix.size(), prefix.empty() ? 0 : prefix.back());
    });
}

TEST(CascadedShape, RefusesToBeLargerThanItsLimit) {
  EXPECT_NO_THROW(CascadedShape(CodeSpace({2, 3}), 8));
  EXPECT_THROW(CascadedShape(CodeSpace({2, 3}), 7), std::length_error);
  EXPECT_THROW(CascadedShape(CodeSpace(std::vector<std::uint32_t>(64, 2))), std::length_error);
}

}  // namespace
}  // namespace sidproof
