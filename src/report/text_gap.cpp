// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>

#include "report/display.hpp"
#include "report/numbers.hpp"
#include "report/text.hpp"
#include "report/text_parts.hpp"

namespace sidproof {
namespace {

std::string per_event(const ExactNats& value) {
  if (value.sign == 0) return "0";
  return enclosure_text(value.per_event, 8);
}

void target_rows(TextLayout& layout, const SplitGap& split) {
  const HitInflation& hits = split.hits;
  if (split.events == 0) {
    layout.row("targets", "no target of this split is in the table: nothing to measure");
    return;
  }
  layout.row("targets",
             fmt::format("{}; {} ({} of {}) share their sequence",
                         counted(split.events, "event", "events"), percent(hits.collision_share, 7),
                         grouped(hits.collided), grouped(hits.targets)));
  layout.row("", fmt::format("mean log group size {} nats, largest group {}",
                             enclosure_text(hits.mean_log_group_size_nats, 8),
                             grouped(hits.largest_group)));
}

void missing_rows(TextLayout& layout, const SplitGap& split) {
  if (split.missing_events == 0) return;
  layout.answer(
      "missing", Truth::refuted, true,
      fmt::format("{} of {} ask for {} that the table lacks: left out of every figure",
                  grouped(split.missing_events), counted(split.examples, "example", "examples"),
                  counted(split.missing.size(), "item", "items")));
  std::vector<std::string> names;
  for (std::size_t i = 0; i < std::min<std::size_t>(12, split.missing.size()); ++i)
    names.push_back(printable(split.missing[i].item));
  layout.group("", "items", names, split.missing.size());
}

void hit_rows(TextLayout& layout, const HitInflation& hits) {
  if (hits.measured) {
    const MeasuredHits& measured = *hits.measured;
    layout.row("hits", fmt::format("measured: SID-level {} ({} of {}), item-level {} under a "
                                   "uniform pick in the group",
                                   percent(measured.sid_rate), grouped(measured.sid_hits),
                                   grouped(hits.targets), percent(measured.item_rate)));
    if (measured.inflation)
      layout.row("", fmt::format("SID-level hits overstate item-level hits by {}, exactly",
                                 percent(*measured.inflation)));
    return;
  }
  if (hits.collided == 0) {
    layout.row("hits", "SID-level and item-level hits are the same number");
    return;
  }
  layout.row("hits", fmt::format("counted by SID they overstate item-level hits by {} {}",
                                 percent(hits.inflation), hit_independence));
  layout.row("", fmt::format("without that assumption: by {} to {}", percent(hits.inflation_lowest),
                             percent(hits.inflation_highest)));
}

void loss_rows(TextLayout& layout, const LossGap& gap, bool fixed_length) {
  std::string head = fmt::format("{}, nats an event", name(gap.pooling));
  if (gap.pooling == Pooling::per_history)
    head += fmt::format(" ({}, {} of {} occur once and add 0)",
                        counted(gap.histories, "history", "histories"), grouped(gap.lone_events),
                        counted(gap.events, "event", "events"));
  layout.row("losses", layout.paint().strong(head));
  const auto line = [&](const ExactNats& value, std::string_view meaning) {
    layout.row("", text_parts::column(per_event(value), 13) + std::string(meaning));
  };
  line(gap.collision_entropy, "C2 H(item | SID): what AR-NTP cannot tell apart");
  if (!fixed_length) line(gap.ending_entropy, "C1v: endings that no end token pays for");
  line(gap.total_correlation, fixed_length ? "C3 total correlation: what parallel heads miss"
                                           : "C3 (variable length): what parallel heads miss");
  line(gap.decomposition, "C4 best parallel loss - best FV loss");
}

void affected_rows(TextLayout& layout, const Table& table, const SplitGap& split,
                   const TextOptions& options) {
  if (split.most_affected_groups.empty()) return;
  layout.row("affected", fmt::format("{} in {}; most lost hits if every SID were found:",
                                     counted(split.affected_items, "target item", "target items"),
                                     counted(split.affected_groups, "group", "groups")));
  const std::size_t shown = std::min(options.groups_shown, split.most_affected_groups.size());
  for (std::size_t i = 0; i < shown; ++i) {
    const AffectedGroup& group = split.most_affected_groups[i];
    layout.group(printable(group.sequence),
                 fmt::format("{} events, {} lost: items", grouped(group.events),
                             decimal(group.lost_hits, 4)),
                 text_parts::item_names(table, group.rows, 12), group.rows.size());
  }
}

}  // namespace

std::string gap_text(const GapReport& report, const TextOptions& options) {
  TextLayout layout(options.width, options.colour);
  const GapResult& gap = report.gap;
  layout.row("table", fmt::format("{} · {} · {}", printable(display_name(report.table)),
                                  counted(gap.items, "item", "items"),
                                  counted(gap.distinct_sequences, "sequence", "sequences")));
  layout.row("data",
             fmt::format("{} · {} · {}", printable(report.interactions.path),
                         counted(report.interactions.examples.size(), "example", "examples"),
                         counted(report.interactions.items.size(), "item", "items")));
  layout.row("splits", printable(split_words(report.interactions)));
  if (gap.repeated_rows > 0)
    layout.row("note",
               fmt::format("{} an item with the same sequence and count once",
                           gap.repeated_rows == 1 ? "1 row repeats"
                                                  : grouped(gap.repeated_rows) + " rows repeat"));
  const bool collisions =
      std::any_of(gap.splits.begin(), gap.splits.end(),
                  [](const SplitGap& split) { return split.hits.collided > 0; });
  for (const SplitGap& split : gap.splits) {
    layout.blank();
    layout.row("split", layout.paint().strong(printable(split.split)));
    target_rows(layout, split);
    missing_rows(layout, split);
    if (split.events == 0) continue;
    hit_rows(layout, split.hits);
    loss_rows(layout, split.history_free, gap.fixed_length);
    loss_rows(layout, split.per_history, gap.fixed_length);
    affected_rows(layout, report.table, split, options);
  }
  layout.blank();
  text_parts::named_rows(layout, report.requirements);
  layout.row("read as",
             "least losses of unrestricted tables of probabilities on these very "
             "events; neither version is the loss of a trained network");
  if (collisions) {
    layout.command("next", fmt::format("sidproof repair {} -o OUT",
                                       report.table.path.empty()
                                           ? std::string("TABLE")
                                           : text_parts::shell_quoted(report.table.path)));
    layout.row("", "gives every item its own sequence");
  } else {
    layout.row("next", "nothing: no target shares its sequence");
  }
  return layout.take();
}

}  // namespace sidproof
