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
      fmt::format("{} of {} {} for {} that the table lacks: left out of every figure",
                  grouped(split.missing_events), counted(split.examples, "example", "examples"),
                  split.missing_events == 1 ? "asks" : "ask",
                  counted(split.missing.size(), "item", "items")));
  std::vector<std::string> names;
  for (std::size_t i = 0; i < std::min<std::size_t>(12, split.missing.size()); ++i)
    names.push_back(printable(split.missing[i].item));
  layout.group("", "items", names, split.missing.size());
}

void hit_rows(TextLayout& layout, const HitInflation& hits) {
  if (hits.measured) {
    const MeasuredHits& measured = *hits.measured;
    layout.row("hits", fmt::format("measured: SID-level {} ({} of {})", percent(measured.sid_rate),
                                   grouped(measured.sid_hits), grouped(hits.targets)));
    if (measured.sid_hits == 0) return;
    if (measured.sure_hits == measured.sid_hits) {
      layout.row("", "item-level the same number: every hit target has a sequence of its own");
      return;
    }
    layout.row("", fmt::format("item-level {} expected if the item is picked uniformly inside its "
                               "group: SID-level hits overstate it by {}",
                               percent(measured.item_rate), percent(*measured.inflation)));
    layout.row("", fmt::format("however it is picked: item-level {} to {}",
                               percent(Rational(measured.sure_hits, hits.targets)),
                               percent(measured.sid_rate)));
    return;
  }
  if (hits.collided == 0) {
    layout.row("hits", "SID-level and item-level hits are the same number");
    return;
  }
  layout.row("hits", fmt::format("counted by SID they overstate item-level hits by {} {}",
                                 percent(hits.inflation), hit_independence));
  layout.row("", fmt::format("if it is picked uniformly, whichever targets are hit: by {} to {}",
                             percent(hits.inflation_lowest), percent(hits.inflation_highest)));
  layout.row("", "however it is picked: by 0 % (always the target) to any amount (never)");
}

void loss_rows(TextLayout& layout, const LossGap& gap, bool fixed_length) {
  std::string head = fmt::format("{}, nats an event", name(gap.pooling));
  if (gap.pooling == Pooling::per_history) head += " (" + text_parts::lone_events(gap) + ")";
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
  layout.row("affected", fmt::format("{} in {}; most lost hits if every SID were found and the "
                                     "item picked uniformly:",
                                     counted(split.affected_items, "target item", "target items"),
                                     counted(split.affected_groups, "group", "groups")));
  const std::size_t shown = std::min(options.groups_shown, split.most_affected_groups.size());
  for (std::size_t i = 0; i < shown; ++i) {
    const AffectedGroup& group = split.most_affected_groups[i];
    layout.group(printable(group.sequence),
                 fmt::format("{}, {} lost: items", counted(group.events, "event", "events"),
                             decimal(group.lost_hits, 4)),
                 text_parts::item_names(table, group.rows, 12), group.rows.size());
  }
}

void next_rows(TextLayout& layout, const GapReport& report) {
  const std::vector<SplitGap>& splits = report.gap.splits;
  const auto any = [&](auto&& is) { return std::any_of(splits.begin(), splits.end(), is); };
  const bool collisions = any([](const SplitGap& split) { return split.hits.collided > 0; });
  const bool endings =
      any([](const SplitGap& split) { return split.history_free.ending_entropy.sign != 0; });
  if (collisions || endings) {
    layout.command("next", fmt::format("sidproof repair {} -o OUT",
                                       report.table.path.empty()
                                           ? std::string("TABLE")
                                           : text_parts::shell_quoted(report.table.path)));
    layout.row("", "gives every item a sequence of its own that begins no other");
  } else if (any([](const SplitGap& split) { return split.missing_events > 0; })) {
    layout.row("next",
               "find out why the table lacks targets: nothing is known of these; no other "
               "target shares its sequence");
  } else {
    layout.row("next", "nothing: no target shares its sequence, none begins another's");
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
  next_rows(layout, report);
  return layout.take();
}

}  // namespace sidproof
