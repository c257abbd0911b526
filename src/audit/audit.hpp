// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/error.hpp"
#include "base/parallel.hpp"
#include "base/progress.hpp"
#include "exact/enclosure.hpp"
#include "exact/integer.hpp"
#include "tokenization/table.hpp"
#include "verdict/verdict.hpp"

namespace sidproof {

/// Items that share one sequence: rows of the table, group after group. Largest
/// group first, equal sizes by first row; rows ascending within a group. A group
/// holds one row (the first) per distinct item id, and at least two.
struct CollisionGroups {
  std::vector<std::uint64_t> rows;
  std::vector<std::uint64_t> offsets{0};

  [[nodiscard]] std::size_t size() const { return offsets.size() - 1; }
  [[nodiscard]] std::span<const std::uint64_t> operator[](std::size_t group) const {
    return std::span(rows).subspan(offsets[group], offsets[group + 1] - offsets[group]);
  }
};

/// Use of one position's codebook over all rows that reach it.
struct PositionUse {
  std::uint64_t codebook = 0;  ///< declared or observed size |T_j|
  std::uint64_t used = 0;      ///< tokens that occur
  std::uint64_t dead = 0;      ///< codebook - used
  std::uint64_t rows = 0;      ///< rows that have this position
  Enclosure entropy_nats;      ///< of the token's empirical law
  Enclosure perplexity;        ///< exp(entropy)
  Rational gini;               ///< Gini coefficient of the counts over the whole codebook
  Rational largest_share;      ///< count of the most frequent token / rows
};

/// What the table looks like when only the first `length` tokens are kept.
struct PrefixLevel {
  std::uint64_t length = 0;
  std::uint64_t nodes = 0;  ///< trie nodes at this depth: distinct prefixes of exactly this length
  std::uint64_t distinct = 0;         ///< distinct sequences after truncation to `length` tokens
  std::uint64_t items_in_groups = 0;  ///< items that share their truncated sequence
  std::uint64_t largest_group = 0;
  std::uint64_t excess = 0;  ///< sum over the truncated sequences of their items - 1
};

/// One decoding constraint and what it admits (THEORY F7).
struct ConstraintSoundness {
  std::string constraint;   ///< "position-only" or "bigram"
  Integer admitted;         ///< sequences that it lets through
  std::uint64_t items = 0;  ///< distinct sequences of the table (all admitted: complete)
  [[nodiscard]] bool sound() const { return admitted == items; }
};

/// A sequence that is a proper prefix of another one: their rows.
struct PrefixWitness {
  std::uint64_t prefix_row = 0;
  std::uint64_t extension_row = 0;
};

/// The four collision rates in use. The formulas are part of the report. Where an item
/// has several sequences, (1) and (4) count (item, sequence) pairs instead of items.
struct CollisionRates {
  Rational excess_rate;        ///< (1) (items - distinct) / items: LC-Rec, LETTER, MiniOneRec
  Rational aliasing_rate;      ///< (2) items in groups / items: SIDInspector
  Rational conflict_rate;      ///< (3) groups / distinct: OneMall, nanoGenRec
  Rational no_collision_rate;  ///< (4) distinct / items: TorchEasyRec
};

/// Comparison with the items of a catalogue or of interactions.
struct Coverage {
  std::string source;                ///< path of the catalogue or interactions
  bool of_sids = false;              ///< it is a set of SIDs: expected and missing are SIDs
  std::uint64_t expected = 0;        ///< distinct items there
  std::vector<std::string> missing;  ///< expected but not in the table, in order of appearance
  std::vector<std::string> extra;    ///< in the table but not expected (items, also of_sids)
  std::vector<std::string> stale;    ///< item ids whose SID there differs from the table's
};

/// Where the codebook sizes come from that an audit measures against.
enum class CodebookSource {
  in_use,    ///< nobody names them: the codes that occur, the least that they can be
  declared,  ///< the file
  refuted,   ///< the file, whose codes refute it: counted is the larger of size and codes in use
  given      ///< AuditOptions::codebooks
};

/// THEORY D, mult(s): how many (item, sequence) pairs have a sequence that begins s.
/// By B1 the Z of any model is a mean of it, and point masses attain both ends.
struct Multiplicities {
  /// Over the sequences of the code space, all of the longest length; nullopt when the
  /// file contradicts itself about its codebooks.
  std::optional<std::uint64_t> least = 1;
  std::uint64_t least_on_trie = 1;  ///< over the table's sequences that begin no other
  std::uint64_t most = 1;           ///< the same over both
  /// Z is this number for every model; nullopt when it varies or is not known.
  [[nodiscard]] std::optional<std::uint64_t> constant() const {
    return least == most ? least : std::nullopt;
  }
  /// The same for models that are masked to the trie.
  [[nodiscard]] std::optional<std::uint64_t> constant_on_trie() const {
    return least_on_trie == most ? std::optional(most) : std::nullopt;
  }
};

/// Everything that audit() finds. Exact counts; entropies are enclosures in nats.
struct AuditResult {
  std::uint64_t rows = 0;
  std::uint64_t items = 0;           ///< distinct item ids
  std::uint64_t item_sequences = 0;  ///< distinct (item, sequence) pairs
  std::uint64_t min_length = 0;
  std::uint64_t max_length = 0;
  std::uint64_t distinct_sequences = 0;
  CollisionGroups groups;
  std::uint64_t items_in_groups = 0;  ///< distinct items
  std::uint64_t largest_group = 1;    ///< max m(s); 1 when there is no collision
  /// Sum over sequences of m(s) - 1, which is item_sequences - distinct_sequences: an item
  /// with several sequences hides no group.
  std::uint64_t excess = 0;
  CollisionRates rates;
  Multiplicities multiplicities;
  /// The mean of ln m(s) over the distinct (item, sequence) pairs; over the items where
  /// each has one sequence.
  Enclosure mean_log_group_size_nats;

