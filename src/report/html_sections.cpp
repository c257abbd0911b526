// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "report/html_sections.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <map>

#include "report/html_page.hpp"
#include "report/numbers.hpp"

namespace sidproof::html_sections {

void group_sizes(HtmlWriter& html, const CollisionGroups& groups) {
  std::map<std::uint64_t, std::uint64_t> sizes;
  for (std::size_t g = 0; g < groups.size(); ++g) ++sizes[groups[g].size()];
  constexpr std::size_t most_bars = 12;
  std::vector<Bar> bars;
  for (const auto& [size, count] : sizes) {
    if (bars.size() + 1 == most_bars && sizes.size() > most_bars) {
      std::uint64_t rest = 0;
      for (auto it = sizes.find(size); it != sizes.end(); ++it) rest += it->second;
      bars.push_back({fmt::format("{} to {} items", grouped(size), grouped(sizes.rbegin()->first)),
                      static_cast<double>(rest), counted(rest, "group", "groups")});
      break;
    }
    bars.push_back({counted(size, "item", "items"), static_cast<double>(count),
                    counted(count, "group", "groups")});
  }
  bar_plot(html,
           {.title = "Sizes of collision groups",
            .description =
                fmt::format("{}; the largest holds {}.", counted(groups.size(), "group", "groups"),
                            counted(sizes.empty() ? 0 : sizes.rbegin()->first, "item", "items")),
            .label_heading = "Items that share one sequence",
            .caption_heading = "Groups"},
           bars);
}

void group_table(HtmlWriter& html, const Table& table, const AuditResult& audit,
                 const HtmlOptions& options) {
  const std::size_t shown = std::min(options.groups_shown, audit.groups.size());
  std::vector<std::vector<std::string>> rows;
  for (std::size_t g = 0; g < shown; ++g) {
    const auto members = audit.groups[g];
    rows.push_back({table.sequence_text(members.front()), grouped(members.size()),
                    html_page::item_list(table, members, options.items_per_group)});
  }
  html.raw("<details").text(shown <= 12 ? " open" : "").raw("><summary>");
  if (shown == audit.groups.size())
    html.text(fmt::format("All {}", counted(shown, "group", "groups")));
  else
    html.text(fmt::format("The largest {} of {} groups; the JSON report lists all", grouped(shown),
                          grouped(audit.groups.size())));
  html.raw("</summary>\n");
  html_page::table(html, {"`Sequence", "#Items", "`Item ids"}, rows);
  html.raw("</details>\n");
}

std::vector<std::vector<std::uint64_t>> rank_frequencies(const Table& table,
                                                         std::size_t positions) {
  positions = std::min(positions, table.alphabets.size());
  std::vector<std::vector<std::uint64_t>> counts(positions);
  for (std::size_t j = 0; j < positions; ++j) counts[j].resize(table.alphabets[j].size());
  table.codes.visit([&](const auto& rows) {
    for (std::size_t i = 0; i < rows.size(); ++i) {
      const auto row = rows[i];
      for (std::size_t j = 0; j < std::min(positions, row.size()); ++j) ++counts[j][row[j]];
    }
  });
  for (auto& position : counts) {
    std::erase(position, 0U);
    std::sort(position.begin(), position.end(), std::greater<>());
  }
  return counts;
}

namespace {

void affected_plot(HtmlWriter& html, const SplitGap& split) {
  std::vector<Bar> bars;
  for (const AffectedGroup& group : split.most_affected_groups) {
    if (bars.size() == 10) break;
    bars.push_back({group.sequence, nearest_double(group.lost_hits),
                    fmt::format("{} of {} lost", decimal(group.lost_hits, 3),
                                counted(group.events, "hit", "hits"))});
  }
  bar_plot(
      html,
      {.title = "Most affected groups",
       .description = "Hits that a uniform pick inside the group would lose, if every sequence "
                      "were found.",
       .label_heading = "Sequence",
       .caption_heading = "Lost hits"},
      bars);
  std::vector<Bar> sizes;
  for (const auto& [size, targets] : split.hits.targets_by_group_size) {
    if (sizes.size() == 10) break;
    sizes.push_back({size == 1 ? std::string("alone") : fmt::format("one of {}", grouped(size)),
                     static_cast<double>(targets), counted(targets, "target", "targets")});
  }
  bar_plot(
      html,
      {.title = "Targets by the size of their group",
       .description = fmt::format("{} of {} share their sequence.", grouped(split.hits.collided),
                                  counted(split.hits.targets, "target", "targets")),
       .label_heading = "Group size",
       .caption_heading = "Targets"},
      sizes);
}

void loss_table(HtmlWriter& html, const SplitGap& split, bool fixed_length) {
  const auto nats = [](const ExactNats& value) {
    return value.sign == 0 ? std::string("0") : enclosure_text(value.per_event, 8);
  };
  const LossGap& pooled = split.history_free;
  const LossGap& exact = split.per_history;
  std::vector<std::vector<std::string>> rows;
  rows.push_back({"C2: H(item | sequence), what AR-NTP cannot tell apart",
                  nats(pooled.collision_entropy), nats(exact.collision_entropy)});
  if (!fixed_length)
    rows.push_back({"C1v: endings that no end token pays for", nats(pooled.ending_entropy),
                    nats(exact.ending_entropy)});
  rows.push_back({"C3: total correlation, what parallel heads miss", nats(pooled.total_correlation),
                  nats(exact.total_correlation)});
  rows.push_back({"C4: best parallel loss - best FV loss", nats(pooled.decomposition),
                  nats(exact.decomposition)});
  html_page::table(html,
                   {"Nats an event", fmt::format("#{}", name(Pooling::history_free)),
                    fmt::format("#{}", name(Pooling::per_history))},
                   rows);
  html.raw("<p class=\"soft\">")
      .text(fmt::format(
          "Least losses of unrestricted tables of probabilities on these very events; "
          "neither is the loss of a trained network. In the exact version events whose history "
          "occurs once add 0: {} of {}.",
          grouped(exact.lone_events), grouped(exact.events)))
      .raw("</p>\n");
}

void hit_facts(HtmlWriter& html, const HitInflation& hits) {
  std::vector<std::pair<std::string, std::string>> pairs = {
      {"Targets", grouped(hits.targets)},
      {"share their sequence", percent(hits.collision_share, 7)},
      {"Mean log group size", enclosure_text(hits.mean_log_group_size_nats, 8) + " nats"},
  };
  if (hits.measured) {
    const MeasuredHits& measured = *hits.measured;
    pairs.emplace_back("SID-level hit rate, measured", percent(measured.sid_rate));
    pairs.emplace_back("Item-level hit rate, expected under a uniform pick",
                       percent(measured.item_rate));
    if (measured.inflation)
      pairs.emplace_back("Overstated under a uniform pick", percent(*measured.inflation));
    pairs.emplace_back("Item-level hit rate, however the item is picked",
                       fmt::format("{} to {}", percent(Rational(measured.sure_hits, hits.targets)),
                                   percent(measured.sid_rate)));
  } else if (hits.collided > 0) {
    pairs.emplace_back("SID-level hits overstate by", percent(hits.inflation));
    pairs.emplace_back(
        "under a uniform pick, whichever targets are hit",
        fmt::format("{} to {}", percent(hits.inflation_lowest), percent(hits.inflation_highest)));
    pairs.emplace_back("however the item is picked", "0 % to any amount");
  } else {
    pairs.emplace_back("SID-level and item-level hits", "the same number");
  }
  html_page::facts(html, pairs);
  if (!hits.measured && hits.collided > 0)
    html.raw("<p class=\"soft\">")
        .text(fmt::format("{} holds {}.", percent(hits.inflation), hit_independence))
        .raw("</p>\n");
}

void missing_table(HtmlWriter& html, const SplitGap& split, const HtmlOptions& options) {
  if (split.missing_events == 0) return;
  std::vector<std::vector<std::string>> rows;
  for (std::size_t i = 0; i < std::min(options.groups_shown, split.missing.size()); ++i)
    rows.push_back({split.missing[i].item, grouped(split.missing[i].events)});
  html.raw("<details><summary>")
      .text(fmt::format("{} that the table lacks ({}), left out of every figure{}",
                        counted(split.missing.size(), "target item", "target items"),
                        counted(split.missing_events, "example", "examples"),
                        rows.size() < split.missing.size()
                            ? fmt::format("; {} shown", grouped(rows.size()))
                            : std::string()))
      .raw("</summary>\n");
  html_page::table(html, {"`Item", "#Examples"}, rows);
  html.raw("</details>\n");
}

}  // namespace

void gap(HtmlWriter& html, const GapReport& report, const HtmlOptions& options) {
  for (const SplitGap& split : report.gap.splits) {
    // The test split is what people compare; others are folded beside it.
    const bool folded = report.gap.splits.size() > 1 && split.split != "test";
    html.raw("<section>\n");
    if (folded) html.raw("<details><summary>");
    html.raw("<h2>On real traffic: ").text(split.split).raw("</h2>");
    if (folded) {
      html.text(fmt::format(" — {} of {} share their sequence", percent(split.hits.collision_share),
                            counted(split.hits.targets, "target", "targets")));
      html.raw("</summary>");
    }
    html.raw("\n<p class=\"lead\">")
        .text(fmt::format("{} of {} with a target in the table, from {}.", grouped(split.events),
                          counted(split.examples, "example", "examples"), report.interactions.path))
        .raw("</p>\n");
    missing_table(html, split, options);
    if (split.events > 0) {
      hit_facts(html, split.hits);
      if (split.hits.collided > 0) {
        html.raw("<div class=\"plots\">\n");
        affected_plot(html, split);
        html.raw("</div>\n");
      }
      loss_table(html, split, report.gap.fixed_length);
    }
    if (folded) html.raw("</details>\n");
    html.raw("</section>\n");
  }
}

}  // namespace sidproof::html_sections
