// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "base/error.hpp"
#include "tokenization/features.hpp"

namespace sidproof {

/// Reads a matrix of features, one row an item: `.npy` of two dimensions,
/// little-endian float32 (mapped, not copied) or float64 (rounded to float32 to
/// nearest; Features::rounded counts the values that changed). Item ids are row
/// numbers. NaN and infinity pass: tokenize() names their row.
/// Errors: cannot_open, malformed (header, length), unsupported (pickles, Fortran
/// order, big-endian, other types, other dimensions; with the one-line conversion),
/// out_of_range (a float64 beyond float32, with its byte).
[[nodiscard]] Result<Features> read_features(const std::string& path);

/// Reads learned codebooks: `.npy` of three dimensions levels x size x columns,
/// types and errors as read_features().
[[nodiscard]] Result<LearnedCodebooks> read_codebooks(const std::string& path);

}  // namespace sidproof
