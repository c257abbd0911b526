// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "generator/arithmetic/token_rule.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <vector>

#include "exact/wide.hpp"
#include "generator/arithmetic/token_law.hpp"

namespace sidproof::reference {
namespace {

// The least integer that is at least p * sum; 0 < p < 1, sum <= 2^48.
std::uint64_t least_mass(double p, std::uint64_t sum) {
  int exponent = 0;
  const double fraction = std::frexp(p, &exponent);
  const auto mantissa = static_cast<std::uint64_t>(std::ldexp(fraction, 53));
  const int shift = 53 - exponent;  // p = mantissa / 2^shift, shift >= 53
  const Wide product = Wide{mantissa} * sum;
  if (shift > 110) return 1;
  return static_cast<std::uint64_t>((product + (Wide{1} << shift) - 1) >> shift);
}

}  // namespace

Result<void> validate(const TokenRule& rule) {
  if (!(rule.temperature > 0) || !std::isfinite(rule.temperature))
    return fail(ErrorCode::usage, "a temperature is a positive number", {},
                "for the most probable token alone take top-k 1");
  if (!(rule.top_p > 0 && rule.top_p <= 1))
    return fail(ErrorCode::usage, "top-p is a share above 0 and at most 1", {},
                "1 keeps every token");
  return {};
}

void truncate(std::span<std::uint64_t> weights, const TokenRule& rule) {
  if (!rule.truncates()) return;
  std::vector<std::uint32_t> order(weights.size());
  std::iota(order.begin(), order.end(), 0U);
  const auto better = [&](std::uint32_t a, std::uint32_t b) {
    return weights[a] != weights[b] ? weights[a] > weights[b] : a < b;
  };
  std::size_t kept = order.size();
  if (rule.top_k != 0) kept = std::min(kept, rule.top_k);
  std::partial_sort(order.begin(), order.begin() + static_cast<std::ptrdiff_t>(kept), order.end(),
                    better);
  std::uint64_t sum = 0;
  for (std::size_t i = 0; i < kept; ++i) sum += weights[order[i]];
  if (rule.top_p < 1) {
    const std::uint64_t wanted = least_mass(rule.top_p, sum);
    std::size_t count = 0;
    std::uint64_t taken = 0;
    do taken += weights[order[count++]];
    while (count < kept && taken < wanted);
    kept = count;
    sum = taken;
  }
  for (std::size_t i = kept; i < order.size(); ++i) weights[order[i]] = 0;
  std::uint64_t running = 0;
  std::uint64_t before = 0;
  for (std::uint64_t& weight : weights) {
    running += weight;
    const auto upto = static_cast<std::uint64_t>(Wide{running} * weight_total / sum);
    weight = upto - before;
    before = upto;
  }
}

}  // namespace sidproof::reference
