// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

#include "base/error.hpp"
#include "base/parallel.hpp"
#include "io/arrays/npy_header.hpp"
#include "io/files/mapped_file.hpp"
#include "tokenization/codes.hpp"

namespace sidproof {

/// The values of an array as row-major codes: where they stand when they are
/// little-endian unsigned integers of 1, 2 or 4 bytes in C order and aligned,
/// otherwise converted to the narrowest width that holds them all. Errors:
/// out_of_range (negative, above 2^32 - 1), with row and column in the message
/// and the byte of the value.
[[nodiscard]] Result<Codes> npy_codes(const MappedFile& file, const NpyHeader& header,
                                      Threads threads);

/// The largest token at each position of fixed-length rows; empty without rows.
[[nodiscard]] std::vector<std::uint32_t> largest_tokens(const Codes& codes, Threads threads);

}  // namespace sidproof
