// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "objective/dataset.hpp"

#include <algorithm>
#include <map>
#include <string>
#include <utility>

namespace sidproof {

Result<Dataset> tabulate(const Interactions& interactions, std::optional<Split> split,
                         const DatasetLimits& limits) {
  Dataset dataset;
  dataset.items = interactions.items.size();
  std::map<std::vector<std::uint32_t>, std::size_t> place;
  for (std::size_t i = 0; i < interactions.examples.size(); ++i) {
    const Example& example = interactions.examples[i];
    if (split && example.split != *split) continue;
    const std::string which = "example " + std::to_string(i);
    if (example.begin > example.end || example.end > interactions.events.size())
      return fail(ErrorCode::usage, which + " points outside the events");
    const auto history = interactions.history(example);
    if (example.target >= dataset.items ||
        std::ranges::any_of(history, [&](std::uint32_t item) { return item >= dataset.items; }))
      return fail(ErrorCode::usage, which + " names an item that does not exist");
    const auto [entry, is_new] = place.try_emplace(
        std::vector<std::uint32_t>(history.begin(), history.end()), dataset.histories.size());
    if (is_new) {
      if (dataset.items > limits.cells / (dataset.histories.size() + 1))
        return fail(ErrorCode::too_large,
                    "more than " + std::to_string(limits.cells) + " counts of items by history", {},
                    "tabulate one split, or shorten the histories");
      dataset.histories.push_back({entry->first, ItemCounts(dataset.items, 0)});
    }
    ++dataset.histories[entry->second].counts[example.target];
  }
  return dataset;
}

ItemCounts pooled(const Dataset& dataset) {
  ItemCounts sum(dataset.items, 0);
  for (const HistoryCounts& history : dataset.histories)
    for (std::size_t v = 0; v < dataset.items; ++v) sum[v] += history.counts[v];
  return sum;
}

}  // namespace sidproof
