// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <simdjson.h>

#include <optional>
#include <string>

namespace sidproof {

/// An id as text: a JSON string, or an integer in decimal; anything else is
/// nothing.
[[nodiscard]] std::optional<std::string> scalar_text(const simdjson::dom::element& value);

/// The same of a field that may be absent, which is nothing too.
[[nodiscard]] std::optional<std::string> scalar_text(
    const simdjson::simdjson_result<simdjson::dom::element>& value);

}  // namespace sidproof
