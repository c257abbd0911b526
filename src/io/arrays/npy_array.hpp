// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.hpp"

namespace sidproof {

inline constexpr std::string_view npy_magic = "\x93NUMPY";

/// True when the bytes begin like a `.npy` file.
[[nodiscard]] bool looks_like_npy(std::string_view bytes);

/// What a `.npy` header says, whatever the type and shape.
struct NpyArray {
  std::string_view descr;  ///< e.g. "<f4"; empty for structured types, the rest is then unset
  bool fortran_order = false;
  std::vector<std::uint64_t> shape;
  std::size_t dictionary = 0;  ///< byte offset of the header's dictionary
  std::size_t data = 0;        ///< byte offset of the first value
};

/// Parses the header of `bytes`, which are the whole file (NumPy Enhancement
/// Proposal 1, format versions 1 to 3); `descr` points into them. The data is not
/// looked at. Errors: malformed (truncated, broken dictionary), unsupported (other
/// format versions).
[[nodiscard]] Result<NpyArray> parse_npy_array(std::string_view bytes, const std::string& path);

/// The error for a damaged `.npy` file.
[[nodiscard]] tl::unexpected<Error> broken_npy(std::string what, std::uint64_t byte,
                                               const std::string& path);

}  // namespace sidproof
