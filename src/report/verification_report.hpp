// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "audit/audit.hpp"
#include "certificate/certificate.hpp"
#include "verdict/verdict.hpp"

namespace sidproof {

/// What `verify` adds to the reports of an audit.
struct VerificationReport {
  Certificate certificate;
  Verdict identities;  ///< refuted or unknown: a defect of this program or of the machine
  Verdict libraries;   ///< of the exact spot checks: the same
  std::string path;    ///< where the certificate was written; empty: nowhere
};

/// The laws of a certificate that hold modulo every prime, "B1 A2 ...", without the
/// question whether Z = 1.
[[nodiscard]] std::string laws_that_hold(const Certificate& certificate);
/// "F1 F2b do not apply: ..." where verification.identities holds; empty for none.
[[nodiscard]] std::string laws_left_open(const Certificate& certificate);
/// Did a law or a library fail, or could not be decided? The table is not to blame then.
[[nodiscard]] bool has_defect(const VerificationReport& verification);
/// Is this one of the laws, or the question beside them whether Z = 1 for every model?
[[nodiscard]] bool is_law(const CertifiedIdentity& identity);
/// What it means that the laws passed, where verification.identities holds: identities of
/// the field modulo each prime, at points that the table's hash fixes. Only at points
/// drawn at random would the bound be a probability.
[[nodiscard]] std::string identities_text(const Certificate& certificate);
/// The objective gap of a recipe over all models, for people; of the certificate's table.
[[nodiscard]] std::string objective_gap_text(const Certificate& certificate, std::size_t recipe,
                                             const AuditResult& audit);
/// The fewest bits of all laws that hold; 0 when there is none.
[[nodiscard]] std::uint64_t least_error_bits(const Certificate& certificate);
/// Points of all laws and primes together.
[[nodiscard]] std::uint64_t points_computed(const Certificate& certificate);

}  // namespace sidproof
