// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include "io/reader.hpp"

namespace sidproof {

/// {"0": ["<a_3>", "<b_1>", "<c_2>"], ...}: `*.index.json` and `id2sid.json`.
[[nodiscard]] const Reader& index_json_reader();

/// {"0": "<L0_3> <L1_1> <L2_2>", ...}: the tokens of an item in one string.
[[nodiscard]] const Reader& joined_json_reader();

/// {"<a_3><b_1>": ["B001", "B002"], ...}: from SID to items.
[[nodiscard]] const Reader& inverse_json_reader();

/// {"1,2,3": 1, ...}: SIDs without items; refused as a table.
[[nodiscard]] const Reader& sid_set_reader();

/// JSON lines or a list of {"item_id": ..., "sid": ...}.
[[nodiscard]] const Reader& records_reader();

/// {"B001": {"sid": "SID_003_001_002", ...}, ...}.
[[nodiscard]] const Reader& sid_map_json_reader();

/// {"levels": 3, "K": 256, "items": {"1": [3, 1, 2], ...}}.
[[nodiscard]] const Reader& wrapped_json_reader();

/// {"B001": [3, 1, 2], ...}: integer codes, offsets added or not.
[[nodiscard]] const Reader& codes_json_reader();

/// {"1": {"cid": [3, 1, 2], "content": ...}, ...}.
[[nodiscard]] const Reader& corpus_json_reader();

/// actionpiece.json with the features of the items beside it.
[[nodiscard]] const Reader& actionpiece_reader();

/// JSON lines {"item": ..., "messages": [...]} with <|sid_begin|>...<|sid_end|>.
[[nodiscard]] const Reader& onerec_chat_reader();

/// {"201334786": [{"pid": 1000, ...}], ...}: key = c1 * 8192^2 + c2 * 8192 + c3.
[[nodiscard]] const Reader& sid2pid_json_reader();

}  // namespace sidproof
