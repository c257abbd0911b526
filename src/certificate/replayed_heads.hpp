// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

#include "certificate/replayed_laws.hpp"

namespace sidproof::replayed {

/// The tokens in use at one position, ascending.
[[nodiscard]] inline std::vector<std::uint32_t> tokens_of(const PrefixLevels& levels,
                                                          std::size_t position) {
  std::vector<std::uint32_t> tokens = levels.token[position + 1];
  std::ranges::sort(tokens);
  tokens.erase(std::ranges::unique(tokens).begin(), tokens.end());
  return tokens;
}

/// A3 equivalence_parallel: heads whose free numbers come from draw(), position by
/// position, tokens ascending; where all of a codebook is in use the last token gets
/// what is left. Z forwards, compared backwards and by what is lost; the product over
/// the heads' tokens, compared with that over the items.
template <Arithmetic N, class Draw>
[[nodiscard]] Comparison<N> parallel(const PrefixLevels& levels, Draw&& draw) {
  Levels<N> into(levels.depth() + 1);
  into[0] = {N(1)};
  const Levels<std::uint64_t> through = passing(levels);
  N by_tokens(1);
  for (std::size_t position = 0; position < levels.depth(); ++position) {
    const std::vector<std::uint32_t> tokens = tokens_of(levels, position);
    std::vector<N> mass;
    mass.reserve(tokens.size());
    N rest(1);
    for (std::size_t i = 0; i < tokens.size(); ++i) {
      const bool takes_rest = tokens.size() == levels.codebooks[position] && i + 1 == tokens.size();
      mass.push_back(takes_rest ? rest : N(draw()));
      rest -= mass.back();
    }
    std::vector<std::uint64_t> counts(tokens.size(), 0);
    for (std::size_t prefix = 0; prefix < levels.width(position + 1); ++prefix) {
      const auto place = static_cast<std::size_t>(
          std::ranges::lower_bound(tokens, levels.token[position + 1][prefix]) - tokens.begin());
      into[position + 1].push_back(mass[place]);
      counts[place] += through[position + 1][prefix];
    }
    for (std::size_t i = 0; i < tokens.size(); ++i) by_tokens *= power<N>(mass[i], counts[i]);
  }
  const LevelModel<N> tied(levels, std::move(into));
  const Levels<N> reached = tied.reached();
  const N z = z_forwards(tied, reached);
  Comparison<N> comparison;
  comparison.add(z, z_backwards(tied));
  comparison.add(z, z_by_what_is_lost(tied, reached));
  comparison.add(by_tokens, likelihood_by_items(tied, N(1)));
  return comparison;
}

}  // namespace sidproof::replayed
