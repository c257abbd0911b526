// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "objective/loss.hpp"

namespace sidproof {

/// What the losses of published code do to the token terms -ln q(t_j | t_<j) of
/// an example before they are added up (THEORY G, docs of PRACTICE's families).
struct Reduction {
  enum class Mean {
    none,           ///< sum over tokens and examples: the item NLL itself
    over_tokens,    ///< sum divided by the number of counted tokens of the batch
    over_examples,  ///< sum of the examples' own token means, divided by the examples
  };
  Mean mean = Mean::none;
  bool end_token = false;                    ///< an end term follows the last token
  std::vector<Rational> position_weights{};  ///< per position; empty: all 1 (end term: 1)
  Rational smoothing = 0;  ///< label smoothing e: (1-e) of the term + e of the row's mean
  std::uint32_t inverse_temperature = 1;  ///< conditionals q^b / sum q^b inside the loss
  std::size_t stripped = 0;               ///< so many last tokens are not counted (de-duplication)
};

/// The loss of a batch (the examples of one history) under a reduction.
/// `end_probability` is q(END | code) per item, used with end_token only.
/// Throws std::overflow_error when a mean is taken over nothing.
template <ConditionalModel M>
[[nodiscard]] Loss reduced_loss(const M& model, const TokenMap& map, const ItemCounts& counts,
                                const Reduction& reduction,
                                const std::vector<Rational>& end_probability = {});

namespace detail {

/// One counted token of an example: the whole row it was drawn from.
struct TokenTerm {
  std::vector<Rational> row;
  std::uint32_t token = 0;
  Rational weight = 1;
};
[[nodiscard]] Loss reduce(const std::vector<std::vector<TokenTerm>>& terms_of_item,
                          const ItemCounts& counts, const Reduction& reduction);

}  // namespace detail

template <ConditionalModel M>
Loss reduced_loss(const M& model, const TokenMap& map, const ItemCounts& counts,
                  const Reduction& reduction, const std::vector<Rational>& end_probability) {
  std::vector<std::vector<detail::TokenTerm>> terms(map.items());
  for (std::size_t v = 0; v < map.items(); ++v) {
    const SequenceView code = map[v];
    for (std::size_t j = 0; j + reduction.stripped < code.size(); ++j) {
      detail::TokenTerm term;
      for (std::uint32_t t = 0; t < map.space().alphabet(j); ++t)
        term.row.push_back(Rational(model.conditional(code.first(j), t)));
      term.token = code[j];
      if (!reduction.position_weights.empty()) term.weight = reduction.position_weights.at(j);
      terms[v].push_back(std::move(term));
    }
    if (reduction.end_token) {
      const Rational& end = end_probability.at(v);
      terms[v].push_back({{end, 1 - end}, 0, 1});
    }
  }
  return detail::reduce(terms, counts, reduction);
}

}  // namespace sidproof
