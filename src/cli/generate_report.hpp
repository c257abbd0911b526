// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "generator/check/check.hpp"
#include "report/text.hpp"
#include "tokenization/table.hpp"

namespace sidproof {

/// One history and what was recommended or drawn for it.
struct Recommendation {
  std::vector<std::uint32_t> history;  ///< rows of the table
  std::uint32_t target = 0;
  struct Line {
    std::uint32_t item = 0;  ///< row of the table
    std::string figure;      ///< its probability or frequency
  };
  std::vector<Line> items;
  std::string remark;  ///< certificate, mass, what is absent
};

/// What both reports of `generate` begin with.
struct GeneratorSummary {
  std::string table;
  std::size_t items = 0;
  std::size_t rows = 0;  ///< of the table; more than `items` when only a part was taken
  std::size_t sequences = 0;
  std::size_t nodes = 0;
  std::size_t vocabulary = 0;  ///< tokens that the table uses
  reference::Shape shape;
  Seed seed;
  std::string weights;  ///< where they came from; empty: from the seed
  reference::TokenRule rule;
};

/// "GPT-2 · width 64 · 2 layers · 4 heads · vocabulary 769 · 153 856 weights from seed 0x0".
[[nodiscard]] std::string network_text(const GeneratorSummary& summary);

/// Terminal reports of `sidproof generate`; made here because reports never include
/// the generator.
[[nodiscard]] std::string generate_text(const GeneratorSummary& summary, const Table& table,
                                        const std::vector<Recommendation>& recommendations,
                                        const TextOptions& options);
/// `files` were written, with the logits of so many requests.
[[nodiscard]] std::string export_text(const GeneratorSummary& summary,
                                      const std::vector<std::string>& files, std::size_t requests,
                                      const TextOptions& options);
[[nodiscard]] std::string check_text(const GeneratorSummary& summary,
                                     const std::vector<reference::Check>& checks,
                                     const TextOptions& options);

}  // namespace sidproof
