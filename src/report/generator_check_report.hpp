// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

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
  std::string table_name;  ///< for people
  std::string table_path;  ///< empty: the demo catalogue
  std::uint64_t rows = 0;  ///< of the table
  std::uint64_t items = 0;
  std::uint64_t sequences = 0;
  std::uint64_t nodes = 0;
  std::uint64_t vocabulary = 0;
  std::uint64_t positions = 0;
  std::uint64_t width = 0;
  std::uint64_t layers = 0;
  std::uint64_t heads = 0;
  std::uint64_t parameters = 0;
  std::string weights_sha256;              ///< 64 hexadecimal digits
  std::optional<double> head_temperature;  ///< of parallel heads; nothing: one linear head
  // How token laws were changed.
  double temperature = 1;
  std::uint64_t top_k = 0;  ///< 0: all
  double top_p = 1;
  std::string seed;  ///< of weights and draws
  std::vector<GeneratorCheck> checks;
  int exit_code = 0;  ///< as the program will return it
};

/// "sidproof.generator-check/1" (docs/schema/generator-check-1.schema.json): no times, so
/// equal inputs give equal bytes.
[[nodiscard]] std::string generator_check_json(const GeneratorCheckReport& report);

/// JUnit XML as in junit.hpp: one suite "require" with a case for each check.
[[nodiscard]] std::string generator_check_junit(const GeneratorCheckReport& report);

}  // namespace sidproof
