// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "laws/witness.hpp"
#include "model/tabular.hpp"
#include "objective/family_optimum.hpp"
#include "objective/gradient.hpp"
#include "objective/likelihood.hpp"
#include "objective/partition.hpp"

namespace sidproof {

// THEORY A2c: families of models with shared parameters. A family is given by its
// shape: parallel heads share a row among all prefixes of one length.

/// A2c any_family, on some members of a family: lik_AR(Q) = Z^N lik_FV(Q/Z) for each
/// member with Z != 0; for bijective tok all Z are 1, so that both likelihoods are
/// one function on the family, and the same members are best.
template <Field F, Shape S>
[[nodiscard]] Verdict a2c_any_family(const std::vector<Tabular<F, S>>& members, const TokenMap& map,
                                     const ItemCounts& counts) {
  std::vector<Verdict> parts;
  std::vector<F> token_side;
  std::vector<F> item_side;
  for (const Tabular<F, S>& member : members) {
    const std::string instance = text_of_map(map) + "; counts " + text_of_counts(counts) +
                                 "; model " + text_of_model(member);
    const F z = z_by_multiplicity(member, map);
    if (is_bijective(map)) parts.push_back(equal("bijective: Z of a member", z, F(1), instance));
    if (is_zero(z)) continue;
    token_side.push_back(ar_likelihood(member, map, counts));
    item_side.push_back(fv_likelihood<F>(normalised(item_masses(member, map)), counts));
    parts.push_back(equal("lik_AR against Z^N lik_FV", token_side.back(),
                          F(power(z, total(counts)) * item_side.back()), instance));
  }
  if (token_side.empty()) return does_not_apply("Z = 0 for every member");
  if (is_bijective(map)) {
    parts.push_back(claim("bijective: one function on the family", token_side == item_side,
                          text_of_map(map) + "; counts " + text_of_counts(counts)));
    if constexpr (OrderedField<F>) {
      const auto best = [](const std::vector<F>& side) {
        return std::max_element(side.begin(), side.end()) - side.begin();
      };
      parts.push_back(claim("bijective: the same member is best",
                            best(token_side) == best(item_side), text_of_map(map)));
    }
  }
  return merge(parts);
}

/// A member of the family of `optimum`'s shape whose normalised item law is more
/// likely than optimum's: weights moved down the gradient of L_FV, with the step
/// halved until it is. None when the gradient is zero there.
template <OrderedField F, Shape S>
[[nodiscard]] std::optional<Tabular<F, S>> better_for_items(const Tabular<F, S>& optimum,
                                                            const TokenMap& map,
                                                            const ItemCounts& counts) {
  const std::vector<F> slope = fv_gradient(optimum, map, counts);
  if (std::ranges::all_of(slope, [](const F& s) { return is_zero(s); })) return std::nullopt;
  const F here = fv_likelihood<F>(normalised(item_masses(optimum, map)), counts);
  // The slope is at most 2N a cell, so the first step keeps all weights positive.
  F step = fraction<F>(1, 4 * static_cast<std::int64_t>(total(counts)));
  for (;; step *= fraction<F>(1, 2)) {
    std::vector<F> weights;
    for (std::size_t cell = 0; cell < slope.size(); ++cell)
      weights.push_back(optimum.cells()[cell] * (F(1) - step * slope[cell]));
    auto moved = softmax<F, S>(optimum.shape(), std::move(weights));
    if (here < fv_likelihood<F>(normalised(item_masses(moved, map)), counts)) return moved;
  }
}

/// A2c any_family, where the argmin differs: at the best member for next-token
/// training the gradient of L_FV is N grad log Z; where that is not zero, another
/// member is strictly better for the items and strictly worse for the tokens (no
/// better, when codes have several lengths), and it is found. Zero for bijective tok, and for
/// one-to-one codes in the unrestricted (cascaded) family, whose optimum does not leak.
template <OrderedField F, Shape S>
[[nodiscard]] Verdict a2c_argmin_in_family(const S& shape, const TokenMap& map,
                                           const ItemCounts& counts) {
  if (total(counts) == 0) return does_not_apply("no data");
  const Tabular<F, S> optimum = best_of_family<F>(shape, map, counts);
  const std::string instance = text_of_map(map) + "; counts " + text_of_counts(counts) +
                               "; best for tokens " + text_of_model(optimum);
  const auto better = better_for_items(optimum, map, counts);
  if (is_bijective(map)) return claim("bijective: one argmin", !better, instance);
  if (!better) return Verdict::holds();
  // A row that no example meets can be reached where codes have several lengths.
  if (!map.is_fixed_length())
    return claim("what is better for the items is not better for the tokens",
                 !(ar_likelihood(optimum, map, counts) < ar_likelihood(*better, map, counts)),
                 instance + "; better for items " + text_of_model(*better));
  return claim("what is better for the items is worse for the tokens",
               ar_likelihood(*better, map, counts) < ar_likelihood(optimum, map, counts),
               instance + "; better for items " + text_of_model(*better));
}

}  // namespace sidproof
