// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "base/error.hpp"
#include "tokenization/item_ids.hpp"

namespace sidproof {

/// Where the mapping of "codes.npy" is looked for: "codes.mapping.jsonl".
[[nodiscard]] std::string mapping_path(const std::string& npy_path);

/// The item ids of an array's rows from JSON lines {"row_index": 0, "item_id": 1,
/// "raw_item_id": "B001"}. The id is raw_item_id, or item_id where a file has no
/// raw_item_id; numbers become their decimal text. Errors: malformed (broken
/// line, a row twice, missing or beyond `rows`, some lines with raw_item_id and
/// others without), with the line.
[[nodiscard]] Result<ItemIds> parse_mapping(std::string_view bytes, const std::string& path,
                                            std::size_t rows);

/// The mapping file's text for these ids. Errors: unsupported (an id is not valid
/// UTF-8, which JSON cannot hold).
[[nodiscard]] Result<std::string> make_mapping(const ItemIds& items);

}  // namespace sidproof
