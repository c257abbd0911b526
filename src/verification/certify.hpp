// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "audit/audit.hpp"
#include "audit/recipes.hpp"
#include "base/error.hpp"
#include "base/parallel.hpp"
#include "base/progress.hpp"
#include "certificate/certificate.hpp"
#include "laws/identity.hpp"
#include "tokenization/table.hpp"
#include "verdict/verdict.hpp"

namespace sidproof {

/// What `verify` adds to an audit. The two verdicts speak of this program and the
/// machine it runs on, not of the table: the laws are proved, so a refuted one is a
/// defect.
struct Verification {
  Certificate certificate;
  Verdict identities;  ///< holds: every law that applies; the witness names law, prime and point
  Verdict libraries;   ///< holds: both libraries gave one Z for every model that was checked
};

/// Tests every identity on the table's trie at points that follow from its hash,
/// computes exact Z of named models over two libraries and states the rest of the
/// certificate from the audit. `audit` is this table's. Does not depend on the number
/// of threads. Errors: malformed (the file contradicts itself about its codebooks: no
/// model is named), too_large (2^32 - 1 nodes or rows), internal (a witness does not show
/// what it claims).
[[nodiscard]] Result<Verification> certify(const Table& table, const AuditResult& audit,
                                           Threads threads, Progress& progress = Progress::none());

/// The worst of the runs, "B2 unit partition" left out: it asks a question about the
/// table. Laws that do not apply are no harm; undecided ones are unknown.
[[nodiscard]] Verdict merge_identities(const std::vector<IdentityRun>& runs);

/// The sign of the objective gap under each recipe of recipe_verdicts(), in order.
/// Precondition: audit.multiplicities.least is known.
[[nodiscard]] std::vector<GapSign> gap_signs(const AuditResult& audit);

}  // namespace sidproof
