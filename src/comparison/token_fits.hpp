// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "exact/integer.hpp"
#include "tokenization/trie.hpp"

namespace sidproof {

/// Conditionals q(t | w) fitted to data over the trie of a table, one number an edge.
struct TokenFit {
  std::vector<Rational> into;  ///< per node: q of its last token; 1 at the root
  std::vector<Rational> mass;  ///< per node: Q of its prefix
};

/// The AR-NTP optimum among closed cascaded tables: q(t|w) = n(wt) / c(w), c(w) the
/// events that go on after w. `events[row]` is n(v), 0 for rows that repeat an item.
/// Where nothing goes on q is 0 here: it is free.
[[nodiscard]] TokenFit ar_fit(const Trie& trie, const std::vector<std::uint64_t>& events);

/// The FV-MLE optimum of the same token model, that is of P(v) = Q(tok v)/Z over all
/// items of the catalogue. P is constant on the items that share a sequence, so nothing
/// beats P(v) = n(s)/(N m(s)); the q with Q(s) in these proportions attain it whenever
/// they exist: always for prefix-free tables; where a code begins others they must not
/// ask for more than it has. `items[row]`: 1, or 0 for rows that repeat an item.
/// Nothing where no q attains it, then the optimum is not known here.
[[nodiscard]] std::optional<TokenFit> fv_fit(const Trie& trie,
                                             const std::vector<std::uint32_t>& alphabets,
                                             const std::vector<std::uint64_t>& events,
                                             const std::vector<std::uint8_t>& items);

/// One prefix with data: the fitted laws of its next token side by side.
struct FittedRow {
  std::uint32_t node = 0;
  std::uint64_t events = 0;  ///< events that go on after it
  bool differs = false;
};

/// The rows with data, in the order of the nodes.
[[nodiscard]] std::vector<FittedRow> compare_fits(const Trie& trie,
                                                  const std::vector<std::uint64_t>& events,
                                                  const TokenFit& ar, const TokenFit& fv);

}  // namespace sidproof
