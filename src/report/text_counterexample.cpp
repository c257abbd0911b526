// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>

#include "counterexamples/token_maps.hpp"
#include "report/counterexample_report.hpp"
#include "report/grid.hpp"
#include "report/layout.hpp"
#include "report/numbers.hpp"
#include "report/text_parts.hpp"

namespace sidproof {
namespace {

using Cells = std::vector<std::vector<std::string>>;

std::string tokens_text(SequenceView tokens, std::optional<std::uint32_t> end_token) {
  std::string text = "(";
  for (std::size_t j = 0; j < tokens.size(); ++j) {
    if (j > 0) text += group_mark;
    text += end_token && tokens[j] == *end_token ? "END" : std::to_string(tokens[j]);
  }
  return text + ")";
}

void item_rows(TextLayout& layout, const Counterexample& example) {
  Cells cells{{"item", "code"}};
  if (!example.counts.empty()) cells[0].emplace_back("count");
  for (const Column& column : example.columns)
    cells[0].push_back(text_parts::unbroken(column.name));
  for (std::size_t v = 0; v < example.map.items(); ++v) {
    cells.push_back({std::to_string(v), tokens_text(example.map[v], example.end_token)});
    if (!example.counts.empty()) cells.back().push_back(std::to_string(example.counts[v]));
    for (const Column& column : example.columns)
      cells.back().push_back(column.values[v] ? exact_text(*column.values[v]) : "-");
  }
  text_parts::grid(layout, "table", cells);
}

void model_rows(TextLayout& layout, const Counterexample& example, const NamedModel& named) {
  layout.row("model", fmt::format("{}: q(t | prefix) for t = 0, 1, ...{}", named.name,
                                  example.end_token ? ", END" : ""));
  Cells cells;
  for (const Sequence& prefix : rows_in_use(example.map)) {
    cells.push_back({fmt::format("after{}{}", group_mark, tokens_text(prefix, example.end_token))});
    for (std::uint32_t t = 0; t < example.map.space().alphabet(prefix.size()); ++t)
      cells.back().push_back(exact_text(named.model.conditional(prefix, t)));
  }
  text_parts::grid(layout, "", cells);
}

void matrix_rows(TextLayout& layout, const NamedMatrix& matrix) {
  layout.row("law", matrix.name);
  Cells cells{{""}};
  for (const std::string& column : matrix.columns) cells[0].push_back(text_parts::unbroken(column));
  for (std::size_t r = 0; r < matrix.rows.size(); ++r) {
    cells.push_back({text_parts::unbroken(matrix.rows[r])});
    for (const Rational& cell : matrix.cells[r]) cells.back().push_back(exact_text(cell));
  }
  text_parts::grid(layout, "", cells);
}

void search_rows(TextLayout& layout, const SearchRecord& search) {
  const std::string before =
      search.smaller == 0
          ? std::string("no candidate in the box is smaller")
          : fmt::format("all {} of smaller size were examined and are no counterexample",
                        counted(search.smaller, "candidate", "candidates"));
  layout.row("minimal", fmt::format("{} (and {} of its own size before it)", before,
                                    grouped(search.same_size)));
  layout.row("searched", search.candidates + "; " + text_of_box(search.box) +
                             "; smaller first by items, then k, |T|, denominator");
}

void example_rows(TextLayout& layout, const Counterexample& example) {
  const Statement& statement = example.statement;
  layout.row("case",
             layout.paint().strong(statement.id) + ": " + text_of_size(example.search.size));
  layout.row("claim", statement.claim);
  layout.row("dropped", statement.dropped);
  if (example.matrices.empty()) item_rows(layout, example);
  for (const NamedModel& named : example.models) model_rows(layout, example, named);
  for (const NamedMatrix& matrix : example.matrices) matrix_rows(layout, matrix);
  layout.row("but", fmt::format("{} = {}", example.left.name, exact_text(example.left.value)));
  layout.row("", fmt::format("{} = {}", example.right.name, exact_text(example.right.value)));
  layout.row("so", statement.means);
  search_rows(layout, example.search);
  std::string names;
  for (const auto& [name, verdict] : example.law)
    if (names.find(name) == std::string::npos) names += (names.empty() ? "" : ", ") + name;
  if (!names.empty())
    layout.row("laws", names + ": evaluated on this instance, with all premises they hold");
}

}  // namespace

std::string counterexample_text(const std::vector<CheckedCounterexample>& found,
                                const TextOptions& options) {
  TextLayout layout(options.width, options.colour);
  for (std::size_t i = 0; i < found.size(); ++i) {
    if (i > 0) layout.blank();
    example_rows(layout, found[i].example);
  }
  layout.blank();
  layout.row("checked", "exact fractions by Boost and, by the definitions alone, by FLINT");
  return layout.take();
}

std::string counterexample_list_text(
    const std::vector<std::pair<std::string_view, std::string_view>>& cases,
    const TextOptions& options) {
  TextLayout layout(options.width, options.colour);
  layout.row("law", "premise dropped");
  std::string law;
  for (const auto& [id, dropped] : cases) {
    const std::string of_case(id.substr(0, id.find('-')));
    layout.row(of_case == law ? "" : of_case,
               text_parts::column(std::string(id), 16) + std::string(dropped));
    law = of_case;
  }
  layout.row("next", "sidproof counterexample LAW (B2, B2-collision or all)");
  return layout.take();
}

}  // namespace sidproof
