// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>

#include "audit/audit.hpp"
#include "audit/repeated_items.hpp"
#include "tokenization/table.hpp"
#include "verdict/verdict.hpp"

namespace sidproof {

/// tok is a function and injective; the witness names items and their sequences.
[[nodiscard]] Verdict one_to_one_verdict(const Table& table, const AuditResult& audit,
                                         const RepeatedItems& repeated);

/// No sequence is a proper prefix of another; the witness names two items.
[[nodiscard]] Verdict prefix_free_verdict(const Table& table, const AuditResult& audit);

/// Every sequence of the longest length begins with exactly one of the table's (for
/// tables of fixed length: is one), audit.covered of them with at least one. The witness
/// is one that does not (audit.missing) or two sequences of which one begins the other.
/// Unknown, with `contradiction` as the reason, when there is one.
[[nodiscard]] Verdict onto_verdict(const Table& table, const AuditResult& audit,
                                   const std::optional<std::string>& contradiction);

}  // namespace sidproof
