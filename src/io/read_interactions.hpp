// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "base/error.hpp"
#include "interactions/interactions.hpp"

namespace sidproof {

/// Reads interactions: `*.inter.json` {user: [items]}, RecBole `*.inter` TSV,
/// MiniOneRec CSV (history_item_id as a Python list, item_id), "USER ITEM ITEM"
/// text, (user,item,time) CSV, JSON lines with history and target. User
/// sequences are split by leave_one_out; files of explicit examples keep the
/// split that `split` names. `format` forces a format, empty detects it by
/// content. Errors as read_table.
[[nodiscard]] Result<Interactions> read_interactions(const std::string& path,
                                                     const std::string& format = {},
                                                     Split split = Split::test);

/// The item ids of a catalogue or interactions file: one id a line, the first
/// column of a CSV/TSV with header, or whatever read_interactions accepts.
[[nodiscard]] Result<std::vector<std::string>> read_item_list(const std::string& path);

}  // namespace sidproof
