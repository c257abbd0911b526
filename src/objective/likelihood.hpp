// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <numeric>
#include <span>
#include <stdexcept>
#include <vector>

#include "model/conditional_model.hpp"
#include "tokenization/token_map.hpp"

namespace sidproof {

/// n(x, v) of one history x: how often each item followed.
using ItemCounts = std::vector<std::uint64_t>;

/// N_x.
[[nodiscard]] inline std::uint64_t total(const ItemCounts& counts) {
  return std::accumulate(counts.begin(), counts.end(), std::uint64_t{0});
}

/// Q(tok v) of every item.
template <ConditionalModel M>
[[nodiscard]] std::vector<typename M::number> item_masses(const M& model, const TokenMap& map) {
  std::vector<typename M::number> masses;
  masses.reserve(map.items());
  for (std::size_t v = 0; v < map.items(); ++v) masses.push_back(prefix_mass(model, map[v]));
  return masses;
}

/// What next-token training multiplies: the token conditionals of every example,
/// position after position (the normative product form of AR-NTP).
template <ConditionalModel M>
[[nodiscard]] typename M::number ar_likelihood(const M& model, const TokenMap& map,
                                               const ItemCounts& counts) {
  typename M::number likelihood(1);
  for (std::size_t j = 0; j < map.space().length(); ++j)
    for (std::size_t v = 0; v < map.items(); ++v)
      if (map[v].size() > j && counts[v] != 0)
        likelihood *=
            power<typename M::number>(model.conditional(map[v].first(j), map[v][j]), counts[v]);
  return likelihood;
}

/// lik_FV(p) = prod_v p(v)^n(v), the likelihood over the whole catalogue.
template <Arithmetic N>
[[nodiscard]] N fv_likelihood(std::span<const N> law, const ItemCounts& counts) {
  N likelihood(1);
  for (std::size_t v = 0; v < law.size(); ++v)
    if (counts[v] != 0) likelihood *= power<N>(law[v], counts[v]);
  return likelihood;
}

/// Masses divided by their sum Z: the item law SHARE (THEORY B6). Throws
/// std::overflow_error when Z = 0.
template <Arithmetic N>
[[nodiscard]] std::vector<N> normalised(std::vector<N> masses) {
  N z(0);
  for (const N& mass : masses) z += mass;
  for (N& mass : masses) mass = mass / z;
  return masses;
}

}  // namespace sidproof
