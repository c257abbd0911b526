// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

#include "io/detect.hpp"

namespace sidproof {

/// The outline of the JSON that `text` starts with. Reads at most the first
/// megabyte and 64 members, tolerates text that ends anywhere, and checks
/// nothing: what it says is a guess that the reader confirms.
[[nodiscard]] JsonShape sniff_json(std::string_view text);

/// Whether this is one object whose first member is an object with a field `key` of that
/// kind: {"1": {"cid": [...], ...}, ...}.
[[nodiscard]] bool is_object_of_objects_with(const JsonShape& json, std::string_view key,
                                             JsonKind kind);

}  // namespace sidproof
