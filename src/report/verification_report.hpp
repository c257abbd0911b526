// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

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
/// The laws that do not apply to the table, or that no points decide.
[[nodiscard]] std::string laws_left_open(const Certificate& certificate);
/// The fewest bits of all laws that hold; 0 when there is none.
[[nodiscard]] std::uint64_t least_error_bits(const Certificate& certificate);
/// Points of all laws and primes together.
[[nodiscard]] std::uint64_t points_computed(const Certificate& certificate);

}  // namespace sidproof
