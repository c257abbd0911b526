// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "base/error.hpp"
#include "io/files/mapped_file.hpp"

namespace sidproof {

/// The SIDs of a set {"1,2,3": 1, ...} as serving engines hold it, each as its tokens,
/// in the order of the file; what stands under them is not read. Errors as
/// read_table; malformed for any other file.
[[nodiscard]] Result<std::vector<std::vector<std::string>>> read_sid_set(const MappedFile& file);

}  // namespace sidproof
