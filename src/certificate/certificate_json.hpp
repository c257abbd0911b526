// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "base/error.hpp"
#include "certificate/certificate.hpp"

namespace sidproof {

/// Longer certificates are refused unread.
inline constexpr std::size_t longest_certificate = std::size_t{16} << 20U;

/// The one text of a certificate (docs/certificate.md, docs/schema/certificate-1.schema.json):
/// stated order of the keys, one record a line, no floating-point numbers, a final
/// newline. Texts are printable ASCII without quotes and backslashes.
[[nodiscard]] std::string certificate_json(const Certificate& certificate);

/// Reads certificate_json()'s text back. `path` is for messages only. Errors:
/// too_large, unsupported (another version of the schema), malformed: no JSON, a
/// field that is absent, unknown, out of order or of the wrong type, or any text that
/// is not byte by byte what certificate_json() writes.
[[nodiscard]] Result<Certificate> parse_certificate(std::string_view json, const std::string& path);

}  // namespace sidproof
