// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <string>

#include "report/display.hpp"
#include "report/numbers.hpp"
#include "report/text.hpp"
#include "report/text_parts.hpp"

namespace sidproof {
namespace {

constexpr std::size_t number_width = 11;

// A number at the right end of its column.
std::string right(const std::string& text) {
  const std::size_t columns = display_width(text);
  std::string cell;
  for (std::size_t n = columns; n < number_width; ++n) cell += group_mark;
  return cell + text;
}

std::string cells(const std::string& numbers, const std::array<std::string, 5>& figures) {
  std::string text = text_parts::column(numbers, 10);
  for (const std::string& figure : figures) text += right(figure);
  return text;
}

std::string speed(const FuzzUnit& sum) {
  if (sum.cases_now == 0 || sum.seconds <= 0) return "-";
  return grouped(
      static_cast<std::uint64_t>(std::llround(static_cast<double>(sum.cases_now) / sum.seconds)));
}

void add(FuzzUnit& sum, const FuzzUnit& unit) {
  sum.cases += unit.cases;
  sum.not_applicable += unit.not_applicable;
  sum.undecided += unit.undecided;
  sum.failed += unit.failed;
  sum.cases_now += unit.cases_now;
  sum.seconds += unit.seconds;
}

std::string figures(const std::string& numbers, const FuzzUnit& sum) {
  return cells(numbers, {human(sum.cases), human(sum.not_applicable), human(sum.undecided),
                         human(sum.failed), speed(sum)});
}

// The shapes of a law over one number system are one row.
void unit_rows(TextLayout& layout, const FuzzReport& report) {
  layout.row("law", layout.paint().faint(cells(
                        "numbers", {"cases", "no premise", "undecided", "failed", "cases/s"})));
  FuzzUnit total;
  std::string last;
  for (std::size_t first = 0; first < report.units.size();) {
    const FuzzUnit& unit = report.units[first];
    FuzzUnit sum;
    std::size_t next = first;
    for (; next < report.units.size() && report.units[next].law == unit.law &&
           report.units[next].numbers == unit.numbers;
         ++next)
      add(sum, report.units[next]);
    const std::string text = figures(unit.numbers, sum);
    layout.row(unit.law == last ? "" : unit.law, sum.failed == 0 ? text : layout.paint().bad(text));
    last = unit.law;
    add(total, sum);
    first = next;
  }
  layout.row("all", layout.paint().strong(figures("", total)));
}

void failure_rows(TextLayout& layout, const FuzzReport& report, const TextOptions& options) {
  const std::size_t shown = std::min(report.failures.size(), options.groups_shown);
  for (std::size_t i = 0; i < shown; ++i) {
    const FuzzFailure& failure = report.failures[i];
    layout.row("failure", fmt::format("{} {} {}: {}", failure.law, failure.numbers, failure.shape,
                                      printable(failure.reason)));
    layout.row("", printable(failure.instance));
    layout.row(
        "", failure.file.empty()
                ? fmt::format("case {}, {}", failure.index, counted(failure.times, "time", "times"))
                : fmt::format("case {}, {}: {}", failure.index,
                              counted(failure.times, "time", "times"), printable(failure.file)));
  }
  if (shown < report.failures.size())
    layout.row("", fmt::format("… {} (all of them: --json FILE)",
                               counted(report.failures.size() - shown, "more", "more")));
}

}  // namespace

std::string fuzz_text(const FuzzReport& report, const TextOptions& options) {
  TextLayout layout(options.width, options.colour);
  layout.row("seed", report.seed);
  if (!report.store.empty()) layout.row("store", printable(report.store));
  unit_rows(layout, report);
  failure_rows(layout, report, options);
  layout.answer("laws hold", report.verdict.truth, true, printable(report.verdict.reason));
  if (!report.resume.empty()) layout.row("next", printable(report.resume));
  return layout.take();
}

}  // namespace sidproof
