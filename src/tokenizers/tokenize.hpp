// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/error.hpp"
#include "base/parallel.hpp"
#include "base/progress.hpp"
#include "random/seed.hpp"
#include "tokenization/features.hpp"
#include "tokenization/table.hpp"
#include "tokenizers/method.hpp"

namespace sidproof {

struct TokenizerOptions {
  Method method = Method::residual_kmeans;
  CollisionPolicy policy = CollisionPolicy::none;
  std::size_t levels = 4;  ///< tokens an item (column blocks for PQ); learned codebooks: theirs
  std::uint32_t codebook = 256;  ///< codewords a level; learned codebooks: theirs
  Seed seed;
  unsigned iterations = 25;  ///< Lloyd rounds at most
  unsigned rotations = 8;    ///< OPQ: rounds of rotation and codebooks
  /// counter-modulo: the modulus (0: `codebook`). append-*: the most counters that
  /// the new position may have (0: no limit); larger groups are an error.
  std::uint32_t appended_vocabulary = 0;
  unsigned sinkhorn_rounds = 20;              ///< re-assignment rounds at most
  unsigned sinkhorn_iterations = 50;          ///< scalings of the transport plan a round
  double sinkhorn_epsilon = 0.003;            ///< regularisation, costs scaled to [-1, 1]
  std::optional<LearnedCodebooks> codebooks;  ///< for Method::residual_codebooks
  std::uint64_t memory_limit = 0;             ///< bytes; 0: available_memory()
  Threads threads;
};

/// What happened on the way. Items in groups are items that share their sequence.
struct TokenizerReport {
  /// Mean squared distance between an item and what its first 1, 2, ... tokens
  /// say; one value for PQ and OPQ (all tokens), none for atomic and textual.
  std::vector<double> mean_squared_error;
  std::uint64_t items_in_groups_before = 0;  ///< before the collision policy
  /// The same by groups: size, at least 2 -> how many.
  std::map<std::uint64_t, std::uint64_t> groups_before;
  std::uint64_t largest_codebook = 0;       ///< over the positions, before the policy
  std::uint64_t items_in_groups_after = 0;  ///< in the result
  std::uint64_t excess_before = 0;          ///< items - distinct sequences
  std::uint64_t excess_after = 0;
  std::uint64_t changed_items = 0;  ///< items whose sequence the policy changed
  unsigned sinkhorn_rounds = 0;     ///< rounds that ran
};

struct Tokenized {
  Table table;  ///< format "sidproof-tokenizer", path empty, item ids of the features
  TokenizerReport report;
};

/// Makes a semantic-ID table from features: `method`, then `policy`. The result
/// is a function of features and options without `threads` and `memory_limit`:
/// all arithmetic is IEEE binary32/binary64 + - * / sqrt in a fixed order, ties go
/// to the lowest index, so compilers, optimisation levels, vector widths and
/// thread counts give the same bits. OPQ alone promises less (product.hpp).
/// Errors: malformed (no rows; NaN or infinity, with the row), usage (options that do not
/// fit, textual), unsupported (fewer distinct rows than codewords, fewer columns than
/// blocks, learned codebooks for other features), out_of_range (more
/// items than sequences for relocate, group larger than appended_vocabulary),
/// too_large (predicted memory above the limit, with both figures).
[[nodiscard]] Result<Tokenized> tokenize(const Features& features,
                                         const TokenizerOptions& options = {},
                                         Progress& progress = Progress::none());

/// The words of each title as tokens (textual.hpp), then `policy`: none,
/// append_to_*, counter_modulo. titles.size() == items.size().
[[nodiscard]] Result<Tokenized> tokenize_titles(const std::vector<std::string>& titles,
                                                const ItemIds& items,
                                                const TokenizerOptions& options = {});

}  // namespace sidproof
