// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "cli/generate_report.hpp"
#include "report/recommendation_report.hpp"

namespace sidproof {

/// Terminal report of what was recommended or drawn. Of many histories and of long lists the
/// first ones are shown, and how many more there are.
[[nodiscard]] std::string recommendation_text(const GeneratorSummary& summary,
                                              const RecommendationReport& report,
                                              const TextOptions& options);

}  // namespace sidproof
