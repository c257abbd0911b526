// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace sidproof {

/// Appends `text` to `out` as a JSON string with its quotes. Nothing is checked:
/// the text has to be UTF-8.
void append_json_string(std::string& out, std::string_view text);

}  // namespace sidproof
