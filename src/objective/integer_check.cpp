// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "objective/integer_check.hpp"

#include <algorithm>
#include <limits>
#include <numeric>
#include <stdexcept>

#include "exact/fixed_product.hpp"
#include "exact/flint_rational.hpp"
#include "model/tabular.hpp"
#include "objective/likelihood.hpp"
#include "objective/partition.hpp"

namespace sidproof {

IntegerCheck::IntegerCheck(const CascadedShape& shape, const TokenMap& map)
    : shape_(shape), map_(map), length_(shape.space().length()) {
  if (!map.is_fixed_length()) throw std::invalid_argument("codes of several lengths");
  for (std::size_t v = 0; v < map.items(); ++v)
    for (std::size_t j = 0; j < length_; ++j)
      cell_.push_back(
          static_cast<std::uint32_t>(shape.row_begin(shape.row_of(map[v].first(j))) + map[v][j]));
  row_of_cell_.resize(shape.cells());
  for (std::size_t row = 0; row <= shape.rows(); ++row) row_begin_.push_back(shape.row_begin(row));
  for (std::size_t row = 0; row < shape.rows(); ++row)
    for (std::size_t cell = row_begin_[row]; cell < row_begin_[row + 1]; ++cell)
      row_of_cell_[cell] = static_cast<std::uint32_t>(row);
  std::size_t first_row = 0;
  for (std::size_t j = 0; j <= length_; ++j) {
    level_row_.push_back(first_row);
    first_row += static_cast<std::size_t>(shape.space().prefixes(j).value_or(0));
  }
  multiplicity_.assign(static_cast<std::size_t>(shape.space().sequences().value_or(0)), 0);
  for (std::size_t v = 0; v < map.items(); ++v)
    ++multiplicity_[static_cast<std::size_t>(shape.space().index(map[v]))];
  row_sum_.resize(shape.rows());
  scaled_.resize(shape.cells());
  below_.resize(multiplicity_.size());
}

// False when a row has no weight, a common denominator exceeds 64 bits, or the number of items
// times the product of all of them 127 bits. Every term below is at most that product.
bool IntegerCheck::scale_rows(std::span<const std::uint32_t> weights) {
  denominator_ = 1;
  for (std::size_t j = 0; j < length_; ++j) {
    std::uint64_t common = 1;
    for (std::size_t row = level_row_[j]; row < level_row_[j + 1]; ++row) {
      std::uint64_t sum = 0;
      for (std::size_t cell = row_begin_[row]; cell < row_begin_[row + 1]; ++cell)
        sum += weights[cell];
      if (sum == 0) return false;  // no law: slow() reports it
      row_sum_[row] = sum;
      const std::uint64_t beyond = common % sum;
      if (beyond != 0 && __builtin_mul_overflow(common, sum / std::gcd(beyond, sum), &common))
        return false;
    }
    for (std::size_t row = level_row_[j]; row < level_row_[j + 1]; ++row) {
      const std::uint64_t scale = common / row_sum_[row];
      for (std::size_t cell = row_begin_[row]; cell < row_begin_[row + 1]; ++cell)
        scaled_[cell] = weights[cell] * scale;
    }
    if (__builtin_mul_overflow(denominator_, static_cast<Wide>(common), &denominator_))
      return false;
  }
  Wide largest_sum = 0;
  return !__builtin_mul_overflow(denominator_, static_cast<Wide>(map_.items()), &largest_sum);
}

std::optional<IntegerVerdict> IntegerCheck::fast(std::span<const std::uint32_t> weights,
                                                 std::span<const std::uint32_t> draws) {
  if (!scale_rows(weights)) return std::nullopt;
  Wide by_items = 0;
  for (std::size_t v = 0; v < map_.items(); ++v) {
    Wide mass = 1;
    for (std::size_t j = 0; j < length_; ++j) mass *= scaled_[cell_[v * length_ + j]];
    by_items += mass;
  }
  // Backwards: below_[i] belongs to the i-th prefix of length j + 1, then of j.
  std::copy(multiplicity_.begin(), multiplicity_.end(), below_.begin());
  for (std::size_t j = length_; j-- > 0;) {
    std::size_t child = 0;
    for (std::size_t row = level_row_[j]; row < level_row_[j + 1]; ++row) {
      Wide sum = 0;
      for (std::size_t cell = row_begin_[row]; cell < row_begin_[row + 1]; ++cell)
        sum += below_[child++] * scaled_[cell];
      below_[row - level_row_[j]] = sum;
    }
  }
  // Tokens position by position against sequences example by example.
  FixedProduct left;
  FixedProduct right;
  bool fits = true;
  for (std::size_t j = 0; j < length_; ++j)
    for (const std::uint32_t v : draws) {
      const std::uint32_t cell = cell_[v * length_ + j];
      fits = fits && left.multiply(weights[cell]) && right.multiply(row_sum_[row_of_cell_[cell]]);
    }
  for (const std::uint32_t v : draws) {
    std::uint64_t numerator = 1;
    std::uint64_t denominator = 1;
    for (std::size_t j = 0; j < length_; ++j) {
      const std::uint32_t cell = cell_[v * length_ + j];
      fits = fits && !__builtin_mul_overflow(numerator, weights[cell], &numerator) &&
             !__builtin_mul_overflow(denominator, row_sum_[row_of_cell_[cell]], &denominator);
    }
    fits = fits && left.multiply(denominator) && right.multiply(numerator);
  }
  if (!fits) return std::nullopt;
  return IntegerVerdict{by_items == below_[0], by_items == denominator_, left == right};
}

IntegerVerdict IntegerCheck::slow(std::span<const std::uint32_t> weights,
                                  std::span<const std::uint32_t> draws) const {
  const auto model = from_weights<FlintRational>(shape_, weights);
  ItemCounts counts(map_.items(), 0);
  for (const std::uint32_t v : draws) ++counts[v];
  const FlintRational z = z_direct(model, map_);
  FlintRational by_sequences(0);
  std::size_t index = 0;
  map_.space().for_each([&](SequenceView s) {
    by_sequences += FlintRational(multiplicity_[index++]) * prefix_mass(model, s);
  });
  return {z == by_sequences, z == FlintRational(1),
          ar_likelihood(model, map_, counts) ==
              fv_likelihood<FlintRational>(item_masses(model, map_), counts)};
}

IntegerVerdict IntegerCheck::check(std::span<const std::uint32_t> weights,
                                   std::span<const std::uint32_t> draws) {
  const auto decided = fast(weights, draws);
  return decided ? *decided : slow(weights, draws);
}

}  // namespace sidproof
