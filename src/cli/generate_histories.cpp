// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "cli/generate_histories.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <utility>

#include "audit/item_index.hpp"

namespace sidproof {
namespace {

using Rows = std::vector<std::optional<std::uint32_t>>;  // of the table, by item number

void add_history(const Interactions& interactions, const Example& example, const Rows& rows,
                 Histories& found) {
  HistorySelection& selection = found.selection;
  History history;
  for (const std::uint32_t item : interactions.history(example)) {
    const auto row = rows[item];
    if (row && *row < selection.rows) {
      history.whole.push_back(*row);
      continue;
    }
    ++history.left_out;
    ++(row ? selection.beyond : selection.absent);
  }
  const std::size_t seen = std::min<std::size_t>(history.whole.size(), selection.window);
  selection.not_seen += history.whole.size() - seen;
  history.observed.history.assign(history.whole.end() - static_cast<std::ptrdiff_t>(seen),
                                  history.whole.end());
  history.observed.target = *rows[example.target];
  found.taken.push_back(std::move(history));
}

}  // namespace

std::vector<reference::Observed> Histories::observed() const {
  std::vector<reference::Observed> all;
  for (const History& history : taken) all.push_back(history.observed);
  return all;
}

Result<Histories> choose_histories(const Table& table, const reference::Catalogue& catalogue,
                                   const Interactions& interactions, const HistoryChoice& choice) {
  const ItemIndex index(table.items);
  if (!index.repeats().empty()) {
    const auto& repeat = index.repeats().front();
    return fail(ErrorCode::malformed,
                fmt::format("the item of row {} stands in row {} already", repeat.row + 1,
                            repeat.first_row + 1),
                {table.path, {}, {}}, "every item needs one row; see the command audit");
  }
  Rows rows(interactions.items.size());
  for (std::uint32_t item = 0; item < interactions.items.size(); ++item)
    rows[item] = index.find(interactions.items.text(item));
  for (const bool any_split : {false, true}) {
    Histories found;
    found.selection.split = name(choice.split);
    found.selection.other_split = any_split;
    found.selection.wanted = choice.wanted;
    found.selection.window = std::min(choice.window, choice.room);
    found.selection.wanted_window = choice.window;
    found.selection.rows = catalogue.items();
    for (const Example& example : interactions.examples) {
      if (found.taken.size() == choice.wanted) break;
      if (!any_split && example.split != choice.split) continue;
      const auto target = rows[example.target];
      if (target && *target < catalogue.items())
        add_history(interactions, example, rows, found);
      else
        ++found.selection.passed_over;
    }
    found.selection.taken = found.taken.size();
    if (!found.taken.empty()) return found;
  }
  return fail(ErrorCode::malformed, "no example is followed by an item of the catalogue",
              {interactions.path, {}, {}},
              "the table's item ids and the interactions' must be the same texts; or take more "
              "items");
}

}  // namespace sidproof
