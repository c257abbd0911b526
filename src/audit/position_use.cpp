// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "audit/position_use.hpp"

#include "exact/log_sum.hpp"

namespace sidproof {
namespace {

// With counts x_1 <= ... <= x_n: G = 2 sum i x_i / (n sum x_i) - (n + 1) / n.
Rational gini(const TokenCounts& counts, std::uint64_t codebook) {
  Integer doubled_rank_sum = 0;
  Integer rank = codebook - counts.used;  // tokens that never occur come first
  for (const auto& [count, tokens] : counts.tokens_by_count) {
    doubled_rank_sum += Integer(count) * tokens * (2 * rank + tokens + 1);
    rank += tokens;
  }
  const Integer n = codebook;
  return Rational(doubled_rank_sum, n * counts.rows) - Rational(n + 1, n);
}

}  // namespace

PositionUse position_use(const TokenCounts& counts, std::uint64_t codebook) {
  LogSum entropy;  // ln N - (1/N) sum c ln c
  entropy.add(counts.rows, counts.rows);
  for (const auto& [count, tokens] : counts.tokens_by_count)
    entropy.add(count, -Integer(count) * tokens);
  entropy.divide_by(counts.rows);

  PositionUse use;
  use.codebook = codebook;
  use.used = counts.used;
  use.dead = codebook - counts.used;
  use.rows = counts.rows;
  use.entropy_nats = entropy.enclose();
  use.perplexity = entropy.enclose_exp();
  use.gini = gini(counts, codebook);
  use.largest_share = Rational(counts.tokens_by_count.rbegin()->first, counts.rows);
  return use;
}

}  // namespace sidproof
