// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "audit/audit.hpp"
#include "audit/token_counts.hpp"
#include "base/error.hpp"
#include "tokenization/table.hpp"

namespace sidproof {

/// The sizes |T_j| that an audit measures against.
struct Codebooks {
  std::vector<std::uint64_t> sizes;  ///< never less than the codes in use
  CodebookSource source = CodebookSource::in_use;
  /// Where the file's own codes refute a size that it declares, for people.
  std::optional<std::string> contradiction;
};

/// Where the codes of a position do not fit the codebook that the file declares for it:
/// more codes occur than it has, or numeric codes that no window of its size holds.
/// (Codes with an offset, K ... 2K - 1, are in one window.) The first such position, as
/// a clause for people.
[[nodiscard]] std::optional<std::string> declaration_refuted(const Table& table,
                                                             std::span<const TokenCounts> counts);

/// By the caller's word (`given`), the file's word or the codes that occur. Errors:
/// usage (given sizes that do not fit the table).
[[nodiscard]] Result<Codebooks> codebooks_of(const Table& table,
                                             std::span<const std::uint64_t> given,
                                             std::span<const TokenCounts> counts);

}  // namespace sidproof
