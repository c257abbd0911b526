// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "exact/wide.hpp"
#include "tokenization/shapes.hpp"
#include "tokenization/token_map.hpp"

namespace sidproof {

/// What bulk campaigns ask of one model, decided exactly.
struct IntegerVerdict {
  bool partition_agrees = false;   ///< B1: Z by items = Z backwards over the prefixes
  bool z_is_one = false;           ///< Z = 1
  bool likelihoods_agree = false;  ///< A2 chain on the drawn items
  friend bool operator==(const IntegerVerdict&, const IntegerVerdict&) = default;
};

/// Checks many softmax models with integer weights on one map, exactly and without
/// ever taking a gcd of results: Z is an integer over the product of one common
/// denominator per position, likelihoods are compared by cross-multiplication.
/// All bounds are checked; a model that exceeds them is checked over FLINT's
/// rationals instead. Dense cascaded shapes, codes of fixed length.
class IntegerCheck {
 public:
  /// Throws std::invalid_argument for codes of several lengths.
  IntegerCheck(const CascadedShape& shape, const TokenMap& map);

  /// The fast path alone; nullopt when a bound is exceeded. `weights`: one a cell,
  /// no row all zero; `draws`: observed items, repetitions allowed.
  [[nodiscard]] std::optional<IntegerVerdict> fast(std::span<const std::uint32_t> weights,
                                                   std::span<const std::uint32_t> draws);

  /// The same over FlintRational: the fall-back, and what fast() is tested
  /// against. Throws std::overflow_error when a row has no weight.
  [[nodiscard]] IntegerVerdict slow(std::span<const std::uint32_t> weights,
                                    std::span<const std::uint32_t> draws) const;

  /// fast(), or slow() where its bounds are exceeded.
  [[nodiscard]] IntegerVerdict check(std::span<const std::uint32_t> weights,
                                     std::span<const std::uint32_t> draws);

 private:
  bool scale_rows(std::span<const std::uint32_t> weights);

  CascadedShape shape_;
  TokenMap map_;
  std::size_t length_;
  std::vector<std::uint32_t> cell_;  // per item and position
  std::vector<std::uint32_t> row_of_cell_;
  std::vector<std::size_t> level_row_;  // first row of each position; last: rows()
  std::vector<std::size_t> row_begin_;
  std::vector<std::uint32_t> multiplicity_;  // per sequence
  // Scratch of one model.
  std::vector<std::uint64_t> row_sum_;

  std::vector<std::uint64_t> scaled_;  // weight * scale, per cell
  std::vector<Wide> below_;            // per prefix of the position in hand
  Wide denominator_ = 1;
};

}  // namespace sidproof
