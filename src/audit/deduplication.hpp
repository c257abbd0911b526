// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>

#include "audit/audit.hpp"

namespace sidproof {

/// The sequences of a table before a de-duplication token was appended.
struct SharedSequences {
  std::uint64_t items = 0;
  std::map<std::uint64_t, std::uint64_t> groups;  ///< size, at least 2 -> how many
  std::uint64_t largest_codebook = 0;             ///< over the positions
};

/// What an appended token means where it must tell much: a sentence with the figures when
/// (1/N) sum_v ln m(tok v), which the token carries if all N items are equally frequent,
/// is at least half of ln N, or when a group is larger than every codebook; else nothing.
[[nodiscard]] std::optional<std::string> deduplication_warning(const SharedSequences& shared);

/// The same for the table of an audit.
[[nodiscard]] std::optional<std::string> deduplication_warning(const AuditResult& before);

}  // namespace sidproof
