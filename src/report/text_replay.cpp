// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include "report/display.hpp"
#include "report/layout.hpp"
#include "report/numbers.hpp"
#include "report/replay_report.hpp"
#include "report/verification_report.hpp"

namespace sidproof {
namespace {

// Texts of a certificate can be long; a screen shows how they begin.
std::string shown(const std::string& value) {
  constexpr std::size_t most = 80;
  return printable(value.size() <= most ? value : value.substr(0, most) + "…");
}

std::string lengths(const CertifiedShape& shape) {
  const std::string longest = counted(shape.max_length, "token", "tokens");
  return shape.min_length == shape.max_length ? longest
                                              : grouped(shape.min_length) + " to " + longest;
}

void claim_rows(TextLayout& layout, const Certificate& certificate) {
  layout.row(
      "claims",
      fmt::format("{} · {} · {} · sha256 {}…", counted(certificate.shape.items, "item", "items"),
                  counted(certificate.facts.distinct_sequences, "sequence", "sequences"),
                  lengths(certificate.shape), printable(certificate.table_sha256.substr(0, 16))));
  layout.answer("", certificate.facts.one_to_one, false, "one-to-one");
  layout.answer("", certificate.facts.prefix_free, false, "prefix-free");
  layout.answer("", certificate.facts.onto, false, "onto");
  for (const CertifiedRecipe& recipe : certificate.recipes)
    layout.answer("", recipe.equivalent, false,
                  fmt::format("AR-NTP = FV-MLE{}, {}",
                              recipe.gap == GapSign::constant ? " up to a constant" : "",
                              printable(recipe.recipe)));
}

std::string advice(const std::string& claim, bool is_generator) {
  if (claim == "table_sha256")
    return "this is another table, another row order or other codebooks: replay with the table "
           "that was verified";
  if (claim == "weights_sha256")
    return "these are other weights: replay with those that were checked";
  return is_generator ? "do not rely on this certificate; check the generator again"
                      : "do not rely on this certificate; verify the table again";
}

}  // namespace

Verdict verdict(const ReplayReport& report) {
  if (!report.differences)
    return Verdict::unknown("a certificate says nothing without the table that it speaks of");
  if (report.differences->count == 0)
    return Verdict::holds(
        fmt::format("{} recomputed", counted(report.differences->claims, "claim", "claims")));
  const Difference& first = report.differences->first.front();
  return Verdict::refuted(fmt::format("{} is {} in the certificate and {} recomputed", first.claim,
                                      first.certified, first.recomputed));
}

std::string replay_text(const ReplayReport& report, const TextOptions& options) {
  TextLayout layout(options.width, options.colour);
  layout.row("certificate", printable(report.certificate_path));
  if (report.differences) layout.row("table", printable(report.table_name));
  const bool is_generator = !report.generator.empty();
  if (is_generator)
    layout.row("claims", printable(report.generator));
  else
    claim_rows(layout, report.certificate);
  layout.blank();
  const Truth truth = verdict(report).truth;
  if (truth == Truth::unknown) {
    layout.answer("replay", truth, true,
                  "undecided: a certificate says nothing without the table that it speaks of");
    layout.row("next", "give the table");
    return layout.take();
  }
  const Differences& differences = *report.differences;
  if (truth == Truth::holds) {
    layout.answer("replay", truth, true,
                  fmt::format("all {} were recomputed from the {}, by other code than wrote them",
                              counted(differences.claims, "value", "values"),
                              is_generator ? "table and the weights" : "table"));
    return layout.take();
  }
  layout.answer(
      "replay", truth, true,
      fmt::format("{} of {} not what the {}", grouped(differences.count),
                  differences.count == 1
                      ? fmt::format("{} is", counted(differences.claims, "value", "values"))
                      : fmt::format("{} are", counted(differences.claims, "value", "values")),
                  is_generator ? "table and the weights give" : "table gives"));
  for (const Difference& difference : differences.first) {
    layout.row("", layout.paint().strong(printable(difference.claim)));
    layout.row("", fmt::format("certificate {}", shown(difference.certified)));
    layout.row("", fmt::format("recomputed {}", shown(difference.recomputed)));
  }
  if (differences.count > differences.first.size())
    layout.row("", fmt::format("… {} more", grouped(differences.count - differences.first.size())));
  layout.row("next", advice(differences.first.front().claim, is_generator));
  return layout.take();
}

}  // namespace sidproof
