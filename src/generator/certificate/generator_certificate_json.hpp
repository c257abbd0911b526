// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "base/error.hpp"
#include "generator/certificate/generator_certificate.hpp"

namespace sidproof::reference {

/// The one text of a certificate (docs/generator.md, "The certificate"), by the rules of
/// docs/certificate.md.
[[nodiscard]] std::string generator_certificate_json(const GeneratorCertificate& certificate);

/// Does the text begin as such a certificate does? Says nothing about the rest.
[[nodiscard]] bool is_generator_certificate(std::string_view json);

/// Reads generator_certificate_json()'s text back. `path` is for messages only. Errors:
/// too_large (16 MiB), unsupported (another version of the schema), malformed: any text
/// that is not byte by byte what generator_certificate_json() writes.
[[nodiscard]] Result<GeneratorCertificate> parse_generator_certificate(std::string_view json,
                                                                       const std::string& path);

}  // namespace sidproof::reference
