// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>

#include "certificate/certificate.hpp"
#include "certificate/difference.hpp"
#include "report/text.hpp"
#include "verdict/verdict.hpp"

namespace sidproof {

/// Everything that the reports of `replay` speak of.
struct ReplayReport {
  std::string certificate_path;
  Certificate certificate;  ///< of a generator's: the table's hash alone
  std::string generator;    ///< what a generator's certificate speaks of; empty: it is none
  std::string table_name;   ///< display_name(); empty without a table
  std::string table_path;   ///< empty for the demo, or without a table
  std::optional<Differences> differences;  ///< nothing without a table
  int exit_code = 0;
};

/// holds: every claim was recomputed; refuted: the first that differs; unknown: there
/// was no table to recompute from.
[[nodiscard]] Verdict verdict(const ReplayReport& report);

/// The terminal report of `sidproof replay`.
[[nodiscard]] std::string replay_text(const ReplayReport& report, const TextOptions& options = {});

/// "sidproof.replay/1" (docs/schema/replay-1.schema.json).
[[nodiscard]] std::string replay_json(const ReplayReport& report);

}  // namespace sidproof
