// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "cli/generate_report.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

#include "report/display.hpp"
#include "report/layout.hpp"
#include "report/numbers.hpp"

namespace sidproof {
namespace {

// In the order in which they are applied.
std::string rule_text(const reference::TokenRule& rule) {
  std::string text;
  const auto add = [&](const std::string& part) { text += (text.empty() ? "" : ", then ") + part; };
  if (rule.temperature != 1) add(fmt::format("temperature {}", rule.temperature));
  if (rule.top_k != 0) add(fmt::format("top-k {}", rule.top_k));
  if (rule.top_p != 1) add(fmt::format("top-p {}", rule.top_p));
  return text.empty() ? text : text + ", then the mask";
}

void summary_rows(TextLayout& layout, const GeneratorSummary& summary) {
  layout.row("table", fmt::format("{} · {}{} · {} · {}", printable(summary.table),
                                  counted(summary.items, "item", "items"),
                                  summary.items < summary.rows
                                      ? fmt::format(" (the first of {})", grouped(summary.rows))
                                      : std::string(),
                                  counted(summary.sequences, "sequence", "sequences"),
                                  counted(summary.nodes, "trie node", "trie nodes")));
  layout.row("network", network_text(summary));
  const reference::Shape& shape = summary.shape;
  if (shape.parallel_heads > 0)
    layout.row("",
               fmt::format("parallel tokenization: {} at temperature {}",
                           counted(shape.parallel_heads, "head", "heads"), shape.head_temperature));
  if (const std::string rule = rule_text(summary.rule); !rule.empty()) layout.row("tokens", rule);
}

std::string ids(const Table& table, const std::vector<std::uint32_t>& rows) {
  constexpr std::size_t shown = 8;
  std::string text;
  const std::size_t begin = rows.size() > shown ? rows.size() - shown : 0;
  if (begin > 0) text = "… ";
  for (std::size_t i = begin; i < rows.size(); ++i)
    text += (i > begin ? ", " : "") + printable(table.items[rows[i]]);
  return text.empty() ? "(empty)" : text;
}

}  // namespace

std::string network_text(const GeneratorSummary& summary) {
  const reference::Shape& shape = summary.shape;
  return fmt::format(
      "GPT-2 · width {} · {} · {} · vocabulary {}{} · {} weights from {}", shape.width,
      counted(shape.layers, "layer", "layers"), counted(shape.heads, "head", "heads"),
      grouped(shape.vocabulary),
      summary.vocabulary < shape.vocabulary
          ? fmt::format(" ({} of them used)", grouped(summary.vocabulary))
          : std::string(),
      grouped(shape.parameters()),
      summary.weights.empty() ? "seed " + to_string(summary.seed) : printable(summary.weights));
}

std::string generate_text(const GeneratorSummary& summary, const Table& table,
                          const std::vector<Recommendation>& recommendations,
                          const TextOptions& options) {
  TextLayout layout(options.width, options.colour);
  summary_rows(layout, summary);
  for (const Recommendation& recommendation : recommendations) {
    layout.blank();
    layout.row("history", ids(table, recommendation.history));
    layout.row("next was", printable(table.items[recommendation.target]));
    std::string_view label = "items";
    for (const Recommendation::Line& line : recommendation.items) {
      layout.row(label, fmt::format("{}  {}  {}", line.figure, printable(table.items[line.item]),
                                    printable(table.sequence_text(line.item))));
      label = "";
    }
    layout.row("", recommendation.remark);
  }
  return layout.take();
}

std::string export_text(const GeneratorSummary& summary, const std::vector<std::string>& files,
                        std::size_t requests, const TextOptions& options) {
  TextLayout layout(options.width, options.colour);
  summary_rows(layout, summary);
  layout.blank();
  std::string_view label = "written";
  for (const std::string& file : files) {
    layout.row(label, printable(file));
    label = "";
  }
  layout.row("logits", fmt::format("of {}, at every token of its item",
                                   counted(requests, "request", "requests")));
  return layout.take();
}

std::string check_text(const GeneratorSummary& summary, const std::vector<reference::Check>& checks,
                       const TextOptions& options) {
  TextLayout layout(options.width, options.colour);
  summary_rows(layout, summary);
  Truth worst_truth = Truth::holds;
  for (const reference::Check& check : checks) {
    layout.blank();
    layout.answer(check.name.substr(0, check.name.find('-')), check.verdict.truth, true,
                  fmt::format("{} ({:.1f} s)", check.claim, check.seconds));
    layout.row("", check.verdict.reason);
    worst_truth = worst(worst_truth, check.verdict.truth);
  }
  layout.blank();
  const auto held = std::count_if(checks.begin(), checks.end(), [](const auto& check) {
    return check.verdict.truth == Truth::holds;
  });
  layout.answer("generator", worst_truth, true,
                fmt::format("{} of {} checks hold", held, checks.size()));
  return layout.take();
}

}  // namespace sidproof
