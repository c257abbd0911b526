// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include "cli/console.hpp"
#include "cli/generate_filter.hpp"
#include "cli/generate_histories.hpp"
#include "cli/generate_report.hpp"

namespace sidproof {

/// `generate --report`: what decoding loses and distorts for these histories, measured
/// against the exact law; writes the reports. Errors: those of trie_laws(), pathologies()
/// and unconstrained_beam(), usage (numbers that are none).
[[nodiscard]] Result<ExitCode> run_pathologies(
    const GenerateArguments& arguments, const Table& table, const reference::Network& network,
    const reference::Catalogue& catalogue, const CatalogueFilter& filter,
    const Histories& histories, const GeneratorSummary& summary, ProgressBar& progress);

}  // namespace sidproof
