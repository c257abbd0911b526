// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "decoding/pathology_figures.hpp"
#include "generator/decoding/search.hpp"
#include "generator/pathologies/leaf_law.hpp"

namespace sidproof::reference {

/// The sum over all pairs of different members of how many tokens they share at the
/// front, divided by the number of pairs; 0 for less than two leaves.
[[nodiscard]] Rational mean_shared_prefix(const Trie& trie, std::span<const std::uint32_t> leaves);

/// A list of at most `top` different leaves.
[[nodiscard]] ListFigures list_figures(const Catalogue& catalogue, const LeafLaw& law,
                                       std::string name, std::span<const std::uint32_t> leaves,
                                       std::size_t top);

/// What a beam of this width found: its first `top` results against the exact top.
[[nodiscard]] BeamFigures beam_figures(const Catalogue& catalogue, const LeafLaw& law,
                                       const Found& found, std::size_t width, std::size_t top);

/// The leaves of search results, at most `top` of them.
[[nodiscard]] std::vector<std::uint32_t> leaves_of(std::span<const Scored> results,
                                                   std::size_t top);

}  // namespace sidproof::reference
