// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>

#include "report/display.hpp"
#include "report/numbers.hpp"
#include "report/text.hpp"
#include "report/text_parts.hpp"

namespace sidproof {
namespace {

void reuse_rows(TextLayout& layout, const DiffReport& report, const TextOptions& options) {
  const DiffResult& diff = report.diff;
  if (diff.reused.empty()) {
    layout.answer("SIDs reused", Truth::holds, true, "none: no sequence changed its meaning");
    return;
  }
  layout.answer(
      "SIDs reused", Truth::refuted, true,
      fmt::format("{} another item now, {} left by every old owner: a model or log "
                  "that knows the old meaning is wrong without noticing",
                  diff.reused.size() == 1 ? "1 sequence means"
                                          : grouped(diff.reused.size()) + " sequences mean",
                  diff.reused.size() == 1
                      ? std::string(diff.taken_over == 1 ? "and was" : "and was not")
                      : grouped(diff.taken_over) + " of them"));
  const std::size_t shown = std::min(options.groups_shown, diff.reused.size());
  for (std::size_t i = 0; i < shown; ++i) {
    const ReusedSid& sid = diff.reused[i];
    layout.detail(fmt::format(
        "{}  was {}, now {}", printable(report.before.sequence_text(sid.old_row)),
        printable(report.before.items[sid.old_row]), printable(report.after.items[sid.new_row])));
  }
  if (shown < diff.reused.size())
    layout.detail(fmt::format("… {} (all of them: --json FILE)",
                              counted(diff.reused.size() - shown, "more", "more")));
}

void change_rows(TextLayout& layout, const DiffReport& report, const TextOptions& options) {
  const DiffResult& diff = report.diff;
  layout.row("items", fmt::format("{} in both, {} only new, {} only old", grouped(diff.common),
                                  grouped(diff.added.size()), grouped(diff.removed.size())));
  if (diff.common == 0)
    layout.row("churn", "not known: no item is in both tables; are their ids of one kind?");
  else
    layout.row("churn", fmt::format("{} of the common items changed their sequence ({} of {})",
                                    percent(diff.churn), grouped(diff.changed.size()),
                                    grouped(diff.common)));
  const std::size_t shown = std::min(options.groups_shown, diff.changed.size());
  for (std::size_t i = 0; i < shown; ++i) {
    const ChangedItem& item = diff.changed[i];
    layout.detail(fmt::format("item {}: {} → {}", printable(report.before.items[item.old_row]),
                              printable(report.before.sequence_text(item.old_row)),
                              printable(report.after.sequence_text(item.new_row))));
  }
  if (shown < diff.changed.size())
    layout.detail(fmt::format("… {} (all of them: --json FILE)",
                              counted(diff.changed.size() - shown, "more", "more")));
  if (!diff.swapped.empty()) {
    const SwappedItems& first = diff.swapped.front();
    const bool several = diff.exchanged_pairs != diff.swapped.size();
    layout.row(
        "swapped",
        fmt::format("{} {} of items exchanged their sequences, e.g. {} and {}{}",
                    human(diff.exchanged_pairs), diff.exchanged_pairs == 1 ? "pair" : "pairs",
                    printable(report.before.items[first.old_row_a]),
                    printable(report.before.items[first.old_row_b]),
                    several ? fmt::format("; {} if each item counts once",
                                          counted(diff.swapped.size(), "pair", "pairs"))
                            : ""));
  }
}

void collision_rows(TextLayout& layout, const DiffResult& diff) {
  const auto line = [](const CollisionCount& count) {
    return fmt::format("{} in {}, excess {}", counted(count.items_in_groups, "item", "items"),
                       counted(count.groups, "group", "groups"), grouped(count.excess));
  };
  layout.row("collisions", fmt::format("before: {}", line(diff.before)));
  layout.row("", fmt::format("after: {}", line(diff.after)));
  layout.row("",
             fmt::format("pairs of items with one sequence: {} kept, {} gained, {} lost",
                         human(diff.pairs_kept), human(diff.pairs_gained), human(diff.pairs_lost)));
}

}  // namespace

std::string diff_text(const DiffReport& report, const TextOptions& options) {
  TextLayout layout(options.width, options.colour);
  const DiffResult& diff = report.diff;
  const auto head = [](const Table& table, const CollisionCount& count) {
    return fmt::format("{} · {} · {}", printable(display_name(table)),
                       counted(count.items, "item", "items"),
                       counted(count.distinct, "sequence", "sequences"));
  };
  layout.row("old", head(report.before, diff.before));
  layout.row("new", head(report.after, diff.after));
  reuse_rows(layout, report, options);
  change_rows(layout, report, options);
  collision_rows(layout, diff);
  text_parts::named_rows(layout, report.requirements);
  std::string next = "nothing: a model trained on the old table reads the new one";
  if (!diff.reused.empty())
    next = "train again before serving the new table, and drop logged SIDs of the old one";
  else if (!diff.changed.empty() || !diff.added.empty())
    next = "train again or fine-tune: the model has not seen the new sequences";
  layout.row("next", next);
  return layout.take();
}

}  // namespace sidproof
