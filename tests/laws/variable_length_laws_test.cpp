// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "laws/variable_length_laws.hpp"

#include <gtest/gtest.h>

#include "exact/flint_rational.hpp"

namespace sidproof {
namespace {

using F = FlintRational;

TEST(D3, CompletePrefixCodesScoreOneAndTwoNestedCodesDoNotApply) {
  const CodeSpace space({2, 2});
  const auto uniform = uniform_model<F>(CascadedShape(space));
  const TokenMap complete(space, {{0}, {1, 0}, {1, 1}});
  EXPECT_EQ(z_direct(uniform, complete), F(1));
  EXPECT_EQ(d3_one_positive_model(uniform, complete).truth, Truth::holds);
  EXPECT_EQ(d3_one_positive_model(uniform, TokenMap(space, {{0}, {1, 0}})).truth, Truth::holds);
  EXPECT_EQ(d3_one_positive_model(uniform, TokenMap(space, {{0}, {0, 1}})).truth, Truth::unknown);
}

TEST(D3, OneModelWithAZeroDecidesNothing) {
  const CodeSpace space({2});
  const auto certain = as_cascaded(deterministic_model<F>(space, Sequence{0}));
  EXPECT_EQ(z_direct(certain, TokenMap(space, {{0}})), F(1));
  EXPECT_EQ(d3_one_positive_model(certain, TokenMap(space, {{0}})).truth, Truth::unknown);
}

TEST(D4, AnEndTokenFreesNestedCodesAndLeaksUnlessItIsForced) {
  const CodeSpace space({2});
  const TokenMap nested(space, {{}, {0}, {1}});
  EXPECT_FALSE(is_prefix_code(nested));
  EXPECT_EQ(d4_end_token_frees_prefixes(nested).truth, Truth::holds);
  for (const EndToken end : {EndToken::forced, EndToken::open}) {
    const TokenMap ended = with_end_token(nested, end);
    EXPECT_TRUE(is_prefix_code(ended));
    const auto uniform = uniform_model<F>(CascadedShape(ended.space()));
    EXPECT_EQ(d4_end_token_leaks(uniform, nested, end).truth, Truth::holds);
    // Rows (1/3, 1/3, END 1/3), then END for certain or with probability 1/2.
    EXPECT_EQ(z_direct(uniform, ended), end == EndToken::forced ? F(1) : fraction<F>(2, 3));
  }
  const auto no_room =
      d4_end_token_leaks(uniform_model<F>(CascadedShape(with_end_token(space, EndToken::forced))),
                         TokenMap(space, {{0}, {0}}), EndToken::forced);
  EXPECT_EQ(no_room.truth, Truth::unknown);
}

}  // namespace
}  // namespace sidproof
