// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>

#include "report/display.hpp"
#include "report/numbers.hpp"
#include "report/sentences.hpp"
#include "report/text.hpp"
#include "report/text_parts.hpp"

namespace sidproof {
namespace {

using namespace text_parts;

void recipe_rows(TextLayout& layout, const AuditReport& report) {
  std::string_view label = "recipes";
  for (const RecipeVerdict& recipe : report.recipes) {
    layout.answer(label, recipe.equivalent.truth, false,
                  fmt::format("{}: {}", layout.paint().strong(printable(recipe.recipe)),
                              printable(recipe.meaning)));
    label = "";
  }
}

void rate_rows(TextLayout& layout, const AuditResult& audit) {
  if (audit.groups.size() == 0) return;
  std::string_view label = "rates";
  const auto rate = [&](std::string_view formula, const Rational& value) {
    layout.row(label, text_parts::column(percent(value), 8) + std::string(formula));
    label = "";
  };
  for (const RateFormula& formula : rate_formulas(audit))
    rate(formula.short_formula, audit.rates.*formula.rate);
}

void codebook_rows(TextLayout& layout, const AuditResult& audit) {
  std::string_view label = "codebooks";
  constexpr std::size_t most = 8;
  for (std::size_t j = 0; j < std::min(most, audit.positions.size()); ++j) {
    const PositionUse& use = audit.positions[j];
    std::string dead;
    if (use.dead > 0) dead = fmt::format(" ({} dead)", grouped(use.dead));
    layout.row(label, fmt::format("{}: {} of {} used{} · perplexity {} · Gini {}", j + 1,
                                  grouped(use.used), grouped(use.codebook), dead,
                                  enclosure_text(use.perplexity, 4), decimal(use.gini, 3)));
    label = "";
  }
  if (const Said sizes = said(Topic::sizes, audit); !sizes.text.empty()) layout.row("", sizes.text);
  if (audit.positions.size() > most)
    layout.row("", fmt::format("… {} more (all of them: --json FILE)",
                               counted(audit.positions.size() - most, "position", "positions")));
}

void trie_row(TextLayout& layout, const AuditResult& audit) {
  if (audit.levels.empty()) return;
  std::string text;
  constexpr std::size_t most = 8;
  for (std::size_t j = 0; j < audit.levels.size(); ++j) {
    if (j == most - 1 && audit.levels.size() > most) {
      text += fmt::format(" → … → {}", grouped(audit.levels.back().nodes));
      break;
    }
    if (j > 0) text += " → ";
    text += grouped(audit.levels[j].nodes);
  }
  layout.row("trie", "nodes a level: " + text);
  const Said shorter = said(Topic::without_last_token, audit);
  if (!shorter.text.empty()) layout.row("", shorter.text);
}

void constraint_rows(TextLayout& layout, const AuditResult& audit) {
  std::string_view label = "constraints";
  for (const ConstraintSoundness& constraint : audit.constraints) {
    const Integer ghosts = constraint.admitted - constraint.items;
    const std::string text =
        constraint.sound()
            ? fmt::format("{} masks admit exactly the table's sequences",
                          printable(constraint.constraint))
            : fmt::format("{} masks admit {} sequences, {} of them no item's: use a trie",
                          printable(constraint.constraint), human(constraint.admitted),
                          human(ghosts));
    layout.answer(label, constraint.sound() ? Truth::holds : Truth::refuted, false, text);
    label = "";
  }
}

void kraft_row(TextLayout& layout, const AuditResult& audit) {
  const Said kraft = said(Topic::kraft, audit);
  if (!kraft.text.empty()) layout.row("Kraft sum", kraft.text);
}

void coverage_rows(TextLayout& layout, const AuditReport& report) {
  const AuditResult& audit = report.audit;
  if (!audit.coverage) return;
  const Coverage& coverage = *audit.coverage;
  const bool covers = coverage.missing.empty() && coverage.stale.empty();
  const bool required = std::any_of(
      report.requirements.begin(), report.requirements.end(),
      [](const auto& item) { return item.requirement.kind == Requirement::Kind::covers; });
  if (coverage.of_sids)
    layout.answer("coverage", covers ? Truth::holds : Truth::refuted, required,
                  fmt::format("{} in {}: {} of no item here, {} with a SID that is not there",
                              counted(coverage.expected, "SID", "SIDs"), printable(coverage.source),
                              grouped(coverage.missing.size()),
                              counted(coverage.extra.size(), "item", "items")));
  else
    layout.answer("coverage", covers ? Truth::holds : Truth::refuted, required,
                  fmt::format("{} in {}: {} missing here, {} with another sequence there, {} only "
                              "here",
                              counted(coverage.expected, "item", "items"),
                              printable(coverage.source), grouped(coverage.missing.size()),
                              grouped(coverage.stale.size()), grouped(coverage.extra.size())));
  const auto list = [&](std::string_view lead, const std::vector<std::string>& ids) {
    if (ids.empty()) return;
    std::vector<std::string> names;
    for (std::size_t i = 0; i < std::min<std::size_t>(12, ids.size()); ++i)
      names.push_back(printable(ids[i]));
    layout.group("", lead, names, ids.size());
  };
  list("missing", coverage.missing);
  list("stale", coverage.stale);
}

void finding_rows(TextLayout& layout, const AuditReport& report) {
  std::string_view label = "findings";
  for (const Finding& finding : all_findings(report)) {
    std::string text = printable(finding.message);
    if (finding.count > 1) text += fmt::format(" ({})", counted(finding.count, "place", "places"));
    layout.row(label, text);
    label = "";
  }
}

std::string spot_check_text(const Certificate& certificate) {
  std::string text;
  for (const CertifiedSpotCheck& check : certificate.spot_checks) {
    const std::string z =
        check.z.starts_with("sha256:") ? "a long fraction" : decimal(Rational(check.z), 6);
    text +=
        fmt::format("{}{}{}{}", text.empty() ? "" : " · ", printable(check.model), group_mark, z);
  }
  return text;
}

void verification_rows(TextLayout& layout, const VerificationReport& verification) {
  const Certificate& certificate = verification.certificate;
  constexpr std::string_view defect =
      "The laws are proved: this is a defect of sidproof or of this machine; please report it.";
  if (verification.identities.truth == Truth::holds) {
    layout.answer("identities", Truth::holds, true, identities_text(certificate));
    if (const std::string open = laws_left_open(certificate); !open.empty()) layout.row("", open);
  } else {
    layout.answer("identities", verification.identities.truth, true,
                  printable(verification.identities.reason));
    if (verification.identities.truth == Truth::refuted) layout.row("", defect);
  }
  if (verification.libraries.truth != Truth::holds) {
    layout.answer("spot checks", verification.libraries.truth, true,
                  printable(verification.libraries.reason));
    layout.row("", defect);
  } else if (certificate.spot_checks.empty()) {
    layout.row("spot checks", "none: exact fractions would take minutes on a table of this size");
  } else {
    layout.answer(
        "spot checks", Truth::holds, true,
        fmt::format("exact Z by two routes in two libraries: {}", spot_check_text(certificate)));
  }
  if (verification.path.empty()) {
    layout.row("certificate", "none written: --certificate FILE");
  } else {
    layout.row("certificate",
               fmt::format("{} · sha256 of the table {}…", printable(verification.path),
                           printable(certificate.table_sha256.substr(0, 16))));
  }
}

}  // namespace

std::string audit_text(const AuditReport& report, const TextOptions& options) {
  TextLayout layout(options.width, options.colour);
  table_rows(layout, report);
  verdict_rows(layout, report, options);
  recipe_rows(layout, report);
  layout.row("cost", said(Topic::cost, report.audit).text);
  rate_rows(layout, report.audit);
  codebook_rows(layout, report.audit);
  trie_row(layout, report.audit);
  constraint_rows(layout, report.audit);
  kraft_row(layout, report.audit);
  coverage_rows(layout, report);
  finding_rows(layout, report);
  requirement_rows(layout, report);
  next_rows(layout, report, false);
  return layout.take();
}

std::string verify_text(const AuditReport& report, const TextOptions& options) {
  TextLayout layout(options.width, options.colour);
  table_rows(layout, report);
  verdict_rows(layout, report, options);
  layout.blank();
  layout.row("theorem", said(Topic::theorem, report.audit).text);
  std::string_view label = "recipes";
  std::size_t number = 0;
  for (const RecipeVerdict& recipe : report.recipes) {
    layout.answer(label, recipe.equivalent.truth, false,
                  layout.paint().strong(printable(recipe.recipe)));
    layout.row("", printable(recipe.meaning));
    if (!recipe.equivalent.reason.empty())
      layout.row("", fmt::format("because {}", printable(recipe.equivalent.reason)));
    if (report.verification && number < report.verification->certificate.recipes.size())
      layout.row("", fmt::format("objective gap L_FV - L_AR = sum of log Z: {}",
                                 objective_gap_text(report.verification->certificate, number,
                                                    report.audit)));
    ++number;
    if (!recipe.laws.empty())
      layout.row("", layout.paint().faint(fmt::format("laws: {}", printable(recipe.laws))));
    label = "";
  }
  layout.blank();
  if (report.witness.exists)
    layout.row("witness", fmt::format("{} exactly: {}",
                                      layout.paint().strong(fmt::format(
                                          "Z{0}={0}{1}", group_mark, exact_text(report.witness.z))),
                                      printable(report.witness.explanation)));
  else
    layout.row("witness", printable(report.witness.explanation));
  if (report.verification) verification_rows(layout, *report.verification);
  finding_rows(layout, report);
  requirement_rows(layout, report);
  next_rows(layout, report, true);
  return layout.take();
}

}  // namespace sidproof
