// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>

#include "exact/ball.hpp"
#include "exact/integer.hpp"
#include "generator/certificate/generator_certificate.hpp"
#include "tokenization/table.hpp"

namespace sidproof::reference {

// What the maker of a certificate and its replay share: how claims become bytes.

/// 2^power x rounded to the nearest integer; nothing when the ball's members do not agree
/// on it (a tie among them).
[[nodiscard]] std::optional<Integer> nearest_scaled(const Ball& x, int power);

/// inputs_sha256: 64 hexadecimal digits of everything that stands before it and of the
/// item ids of the examples. All rows of the examples must be rows of the table.
[[nodiscard]] std::string inputs_hash(const GeneratorCertificate& certificate, const Table& table);

}  // namespace sidproof::reference
