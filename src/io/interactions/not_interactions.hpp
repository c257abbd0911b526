// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/error.hpp"
#include "interactions/interactions.hpp"
#include "io/detect.hpp"
#include "io/files/mapped_file.hpp"

namespace sidproof {

/// Why a file is not read as interactions or as a list of items whatever format is
/// named: it is empty, no text in UTF-8 or a byte encoding like it (zero bytes, UTF-16,
/// UTF-32), or binary and never read (archives, pickles, ...). Nothing for other texts.
[[nodiscard]] std::optional<Error> foreign_file(const MappedFile& file);

/// Why a file without positive signs of interactions is not read even where a format is
/// named: its head is of a kind that is recognised only to be refused (read_table calls it
/// unsupported). Nothing for all others.
[[nodiscard]] std::optional<Error> never_read(const MappedFile& file);

/// Why the lines of a text are not read: a carriage return stands inside one, as where
/// lines end with it alone, or nothing.
[[nodiscard]] std::optional<Error> lone_carriage_return(const MappedFile& file);

/// What a file without positive signs of interactions looks like instead, and what to
/// do; `known` lists the formats.
[[nodiscard]] Error unrecognised_interactions(const MappedFile& file, const std::string& known);

/// Whether a word of a line may be an item's id: it has a digit, no punctuation but
/// _ - . # @ + = ~, and is no number with a sign, a fraction or an exponent.
[[nodiscard]] bool looks_like_id(std::string_view word);

/// Refuses what was read without a fault and is no interactions all the same: empty
/// ids, and SIDs in the place of item ids. Where the format was `detected`, also ids in
/// angle brackets, which are tokens, and sequences that all have one small length,
/// which are the codes of a table or the columns of a matrix.
[[nodiscard]] Result<void> check_plausible(const Interactions& interactions, bool detected);

/// `bytes` without a UTF-8 byte order mark.
[[nodiscard]] std::string_view without_mark(std::string_view bytes);

}  // namespace sidproof
