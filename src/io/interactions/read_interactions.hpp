// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
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
/// wide-csv        a session a line, columns item_1 ... item_n
/// user-sequences  "USER ITEM ITEM ..." lines
/// A column or field of splits (split, set, phase, ...) is obeyed. Without one, user
/// sequences and events are split by leave_one_out, and files of examples are test as
/// a whole. With `split`, only examples of that split are kept, and files of examples
/// without a split of their own are that one as a whole; split_origin says which it
/// was. Events are ordered by time, exactly, equal times as they stand. A user that
/// stands there twice keeps both sequences. `notes` says all that. A column or field
/// `hit` fills Interactions::hits. `format` forces a format by the names above, also
/// for a file without its positive signs. Errors as read_table; malformed too: no event
/// at all, no example of `split`, what looks like something else (check_plausible).
[[nodiscard]] Result<Interactions> read_interactions(const std::string& path,
                                                     const std::string& format = {},
                                                     std::optional<Split> split = {});

/// The distinct item ids of a catalogue or interactions file, in order of first
/// appearance: one id a line, the column item_id (or, without such a name, the
/// first one) of a CSV or TSV with header, a JSON array of ids, or the items of
/// whatever read_interactions accepts. Errors as read_table.
[[nodiscard]] Result<std::vector<std::string>> read_item_list(const std::string& path);

}  // namespace sidproof
