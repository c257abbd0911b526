// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/progress.hpp"
#include "io/files/mapped_file.hpp"
#include "io/tables/table_builder.hpp"

namespace sidproof {

enum class ListOf { texts, codes };

/// Reads {"id": ["token", ...], ...} or {"id": [3, 1], ...} straight from the
/// bytes, in one pass, without simdjson's index (four bytes of memory for each
/// byte of JSON): the fast way for the one shape that big tables have. True: the
/// builder holds all rows, the same ones that JsonInput would have given. False:
/// the document is broken or of another shape, the builder is spent, and JsonInput
/// has to read it and say what is wrong.
[[nodiscard]] bool read_plain_lists(const MappedFile& file, ListOf what, TableBuilder& builder,
                                    Progress& progress);

}  // namespace sidproof
