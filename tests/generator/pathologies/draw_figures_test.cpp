// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "generator/pathologies/draw_figures.hpp"

#include <gtest/gtest.h>

#include "generator/decoding/mmr.hpp"
#include "generator/pathologies/hand_made.hpp"

namespace sidproof {
namespace {

using namespace reference;

TEST(DrawFigures, AreExpectationsOverAllPairsOfLeaves) {
  for (const auto& [name, table] : small_tables())
    for (const Decoding decoding : {Decoding::global, Decoding::local}) {
      const SmallCase small = SmallCase::make(table, 41);
      const ItemLaw law = item_law(small.catalogue, small.laws);
      const LeafLaw leaves = leaf_law(small.catalogue, small.laws, law, decoding);
      Rational shared = 0;
      Rational repeated = 0;
      Rational distinct = 0;
      for (const std::uint32_t a : leaves.order)
        for (const std::uint32_t b : leaves.order) {
          const Rational both = leaves.of(a) * leaves.of(b);
          const std::size_t tokens = shared_prefix(small.catalogue.trie(), a, b);
          shared += both * tokens;
          if (a == b)
            repeated += both;
          else
            distinct += both * tokens;
        }
      const PairOfDraws pair = pair_of_draws(small.catalogue, small.laws, law, decoding);
      EXPECT_EQ(reduced(pair.shared_prefix), shared) << name;
      EXPECT_EQ(reduced(pair.repeated), repeated) << name;
      const DrawFigures figures = draw_figures(small.catalogue, small.laws, law, decoding);
      const Rational given = repeated == 1 ? Rational(0) : distinct / (1 - repeated);
      EXPECT_LE(Rational(figures.distinct.lo), given) << name;
      EXPECT_GE(Rational(figures.distinct.hi), given) << name;
      EXPECT_LT(figures.distinct.hi - figures.distinct.lo, 1e-14) << name;
      EXPECT_LE(Rational(figures.shared_prefix.lo), shared) << name;
      EXPECT_GE(Rational(figures.repeated.hi), repeated) << name;
    }
}

TEST(DrawFigures, AreKnownForALawThatIsWrittenDown) {
  const HandMade made = HandMade::label_bias();
  const auto of = [&](Decoding decoding) {
    return reduced(pair_of_draws(made.catalogue, made.laws, made.law, decoding).shared_prefix);
  };
  EXPECT_EQ(of(Decoding::global), 2 * Rational(25 + 81, 196));
  EXPECT_EQ(of(Decoding::raw), 2 * Rational(25 + 81, 196));
  EXPECT_EQ(of(Decoding::local), 2 * Rational(25 + 9, 64));
}

}  // namespace
}  // namespace sidproof
