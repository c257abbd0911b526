// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "verdict/verdict.hpp"

namespace sidproof {

/// The version that this program writes and reads.
inline constexpr std::string_view certificate_schema = "sidproof.certificate/1";

/// The sign of the objective gap L_FV(Q/Z) - L_AR(Q) = N log Z over all models of a
/// recipe with Z > 0 (THEORY A2c).
enum class GapSign {
  zero,           ///< Z = 1 for every model
  constant,       ///< Z = c > 1 for every model: log c an event, c = largest_multiplicity
  at_most_zero,   ///< Z <= 1, and less for some model: leakage only
  at_least_zero,  ///< Z >= 1, more for some model, and not one number for all
  either,         ///< both signs occur
  undefined       ///< an item has several sequences: no Z
};

/// "zero", "constant", "at most zero", "at least zero", "either", "undefined".
[[nodiscard]] std::string_view name(GapSign sign);

/// The table's measures. Nodes are the distinct prefixes of each length, the empty
/// one first. Items that stand in several rows with one sequence count once in
/// everything that speaks of item sequences.
struct CertifiedShape {
  std::uint64_t rows = 0;
  std::uint64_t items = 0;           ///< distinct item ids
  std::uint64_t item_sequences = 0;  ///< distinct (item, sequence) pairs
  std::uint64_t min_length = 0;
  std::uint64_t max_length = 0;
  std::vector<std::uint64_t> codebooks;  ///< |T_j|, one a position
  std::vector<std::uint64_t> nodes;      ///< max_length + 1 of them
  friend bool operator==(const CertifiedShape&, const CertifiedShape&) = default;
};

/// What the table is, as `audit` counts it.
struct CertifiedFacts {
  std::uint64_t distinct_sequences = 0;
  std::uint64_t collision_groups = 0;
  std::uint64_t items_in_groups = 0;
  std::uint64_t largest_group = 0;  ///< 1 when there is no collision
  std::uint64_t repeated_items = 0;
  std::uint64_t conflicting_items = 0;
  std::uint64_t proper_prefixes = 0;
  /// mult(s), the (item, sequence) pairs whose sequence begins s: between which numbers it
  /// lies over the code space, and over the sequences that begin no other (the trie's
  /// leaves). Z of every model lies between them (B1), and point masses attain both.
  std::uint64_t least_multiplicity = 0;
  std::uint64_t least_multiplicity_on_trie = 1;
  std::uint64_t largest_multiplicity = 1;
  Truth one_to_one = Truth::unknown;
  Truth prefix_free = Truth::unknown;
  Truth onto = Truth::unknown;      ///< each sequence of S begins with exactly one
  Truth complete = Truth::unknown;  ///< one-to-one and onto: Z = 1 for every model (B2, D1)
  friend bool operator==(const CertifiedFacts&, const CertifiedFacts&) = default;
};

/// Two rows of the table, counted from 0.
struct RowPair {
  std::uint64_t first = 0;
  std::uint64_t second = 0;
  friend bool operator==(const RowPair&, const RowPair&) = default;
};

/// Why a fact is refuted, one witness each, chosen by a rule so that it is a
/// function of the table (docs/certificate.md).
struct CertifiedWitnesses {
  std::optional<RowPair> conflict;   ///< one item, two sequences
  std::optional<RowPair> collision;  ///< two items of the largest group, one sequence
  std::optional<RowPair> prefix;     ///< the first's sequence properly begins the second's
  /// A sequence of max_length tokens that begins with no item's, as ranks in the codebooks.
  std::optional<std::vector<std::uint64_t>> unused;
  friend bool operator==(const CertifiedWitnesses&, const CertifiedWitnesses&) = default;
};

struct CertifiedPoint {
  std::uint64_t attempt = 0;
  std::uint64_t residue = 0;  ///< sum of the identity's left sides modulo the prime
  friend bool operator==(const CertifiedPoint&, const CertifiedPoint&) = default;
};

/// One law modulo one prime.
struct CertifiedIdentity {
  std::string law;
  std::uint64_t prime = 0;
  std::uint64_t degree = 0;
  std::uint64_t poles = 0;
  std::vector<CertifiedPoint> points;
  std::uint64_t redrawn = 0;
  /// holds: at points drawn uniformly and independently a false identity would pass with
  /// probability at most 2^-error_bits
  std::uint64_t error_bits = 0;
  Truth verdict = Truth::unknown;
  friend bool operator==(const CertifiedIdentity&, const CertifiedIdentity&) = default;
};

/// The exact Z of a model that has a name (docs/certificate.md).
struct CertifiedSpotCheck {
  std::string model;
  std::string z;  ///< a fraction in lowest terms, or "sha256:" and the hash of its text
  friend bool operator==(const CertifiedSpotCheck&, const CertifiedSpotCheck&) = default;
};

/// Are AR-NTP and FV-MLE one function of the parameters under this way of training, up to
/// a constant where the gap is one?
struct CertifiedRecipe {
  std::string recipe;
  Truth equivalent = Truth::unknown;
  GapSign gap = GapSign::undefined;
  std::string laws;
  friend bool operator==(const CertifiedRecipe&, const CertifiedRecipe&) = default;
};

/// What `verify` found, every claim a function of the table (its content, its
/// codebooks) and the list of laws.
struct Certificate {
  std::string table_sha256;  ///< content_hash() in 64 hexadecimal digits
  std::string seed;          ///< of all points: the hash's first 128 bits
  CertifiedShape shape;
  CertifiedFacts facts;
  CertifiedWitnesses witnesses;
  std::vector<CertifiedIdentity> identities;  ///< laws outer, primes inner
  std::vector<CertifiedSpotCheck> spot_checks;
  std::vector<CertifiedRecipe> recipes;
  friend bool operator==(const Certificate&, const Certificate&) = default;
};

}  // namespace sidproof
