// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "report/pathology_report.hpp"

namespace sidproof {

/// Means over the histories that were measured. What is a ratio of counts stays an exact
/// fraction; masses are enclosed. All zero when nothing was measured.
struct PathologyMeans {
  std::uint64_t histories = 0;  ///< with figures

  struct Beam {
    std::uint64_t width = 0;      ///< 0: as wide as there are sequences
    std::uint64_t histories = 0;  ///< with this width
    Rational recall;              ///< of the exact top K
    Rational item_recall;
    Enclosure regret;
    std::uint64_t certified = 0;  ///< histories
    /// Share of the results of the beam without constraint that are no item.
    std::optional<Rational> outside;
  };
  std::vector<Beam> beams;  ///< by width, 0 at last

  std::uint64_t greedy_misses = 0;  ///< histories where greedy is not the best
  Rational greedy_rank;
  Enclosure greedy_probability;
  Enclosure best_probability;
  Enclosure top_mass;

  struct Prefix {
    std::uint64_t tokens = 0;
    Enclosure heaviest, best_below, of_best;
    Rational rank_below;
    std::uint64_t misleads = 0;  ///< histories
  };
  std::vector<Prefix> prefixes;

  struct List {
    std::string name;
    Rational found;     ///< share of the exact top K
    Rational returned;  ///< sequences
    Enclosure mass;
    Rational shared_prefix;
  };
  std::vector<List> lists;
  Enclosure draws_shared, draws_distinct;

  RankDifference laws;            ///< pairs summed over the histories
  Rational tau;                   ///< the mean
  std::uint64_t top_differs = 0;  ///< histories
  Rational top_shared;            ///< share of the top K
  Enclosure total_variation;
  RankDifference rounding;

  std::vector<Enclosure> leaked;  ///< by level
  Enclosure leaked_sum;
  Rational top_items;  ///< items behind the exact top K
  std::uint64_t largest_group = 0;
  Rational colliding;  ///< sequences of several items among the top K

  std::uint64_t filtered = 0;  ///< histories with filter figures
  Rational items_left;
  Enclosure mass_left;
  RankDifference filter_global, filter_local;
};

[[nodiscard]] PathologyMeans means(const PathologyReport& report);

}  // namespace sidproof
