// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cstddef>
#include <span>
#include <utility>
#include <vector>

#include "random/stream.hpp"

namespace sidproof {

/// A bell-shaped number: the sum of four uniform ones, mean 0, standard deviation
/// 0.577. No library function, so the same bits everywhere.
[[nodiscard]] inline double bell(RandomStream& random) {
  const double first = random.unit();
  const double second = random.unit();
  const double third = random.unit();
  return first + second + third + random.unit() - 2;
}

/// Draws indices with given weights.
class WeightedChoice {
 public:
  /// At least one weight, all >= 0, not all 0.
  explicit WeightedChoice(std::span<const double> weights) {
    double sum = 0;
    for (const double weight : weights) cumulated_.push_back(sum += weight);
  }

  [[nodiscard]] std::size_t draw(RandomStream& random) const {
    const double threshold = random.unit() * cumulated_.back();
    const auto found = std::upper_bound(cumulated_.begin(), cumulated_.end() - 1, threshold);
    return static_cast<std::size_t>(found - cumulated_.begin());
  }

 private:
  std::vector<double> cumulated_;
};

/// Puts the elements in random order (Fisher and Yates).
template <class T>
void shuffle(std::vector<T>& values, RandomStream& random) {
  for (std::size_t i = values.size(); i > 1; --i) std::swap(values[i - 1], values[random.below(i)]);
}

}  // namespace sidproof