  std::uint64_t repeated_items = 0;     ///< item ids that stand in more than one row
  std::uint64_t conflicting_items = 0;  ///< of these, with different sequences: tok is no function
  std::vector<std::uint64_t> repeated_rows;  ///< second and later rows of repeated items, ascending

  std::uint64_t proper_prefixes = 0;  ///< distinct sequences that are a proper prefix of another
  std::uint64_t empty_codes = 0;      ///< items whose sequence is empty
  std::vector<PrefixWitness> prefix_witnesses;  ///< one for each such sequence, at most 1000
  /// Sum over items of prod 1/|T_j| (THEORY D2), |T_j| as in positions[j].codebook;
  /// a lower bound when !kraft_exact.
  Rational kraft_sum;
  bool kraft_exact = true;  ///< false: too long to keep exactly, only kraft_enclosure
  Enclosure kraft_enclosure;

  std::vector<PositionUse> positions;
  std::vector<PrefixLevel> levels;  ///< lengths 1 ... max_length
  CodebookSource codebook_source = CodebookSource::in_use;
  /// What the audit adds to the table's findings: positions that have collapsed.
  std::vector<Finding> findings;
  Integer code_space;  ///< |S| = prod |T_j| (sequences of length max_length)
  Integer covered;     ///< how many of them begin with a sequence of the table
  /// One that does not, as token texts, where one is looked for (missing_sequence.hpp).
  std::optional<std::vector<std::string>> missing;
  Enclosure code_space_share;  ///< distinct_sequences / |S|
  std::vector<ConstraintSoundness> constraints;
  std::optional<Coverage> coverage;

  Verdict one_to_one;   ///< tok is a function and injective
  Verdict prefix_free;  ///< no sequence is a proper prefix of another (equal ones are one_to_one's)
  /// Every sequence of the code space begins with exactly one of the table's sequences
  /// (where all have one length: is one of them). With one_to_one this is mult(s) = 1
  /// everywhere, THEORY D1's complete prefix code. Unknown when the file contradicts
  /// itself about its codebooks.
  Verdict onto;
};

/// Longer sequences are refused as no semantic IDs.
inline constexpr std::size_t longest_audited_sequence = 65535;

struct AuditOptions {
  Threads threads;
  /// Codebook sizes |T_j| to measure against, one a position; empty: the table's
  /// declared ones, or else the used codes per position. Declared ones that the codes
  /// refute leave `onto` unknown (figures then count at least the codes in use).
  std::vector<std::uint64_t> codebooks;
};

/// Audits a table: is tok one-to-one, prefix-free, onto, and how is the code
/// space used (THEORY B, D, F7). Time is linear in the tokens (one pass a level
/// more when items have several sequences); for tables of fixed length that fit 32
/// bits a row the memory beyond the table and its collision groups is at most half
/// of its codes, or 64 MiB. The result does not depend on the number of threads.
/// Every witness that the result names is recomputed from the rows. Errors: malformed
/// (no rows: the laws speak of at least one item), too_large (sequences beyond
/// longest_audited_sequence), usage (codebooks that do not fit the table), internal (a
/// witness does not show what it claims).
[[nodiscard]] Result<AuditResult> audit(const Table& table, const AuditOptions& options = {},
                                        Progress& progress = Progress::none());

}  // namespace sidproof
