// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "tokenization/alphabet.hpp"
#include "tokenization/item_ids.hpp"
#include "tokenization/table.hpp"
#include "tokenizers/code_rows.hpp"

namespace sidproof {

/// The text of token `token` at position `position`: `<a_0>`, `<b_17>`, ..., `<z_0>`,
/// `<aa_0>` (letters count like the columns of a spreadsheet).
[[nodiscard]] std::string token_text(std::size_t position, std::uint32_t token);

/// token_text() for all tokens of a position.
[[nodiscard]] Alphabet positioned_alphabet(std::size_t position, std::uint32_t size);

/// A table of the codes. alphabets[j] names the first tokens of position j; tokens
/// that a policy added beyond them are written `#0`, `#1`, ...; positions without
/// alphabet get positioned_alphabet(). Codes are kept in the narrowest width.
[[nodiscard]] Table make_table(const CodeRows& codes, std::vector<Alphabet> alphabets,
                               const ItemIds& items);

}  // namespace sidproof
