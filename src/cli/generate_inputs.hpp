// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <vector>

#include "cli/generate_command.hpp"
#include "generator/check/check.hpp"
#include "interactions/interactions.hpp"

namespace sidproof {

/// raw, global or local.
[[nodiscard]] reference::Decoding decoding_named(const std::string& name);

/// The first `wanted` examples of the split whose items are all in the catalogue; of any
/// split when there is none. Items of a history beyond the last `seen` do not count.
/// Errors: malformed (no such example, an item with two rows).
[[nodiscard]] Result<std::vector<reference::Observed>> observed_examples(
    const Table& table, const reference::Catalogue& catalogue, const Interactions& interactions,
    Split split, std::size_t wanted, std::size_t seen);

/// Temperature, top-k and top-p of the arguments. Errors: usage (values that make no law).
[[nodiscard]] Result<reference::TokenRule> token_rule(const GenerateArguments& arguments);

/// The network that the arguments describe, for the catalogue's vocabulary: from files,
/// or with random weights. Errors: those of validate() and read_gpt2(); malformed (files
/// of a network whose vocabulary or inputs are too small, or whose tokens.json is
/// another table's).
[[nodiscard]] Result<reference::Network> make_network(const GenerateArguments& arguments,
                                                      const Table& table,
                                                      const reference::Catalogue& catalogue,
                                                      const Seed& seed);

}  // namespace sidproof
