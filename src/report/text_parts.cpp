// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "report/text_parts.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "report/display.hpp"
#include "report/numbers.hpp"
#include "report/sentences.hpp"

namespace sidproof::text_parts {
namespace {

bool required(const AuditReport& report, Requirement::Kind kind) {
  return std::any_of(report.requirements.begin(), report.requirements.end(),
                     [kind](const RequirementVerdict& r) { return r.requirement.kind == kind; });
}

std::string lengths(const AuditResult& audit) {
  if (audit.min_length == audit.max_length) return counted(audit.max_length, "token", "tokens");
  return fmt::format("{} to {}", grouped(audit.min_length),
                     counted(audit.max_length, "token", "tokens"));
}

void one_to_one_row(TextLayout& layout, const AuditReport& report, const TextOptions& options) {
  const AuditResult& audit = report.audit;
  const bool important = required(report, Requirement::Kind::one_to_one);
  layout.answer("one-to-one", audit.one_to_one.truth, important,
                printable(said(Topic::one_to_one, audit).text));
  const std::size_t shown = std::min(options.groups_shown, audit.groups.size());
  for (std::size_t g = 0; g < shown; ++g) {
    const auto rows = audit.groups[g];
    layout.group(printable(report.table.sequence_text(rows.front())), "items",
                 item_names(report.table, rows, 12), rows.size());
  }
  if (shown < audit.groups.size())
    layout.detail(fmt::format("… {} (all of them: --json FILE)",
                              counted(audit.groups.size() - shown, "more group", "more groups")));
  if (audit.repeated_items > 0) {
    const std::string head =
        fmt::format("{} in more than one row",
                    counted(audit.repeated_items, "item id stands", "item ids stand"));
    const std::string tail =
        audit.conflicting_items > 0
            ? fmt::format(
                  "; {} with different sequences, so the table does not say which is the "
                  "item's",
                  grouped(audit.conflicting_items))
            : std::string("; always with the same sequence, so counted once");
    layout.answer("repeated", audit.conflicting_items > 0 ? Truth::refuted : Truth::holds,
                  important, head + tail);
    layout.group("", "items", item_names(report.table, audit.repeated_rows, 12),
                 audit.repeated_rows.size());
  }
}

void prefix_free_row(TextLayout& layout, const AuditReport& report, const TextOptions& options) {
  const AuditResult& audit = report.audit;
  layout.answer("prefix-free", audit.prefix_free.truth,
                required(report, Requirement::Kind::prefix_free),
                said(Topic::prefix_free, audit).text);
  const std::size_t shown = std::min(options.groups_shown, audit.prefix_witnesses.size());
  for (std::size_t i = 0; i < shown; ++i) {
    const PrefixWitness& witness = audit.prefix_witnesses[i];
    layout.detail(fmt::format("{} (item {}) begins {} (item {})",
                              printable(report.table.sequence_text(witness.prefix_row)),
                              printable(report.table.items[witness.prefix_row]),
                              printable(report.table.sequence_text(witness.extension_row)),
                              printable(report.table.items[witness.extension_row])));
  }
  if (audit.proper_prefixes > shown)
    layout.detail(fmt::format("… {}", counted(audit.proper_prefixes - shown, "more", "more")));
}

void onto_row(TextLayout& layout, const AuditReport& report) {
  const AuditResult& audit = report.audit;
  layout.answer("onto", audit.onto.truth, required(report, Requirement::Kind::onto),
                printable(said(Topic::onto, audit).text));
}

}  // namespace

std::string codebooks(const std::vector<std::uint64_t>& sizes) {
  if (sizes.empty()) return "none";
  if (sizes.size() > 2 &&
      std::all_of(sizes.begin(), sizes.end(), [&](std::uint64_t s) { return s == sizes.front(); }))
    return fmt::format("{}{}×{}{}", sizes.front(), group_mark, group_mark, sizes.size());
  std::string text;
  for (std::size_t j = 0; j < sizes.size(); ++j) {
    if (j == 8 && sizes.size() > 9) return text + fmt::format("·… ({} in all)", sizes.size());
    if (j > 0) text += "·";
    text += fmt::format("{}", sizes[j]);
  }
  return text;
}

std::vector<std::string> item_names(const Table& table, std::span<const std::uint64_t> rows,
                                    std::size_t limit) {
  std::vector<std::string> names;
  names.reserve(std::min(limit, rows.size()));
  for (const std::uint64_t row : rows.subspan(0, std::min(limit, rows.size())))
    names.push_back(printable(table.items[row]));
  return names;
}

std::string table_summary(const Table& table, const AuditResult& audit) {
  std::vector<std::uint64_t> sizes;
  for (const PositionUse& position : audit.positions) sizes.push_back(position.codebook);
  std::string text = fmt::format("{} · {} · codebooks {}", counted(audit.items, "item", "items"),
                                 lengths(audit), codebooks(sizes));
  if (audit.codebook_source == CodebookSource::declared) text += " (declared)";
  if (audit.codebook_source == CodebookSource::refuted) text += " (not as declared)";
  if (audit.codebook_source == CodebookSource::given) text += " (given)";
  if (!table.format.empty()) text += fmt::format(" · {}", printable(table.format));
  return text;
}

std::string table_line(const Table& table, const AuditResult& audit) {
  return fmt::format("{} · {}", printable(display_name(table)), table_summary(table, audit));
}

void table_rows(TextLayout& layout, const AuditReport& report) {
  layout.row("table", table_line(report.table, report.audit));
}

void verdict_rows(TextLayout& layout, const AuditReport& report, const TextOptions& options) {
  one_to_one_row(layout, report, options);
  prefix_free_row(layout, report, options);
  onto_row(layout, report);
}

void requirement_rows(TextLayout& layout, const AuditReport& report) {
  if (report.requirements.empty() && !report.baseline) return;
  std::string_view label = report.baseline ? "measured" : "required";
  for (const RequirementVerdict& item : report.requirements) {
    std::string text = layout.paint().strong(printable(to_string(item.requirement)));
    // one-to-one, prefix-free and onto have been explained above.
    const bool explained = item.requirement.kind == Requirement::Kind::one_to_one ||
                           item.requirement.kind == Requirement::Kind::prefix_free ||
                           item.requirement.kind == Requirement::Kind::onto;
    if (!explained && !item.verdict.reason.empty() && item.verdict.truth != Truth::holds)
      text += fmt::format(": {}", printable(item.verdict.reason));
    layout.answer(label, item.verdict.truth, true, text);
    label = "";
  }
  if (report.baseline) {
    const BaselineReport& baseline = *report.baseline;
    if (baseline.regressions.empty()) {
      layout.answer("baseline", Truth::holds, true,
                    fmt::format("nothing got worse than in {}{}", printable(baseline.path),
                                other_size_of_baseline(report)));
    } else {
      std::string_view next = "baseline";
      for (const Regression& regression : baseline.regressions) {
        layout.answer(next, Truth::refuted, true,
                      fmt::format("{} got worse than in {}: {} before, {} now",
                                  printable(regression.measure), printable(baseline.path),
                                  printable(regression.before), printable(regression.after)));
        next = "";
      }
    }
  }
}

void named_rows(TextLayout& layout, const std::vector<NamedVerdict>& requirements) {
  std::string_view label = "required";
  for (const NamedVerdict& item : requirements) {
    std::string text = layout.paint().strong(printable(item.name));
    if (item.verdict.truth != Truth::holds && !item.verdict.reason.empty())
      text += fmt::format(": {}", printable(item.verdict.reason));
    layout.answer(label, item.verdict.truth, true, text);
    label = "";
  }
}

std::string column(std::string text, std::size_t columns) {
  for (std::size_t width = display_width(text); width < columns; ++width) text += group_mark;
  return text + " ";
}

std::string lone_events(const LossGap& losses) {
  return fmt::format("{}; events whose history occurs once add 0: {} of {}",
                     counted(losses.histories, "history", "histories"), grouped(losses.lone_events),
                     grouped(losses.events));
}

std::string new_codes(const NewCodes& position) {
  const std::vector<std::string>& codes = position.codes;
  std::string names = codes.front();
  if (codes.size() > 1) names += (codes.size() == 2 ? " and " : " ... ") + codes.back();
  return fmt::format(
      "position {}: {} that no item had, {} ({} in use before, codebook {}); the "
      "model must learn {}",
      position.position + 1, counted(codes.size(), "code", "codes"), names,
      grouped(position.in_use_before), grouped(position.codebook),
      codes.size() == 1 ? "it" : "them");
}

std::string shell_quoted(std::string_view path) {
  constexpr std::string_view plain =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-/+=:@%";
  if (!path.empty() && path.front() != '-' &&
      path.find_first_not_of(plain) == std::string_view::npos)
    return std::string(path);
  std::string out = path.starts_with('-') ? "./'" : "'";
  for (const char c : path) {
    if (c == '\'')
      out += "'\\''";
    else
      out += c;
  }
  return printable(out + "'");
}

void next_rows(TextLayout& layout, const AuditReport& report, bool verifying) {
  const AuditResult& audit = report.audit;
  const std::string table = report.table.path.empty() ? "TABLE" : shell_quoted(report.table.path);
  std::string_view label = "next";
  const auto step = [&](std::string_view command, std::string_view why) {
    if (!command.empty()) {
      layout.command(label, command);
      label = "";
    }
    layout.row(label, why);
    label = "";
  };
  if (!audit.findings.empty())
    step("", "a position has collapsed: train the quantizer again before anything else");
  if (audit.repeated_items > 0) {
    step("", "keep one row for each item id, then audit again");
  } else if (audit.groups.size() > 0 || audit.proper_prefixes > 0) {
    step(fmt::format("sidproof repair {} -o OUT", table),
         fmt::format("appends a token (codebook {}) to items that {}; no other item changes",
                     std::max<std::uint64_t>(audit.largest_group, 1),
                     audit.proper_prefixes == 0 ? "share a sequence"
                     : audit.groups.size() == 0 ? "begin another one"
                                                : "share a sequence or begin another one"));
    if (audit.groups.size() > 0)
      step(fmt::format("sidproof gap {} --interactions DATA", table),
           "what the collisions cost on your traffic");
  } else if (audit.onto.truth == Truth::unknown) {
    step("", "name the codebook sizes of the model: --codebooks");
  } else if (audit.onto.truth != Truth::holds) {
    step("",
         "decode over the trie of these sequences; train with the same mask if the two losses "
         "are to be one function");
    if (!verifying)
      step(fmt::format("sidproof verify {}", table), "what holds for which training recipe");
  } else if (audit.findings.empty()) {
    step("", "nothing to repair");
  }
}

void note_rows(TextLayout& layout, const std::vector<std::string>& notes) {
  for (const std::string& note : notes) layout.row(&note == notes.data() ? "histories" : "", note);
}

}  // namespace sidproof::text_parts
