// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string>
#include <vector>

#include "audit/audit.hpp"
#include "interactions/interactions.hpp"
#include "tokenization/table.hpp"

namespace sidproof {

/// An item that a catalogue, a prompt or a training file speaks of, and the SID
/// that it gives the item there.
struct ItemSid {
  std::string item;
  std::string sid;  ///< e.g. "<a_1><b_2><c_3>", "<a_1> <b_2> <c_3>" or "1 2 3"
};

/// Compares the table's items with the ids that `source` lists (repetitions
/// count once). missing: in order of appearance there; extra: in table order.
[[nodiscard]] Coverage coverage(const Table& table, std::string source,
                                std::span<const std::string> ids);

/// The same for the items of interactions: every id that occurs in them.
[[nodiscard]] Coverage coverage(const Table& table, const Interactions& interactions);

/// The same for items that carry a SID. stale: items of the table none of whose
/// rows has that SID, in order of appearance. A SID is equal to a row's sequence
/// when it is its sequence_text(), blanks between bracketed tokens ignored.
[[nodiscard]] Coverage coverage(const Table& table, std::string source,
                                std::span<const ItemSid> items);

/// Compares the sequences of the table with a set of SIDs, given by the texts of their
/// tokens (Coverage::of_sids). missing: SIDs that no row has; extra: items none of whose
/// rows has a SID of the set.
[[nodiscard]] Coverage coverage_of_sids(const Table& table, std::string source,
                                        std::span<const std::vector<std::string>> sids);

}  // namespace sidproof
