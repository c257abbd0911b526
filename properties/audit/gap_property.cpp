// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <vector>

#include "audit/least_losses.hpp"

namespace sidproof {
namespace {

// All models whose probabilities are multiples of 1/12. The best models of at
// most 4 events have denominators 1 ... 4, so they are among them: the greatest
// likelihood over this grid is the greatest over all models.
constexpr std::uint64_t grid = 12;

std::uint64_t power(std::uint64_t base, std::uint64_t exponent) {
  std::uint64_t result = 1;
  for (; exponent > 0; --exponent) result *= base;
  return result;
}

// Counts of one history by item; words[i] is item i's sequence of at most two
// tokens 0 and 1.
struct Case {
  std::vector<std::vector<std::uint32_t>> words;
  std::vector<std::uint64_t> counts;
};

// Greatest product of p(v)^n(v) * 12^N over item laws on the grid.
std::uint64_t best_item_law(const Case& c, std::size_t item, std::uint64_t left) {
  if (item + 1 == c.counts.size()) return power(left, c.counts[item]);
  std::uint64_t best = 0;
  for (std::uint64_t p = 0; p <= left; ++p)
    best = std::max(best, power(p, c.counts[item]) * best_item_law(c, item + 1, left - p));
  return best;
}

// The model's probability of token 1 at the root, after 0, after 1 (in twelfths).
using Model = std::array<std::uint64_t, 3>;

std::uint64_t likelihood(const Case& c, const Model& one) {
  std::uint64_t product = 1;
  for (std::size_t v = 0; v < c.words.size(); ++v) {
    std::uint64_t q = 1;
    const auto& word = c.words[v];
    for (std::size_t j = 0; j < 2; ++j) {
      const std::uint64_t p = j == 0 ? one[0] : j < word.size() ? one[1 + word[0]] : 0;
      q *= j >= word.size() ? grid : word[j] == 1 ? p : grid - p;
    }
    product *= power(q, c.counts[v]);
  }
  return product;
}

std::uint64_t best_model(const Case& c, bool parallel) {
  std::uint64_t best = 0;
  for (std::uint64_t root = 0; root <= grid; ++root)
    for (std::uint64_t after_0 = 0; after_0 <= grid; ++after_0)
      for (std::uint64_t after_1 = 0; after_1 <= grid; ++after_1) {
        if (parallel && after_1 != after_0) continue;
        best = std::max(best, likelihood(c, {root, after_0, after_1}));
      }
  return best;
}

// -ln(likelihood / 12^twelfths)
LogSum loss(std::uint64_t likelihood, std::uint64_t twelfths) {
  LogSum sum;
  sum.add(grid, Integer(twelfths));
  sum.add(likelihood, -1);
  return sum;
}

void assert_equal(const LogSum& computed, const LogSum& expected) {
  LogSum difference = computed;
  difference.subtract(expected);
  RC_ASSERT(difference.is_zero());
  RC_ASSERT(computed.sign() == expected.sign());
}

Case draw_case(bool fixed_length) {
  Case c;
  const auto items = *rc::gen::inRange<std::size_t>(1, 5);
  for (std::size_t v = 0; v < items; ++v) {
    const auto length = fixed_length ? 2 : *rc::gen::inRange<std::size_t>(0, 3);
    c.words.push_back(*rc::gen::container<std::vector<std::uint32_t>>(
        length, rc::gen::inRange<std::uint32_t>(0, 2)));
    c.counts.push_back(0);
  }
  const auto events = *rc::gen::inRange<std::size_t>(1, 5);
  for (std::size_t e = 0; e < events; ++e) ++c.counts[*rc::gen::inRange<std::size_t>(0, items)];
  return c;
}

// Several histories over the same items: losses add up.
void check_against_all_models(bool fixed_length) {
  Case c = draw_case(fixed_length);
  SequenceNumbers sequences;
  std::vector<TargetEvent> events;
  LogSum fv;
  LogSum cascaded;
  LogSum parallel;
  const auto histories = *rc::gen::inRange<std::uint32_t>(1, 3);
  for (std::uint32_t x = 0; x < histories; ++x) {
    if (x > 0) std::ranges::rotate(c.counts, c.counts.begin() + 1);
    std::uint64_t total = 0;
    for (std::uint32_t v = 0; v < c.words.size(); ++v) {
      for (std::uint64_t n = 0; n < c.counts[v]; ++n)
        events.push_back({x, sequences.number(c.words[v]), v});
      total += c.counts[v];
    }
    fv.add(loss(best_item_law(c, 0, grid), total));
    cascaded.add(loss(best_model(c, false), 2 * total));
    parallel.add(loss(best_model(c, true), 2 * total));
  }
  std::ranges::sort(events);
  const LeastLosses losses = least_losses(events, sequences);
  assert_equal(losses.fv, fv);
  assert_equal(losses.cascaded, cascaded);
  assert_equal(losses.parallel, parallel);

  // C2, C1v: equality exactly when no witness exists.
  LogSum gap = losses.fv;
  gap.subtract(losses.cascaded);
  RC_ASSERT(gap.sign() >= 0);
  RC_ASSERT(gap.is_zero() == (!losses.collided_rows && !losses.prefix_rows));
  LogSum collision = losses.fv;
  collision.subtract(losses.sequence);
  RC_ASSERT(collision.is_zero() == !losses.collided_rows);
  if (fixed_length) RC_ASSERT(!losses.prefix_rows);
}

RC_GTEST_PROP(LeastLosses, AreAttainedAndNotBeatenByAnyModelOfFixedLength, ()) {
  check_against_all_models(true);
}

RC_GTEST_PROP(LeastLosses, AreAttainedAndNotBeatenByAnyModelOfVariableLength, ()) {
  check_against_all_models(false);
}

}  // namespace
}  // namespace sidproof
