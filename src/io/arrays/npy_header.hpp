// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/error.hpp"
#include "io/arrays/npy_array.hpp"

namespace sidproof {

/// What the header of a 2-D integer `.npy` file says (NumPy Enhancement
/// Proposal 1, format versions 1 to 3).
struct NpyHeader {
  bool is_signed = false;
  std::size_t width = 0;  ///< bytes a value: 1, 2, 4 or 8
  bool big_endian = false;
  bool fortran_order = false;  ///< columns one after the other
  std::size_t rows = 0;
  std::size_t columns = 0;
  std::size_t data = 0;  ///< byte offset of the first value
};

/// Parses and checks the header of `bytes`, which are the whole file: on success
/// rows * columns * width bytes stand at `data` and nothing follows them.
/// Errors: malformed (truncated, broken header, wrong number of bytes, no
/// columns), unsupported (pickled objects, reals, texts, structured types, not
/// two-dimensional), too_large (more than 65 536 columns).
[[nodiscard]] Result<NpyHeader> parse_npy_header(std::string_view bytes, const std::string& path);

/// The header of a C-order little-endian unsigned array, padded to 64 bytes.
[[nodiscard]] std::string make_npy_header(std::size_t width, std::size_t rows, std::size_t columns);

}  // namespace sidproof
