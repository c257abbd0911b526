// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <string>
#include <vector>

#include "report/html_page.hpp"
#include "report/html_sections.hpp"
#include "report/numbers.hpp"
#include "report/sentences.hpp"

namespace sidproof::html_sections {

namespace {

std::string outcome(const VerificationReport& verification) {
  const Truth truth = worst(verification.identities.truth, verification.libraries.truth);
  if (truth == Truth::refuted) return "a check failed";
  if (truth == Truth::unknown) return "a check is undecided";
  return laws_that_hold(verification.certificate) + " hold" +
         (verification.certificate.spot_checks.empty() ? "" : ", exact Z agrees");
}

bool was_tested(const CertifiedIdentity& identity) {
  return identity.degree > 0 || !identity.points.empty();
}

}  // namespace

void verification(HtmlWriter& html, const VerificationReport& verification) {
  const Certificate& certificate = verification.certificate;
  html.raw("<section>\n<details")
      .text(has_defect(verification) ? " open" : "")
      .raw("><summary><h2>Checked on this very table</h2>");
  html.text(" — " + outcome(verification));
  html.raw("</summary>\n<p class=\"lead\">")
      .text(
          "Laws as identities between rational functions of all models of the table, modulo two "
          "primes, at points that follow from the table's hash; exact Z of named models in two "
          "libraries. A law that fails would be a defect of sidproof or of the machine, not of "
          "the table.")
      .raw("</p>\n");
  html_page::requirements(html, {{"identities", verification.identities},
                                 {"exact Z in two libraries", verification.libraries}});
  std::vector<std::vector<std::string>> laws;
  for (const CertifiedIdentity& identity : certificate.identities)
    if (is_law(identity))
      laws.push_back({identity.law, std::to_string(identity.prime), grouped(identity.degree),
                      grouped(identity.points.size()),
                      identity.verdict == Truth::holds ? fmt::format("2^-{}", identity.error_bits)
                                                       : std::string("–"),
                      was_tested(identity) ? html_page::marked(identity.verdict)
                                           : std::string("does not apply here")});
  html_page::table(html, {"Law", "#Prime", "#Degree", "#Points", "#Bound", "Holds"}, laws);
  if (verification.identities.truth == Truth::holds)
    html.raw("<p class=\"soft\">").text(as_sentence(identities_text(certificate))).raw("</p>\n");
  std::vector<std::vector<std::string>> models;
  for (const CertifiedSpotCheck& check : certificate.spot_checks)
    models.push_back({check.model, check.z});
  if (!models.empty()) html_page::table(html, {"Model", "`Exact Z"}, models);
  html.raw("<p class=\"soft\">")
      .text(fmt::format("SHA-256 of the table's content: {}", certificate.table_sha256))
      .raw("</p>\n</details>\n");
  html_page::end_section(html);
}

}  // namespace sidproof::html_sections
