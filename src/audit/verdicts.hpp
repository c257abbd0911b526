// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>

#include "audit/audit.hpp"
#include "audit/repeated_items.hpp"
#include "exact/integer.hpp"
#include "tokenization/table.hpp"
#include "verdict/verdict.hpp"

namespace sidproof {

/// tok is a function and injective; the witness names items and their sequences.
[[nodiscard]] Verdict one_to_one_verdict(const Table& table, const AuditResult& audit,
                                         const RepeatedItems& repeated);

/// No sequence is a proper prefix of another; the witness names two items.
[[nodiscard]] Verdict prefix_free_verdict(const Table& table, const AuditResult& audit);

/// Every sequence of the longest length begins with an item's (for tables of fixed
/// length: is one); `covered` of them do. The witness names one that does not, where
/// the length is fixed.
[[nodiscard]] Verdict onto_verdict(const Table& table, const AuditResult& audit,
                                   const RepeatedItems& repeated, const Integer& covered,
                                   std::span<const std::uint64_t> codebooks);

}  // namespace sidproof
