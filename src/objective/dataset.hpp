// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <stdexcept>
#include <vector>

#include "base/error.hpp"
#include "interactions/interactions.hpp"
#include "objective/loss.hpp"
#include "objective/partition.hpp"

namespace sidproof {

/// n(x, .) of one history x.
struct HistoryCounts {
  std::vector<std::uint32_t> history;  ///< item numbers, oldest first
  ItemCounts counts;                   ///< how often each item followed

  friend bool operator==(const HistoryCounts&, const HistoryCounts&) = default;
};

/// n(x, v) as a table: histories with data in order of first appearance, all counts
/// over the same items.
struct Dataset {
  std::size_t items = 0;
  std::vector<HistoryCounts> histories;
};

/// How large a tabulated dataset may be.
struct DatasetLimits {
  std::uint64_t cells = std::uint64_t{1} << 26U;  ///< histories times items
};

/// The examples of one split (none: of all) tabulated by equal histories; items are
/// those of `interactions`, by number. Errors: usage (an example points outside the
/// events, or its target or history outside the items), too_large.
[[nodiscard]] Result<Dataset> tabulate(const Interactions& interactions,
                                       std::optional<Split> split = std::nullopt,
                                       const DatasetLimits& limits = {});

/// All examples under one history, as if it were unknown: the history-free version.
/// The sum of no histories has all counts 0.
[[nodiscard]] ItemCounts pooled(const Dataset& dataset);

/// L_AR of a dataset: models[x] speaks after history x of `dataset`. Throws
/// std::invalid_argument unless there is one model a history and one item a code.
template <ConditionalModel M>
[[nodiscard]] Loss ar_loss(const std::vector<M>& models, const TokenMap& map,
                           const Dataset& dataset) {
  if (models.size() != dataset.histories.size() || map.items() != dataset.items)
    throw std::invalid_argument("one model a history and one code an item");
  Loss loss;
  for (std::size_t x = 0; x < models.size(); ++x)
    loss += ar_loss(models[x], map, dataset.histories[x].counts);
  return loss;
}

/// B5 over histories: L_FV(Q/Z) - L_AR(Q) = sum_x N_x log Z(x), exactly. Throws as
/// ar_loss(), and std::domain_error where Z(x) = 0.
template <ConditionalModel M>
[[nodiscard]] RationalLogSum objective_gap(const std::vector<M>& models, const TokenMap& map,
                                           const Dataset& dataset) {
  if (models.size() != dataset.histories.size() || map.items() != dataset.items)
    throw std::invalid_argument("one model a history and one code an item");
  RationalLogSum gap;
  for (std::size_t x = 0; x < models.size(); ++x)
    gap.add(Rational(z_direct(models[x], map)), Rational(total(dataset.histories[x].counts)));
  return gap;
}

}  // namespace sidproof
