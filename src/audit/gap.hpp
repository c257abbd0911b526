// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "audit/hit_inflation.hpp"
#include "base/error.hpp"
#include "base/progress.hpp"
#include "exact/enclosure.hpp"
#include "exact/integer.hpp"
#include "interactions/interactions.hpp"
#include "tokenization/table.hpp"
#include "verdict/verdict.hpp"

namespace sidproof {

/// A number that is known exactly as a sum of logarithms of integers, shown as
/// certified intervals in nats. Its sign is exact: 0 means exactly zero.
struct ExactNats {
  Enclosure total;      ///< over all events
  Enclosure per_event;  ///< total / events; [0, 0] when there are no events
  int sign = 0;         ///< -1, 0 or +1
};

/// How the events of a split are pooled before the losses are minimised. The
/// two versions can differ tenfold, and neither is the loss of a trained network.
enum class Pooling {
  history_free,  ///< all events pooled, the history x is dropped
  per_history    ///< one table of probabilities for each exact history x
};

/// "history-free" or "exact, tabular per history": the names to print.
[[nodiscard]] std::string_view name(Pooling pooling);

/// Least losses that unrestricted tabular models reach on the events of one
/// split, and their differences (THEORY C2, C3, C4, C1v). Sums over histories x
/// of N_x times the stated per-history quantity. No end token anywhere.
///
/// Identities, exact: fv - cascaded = collision_entropy + ending_entropy;
/// parallel - cascaded = total_correlation; parallel - fv = decomposition.
struct LossGap {
  Pooling pooling = Pooling::history_free;
  std::uint64_t events = 0;     ///< N: examples whose target is an item of the table
  std::uint64_t histories = 0;  ///< distinct histories among them; 1 when history-free (0 if N = 0)
  std::uint64_t lone_events =
      0;  ///< events whose history occurs once only: each adds 0 to every number

  ExactNats best_fv_loss;        ///< min over item laws of -sum n(v) ln p(v) = N H(V)
  ExactNats best_cascaded_loss;  ///< min over cascaded models of -sum n(v) ln Q(tok v)
  ExactNats best_parallel_loss;  ///< min over parallel models of the same

  ExactNats collision_entropy;  ///< C2: N H(V | tok V); sign 0 or +1
  /// C1v: N H(tok V) - best cascaded loss: what a model without end token never
  /// pays for where an observed sequence is a proper prefix of another one. Zero
  /// for fixed length and for prefix-free tables; sign 0 or +1.
  ExactNats ending_entropy;
  /// C3: N TC, TC = sum_j H(S_j) - H(S), the sequence's positions being random
  /// variables. For variable length: sum_j N_j I(S_j ; S_<j | length > j), N_j the
  /// events that reach position j; the same number for fixed length. Sign 0 or +1.
  ExactNats total_correlation;
  /// C4: best parallel loss - best FV loss = N (TC - H(V | tok V)) for fixed
  /// length, less ending_entropy too for variable length. Any sign.
  ExactNats decomposition;

  /// The unrestricted cascaded optimum is the FV optimum on these events
  /// (C1, C2, C1v): no two items observed after the same history share a
  /// sequence or are prefix and extension. Refuted with the first such pair.
  /// Unknown without events.
  Verdict cascaded_attains_fv;
  /// The best parallel model is as good as the best cascaded one (C3, TC = 0). Unknown
  /// without events.
  Verdict parallel_attains_cascaded;
};

/// An item that is a target but not in the table.
struct MissingTarget {
  std::string item;
  std::uint64_t events = 0;  ///< how often it is a target in this split
};

/// An item whose recommendations are blurred by its collision group.
struct AffectedItem {
  std::uint64_t row = 0;  ///< row of the table
  std::string item;
  std::uint64_t events = 0;      ///< n(v): how often it is the target in this split
  Rational share;                ///< n(v) / N
  std::uint64_t group_size = 0;  ///< g = m(tok v) >= 2, over the whole table
  /// n(v) (1 - 1/g): the hits that a uniform pick inside the group would lose if
  /// the SID were found every time.
  Rational lost_hits;
};

/// A collision group with at least one target event.
struct AffectedGroup {
  std::vector<std::uint64_t> rows;  ///< all members, ascending
  std::string sequence;             ///< the common sequence, for people
  std::uint64_t observed = 0;       ///< members that are a target in this split
  std::uint64_t events = 0;         ///< events whose target is a member
  Rational share;                   ///< events / N
  Rational lost_hits;               ///< events (1 - 1/g)
  /// Its part of the history-free N H(V | tok V): n ln n - sum_v n(v) ln n(v).
  Enclosure collision_entropy_nats;
};

/// What the table costs on the events of one split.
struct SplitGap {
  std::string split;                   ///< "train", "valid", "test" or "all"
  std::uint64_t examples = 0;          ///< all examples of the split
  std::uint64_t events = 0;            ///< of these, with a target that the table has
  std::uint64_t missing_events = 0;    ///< examples - events: left out of every figure below
  std::vector<MissingTarget> missing;  ///< every such target; most events first, then by appearance
  std::uint64_t distinct_targets = 0;  ///< items that are the target of at least one event
  LossGap history_free;
  LossGap per_history;
  HitInflation hits;  ///< H9
  std::uint64_t affected_items =
      0;  ///< targets that share their sequence with another item of the table
  std::uint64_t affected_groups = 0;  ///< collision groups that hold at least one target
  std::vector<AffectedItem> most_affected_items;    ///< most lost hits first, then by row
  std::vector<AffectedGroup> most_affected_groups;  ///< most lost hits first, then by first row
};

/// Everything that gap() finds.
struct GapResult {
  std::uint64_t items = 0;  ///< distinct items of the table
  std::uint64_t repeated_rows =
      0;  ///< rows that repeat an item with the same sequence: counted once
  std::uint64_t distinct_sequences = 0;
  bool fixed_length = true;  ///< false: see LossGap on what total_correlation means then
  /// The splits that occur, in the order train, valid, test; then "all" when more
  /// than one occurs. Never empty.
  std::vector<SplitGap> splits;

  [[nodiscard]] const SplitGap* find(std::string_view split) const;
};

struct GapOptions {
  std::size_t most_affected = 20;  ///< how many items and groups to list per split
};

/// What the table costs on real interactions (THEORY C2-C4, H9). Items are joined
/// by id text; histories are compared item by item, exactly (a hash only speeds
/// this up). Time and memory are linear in the table's tokens and in the
/// histories' events, where examples of one user share their events; the sorts
/// add a logarithm. Errors: malformed when the interactions have no example or
/// an item of the table has two different sequences (tok is no function, THEORY E),
/// unsupported when no target is in the table (other id space), usage when `hits` has not
/// one entry per example; too_large beyond 2^32 - 1 rows, examples or histories.
[[nodiscard]] Result<GapResult> gap(const Table& table, const Interactions& interactions,
                                    const GapOptions& options = {},
                                    Progress& progress = Progress::none());

}  // namespace sidproof
