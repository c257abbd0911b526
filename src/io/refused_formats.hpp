// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include "io/reader.hpp"

namespace sidproof {

/// PyTorch archives (`.pt`): they hold pickles, which run code when they are
/// loaded. Refused, with the conversion to .npy.
[[nodiscard]] const Reader& torch_reader();

/// Python pickles (`.pkl`), of any protocol: refused, with the conversion.
[[nodiscard]] const Reader& pickle_reader();

/// Compressed files and other archives: refused, with the command that unpacks.
[[nodiscard]] const Reader& compressed_reader();

/// The `path` in single quotes as a POSIX shell reads them: for the commands that
/// refusals propose.
[[nodiscard]] std::string shell_quoted(const std::string& path);

}  // namespace sidproof
