// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>

#include "report/display.hpp"
#include "report/grid.hpp"
#include "report/numbers.hpp"
#include "report/objectives_report.hpp"
#include "report/text_parts.hpp"

namespace sidproof {
namespace {

using text_parts::column;
using text_parts::unbroken;

// Short fractions as they are, long ones as decimals.
std::string number(const Rational& value) {
  const std::string exact = exact_text(value);
  return exact.size() <= 11 ? exact : decimal(value, 6);
}

std::string number(const std::optional<Rational>& value) { return value ? number(*value) : "-"; }

std::string per_event(const ExactNats& value) {
  return value.sign == 0 ? "0" : enclosure_text(value.per_event, 8);
}

bool any_heads(const HistoryFreeObjectives& objectives) {
  return std::ranges::any_of(objectives.items,
                             [](const ComparedItem& item) { return item.fv_heads.has_value(); });
}

void item_rows(TextLayout& layout, const ObjectivesReport& report,
               const HistoryFreeObjectives& objectives, std::size_t top) {
  const bool constructed = !report.name.empty();
  const bool heads = any_heads(objectives);
  std::vector<std::vector<std::string>> cells{{"item"}};
  if (constructed) cells[0].emplace_back("code");
  for (const auto* head : {"n", "m", "FV", "AR", "FV tokens", "AR heads"})
    cells[0].push_back(unbroken(head));
  if (heads) cells[0].push_back(unbroken("FV heads"));
  for (const std::size_t i : leading_items(objectives, top)) {
    const ComparedItem& item = objectives.items[i];
    cells.push_back({unbroken(truncate_to_width(printable(report.table.items[item.row]), 14))});
    std::vector<std::string>& row = cells.back();
    if (constructed) {
      std::string code;
      for (const std::string& token : report.table.tokens(item.row)) code += token;
      row.push_back(code);
    }
    row.push_back(std::to_string(item.events));
    row.push_back(std::to_string(item.group_size));
    row.push_back(number(item.fv));
    row.push_back(number(item.ar));
    row.push_back(number(item.fv_tokens));
    row.push_back(number(item.parallel));
    if (heads) row.push_back(number(item.fv_heads));
  }
  text_parts::grid(layout, "optima", cells);
  layout.row("", fmt::format("n events, m items with the sequence; FV: item law n/N; AR: Q(tok v); "
                             "FV tokens: Q/Z of the FV optimum of the same cascaded model; heads: "
                             "the same for parallel heads{}",
                             heads ? "" : " (FV of heads is not known here)"));
}

// `what` names both sides: "FV" against "AR".
void rank_row(TextLayout& layout, std::string_view label, std::string_view first,
              std::string_view second, const RankDifference& ranks) {
  const std::string what = fmt::format("{} against {}", first, second);
  if (ranks.pairs == 0) {
    layout.row(label, fmt::format("{}: no two items to order", what));
    return;
  }
  if (ranks.swapped + ranks.tied_in_first + ranks.tied_in_second == 0) {
    layout.row(label,
               fmt::format("{}: all {} alike", what, counted(ranks.pairs, "pair is", "pairs are")));
    return;
  }
  layout.row(label, fmt::format("{}: of {}, {} swapped, {} tied by {} alone, {} tied by {} alone",
                                what, counted(ranks.pairs, "pair", "pairs"), grouped(ranks.swapped),
                                grouped(ranks.tied_in_second), second, grouped(ranks.tied_in_first),
                                first));
}

void ranking_rows(TextLayout& layout, const HistoryFreeObjectives& objectives, std::size_t top) {
  rank_row(layout, "rankings", "FV", "AR", objectives.ar);
  if (objectives.fv_tokens_ranks)
    rank_row(layout, "", "FV", "FV tokens", *objectives.fv_tokens_ranks);
  if (objectives.between) rank_row(layout, "", "FV tokens", "AR", *objectives.between);
  rank_row(layout, "", "FV", "AR heads", objectives.parallel);
  const auto by_fv = top_items(objectives.items, &ComparedItem::fv, top);
  const auto missing = [&](Rational ComparedItem::* score) {
    const auto other = top_items(objectives.items, score, top);
    return std::ranges::count_if(
        by_fv, [&](std::size_t item) { return std::ranges::find(other, item) == other.end(); });
  };
  if (objectives.items.size() > top)
    layout.row("",
               fmt::format("top {} by FV: {} of them not in the top {} by AR, {} not in that "
                           "by AR heads (ties by row)",
                           top, missing(&ComparedItem::ar), top, missing(&ComparedItem::parallel)));
}

std::string code_of(const std::vector<std::string>& tokens) {
  std::string text = "(";
  for (std::size_t j = 0; j < tokens.size(); ++j) {
    if (j > 0) text += group_mark;
    text += printable(tokens[j]);
  }
  text += ')';
  return text;
}

std::string cell_text(const FittedCell& cell, bool first) {
  return fmt::format("{} {}:{}{}{}|{}{}", first ? "" : ",", printable(cell.token), group_mark,
                     number(cell.ar), group_mark, group_mark, number(cell.fv));
}

std::string unattained_text(const Unattained& at, const std::vector<std::uint64_t>& codebooks) {
  const std::string code = code_of(at.prefix);
  return fmt::format(
      "with codebooks of {} tokens no cascaded model has Q/Z = n/(N m) on every item: {}. What is "
      "best for FV is not known",
      text_parts::codebooks(codebooks),
      at.share < at.needed_below
          ? fmt::format("{} has {}, less than the codes that it begins, {}", code, number(at.share),
                        number(at.needed_below))
          : fmt::format("{} has {}, the codes that it begins {}, and every token "
                        "after it leads to one of these",
                        code, number(at.share), number(at.needed_below)));
}

// Where an optimum is not unique.
void free_rows(TextLayout& layout, const HistoryFreeObjectives& objectives) {
  if (objectives.ar_free_prefixes > 0)
    layout.row("", fmt::format("AR leaves q free after {} where codes go on and no event does: "
                               "of its optima this is the one with the least Z",
                               counted(objectives.ar_free_prefixes, "prefix", "prefixes")));
  if (objectives.free_heads > 0)
    layout.row("", fmt::format("AR heads are free at {} that no event reaches: likewise",
                               counted(objectives.free_heads, "position", "positions")));
}

void parameter_rows(TextLayout& layout, const ObjectivesReport& report,
                    const HistoryFreeObjectives& objectives) {
  if (objectives.unattained) {
    layout.row("fitted", unattained_text(*objectives.unattained, report.result.codebooks));
    return;
  }
  layout.row("fitted", fmt::format("cascaded q(t | prefix): {} of {} with data differ between the "
                                   "AR and the FV optimum{}",
                                   grouped(objectives.rows_differing.value_or(0)),
                                   counted(objectives.rows_with_data, "prefix", "prefixes"),
                                   objectives.fitted.empty() ? "" : "; token AR | FV:"));
  constexpr std::size_t cells_shown = 4;
  for (const FittedPrefix& fitted : objectives.fitted) {
    std::vector<FittedCell> cells = fitted.cells;
    if (report.name.empty())
      std::erase_if(cells, [](const FittedCell& cell) { return cell.ar == cell.fv; });
    std::string text = "after" + std::string(group_mark) + code_of(fitted.prefix);
    for (std::size_t i = 0; i < std::min(cells.size(), cells_shown); ++i)
      text += cell_text(cells[i], i == 0);
    if (cells.size() > cells_shown) text += fmt::format(" … {} more", cells.size() - cells_shown);
    layout.row("", text);
  }
  for (const FittedHead& head : objectives.heads) {
    std::string text = fmt::format("head{}{}", group_mark, head.position);
    for (std::size_t i = 0; i < head.cells.size(); ++i) text += cell_text(head.cells[i], i == 0);
    layout.row("", text);
  }
}

void loss_line(TextLayout& layout, const ExactNats& value, std::string_view meaning) {
  layout.row("", column(per_event(value), 13) + std::string(meaning));
}

void loss_rows(TextLayout& layout, const LossGap& losses, const std::optional<ExactNats>& fv_at_ar,
               const std::optional<ExactNats>& fv_tokens) {
  std::string head = fmt::format("{}, nats an event", name(losses.pooling));
  if (losses.pooling == Pooling::per_history) head += " (" + text_parts::lone_events(losses) + ")";
  layout.row("losses", layout.paint().strong(head));
  loss_line(layout, losses.best_fv_loss, "least FV loss, item laws");
  loss_line(layout, losses.best_cascaded_loss, "least AR loss, cascaded");
  loss_line(layout, losses.best_parallel_loss, "least AR loss, parallel heads");
  if (fv_at_ar) loss_line(layout, *fv_at_ar, "FV loss of Q/Z at the AR optimum");
  if (fv_tokens) loss_line(layout, *fv_tokens, "least FV loss of the same model");
  // least FV - least AR = C2 + C1v.
  const bool endings = losses.ending_entropy.sign != 0;
  loss_line(layout, losses.collision_entropy,
            endings ? "C2: H(item | sequence)" : "C2: least FV - least AR");
  if (endings)
    loss_line(layout, losses.ending_entropy,
              "C1v: endings that AR does not pay for; C2 + C1v: least FV - least AR");
  loss_line(layout, losses.total_correlation, "C3: parallel - cascaded");
  loss_line(layout, losses.decomposition, "C4: parallel - FV");
}

void split_rows(TextLayout& layout, const ObjectivesReport& report, const SplitObjectives& split,
                std::size_t top) {
  layout.row(report.name.empty() ? "split" : "data",
             layout.paint().strong(printable(split.split)) +
                 fmt::format(": {} of {} with a target of the table",
                             counted(split.events, "event", "events"), grouped(split.examples)));
  if (split.events == 0) return;
  const HistoryFreeObjectives& pooled = split.history_free;
  item_rows(layout, report, pooled, top);
  ranking_rows(layout, pooled, top);
  parameter_rows(layout, report, pooled);
  layout.row("scores",
             fmt::format("sum over the items at the AR optimum: Z = {} cascaded, {} heads",
                         number(pooled.z_ar), number(pooled.z_parallel)));
  free_rows(layout, pooled);
  loss_rows(layout, pooled.losses, pooled.fv_at_ar, pooled.fv_tokens);
  const PerHistoryObjectives& apart = split.per_history;
  if (apart.losses.histories < 2) return;
  loss_rows(layout, apart.losses, apart.fv_at_ar, apart.fv_tokens);
  if (apart.ar) {
    rank_row(layout, "rankings", "FV", "AR", *apart.ar);
    layout.row(
        "", fmt::format("pairs summed over the histories; {} with a swapped pair, {} after which "
                        "observed items share a sequence",
                        counted(apart.histories_swapping.value_or(0), "history", "histories"),
                        grouped(apart.histories_blurred)));
  }
}

void report_rows(TextLayout& layout, const ObjectivesReport& report, std::size_t top) {
  if (!report.name.empty()) {
    layout.row("case", layout.paint().strong(report.name) + ": " + report.shows);
  } else {
    layout.row("table", fmt::format("{} · {}", printable(display_name(report.table)),
                                    printable(report.interactions.path)));
    layout.row("splits", printable(split_words(report.interactions)));
  }
  const ObjectivesResult& result = report.result;
  layout.row("", fmt::format("{}, {}{}{}", counted(result.items, "item", "items"),
                             counted(result.distinct_sequences, "sequence", "sequences"),
                             result.items == result.distinct_sequences ? "" : ", not one-to-one",
                             result.prefix_free ? "" : ", not prefix-free"));
  for (const SplitObjectives& split : result.splits) split_rows(layout, report, split, top);
}

}  // namespace

std::string objectives_text(const std::vector<ObjectivesReport>& reports, std::size_t top,
                            const TextOptions& options) {
  TextLayout layout(options.width, options.colour);
  for (const ObjectivesReport& report : reports) {
    report_rows(layout, report, top);
    layout.blank();
  }
  layout.row("read as",
             "optima of unrestricted tables and heads on these very events, exactly; neither "
             "version is what a trained network reaches");
  return layout.take();
}

}  // namespace sidproof
