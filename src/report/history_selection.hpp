// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace sidproof {

/// Which examples `sidproof generate` took its histories from, and what it left out. The
/// catalogue is the table, or its first rows (--items).
struct HistorySelection {
  std::string split;         ///< that was asked for
  bool other_split = false;  ///< none of its examples would do: those of other splits were taken
  std::uint64_t wanted = 0;  ///< histories that were asked for
  std::uint64_t taken = 0;   ///< fewer than wanted only where there are no more
  /// Examples that were passed over: what came next is not in the catalogue.
  std::uint64_t passed_over = 0;
  std::uint64_t beyond = 0;         ///< events left out of the histories: rows after the first ones
  std::uint64_t absent = 0;         ///< events left out: the table does not have the item
  std::uint64_t not_seen = 0;       ///< events before the last ones, which alone the network sees
  std::uint64_t window = 0;         ///< items of a history that the network sees at most
  std::uint64_t wanted_window = 0;  ///< that it was to see: --history
  std::uint64_t rows = 0;           ///< of the catalogue
};

/// What the user should know of it, one sentence each; none when nothing was left out.
[[nodiscard]] std::vector<std::string> notes(const HistorySelection& selection);

}  // namespace sidproof
