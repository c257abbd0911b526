// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "cli/generate_command.hpp"
#include "generator/check/check.hpp"

namespace sidproof {

/// The files that the arguments say are read; empty names among them.
[[nodiscard]] std::vector<std::string> generate_inputs(const GenerateArguments& arguments);

/// Refuses an export over files that are there (unless --force) or over the weights
/// that are read. To be asked before any work. Errors: usage, cannot_write.
[[nodiscard]] Result<void> check_export(const GenerateArguments& arguments);

/// Writes the network, what its tokens mean, and its logits: of each observed request
/// those after the history and after every token of the item that came next, but the
/// last. Returns the paths. Errors: those of export_gpt2() and logits_case().
[[nodiscard]] Result<std::vector<std::string>> export_network(
    const std::string& folder, const reference::Network& network,
    const reference::Catalogue& catalogue, const Table& table,
    const std::vector<reference::Observed>& observed, const reference::Executor& executor);

}  // namespace sidproof
