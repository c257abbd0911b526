// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "base/error.hpp"
#include "base/parallel.hpp"
#include "certificate/prefix_levels.hpp"
#include "certificate/sorted_rows.hpp"
#include "exact/integer.hpp"
#include "generator/certificate/replayed_network.hpp"

namespace sidproof::reference {

/// The distinct prefixes of a table's first rows by length, in lexicographic order, from
/// sorted rows: what replay has instead of a trie.
struct ReplayedPrefixes {
  PrefixLevels levels;
  std::vector<std::vector<std::uint32_t>> first_child;  ///< [length][prefix], and the end
  std::vector<std::vector<std::uint32_t>> parent;       ///< [length][prefix]
  std::vector<std::uint32_t> leaf_of_row;               ///< place among the longest
  std::vector<std::uint32_t> first_token;               ///< by position: of code 0

  [[nodiscard]] std::size_t length() const { return levels.depth(); }
  [[nodiscard]] std::size_t leaves() const { return levels.width(length()); }
  /// The codes of a prefix.
  [[nodiscard]] std::vector<std::uint32_t> codes(std::size_t level, std::uint32_t prefix) const;
};

/// Precondition: rows of one length >= 1, 1 <= items <= rows, each code below its codebook.
[[nodiscard]] ReplayedPrefixes replayed_prefixes(const Table& table, std::size_t items,
                                                 std::span<const std::uint64_t> codebooks);

/// The network's law at every prefix: [length][prefix], for the step into the prefix
/// (`outside`: for the codes that lead nowhere).
struct ReplayedLaws {
  std::vector<std::vector<std::uint64_t>> weight;
  std::vector<std::vector<std::int64_t>> log;
  std::vector<std::vector<std::int64_t>> masked_log;
  std::vector<std::vector<std::uint64_t>> outside;
};

/// Depth first from the end of the prompt. Does not depend on the number of threads.
/// Errors: out_of_range (a logit that is infinite or no number).
[[nodiscard]] Result<ReplayedLaws> replayed_laws(const ReplayedNetwork& network,
                                                 const ReplayedPrefixes& prefixes,
                                                 std::span<const std::uint32_t> prompt,
                                                 Threads threads);

/// GeneratorCertificate's laws_sha256.
[[nodiscard]] std::string replayed_laws_hash(const ReplayedPrefixes& prefixes,
                                             const ReplayedLaws& laws);

/// Per leaf the product of the weights on its path.
[[nodiscard]] std::vector<Integer> leaf_masses(const ReplayedPrefixes& prefixes,
                                               const ReplayedLaws& laws);

/// gradient_sha256 from the items' masses: what an edge is worth is added up item by item.
[[nodiscard]] std::string replayed_gradient_hash(const ReplayedPrefixes& prefixes,
                                                 const ReplayedLaws& laws,
                                                 std::span<const Integer> masses);

}  // namespace sidproof::reference
