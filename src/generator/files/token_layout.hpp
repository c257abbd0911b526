// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "base/error.hpp"
#include "generator/decoding/catalogue.hpp"
#include "io/files/mapped_file.hpp"
#include "tokenization/table.hpp"

namespace sidproof::reference {

/// What a network's tokens mean, as JSON (tokens.json of an export): {"format":
/// "sidproof-tokens/2", "begin": 0, "first_token": [1, 4], "codebooks": [["<a_3>",
/// ...], ...], "table_sha256": "..."}, one code a line. Code c of position j is the token
/// first_token[j] + c. The numbers of codes that are texts follow from the order of the table's
/// rows; the hash is content_hash() with the alphabets' sizes.
/// Errors: unsupported (a text that is not UTF-8).
[[nodiscard]] Result<std::string> token_layout_json(const Catalogue& catalogue, const Table& table);

/// Does the file at this path, tokens.json beside a network, hold that layout byte by byte?
/// Without one nothing says which token is which code, and a network whose vocabulary happens to
/// be large enough would be decoded with tokens that mean something else to it. Errors:
/// unsupported (there is no such file); malformed (the network was made for another table), with
/// the line where they part; those of MappedFile::open().
[[nodiscard]] Result<void> require_token_layout(const std::string& path, const std::string& layout);

/// The same of a file that is open already.
[[nodiscard]] Result<void> check_token_layout(const MappedFile& file, const std::string& layout);

}  // namespace sidproof::reference
