// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "decoding/pathology_figures.hpp"
#include "exact/integer.hpp"
#include "generator/decoding/law_search.hpp"

namespace sidproof::reference {

/// What is measured.
struct PathologyPlan {
  Decoding decoding = Decoding::global;
  std::size_t top = 10;              ///< K >= 1
  std::size_t groups = 5;            ///< of the diverse beams, of width K; at most K
  std::int64_t penalty = 0;          ///< of the diverse beams, in 2^-40 nats
  Rational lambda = Rational(1, 2);  ///< of MMR, which chooses K ...
  std::size_t pool = 100;            ///< ... of the exact top `pool`, K at least
};

/// 1, 2, 4, ... below `sequences`, and `sequences` >= 1.
[[nodiscard]] std::vector<std::size_t> beam_widths(std::size_t sequences);

/// Every figure that follows from the laws of the trie; not `unconstrained` and `filter`.
/// All widths of beam_widths() are searched. Errors: those of LawSearch::diverse(), usage
/// (K of 0, lambda outside 0 ... 1, laws that are not the catalogue's or of which tokens were
/// cut). Throws std::logic_error when a beam certifies what is
/// not the top K by its own scores: H2 is a theorem.
[[nodiscard]] Result<PathologyFigures> pathologies(const Catalogue& catalogue, const TrieLaws& laws,
                                                   const PathologyPlan& plan);

/// How restricting `before` to `after` changes the order of the sequences that stay. Each
/// catalogue with its own laws, of which nothing was cut.
[[nodiscard]] FilterFigures filter_figures(const Catalogue& before, const TrieLaws& laws_before,
                                           const Catalogue& after, const TrieLaws& laws_after);

}  // namespace sidproof::reference
