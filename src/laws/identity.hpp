// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/parallel.hpp"
#include "base/progress.hpp"
#include "random/seed.hpp"
#include "tokenization/trie.hpp"
#include "verdict/verdict.hpp"

namespace sidproof {

/// One random point at which both sides were computed. Its free numbers are
/// RandomStream(seed.derive(2^32 * i + attempt)).below(prime) in turn, i = 0 for 2^61-1
/// and 1 for 2^61-31: the conditionals in node order (free_trie_model); for A3 the
/// heads' (free_trie_heads); for A5 the weights, then the direction
/// (free_trie_logits).
struct IdentityPoint {
  std::uint64_t attempt = 0;
  std::uint64_t residue = 0;  ///< the sum of all left sides, in [0, prime)
};

/// The test of one law on one table modulo one prime, for all models at once: both
/// sides are rational functions of the model's free numbers; if they differed,
/// they would agree at a random point with probability at most degree / prime
/// (Schwartz-Zippel). A disagreement is a proof that they differ.
struct IdentityRun {
  std::string_view law;    ///< THEORY's name, e.g. "B1 partition"
  std::string_view field;  ///< e.g. "integers mod 2^61-1"
  std::uint64_t prime = 0;
  std::uint64_t degree = 0;  ///< of the difference's numerator, tracked on the same code
  std::uint64_t poles = 0;   ///< of its denominator: points where it vanishes are redrawn
  std::vector<IdentityPoint> points;
  std::uint64_t redrawn = 0;  ///< attempts at which a denominator vanished
  double log2_error = 0;      ///< of the bound on passing all points although false
  Verdict verdict;            ///< holds (up to the error), refuted (at a point), unknown
};

struct IdentityOptions {
  Seed seed;                 ///< at least 128 bits that the table's author cannot choose
  double log2_error = -100;  ///< repeat until the bound is below 2^this
  Threads threads;
};

/// The names of all identities, in the order in which they are tested. The last,
/// "B2 unit partition", is no law but the question whether Z = 1 for every model
/// of this table: it holds exactly for complete prefix codes.
[[nodiscard]] std::vector<std::string_view> identity_names();

/// Tests every identity on a table's trie modulo 2^61-1 and 2^61-31, laws outer,
/// primes inner. Laws whose premise fails (F needs prefix-free tables) are
/// unknown; the others speak of codes of any lengths. The alphabets of `space` may be larger than
/// the tokens in use; it is at least as long as the longest sequence. Results do not depend on the
/// number of threads.
[[nodiscard]] std::vector<IdentityRun> test_identities(const Trie& trie, const CodeSpace& space,
                                                       const IdentityOptions& options,
                                                       Progress& progress = Progress::none());

}  // namespace sidproof
