// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

#include "audit/audit.hpp"
#include "base/error.hpp"
#include "certificate/certificate.hpp"
#include "tokenization/table.hpp"
#include "tokenization/trie.hpp"

namespace sidproof {

/// The token of a position's codebook with this rank: the token's own number, or,
/// where the codebook is smaller than the alphabet, its place among those in use.
/// Nothing for ranks that no token of the trie has.
[[nodiscard]] std::optional<std::uint32_t> token_of_rank(const Table& table, const Trie& trie,
                                                         std::uint64_t codebook,
                                                         std::size_t position, std::uint64_t rank);

/// Recomputes from the rows what each witness claims. Errors: internal (one does not).
[[nodiscard]] Result<void> check_certified_witnesses(const Table& table, const Trie& trie,
                                                     std::span<const std::uint64_t> codebooks,
                                                     const CertifiedWitnesses& witnesses);

/// The witnesses that a certificate states, by its rules (docs/certificate.md), from
/// an audit and the trie of the table's item sequences.
[[nodiscard]] CertifiedWitnesses certified_witnesses(const Table& table, const AuditResult& audit,
                                                     const Trie& trie,
                                                     std::span<const std::uint64_t> codebooks);

}  // namespace sidproof
