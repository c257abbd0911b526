// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "report/verification_report.hpp"

#include <algorithm>
#include <optional>
#include <string_view>
#include <vector>

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

Truth unit_partition(const Certificate& certificate) {
  std::optional<Truth> answer;
  for (const CertifiedIdentity& identity : certificate.identities)
    if (!is_law(identity)) answer = answer ? worst(*answer, identity.verdict) : identity.verdict;
  return answer.value_or(Truth::unknown);
}

std::string laws_that_hold(const Certificate& certificate) { return names(certificate, true); }

std::string laws_left_open(const Certificate& certificate) { return names(certificate, false); }

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

}  // namespace sidproof
