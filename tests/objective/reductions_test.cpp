// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "objective/reductions.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "exact/rational.hpp"
#include "model/model_draws.hpp"

namespace sidproof {
namespace {

using testing_tools::Draws;
using Mean = Reduction::Mean;

// The same loss in doubles, written as training code writes it: one number per
// counted token of every example, then a mean.
double in_doubles(const CascadedTable<Rational>& model, const TokenMap& map,
                  const ItemCounts& counts, const Reduction& r, const std::vector<Rational>& end) {
  double sum = 0;
  double mean_of_means = 0;
  double tokens = 0;
  double examples = 0;
  for (std::size_t v = 0; v < map.items(); ++v) {
    for (std::uint64_t n = 0; n < counts[v]; ++n, ++examples) {
      double own = 0;
      double own_tokens = 0;
      const auto count = [&](const std::vector<double>& row, std::size_t token, double weight) {
        const double b = r.inverse_temperature;
        double z = 0;
        for (const double q : row) z += std::pow(q, b);
        double term = 0;
        for (std::size_t t = 0; t < row.size(); ++t) {
          const double e = r.smoothing.convert_to<double>();
          const double target = (t == token ? 1 - e : 0) + e / static_cast<double>(row.size());
          if (target != 0) term -= target * std::log(std::pow(row[t], b) / z);
        }
        own += weight * term;
        ++own_tokens;
      };
      for (std::size_t j = 0; j + r.stripped < map[v].size(); ++j) {
        std::vector<double> row;
        for (std::uint32_t t = 0; t < map.space().alphabet(j); ++t)
          row.push_back(model.conditional(map[v].first(j), t).convert_to<double>());
        count(row, map[v][j],
              r.position_weights.empty() ? 1 : r.position_weights[j].convert_to<double>());
      }
      if (r.end_token) {
        const double e = end[v].convert_to<double>();
        count({e, 1 - e}, 0, 1);
      }
      sum += own;
      tokens += own_tokens;
      mean_of_means += own / own_tokens;
    }
  }
  if (r.mean == Mean::over_tokens) return sum / tokens;
  return r.mean == Mean::over_examples ? mean_of_means / examples : sum;
}

TEST(Reductions, AgreeWithTheLossAsTrainingCodeComputesIt) {
  Draws draws(21);
  for (int round = 0; round < 300; ++round) {
    CodeSpace space = draws.space();
    if (space.length() == 0) space = CodeSpace({2});
    std::vector<Sequence> codes;
    const TokenMap drawn = draws.map(space, round % 2 == 0);
    for (std::size_t v = 0; v < drawn.items(); ++v) {
      codes.emplace_back(drawn[v].begin(), drawn[v].end());
      if (codes.back().empty()) codes.back().push_back(0);
    }
    const TokenMap map(space, codes);
    const auto model = draws.model<Rational, CascadedShape>(space, true);
    ItemCounts counts = draws.counts(map.items());
    counts[0] += 1;
    Reduction reduction;
    reduction.mean = static_cast<Mean>(draws.below(3));
    reduction.end_token = draws.below(2) == 0;
    reduction.smoothing = Rational(draws.below(3), 10);
    reduction.inverse_temperature = static_cast<std::uint32_t>(draws.below(3)) + 1;
    reduction.stripped = reduction.end_token ? draws.below(2) : 0;
    if (draws.below(2) == 0)
      for (std::size_t j = 0; j < space.length(); ++j)
        reduction.position_weights.emplace_back(draws.below(4), 2);
    const std::vector<Rational> end(map.items(), Rational(2, 3));
    const Loss loss = reduced_loss(model, map, counts, reduction, end);
    ASSERT_FALSE(loss.infinite);
    ASSERT_NEAR(loss.nats.enclose().mid(), in_doubles(model, map, counts, reduction, end), 1e-9);
  }
}

TEST(Reductions, TheMeanOverTokensOfFixedLengthCodesIsTheItemLossOverNk) {
  Draws draws(22);
  const CodeSpace space({2, 3, 2});
  const TokenMap map = draws.map(space);
  const auto model = draws.model<Rational, CascadedShape>(space, true);
  ItemCounts counts = draws.counts(map.items());
  counts[0] += 1;
  Reduction mean;
  mean.mean = Mean::over_tokens;
  const Loss reduced = reduced_loss(model, map, counts, mean);
  EXPECT_TRUE(reduced.nats * Rational(3 * total(counts)) == ar_loss(model, map, counts).nats);
  EXPECT_TRUE(reduced_loss(model, map, counts, {}) == ar_loss(model, map, counts));
}

TEST(Reductions, StrippingTheLastTokenGivesTheLossOfThePrefix) {
  const TokenMap map(CodeSpace({2, 2}), {{0, 0}, {0, 1}, {1, 0}});
  const TokenMap prefixes(CodeSpace({2}), {{0}, {0}, {1}});
  Draws draws(23);
  const auto model = draws.model<Rational, CascadedShape>(map.space(), true);
  const CascadedTable<Rational> root(CascadedShape(prefixes.space()),
                                     {model.conditional({}, 0), model.conditional({}, 1)});
  Reduction stripped;
  stripped.stripped = 1;
  EXPECT_TRUE(reduced_loss(model, map, {1, 2, 3}, stripped) == ar_loss(root, prefixes, {1, 2, 3}));
}

TEST(Reductions, SmoothingMakesImpossibleTokensCostInfinitelyMuch) {
  const TokenMap map(CodeSpace({2}), {{0}});
  const auto model = as_cascaded(deterministic_model<Rational>(map.space(), Sequence{0}));
  Reduction smoothed;
  EXPECT_FALSE(reduced_loss(model, map, {1}, smoothed).infinite);
  smoothed.smoothing = Rational(1, 10);
  EXPECT_TRUE(reduced_loss(model, map, {1}, smoothed).infinite);
}

TEST(Reductions, AMeanOverNothingIsRefused) {
  const TokenMap map(CodeSpace(), {Sequence{}});
  const auto model = uniform_model<Rational>(CascadedShape(map.space()));
  Reduction mean;
  mean.mean = Mean::over_examples;
  EXPECT_THROW((void)reduced_loss(model, map, {1}, mean), std::overflow_error);
}

}  // namespace
}  // namespace sidproof
