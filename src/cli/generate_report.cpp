// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "cli/generate_report.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

#include "generator/certificate/weights_hash.hpp"
#include "report/audit_report.hpp"
#include "report/display.hpp"
#include "report/layout.hpp"
#include "report/numbers.hpp"
#include "report/text_parts.hpp"

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

GeneratorFacts generator_facts(const Table& table, const reference::Network& network,
                               const GeneratorSummary& summary) {
  const reference::Shape& shape = network.shape();
  GeneratorFacts facts;
  facts.table_name = display_name(table);
  facts.table_path = table.path;
  facts.rows = table.rows();
  facts.items = summary.items;
  facts.sequences = summary.sequences;
  facts.nodes = summary.nodes;
  facts.vocabulary = shape.vocabulary;
  facts.positions = shape.positions;
  facts.width = shape.width;
  facts.layers = shape.layers;
  facts.heads = shape.heads;
  facts.parameters = shape.parameters();
  facts.weights_sha256 = hex(weights_hash(network.weights()));
  if (network.is_parallel()) facts.head_temperature = shape.head_temperature;
  facts.temperature = summary.rule.temperature;
  facts.top_k = summary.rule.top_k;
  facts.top_p = summary.rule.top_p;
  facts.seed = to_string(summary.seed);
  return facts;
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
  text_parts::note_rows(layout, notes(summary.histories));
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
