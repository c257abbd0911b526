// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "exact/enclosure.hpp"
#include "exact/integer.hpp"
#include "exact/rank_difference.hpp"

namespace sidproof {

// What decoding loses and distorts, for one history, against the exact law of the
// sequences C of a trie. p(s) is the probability of a sequence by the law that is decoded;
// the exact order is p descending, then tokens; the top K are its first min(K, |C|).
// Searches order by their own scores (sums of rounded logarithms), which is a second law:
// `rounding` below counts where the two orders differ.

/// A beam of one width against the exact top K.
struct BeamFigures {
  std::uint64_t width = 0;
  std::uint64_t returned = 0;     ///< how many of its first K results there are
  std::uint64_t found = 0;        ///< how many of them are in the exact top K
  std::uint64_t items_found = 0;  ///< the same for the first K items, collisions expanded
  /// p(exact top K) - p(the beam's first K): >= 0, and 0 exactly when nothing is lost.
  Rational regret;
  /// H2's decision for the first K: by its scores they are the exact top K.
  bool certified = false;
};

/// The beam of width 1.
struct GreedyFigures {
  std::uint64_t rank = 0;  ///< in the exact order, 1 is the best
  Rational probability;
  Rational best;           ///< the largest p
  std::uint32_t item = 0;  ///< a row: the first item of greedy's sequence
  std::uint32_t best_item = 0;
};

/// Prefix masses of one level: P(w) = the sum of p below w.
struct PrefixFigures {
  std::uint64_t tokens = 0;      ///< length of the prefixes
  Rational heaviest;             ///< the largest P (ties: the first prefix)
  Rational best_below;           ///< the largest p below that prefix
  std::uint64_t rank_below = 0;  ///< its rank in the exact order
  Rational of_best;              ///< P of the best sequence's prefix
  /// The heaviest prefix is not the best sequence's: popularity misleads here.
  [[nodiscard]] bool misleads() const { return rank_below != 1; }
};

/// A list of at most K sequences.
struct ListFigures {
  std::string name;
  std::uint64_t returned = 0;
  std::uint64_t found = 0;  ///< of the exact top K
  Rational mass;            ///< sum of p
  /// Tokens that two different members begin with alike, the mean over all pairs; 0
  /// without a pair.
  Rational shared_prefix;
};

/// Two independent draws from the law (RAW: from GLOBAL).
struct DrawFigures {
  Enclosure shared_prefix;  ///< expected common tokens at the front
  Enclosure repeated;       ///< probability that they are one sequence
  Enclosure distinct;       ///< expected common tokens given that they are two; 0 if never
};

/// GLOBAL against LOCAL.
struct LawDifference {
  RankDifference ranks;  ///< GLOBAL first
  bool top_differs = false;
  std::uint64_t top_shared = 0;   ///< sequences in the top K of both
  Enclosure total_variation;      ///< the largest difference of two probabilities of one set
  std::uint32_t global_item = 0;  ///< rows: the first item of each law's best sequence
  std::uint32_t local_item = 0;
};

/// A beam over the whole code space, by RAW's scores.
struct UnconstrainedFigures {
  std::uint64_t width = 0;
  /// Per level: beams, and those whose prefix no sequence of C has. At the last level:
  /// results that are no item.
  struct Level {
    std::uint64_t beams = 0;
    std::uint64_t outside = 0;
  };
  std::vector<Level> levels;
};

/// The items behind the exact top K.
struct CollisionFigures {
  std::uint64_t items = 0;
  std::uint64_t largest = 0;    ///< items of one sequence
  std::uint64_t colliding = 0;  ///< sequences of several items
};

/// How a filter of the catalogue changes the order of the sequences that stay: GLOBAL
/// restricts, so nothing is swapped (F5); LOCAL is masked anew.
struct FilterFigures {
  std::uint64_t items_left = 0;
  std::uint64_t sequences_left = 0;
  Rational mass_left;     ///< GLOBAL's, of the whole catalogue
  RankDifference global;  ///< before against after
  RankDifference local;
};

/// Everything about one history.
struct PathologyFigures {
  std::uint64_t sequences = 0;  ///< |C|
  std::uint64_t top = 0;        ///< min(K, |C|)
  std::uint64_t top_items = 0;  ///< min(K, items)
  Rational top_mass;            ///< p(exact top K)
  std::vector<BeamFigures> beams;
  GreedyFigures greedy;
  std::vector<PrefixFigures> prefixes;  ///< levels 1 ... k - 1
  std::vector<ListFigures> lists;
  DrawFigures draws;
  LawDifference laws;
  RankDifference rounding;  ///< p against the scores of searches
  /// Mass that leaves C at each level: Q(prefixes of C one token shorter) - Q(prefixes of
  /// C). They add up to 1 - Q(C).
  std::vector<Rational> leaked;
  std::vector<UnconstrainedFigures> unconstrained;
  CollisionFigures collisions;
  std::optional<FilterFigures> filter;
};

}  // namespace sidproof
