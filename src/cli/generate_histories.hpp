// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "generator/check/check.hpp"
#include "interactions/interactions.hpp"
#include "report/history_selection.hpp"
#include "tokenization/table.hpp"

namespace sidproof {

/// One history of the interactions, in rows of the catalogue.
struct History {
  reference::Observed observed;      ///< what the network sees of it, and what came next
  std::vector<std::uint32_t> whole;  ///< all its events whose items the catalogue has
  std::uint64_t left_out = 0;        ///< the other events
};

struct Histories {
  std::vector<History> taken;  ///< at least one
  HistorySelection selection;

  [[nodiscard]] std::vector<reference::Observed> observed() const;
};

/// What is asked for.
struct HistoryChoice {
  Split split = Split::test;
  std::size_t wanted = 1;  ///< histories
  std::size_t window = 8;  ///< items that the network is to see
  std::size_t room = 8;    ///< ... and can see
};

/// The first examples of the split whose targets are in the catalogue, of any split when there
/// is none; events whose items it does not have are left out of the histories. Errors:
/// malformed (no such example, an item with two rows).
[[nodiscard]] Result<Histories> choose_histories(const Table& table,
                                                 const reference::Catalogue& catalogue,
                                                 const Interactions& interactions,
                                                 const HistoryChoice& choice);

}  // namespace sidproof
