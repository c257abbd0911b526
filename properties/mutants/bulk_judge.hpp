// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>

namespace sidproof::mutants {

/// What is wrong with the engines for very many models, if anything: integers without
/// gcd against exact rationals, many residues at once against one model at a time.
[[nodiscard]] std::optional<std::string> judge_bulk_check();

}  // namespace sidproof::mutants
