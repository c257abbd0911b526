// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace sidproof {

/// Text for XML content and attribute values in double quotes: the five special
/// characters as entities, line breaks, tabs and whatever else disturbs_display() as character
/// references, characters that XML 1.0 forbids and ill-formed UTF-8 as U+FFFD.
[[nodiscard]] std::string xml_escape(std::string_view text);

/// The one function through which every string that is not a literal of the
/// program reaches an HTML report: safe in content and in quoted attributes.
/// Invisible and reordering characters are shown as \u{HEX} (see printable()).
[[nodiscard]] std::string html_escape(std::string_view text);

}  // namespace sidproof
