// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "report/verification_report.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>
#include <vector>

#include "report/numbers.hpp"

namespace sidproof {
namespace {

// The question, beside the laws, whether Z = 1 for every model.
constexpr std::string_view question = "B2 unit partition";

// "B1" of "B1 partition", for the laws that hold modulo every prime, or do not.
std::string names(const Certificate& certificate, bool holding) {
  std::vector<std::string_view> laws;
  for (const CertifiedIdentity& identity : certificate.identities)
    if (is_law(identity) && std::ranges::find(laws, std::string_view(identity.law)) == laws.end())
      laws.push_back(identity.law);
  std::string text;
  for (const std::string_view law : laws) {
    const bool holds =
        std::ranges::all_of(certificate.identities, [&](const CertifiedIdentity& identity) {
          return identity.law != law || identity.verdict == Truth::holds;
        });
    if (holds != holding) continue;
    text += text.empty() ? "" : " ";
    text += law.substr(0, law.find(' '));
  }
  return text;
}

}  // namespace

bool has_defect(const VerificationReport& verification) {
  return verification.identities.truth != Truth::holds ||
         verification.libraries.truth != Truth::holds;
}

bool is_law(const CertifiedIdentity& identity) { return identity.law != question; }

std::string laws_that_hold(const Certificate& certificate) { return names(certificate, true); }

std::string laws_left_open(const Certificate& certificate) {
  const std::string open = names(certificate, false);
  if (open.empty()) return open;
  return fmt::format("{} not apply: the table is not prefix-free",
                     open + (open.find(' ') == std::string::npos ? " does" : " do"));
}

std::uint64_t least_error_bits(const Certificate& certificate) {
  std::uint64_t least = 0;
  for (const CertifiedIdentity& identity : certificate.identities)
    if (is_law(identity) && identity.verdict == Truth::holds)
      least = least == 0 ? identity.error_bits : std::min(least, identity.error_bits);
  return least;
}

std::uint64_t points_computed(const Certificate& certificate) {
  std::uint64_t points = 0;
  for (const CertifiedIdentity& identity : certificate.identities) points += identity.points.size();
  return points;
}

std::string identities_text(const Certificate& certificate) {
  return fmt::format(
      "{} hold modulo the primes 2^61 - 1 and 2^61 - 31 at {} that {} from the table's hash; at "
      "uniform independent points each would, if false, pass with probability at most 2^-{}",
      laws_that_hold(certificate), counted(points_computed(certificate), "point", "points"),
      points_computed(certificate) == 1 ? "follows" : "follow", least_error_bits(certificate));
}

std::string objective_gap_text(const Certificate& certificate, std::size_t recipe,
                               const AuditResult& audit) {
  const std::uint64_t most = certificate.facts.largest_multiplicity;
  switch (certificate.recipes.at(recipe).gap) {
    case GapSign::zero: return "zero, for every model";
    case GapSign::constant: return fmt::format("exactly log {} an event, for every model", most);
    case GapSign::at_most_zero: return "at most zero";
    case GapSign::at_least_zero:
      // The trie's mask leaves no codes that are not in use.
      return recipe == 1 || audit.codebook_source != CodebookSource::in_use
                 ? "at least zero"
                 : "at least zero, provided that the softmax has just the codes in use";
    case GapSign::either: return "of either sign";
    case GapSign::undefined: break;
  }
  return "undefined";
}

}  // namespace sidproof
