// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>

namespace sidproof::mutants {

/// What is wrong with identity testing, if anything: degrees of known formulas, the
/// error bound, false, undefined and true claims, and every identity on small tables.
[[nodiscard]] std::optional<std::string> judge_identity_testing();

}  // namespace sidproof::mutants
