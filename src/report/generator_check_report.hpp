// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "report/generator_facts.hpp"
#include "report/history_selection.hpp"
#include "verdict/verdict.hpp"

namespace sidproof {

/// One check of the reference generator.
struct GeneratorCheck {
  std::string name;   ///< e.g. "K2-token-sums"
  std::string claim;  ///< one line
  Verdict verdict;    ///< the reason holds the figures, or the witness
};

/// What the reports of `sidproof generate --check` for machines speak of.
struct GeneratorCheckReport {
  GeneratorFacts generator{};
  HistorySelection histories{};
  std::vector<GeneratorCheck> checks;
  int exit_code = 0;  ///< as the program will return it
};

/// "sidproof.generator-check/1" (docs/schema/generator-check-1.schema.json): no times, so
/// equal inputs give equal bytes.
[[nodiscard]] std::string generator_check_json(const GeneratorCheckReport& report);

/// JUnit XML as in junit.hpp: one suite "require" with a case for each check.
[[nodiscard]] std::string generator_check_junit(const GeneratorCheckReport& report);

}  // namespace sidproof
