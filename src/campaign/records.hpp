// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>

namespace sidproof {

/// How cases ended. A case neither held nor failed when the law's premise was not
/// met (not_applicable) or could not be decided (undecided).
struct CaseCounts {
  std::uint64_t cases = 0;
  std::uint64_t not_applicable = 0;
  std::uint64_t undecided = 0;
  std::uint64_t failed = 0;

  CaseCounts& operator+=(const CaseCounts& other) {
    cases += other.cases;
    not_applicable += other.not_applicable;
    undecided += other.undecided;
    failed += other.failed;
    return *this;
  }
  friend bool operator==(const CaseCounts&, const CaseCounts&) = default;
};

/// What a unit has behind it. Block b holds its cases b * plan.block and following.
/// Blocks finish in any order; those before the first unfinished one are summed, so
/// that a campaign of any length stays small.
struct UnitProgress {
  std::uint64_t whole = 0;  ///< blocks 0 ... whole-1 are finished
  CaseCounts counts;        ///< of these
  std::uint64_t kept = 0;   ///< their failing cases that were shrunk and kept
  /// Later blocks by number: counts of the first `cases` cases of each.
  std::map<std::uint64_t, CaseCounts> rest;

  /// Of all cases.
  [[nodiscard]] CaseCounts total() const {
    CaseCounts sum = counts;
    for (const auto& [block, part] : rest) sum += part;
    return sum;
  }
  friend bool operator==(const UnitProgress&, const UnitProgress&) = default;
};

/// Cases of one block that are committed together.
struct BlockRecord {
  std::size_t unit = 0;
  std::uint64_t block = 0;
  CaseCounts counts;
};

/// A failure of one unit, found once or several times: failing cases that shrink to
/// the same instance are one failure. Texts are JSON unless said otherwise.
struct FailureRecord {
  std::size_t unit = 0;
  std::string instance;     ///< shrunk
  std::string request;      ///< the same for the oracle (spec/oracle/PROTOCOL.md)
  std::string flags;        ///< what the instance is, a list
  std::string reason;       ///< the law's witness at the shrunk instance, plain text
  std::string drawn;        ///< the instance of case number `index`
  std::uint64_t index = 0;  ///< the first case that shrinks to it
  std::uint64_t times = 1;  ///< how many cases did

  friend bool operator==(const FailureRecord&, const FailureRecord&) = default;
};

/// So many failing cases of each block are shrunk and kept, the first ones; the
/// others are counted only.
inline constexpr std::uint64_t shrunk_per_block = 8;

}  // namespace sidproof
