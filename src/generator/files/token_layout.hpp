// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "base/error.hpp"
#include "generator/decoding/catalogue.hpp"
#include "io/files/mapped_file.hpp"
#include "tokenization/table.hpp"

namespace sidproof::reference {

/// What a network's tokens mean, as JSON (tokens.json of an export): {"format":
/// "sidproof-tokens/1", "begin": 0, "first_token": [1, 4], "codebooks": [["<a_3>",
/// ...], ...]}, one code a line. Code c of position j is the token first_token[j] + c.
/// The numbers of codes that are texts follow from the order of the table's rows.
/// Errors: unsupported (a text that is not UTF-8).
[[nodiscard]] Result<std::string> token_layout_json(const Catalogue& catalogue, const Table& table);

/// Errors: malformed (the file is not byte by byte that layout: the network was made
/// for another table), with the line where they part.
[[nodiscard]] Result<void> check_token_layout(const MappedFile& file, const std::string& layout);

}  // namespace sidproof::reference
