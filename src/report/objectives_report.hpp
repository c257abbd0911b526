// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "comparison/objectives.hpp"
#include "report/text.hpp"

namespace sidproof {

/// One comparison and what it speaks of. Everything is borrowed.
struct ObjectivesReport {
  std::string name;   ///< of a constructed case; empty for files
  std::string shows;  ///< what a constructed case is made to show
  const Table& table;
  const Interactions& interactions;
  const ObjectivesResult& result;
};

/// The terminal report of `sidproof objectives`: optima, fitted parameters, rankings and
/// losses of both objectives side by side; `top` items of each ranking.
[[nodiscard]] std::string objectives_text(const std::vector<ObjectivesReport>& reports,
                                          std::size_t top, const TextOptions& options = {});

/// "sidproof.objectives/1" (docs/schema/objectives-1.schema.json). Lists the items that
/// are among the `top` of some ranking.
[[nodiscard]] std::string objectives_json(const std::vector<ObjectivesReport>& reports,
                                          std::size_t top);

/// The numbers of the items that are among the `top` by n/N, by the AR optimum or by the
/// parallel AR optimum, ascending.
[[nodiscard]] std::vector<std::size_t> leading_items(const HistoryFreeObjectives& objectives,
                                                     std::size_t top);

}  // namespace sidproof
