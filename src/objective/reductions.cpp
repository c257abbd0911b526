// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "objective/reductions.hpp"

#include "exact/field.hpp"

namespace sidproof::detail {
namespace {

std::vector<Rational> tempered(std::vector<Rational> row, std::uint32_t inverse_temperature) {
  if (inverse_temperature == 1) return row;
  Rational sum = 0;
  for (Rational& entry : row) sum += entry = power(entry, inverse_temperature);
  for (Rational& entry : row) entry /= sum;
  return row;
}

// coefficient * -ln probability; nothing at all for coefficient 0.
void add_term(Loss& loss, const Rational& probability, const Rational& coefficient) {
  if (coefficient == 0) return;
  if (probability == 0)
    loss.infinite = true;
  else
    loss.nats.add(probability, -coefficient);
}

}  // namespace

Loss reduce(const std::vector<std::vector<TokenTerm>>& terms_of_item, const ItemCounts& counts,
            const Reduction& reduction) {
  Integer tokens = 0;
  for (std::size_t v = 0; v < terms_of_item.size(); ++v)
    tokens += Integer(counts[v]) * terms_of_item[v].size();
  Loss loss;
  for (std::size_t v = 0; v < terms_of_item.size(); ++v) {
    if (counts[v] == 0) continue;
    Rational factor = counts[v];
    if (reduction.mean == Reduction::Mean::over_tokens) factor /= Rational(tokens);
    if (reduction.mean == Reduction::Mean::over_examples)
      factor /= Rational(total(counts)) * terms_of_item[v].size();
    for (const TokenTerm& term : terms_of_item[v]) {
      const std::vector<Rational> row = tempered(term.row, reduction.inverse_temperature);
      const Rational share = factor * term.weight * reduction.smoothing / row.size();
      add_term(loss, row[term.token], factor * term.weight * (1 - reduction.smoothing));
      for (const Rational& probability : row) add_term(loss, probability, share);
    }
  }
  return loss;
}

}  // namespace sidproof::detail
