// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "base/error.hpp"
#include "interactions/interactions.hpp"

namespace sidproof {

/// Reads interactions. Formats, detected by content in this order:
/// example-json    JSON array or lines of {"history": [...], "target": item, "hit": 0 or 1}
/// inter-json      {"user": [item, ...], ...}, streamed
/// recbole-inter   RecBole `.inter`: TSV with a header of name:type
/// example-csv     MiniOneRec CSV: history_item_id (a Python list) and item_id
/// event-csv       user, item and, where there is one, time (ColaRec)
/// user-sequences  "USER ITEM ITEM ..." lines
/// User sequences and events (ordered by time, equal times as they stand) are split
/// by leave_one_out; files of examples belong to `split` as a whole. A user that
/// stands there twice keeps both sequences, and `notes` says so. A column or field
/// `hit` fills Interactions::hits. `format` forces a format by the names above.
/// Errors as read_table; no event at all is malformed.
[[nodiscard]] Result<Interactions> read_interactions(const std::string& path,
                                                     const std::string& format = {},
                                                     Split split = Split::test);

/// The distinct item ids of a catalogue or interactions file, in order of first
/// appearance: one id a line, the column item_id (or, without such a name, the
/// first one) of a CSV or TSV with header, a JSON array of ids, or the items of
/// whatever read_interactions accepts. Errors as read_table.
[[nodiscard]] Result<std::vector<std::string>> read_item_list(const std::string& path);

}  // namespace sidproof
