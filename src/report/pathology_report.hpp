// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "decoding/pathology_figures.hpp"
#include "report/history_selection.hpp"
#include "report/text.hpp"
#include "tokenization/table.hpp"

namespace sidproof {

/// What the reports of `sidproof generate --report` speak of. The table is borrowed.
struct PathologyReport {
  const Table& table;
  std::uint64_t items = 0;      ///< of the catalogue, before any filter
  std::uint64_t sequences = 0;  ///< distinct ones
  std::uint64_t nodes = 0;      ///< of their trie
  std::string network{};        ///< for people
  std::string seed{};
  HistorySelection histories{};
  std::string law{};         ///< "RAW", "GLOBAL" or "LOCAL"
  std::uint64_t top = 10;    ///< K
  std::uint64_t groups = 5;  ///< of the diverse beams
  Rational penalty{};        ///< of the diverse beams, in nats
  Rational lambda{};         ///< of MMR
  std::uint64_t pool = 100;  ///< what MMR chooses from
  std::string filter{};      ///< what was left out, in words; empty: nothing
  struct Request {
    std::vector<std::uint32_t> history;  ///< rows
    std::uint32_t target = 0;
    /// Absent: the filter left nothing to recommend.
    std::optional<PathologyFigures> figures;
  };
  std::vector<Request> requests{};
  int exit_code = 0;  ///< as the program will return it
};

/// Terminal report: means over the histories, beam widths as a table.
[[nodiscard]] std::string pathology_text(const PathologyReport& report,
                                         const TextOptions& options = {});

/// "sidproof.pathologies/1" (docs/schema/pathologies-1.schema.json): every history's figures
/// exactly, and the means.
[[nodiscard]] std::string pathology_json(const PathologyReport& report);

/// One self-contained page with plots, as in html.hpp.
[[nodiscard]] std::string pathology_html(const PathologyReport& report);

}  // namespace sidproof
