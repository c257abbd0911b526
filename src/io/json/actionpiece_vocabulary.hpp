// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <boost/unordered/unordered_flat_map.hpp>
#include <cstdint>
#include <optional>
#include <vector>

#include "base/error.hpp"
#include "base/progress.hpp"
#include "io/files/mapped_file.hpp"

namespace sidproof {

/// What ActionPiece's merge table says about single features. Reading it checks
/// the premise on which its items can be compared at all: every token expands to
/// one fixed, finite multiset of features (a merge only names tokens before it,
/// and no token is defined twice in two ways). Then the tokens of a sequence give
/// back the features of its item, so two items share a token sequence exactly
/// when their features are equal as multisets, whichever way each is segmented.
struct ActionPieceVocabulary {
  std::uint32_t categories = 0;  ///< n_categories
  std::uint64_t tokens = 0;      ///< all tokens, padding not counted
  std::uint64_t merged = 0;      ///< those that stand for more than one feature

  /// Features that have a token of their own, as category * 2^32 + value.
  std::vector<std::uint64_t> features;  // ascending
  /// The category of each feature value when no value stands in two categories:
  /// then an item's features are a set of values; otherwise value i of an item
  /// belongs to category i.
  std::optional<boost::unordered_flat_map<std::uint32_t, std::uint32_t>> category_of;

  [[nodiscard]] bool has(std::uint32_t category, std::uint32_t value) const;
};

/// Reads `actionpiece.json`, with token2feat as ActionPiece saves it (a list of
/// [category, value], [-1, token, token] and the padding [-1, -1]) or expanded
/// ({"12": [[0, 3], [1, 5]]}). Errors: malformed, unsupported (textual features).
[[nodiscard]] Result<ActionPieceVocabulary> read_actionpiece_vocabulary(const MappedFile& file,
                                                                        Progress& progress);

}  // namespace sidproof
