// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "exact/integer.hpp"
#include "generator/network/shape.hpp"
#include "random/seed.hpp"
#include "verdict/verdict.hpp"

namespace sidproof::reference {

/// The version that this program writes and reads.
inline constexpr std::string_view generator_certificate_schema = "sidproof.generator-certificate/1";

/// Losses over the real numbers are stated as the integer nearest to 2^loss_bits times them.
inline constexpr int loss_bits = 100;
/// Beams of these widths are certified, by RAW and by LOCAL scores.
inline constexpr std::uint64_t certified_widths[] = {1, 10, 100};

/// The trie of the items' sequences.
struct CertifiedTrie {
  std::vector<std::uint64_t> nodes;  ///< by depth, the root first
  Truth one_to_one = Truth::unknown;
  Truth onto = Truth::unknown;
  friend bool operator==(const CertifiedTrie&, const CertifiedTrie&) = default;
};

/// One history, what came next, and the exact law of what comes next. Masses are
/// integers over 2^48k, k the length of a sequence.
struct CertifiedExample {
  std::vector<std::uint64_t> history;  ///< rows of the table
  std::uint64_t target = 0;
  std::uint64_t prompt = 0;       ///< tokens of the network's input
  std::string laws_sha256;        ///< weights and logs of every edge of the trie
  Integer inside = 0;             ///< Q(C): all sequences of the trie
  Integer items = 0;              ///< Z: all items, each with its sequence's mass
  Integer target_mass = 0;        ///< Q(target); its likelihood under AR-NTP
  Integer target_inside = 0;      ///< the product of its steps' inside weights: LOCAL's
                                  ///< denominator
  std::int64_t score = 0;         ///< of the target, by which RAW and GLOBAL rank
  std::int64_t masked_score = 0;  ///< LOCAL's
  std::uint64_t rank = 0;         ///< of the target's sequence, 1 is best
  std::uint64_t masked_rank = 0;
  std::string gradient_sha256;  ///< of ln Z, at every logit of the trie
  friend bool operator==(const CertifiedExample&, const CertifiedExample&) = default;
};

/// A beam search for one example.
struct CertifiedBeam {
  std::uint64_t example = 0;
  std::string decoding;  ///< "raw" or "local"
  std::uint64_t width = 0;
  std::uint64_t results = 0;
  std::string sha256;  ///< of the results' codes and scores in order
  std::optional<std::int64_t> best_pruned;
  std::uint64_t certified = 0;  ///< H2 proves that so many are the exact top
  std::uint64_t right = 0;      ///< so many are: never fewer than certified
  friend bool operator==(const CertifiedBeam&, const CertifiedBeam&) = default;
};

/// The draws for the first example.
struct CertifiedDraws {
  std::string decoding;        ///< "global" or "local"
  std::uint64_t distinct = 0;  ///< sequences met
  std::string sha256;          ///< of the draws in order
  Integer log_e = 0;           ///< ln of the e-value of the sequences' counts, times 2^20
  Integer log_e_pairs = 0;     ///< the same of disjoint pairs of draws
  friend bool operator==(const CertifiedDraws&, const CertifiedDraws&) = default;
};

/// The losses of the first example over the real numbers, times 2^loss_bits.
struct CertifiedLosses {
  Integer ar = 0;         ///< L_AR, softmax over the codebooks
  Integer masked_ar = 0;  ///< L_AR, softmax over the trie's children
  friend bool operator==(const CertifiedLosses&, const CertifiedLosses&) = default;
};

/// What a generator computed, as functions of table, weights, histories and seed: all
/// that replay needs besides the table (and weights that follow from no seed) comes
/// first.
struct GeneratorCertificate {
  std::string table_sha256;  ///< content_hash() with the table's alphabets as codebooks
  std::uint64_t items = 0;   ///< the first rows of the table
  Shape shape;
  std::string weights_sha256;
  std::string weights_seed;  ///< of random_weights(); empty: the weights are a file's
  std::string draws_seed;
  std::uint64_t draws = 0;
  std::string inputs_sha256;  ///< of all the above and of the examples' item ids
  CertifiedTrie trie;
  std::vector<CertifiedExample> examples;  ///< at least one
  std::vector<CertifiedBeam> beams;        ///< examples outer, then decoding, then widths
  std::vector<CertifiedDraws> samples;     ///< global, local
  CertifiedLosses losses;
  friend bool operator==(const GeneratorCertificate&, const GeneratorCertificate&) = default;
};

}  // namespace sidproof::reference
