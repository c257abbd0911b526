// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <stdexcept>
#include <vector>

#include "exact/field.hpp"
#include "tokenization/token_map.hpp"

namespace sidproof {

// Two laws on *items* that a measure on sequences induces when items share
// sequences (THEORY B6). `masses` are Q(tok v) per item. Both throw
// std::overflow_error when all masses are zero.

/// SHARE(v) = Q(tok v) / Z: every item of a group counts with the whole mass.
template <Arithmetic N>
[[nodiscard]] std::vector<N> share_law(const std::vector<N>& masses) {
  N z(0);
  for (const N& mass : masses) z += mass;
  std::vector<N> law;
  law.reserve(masses.size());
  for (const N& mass : masses) law.push_back(mass / z);
  return law;
}

/// SPLIT(v) = Q(tok v) / (Q(C) m(tok v)): the mass of a sequence is divided among
/// its items. One mass for each of the map's items; throws std::invalid_argument otherwise.
template <Arithmetic N>
[[nodiscard]] std::vector<N> split_law(const std::vector<N>& masses, const TokenMap& map) {
  if (masses.size() != map.items()) throw std::invalid_argument("not one mass for each item");
  const SequenceGroups groups = sequence_groups(map);
  N covered(0);
  for (const std::uint32_t item : groups.first_item) covered += masses[item];
  std::vector<N> law;
  law.reserve(masses.size());
  for (std::size_t v = 0; v < masses.size(); ++v)
    law.push_back(masses[v] / (covered * N(std::int64_t{groups.size[groups.group_of[v]]})));
  return law;
}

}  // namespace sidproof
