// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
// What the audit counts on tables is what the laws speak of.
#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <set>

#include "audit/constraints.hpp"
#include "audit/hit_inflation.hpp"
#include "decoding/constraints.hpp"
#include "properties/laws/instance_gen.hpp"

namespace sidproof::properties {
namespace {

RC_GTEST_PROP(Laws, F7AuditCountsWhatTheConstraintsAdmit, ()) {
  const Instance i = *instances(CodesKind::fixed_length);
  const TokenMap map = i.map();
  std::vector<std::uint64_t> used;
  std::vector<std::uint32_t> largest;
  for (std::size_t j = 0; j < i.alphabets.size(); ++j) {
    std::set<std::uint32_t> tokens;
    for (const Sequence& code : i.codes) tokens.insert(code[j]);
    used.push_back(tokens.size());
    largest.push_back(*tokens.rbegin());
  }
  const TokenPairs pairs = token_pairs(map.codes(), largest);
  RC_ASSERT(position_only_admitted(used, pairs.lengths) == PositionConstraint(map).admitted());
  RC_ASSERT(bigram_admitted(pairs, used) == BigramConstraint(map).admitted());
}

// Item-level hits by picking in the group, against the audit's figures.
RC_GTEST_PROP(Laws, H9AuditCountsHitsAsPicksDo, ()) {
  const Instance i = *instances(CodesKind::any_length);
  RC_PRE(!i.choices.empty());
  std::vector<std::uint32_t> sizes;
  std::vector<bool> hits;
  Rational picked = 0;
  Rational inverse = 0;
  for (std::size_t t = 0; t < i.choices.size(); ++t) {
    const Sequence& target = i.codes[i.choices[t] % i.codes.size()];
    sizes.push_back(static_cast<std::uint32_t>(std::ranges::count(i.codes, target)));
    hits.push_back(i.choice(t + 1) % 2 == 0);
    const Rational share = Rational(1) / sizes.back();
    inverse += share / i.choices.size();
    if (hits.back()) picked += share;
  }
  const HitInflation figures = hit_inflation(sizes, hits);
  RC_ASSERT(figures.measured.has_value());
  RC_ASSERT(figures.measured->item_hits == picked);
  RC_ASSERT(figures.mean_inverse_group == inverse);
  RC_ASSERT(figures.inflation == 1 / inverse - 1);
}

}  // namespace
}  // namespace sidproof::properties
