// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

#include "laws/registry.hpp"
#include "model/model_draws.hpp"

namespace sidproof::testing_tools {

/// A random instance for a law: small, biased to corners, deterministic for a seed.
inline Instance draw_instance(Draws& draws, CodesKind kind, bool positive) {
  Instance instance;
  const CodeSpace space = draws.space();
  instance.alphabets = space.alphabets();
  const TokenMap map = kind == CodesKind::bijection
                           ? draws.bijection(space)
                           : draws.map(space, kind == CodesKind::fixed_length);
  for (std::size_t v = 0; v < map.items(); ++v)
    instance.codes.emplace_back(map[v].begin(), map[v].end());
  instance.counts = draws.counts(map.items());
  const std::uint64_t least = positive && draws.below(4) != 0 ? 1 : 0;
  for (std::uint64_t i = draws.below(7); i > 0; --i)
    instance.weights.push_back(static_cast<std::uint32_t>(least + draws.below(4)));
  for (std::uint64_t i = draws.below(7); i > 0; --i)
    instance.choices.push_back(static_cast<std::uint32_t>(draws.below(6)));
  return instance;
}

}  // namespace sidproof::testing_tools
