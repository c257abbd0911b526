// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "decoding/soft_mask.hpp"

#include <gtest/gtest.h>

#include "exact/rational.hpp"
#include "model/tabular.hpp"
#include "tokenization/token_map.hpp"

namespace sidproof {
namespace {

// Codes 0, 1 0, 1 1 over {0, 1, 2} x {0, 1, 2}: a leaf above the last position.
struct Example {
  CodeSpace space{{3, 3}};
  Trie trie = *Trie::build(TokenMap(space, {{0}, {1, 0}, {1, 1}}).codes());
  TrieModel<Rational> model = on_trie(
      softmax<Rational>(CascadedShape(space), std::vector<Rational>{4, 2, 2,  // root
                                                                    1, 1, 1, 1, 3, 4, 5, 5, 5}),
      trie);
};

TEST(SoftMask, WeighsWhatIsOutsideAndNormalisesEveryRow) {
  const Example example;
  const auto masked = soft_masked_model(example.model, Rational(1, 2));
  // Root: 1/2, 1/4 and half of 1/4.
  EXPECT_EQ(masked.into(*example.trie.find(Sequence{0})), Rational(4, 7));
  EXPECT_EQ(masked.into(*example.trie.find(Sequence{1})), Rational(2, 7));
  EXPECT_EQ(masked.leak(0), Rational(1, 7));
  // Below 1: 1/8, 3/8 and half of 1/2.
  const auto one = *example.trie.find(Sequence{1});
  EXPECT_EQ(masked.into(*example.trie.find(Sequence{1, 0})), Rational(1, 6));
  EXPECT_EQ(masked.into(*example.trie.find(Sequence{1, 1})), Rational(1, 2));
  EXPECT_EQ(masked.leak(one), Rational(1, 3));
}

TEST(SoftMask, OfFactorZeroIsTheHardMaskAndOfFactorOneNone) {
  const Example example;
  const auto hard = soft_masked_model(example.model, Rational(0));
  EXPECT_EQ(hard.leak(0), 0);
  EXPECT_EQ(hard.into(*example.trie.find(Sequence{0})), Rational(2, 3));
  const auto none = soft_masked_model(example.model, Rational(1));
  for (std::uint32_t node = 0; node < example.trie.nodes(); ++node) {
    if (node != 0) {
      EXPECT_EQ(none.into(node), example.model.into(node));
    }
    EXPECT_EQ(none.leak(node), example.model.leak(node));
  }
}

TEST(SoftMask, LeavesTheLawBehindALeafAlone) {
  const Example example;
  const auto leaf = *example.trie.find(Sequence{0});
  ASSERT_EQ(example.model.leak(leaf), 1);
  EXPECT_EQ(soft_masked_model(example.model, Rational(0)).leak(leaf), 1);
}

}  // namespace
}  // namespace sidproof
