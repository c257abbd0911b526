// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include "report/html.hpp"
#include "report/html_page.hpp"
#include "report/html_sections.hpp"
#include "report/numbers.hpp"

namespace sidproof {

std::string gap_html(const GapReport& report, const HtmlOptions& options) {
  HtmlWriter html;
  html_page::begin(html, "gap", display_name(report.table),
                   fmt::format("{} · {} · interactions {} · splits: {}",
                               counted(report.gap.items, "item", "items"),
                               counted(report.gap.distinct_sequences, "sequence", "sequences"),
                               report.interactions.path, split_words(report.interactions)));
  if (!report.requirements.empty()) {
    html_page::begin_section(html, "What was required", "This decides the exit code.");
    html_page::requirements(html, report.requirements);
    html_page::end_section(html);
  }
  html_sections::gap(html, report, options);
  return html_page::finish(html, report.exit_code);
}

}  // namespace sidproof
