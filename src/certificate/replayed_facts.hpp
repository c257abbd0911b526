// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>

#include "certificate/certificate.hpp"
#include "certificate/prefix_levels.hpp"
#include "certificate/sorted_rows.hpp"
#include "tokenization/table.hpp"

namespace sidproof {

/// How many tokens of each position occur.
[[nodiscard]] std::vector<std::uint64_t> used_tokens(const Table& table);

/// Shape, facts and witnesses of a certificate, counted on the sorted rows. The
/// codebooks hold at least the tokens that occur.
[[nodiscard]] CertifiedShape replayed_shape(const Table& table, const SortedRows& rows,
                                            const PrefixLevels& levels);
[[nodiscard]] CertifiedFacts replayed_facts(const Table& table, const SortedRows& rows,
                                            const PrefixLevels& levels);
[[nodiscard]] CertifiedWitnesses replayed_witnesses(const Table& table, const SortedRows& rows,
                                                    const PrefixLevels& levels);

}  // namespace sidproof
