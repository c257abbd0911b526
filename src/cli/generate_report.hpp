// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "generator/check/check.hpp"
#include "report/generator_facts.hpp"
#include "report/history_selection.hpp"
#include "report/layout.hpp"
#include "report/text.hpp"
#include "tokenization/table.hpp"

namespace sidproof {

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
  HistorySelection histories;
  reference::TokenRule rule;
};

/// "GPT-2 · width 64 · 2 layers · 4 heads · vocabulary 769 · 153 856 weights from seed 0x0".
[[nodiscard]] std::string network_text(const GeneratorSummary& summary);

/// The rows that every terminal report of `generate` begins with.
void summary_rows(TextLayout& layout, const GeneratorSummary& summary);

/// The same for machines. The weights are hashed.
[[nodiscard]] GeneratorFacts generator_facts(const Table& table, const reference::Network& network,
                                             const GeneratorSummary& summary);

// Terminal reports; made here because reports never include the generator.
/// `files` were written, with the logits of so many requests.
[[nodiscard]] std::string export_text(const GeneratorSummary& summary,
                                      const std::vector<std::string>& files, std::size_t requests,
                                      const TextOptions& options);
[[nodiscard]] std::string check_text(const GeneratorSummary& summary,
                                     const std::vector<reference::Check>& checks,
                                     const TextOptions& options);

}  // namespace sidproof
