// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "audit/gap.hpp"
#include "base/error.hpp"
#include "base/progress.hpp"
#include "exact/rank_difference.hpp"
#include "interactions/interactions.hpp"
#include "tokenization/table.hpp"

namespace sidproof {

// Both objectives on the same data, optimum against optimum (THEORY A2c, B6, C): what
// AR-NTP and FV-MLE train to, how that ranks the items, and where it differs.

/// An item under the optima, history-free. All numbers exact.
struct ComparedItem {
  std::uint64_t row = 0;
  std::uint64_t events = 0;      ///< n(v)
  std::uint64_t group_size = 1;  ///< m(tok v)
  Rational fv;                   ///< FV-MLE over item laws: n(v)/N
  Rational ar;                   ///< AR-NTP, cascaded: Q(tok v)
  /// FV-MLE of the same token model, P = Q/Z: the item's P; nothing where it is not known.
  std::optional<Rational> fv_tokens;
  Rational parallel;  ///< AR-NTP, parallel heads: Q(tok v)
  /// FV-MLE of the same heads, P = Q/Z: n(v)/N where heads attain it (heads_of_empirical_law).
  std::optional<Rational> fv_heads;
};

/// A fitted conditional in both optima.
struct FittedCell {
  std::string token;
  Rational ar;
  Rational fv;
};

/// A row q(. | prefix), over the tokens that go on to a code.
struct FittedPrefix {
  std::vector<std::string> prefix;
  std::uint64_t events = 0;  ///< that go on after it
  std::vector<FittedCell> cells;
};

/// A head of the parallel model: its law in both optima, over all tokens.
struct FittedHead {
  std::size_t position = 0;
  std::vector<FittedCell> cells;
};

/// Why no cascaded model has P(v) = n(s)/(N m(s)), the FV law that nothing beats.
struct Unattained {
  std::vector<std::string> prefix;  ///< a code that begins others
  Rational share;                   ///< n/(N m) of this code
  /// What the codes that it begins take together, at least. Less than `share`: the rest
  /// cannot go anywhere, because every token after it leads to a code.
  Rational needed_below;
};

/// All events of a split pooled; without events only `losses` says anything.
struct HistoryFreeObjectives {
  LossGap losses;
  /// Z at the AR optimum: what its scores sum to over the catalogue. Of several optima
  /// (ar_free_prefixes) this is the one with the least Z, here and everywhere below.
  Rational z_ar;
  Rational z_parallel;  ///< the same for the best parallel heads
  /// Prefixes after which the AR optimum is free: codes go on there, no event does.
  std::uint64_t ar_free_prefixes = 0;
  std::uint64_t free_heads = 0;  ///< the same of heads: positions that no event reaches
  ExactNats fv_at_ar;            ///< L_FV(Q/Z) at the AR optimum = L_AR + N ln Z
  ExactNats fv_at_parallel;
  std::optional<ExactNats> fv_tokens;    ///< L_FV at the FV optimum of the token model
  std::optional<Unattained> unattained;  ///< why the fv_tokens are not known
  std::vector<ComparedItem> items;       ///< every distinct item, by row

  RankDifference ar;                              ///< n/N against the AR optimum
  std::optional<RankDifference> fv_tokens_ranks;  ///< n/N against the token model's FV optimum
  std::optional<RankDifference> between;  ///< the AR against the FV optimum of the token model
  RankDifference parallel;                ///< n/N against the parallel AR optimum

  std::uint64_t rows_with_data = 0;  ///< prefixes after which events go on
  /// Of these, with different conditionals in both optima; nothing where the FV optimum is
  /// not known. 0 exactly when the AR optimum is FV-optimal too.
  std::optional<std::uint64_t> rows_differing;
  std::vector<FittedPrefix> fitted;  ///< differing ones with most events, or all of them
  std::vector<FittedHead> heads;     ///< where fv_heads is known
};

/// One table of probabilities for each exact history.
struct PerHistoryObjectives {
  LossGap losses;
  /// For prefix-free tables: L_FV(Q/Z) at the AR optimum, and at the token model's FV
  /// optimum, summed over histories.
  std::optional<ExactNats> fv_at_ar;
  std::optional<ExactNats> fv_tokens;
  /// For prefix-free tables: n/N against the AR optimum, pairs summed over histories;
  /// all items of the catalogue.
  std::optional<RankDifference> ar;
  std::optional<std::uint64_t> histories_swapping;  ///< with a swapped pair; known as `ar` is
  /// Histories after which two observed items share a sequence; known for every table.
  std::uint64_t histories_blurred = 0;
};

struct SplitObjectives {
  std::string split;
  std::uint64_t examples = 0;
  std::uint64_t events = 0;  ///< with a target that the table has
  HistoryFreeObjectives history_free;
  PerHistoryObjectives per_history;
};

struct ObjectivesResult {
  std::uint64_t items = 0;
  std::uint64_t distinct_sequences = 0;
  bool fixed_length = true;
  bool prefix_free = true;  ///< equal sequences are no prefixes here
  /// |T_j| of every position: declared by the file, or else the codes in use.
  std::vector<std::uint64_t> codebooks;
  std::vector<SplitObjectives> splits;  ///< those that occur: train, valid, test
};

struct ObjectivesOptions {
  std::size_t rows_shown = 3;    ///< differing rows to keep
  bool all_rows = false;         ///< keep every row with data
  std::size_t heads_items = 64;  ///< largest catalogue for which fv_heads is tried
};

/// Errors as gap()'s and audit()'s.
[[nodiscard]] Result<ObjectivesResult> compare_objectives(const Table& table,
                                                          const Interactions& interactions,
                                                          const ObjectivesOptions& options = {},
                                                          Progress& progress = Progress::none());

/// Items by a score, best first, then by row: the first `count` of them.
[[nodiscard]] std::vector<std::size_t> top_items(const std::vector<ComparedItem>& items,
                                                 Rational ComparedItem::* score, std::size_t count);

}  // namespace sidproof
