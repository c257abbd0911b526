// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "decoding/pathology_figures.hpp"
#include "generator/decoding/session.hpp"

namespace sidproof::reference {

/// A sequence of the code space, in the trie or not, and its RAW score.
struct FreeResult {
  Sequence tokens;
  std::int64_t score = 0;
  bool inside = false;  ///< it is an item's

  friend bool operator==(const FreeResult&, const FreeResult&) = default;
};

/// The beam search of an engine without constraint: on each level the best `width` prefixes
/// of the whole code space, by the sums of the fixed-point logs, ties by tokens.
struct FreeBeam {
  std::vector<FreeResult> results;
  UnconstrainedFigures figures;
};

/// Errors: those of Session; usage (a width of 0); unsupported (parallel heads); too_large (more
/// than 2^28 candidates at one step).
[[nodiscard]] Result<FreeBeam> unconstrained_beam(const Network& network,
                                                  const Catalogue& catalogue,
                                                  std::span<const std::uint32_t> prompt,
                                                  std::size_t width, const Executor& executor);

}  // namespace sidproof::reference
