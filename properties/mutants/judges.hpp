// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace sidproof::mutants {

/// One check of the code that runs: the witness that refutes it, if it finds one.
/// Without a mutant no judge may find any.
struct Judge {
  std::string name;  ///< a law's id, e.g. "B1", or what else it judges
  std::function<std::optional<std::string>()> refute;
};

/// Every registered law on fixed and on drawn instances, over all its number
/// systems and shapes. Instances are drawn now, not when a judge runs.
[[nodiscard]] std::vector<Judge> law_judges();

/// Where a part of the code serves many laws: "identity testing", "exhaustion" and
/// "bulk check".
[[nodiscard]] std::vector<Judge> engine_judges();

}  // namespace sidproof::mutants
