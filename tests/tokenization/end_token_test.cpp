// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "tokenization/end_token.hpp"

#include <gtest/gtest.h>

namespace sidproof {
namespace {

TEST(EndToken, IsTheLastTokenOfEveryPosition) {
  const CodeSpace space({2, 3});
  const TokenMap ended = with_end_token(TokenMap(space, {{1, 2}, {0}, {}}), EndToken::open);
  EXPECT_EQ(ended.space().alphabets(), (std::vector<std::uint32_t>{3, 4, 2}));
  EXPECT_EQ(Sequence(ended[0].begin(), ended[0].end()), (Sequence{1, 2, 1}));
  EXPECT_EQ(Sequence(ended[1].begin(), ended[1].end()), (Sequence{0, 3}));
  EXPECT_EQ(Sequence(ended[2].begin(), ended[2].end()), (Sequence{2}));
}

TEST(EndToken, IsAloneAtTheEndWhenForced) {
  EXPECT_EQ(with_end_token(CodeSpace({2}), EndToken::forced).alphabets(),
            (std::vector<std::uint32_t>{3, 1}));
  const TokenMap ended = with_end_token(TokenMap(CodeSpace(), {Sequence{}}), EndToken::forced);
  EXPECT_EQ(Sequence(ended[0].begin(), ended[0].end()), (Sequence{0}));
}

}  // namespace
}  // namespace sidproof
