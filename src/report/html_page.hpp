// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "report/html_writer.hpp"
#include "report/named_verdict.hpp"
#include "tokenization/table.hpp"
#include "verdict/verdict.hpp"

// The frame and the repeated pieces of HTML reports; not a promise to callers.
namespace sidproof::html_page {

/// Everything from the doctype to the page's heading.
void begin(HtmlWriter& html, std::string_view command, std::string_view title,
           std::string_view subtitle);
/// Footer and end of the document.
[[nodiscard]] std::string finish(HtmlWriter& html, int exit_code);

/// A card that answers one question. `important`: a refutation is an alarm.
struct Card {
  std::string question;
  Truth truth = Truth::unknown;
  bool important = false;
  std::string answer;
};
void cards(HtmlWriter& html, const std::vector<Card>& cards);

void begin_section(HtmlWriter& html, std::string_view heading, std::string_view lead);
void end_section(HtmlWriter& html);

/// Pairs of a name and its value, as a description list in columns.
void facts(HtmlWriter& html, const std::vector<std::pair<std::string, std::string>>& pairs);

/// A table; columns whose heading starts with '#' are numbers and right-aligned.
/// Columns whose heading starts with '`' are code.
void table(HtmlWriter& html, const std::vector<std::string>& headings,
           const std::vector<std::vector<std::string>>& rows);

/// The requirements with their verdicts; nothing when there are none.
void requirements(HtmlWriter& html, const std::vector<NamedVerdict>& items);

/// "17, 4031 and 3 more": item ids of rows.
[[nodiscard]] std::string item_list(const Table& table, std::span<const std::uint64_t> rows,
                                    std::size_t most);

/// "✓ yes", "✗ no" or "? undecided".
[[nodiscard]] std::string marked(Truth truth);

/// "yes", "no" or "undecided".
[[nodiscard]] std::string answer(Truth truth);

}  // namespace sidproof::html_page
