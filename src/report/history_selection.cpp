// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "report/history_selection.hpp"

#include <fmt/format.h>

#include "report/numbers.hpp"

namespace sidproof {
namespace {

std::string left_out(const HistorySelection& selection) {
  const std::string where =
      selection.absent == 0
          ? fmt::format("beyond the first {}", counted(selection.rows, "row", "rows"))
      : selection.beyond == 0
          ? "not in the table"
          : fmt::format("{} beyond the first {}, {} not in the table", grouped(selection.beyond),
                        counted(selection.rows, "row", "rows"), grouped(selection.absent));
  return fmt::format("left out of the histories: {} ({})",
                     counted(selection.beyond + selection.absent, "item", "items"), where);
}

}  // namespace

std::vector<std::string> notes(const HistorySelection& selection) {
  std::vector<std::string> notes;
  if (selection.other_split)
    notes.push_back(
        fmt::format("no {} example is followed by an item of the catalogue: examples of the other "
                    "splits are taken",
                    selection.split));
  if (selection.taken < selection.wanted)
    notes.push_back(fmt::format("{} of the {} asked for: there are no more",
                                grouped(selection.taken),
                                counted(selection.wanted, "history", "histories")));
  if (selection.passed_over > 0)
    notes.push_back(fmt::format("{} passed over: the next item is not in the catalogue",
                                counted(selection.passed_over, "example", "examples")));
  if (selection.beyond + selection.absent > 0) notes.push_back(left_out(selection));
  if (selection.window < selection.wanted_window)
    notes.push_back(fmt::format("the network's inputs have room for {} of a history, not {}",
                                counted(selection.window, "item", "items"),
                                grouped(selection.wanted_window)));
  if (selection.not_seen > 0) {
    const std::string seen = selection.window == 0 ? "no item"
                             : selection.window == 1
                                 ? "the last item"
                                 : "the last " + grouped(selection.window) + " items";
    notes.push_back(fmt::format("the network sees {} of a history: {} not seen", seen,
                                counted(selection.not_seen, "earlier one", "earlier ones")));
  }
  return notes;
}

}  // namespace sidproof
