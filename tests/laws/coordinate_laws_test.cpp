// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "laws/coordinate_laws.hpp"

#include <gtest/gtest.h>

#include "exact/mersenne61.hpp"

namespace sidproof {
namespace {

using F = Mersenne61;

// A law modulo p whose items have masses -1, -1 and 2: none is zero, and their sum is.
TEST(A5, ItemMassesThatCancelAreLeftOut) {
  const CodeSpace space({2});
  const CascadedTable<F> model(CascadedShape(space), {F(-1), F(2)});
  const TokenMap map(space, {{0}, {0}, {1}});
  EXPECT_EQ(a5_item_logits(model, map, {1, 1, 1}).truth, Truth::unknown);
  const TokenMap two(space, {{0}, {1}});
  EXPECT_EQ(a5_item_logits(model, two, {1, 1}).truth, Truth::holds);
}

}  // namespace
}  // namespace sidproof
