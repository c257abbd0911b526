// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "cli/generate_command.hpp"
#include "generator/check/check.hpp"

namespace sidproof {

/// What --mode says; without it RAW for a search, which ranks as GLOBAL does and runs the
/// network for the beam alone, and GLOBAL where a law on items is needed (--samples, --report).
[[nodiscard]] reference::Decoding decoding_of(const GenerateArguments& arguments);

/// "RAW", "GLOBAL" or "LOCAL".
[[nodiscard]] std::string law_name(reference::Decoding decoding);

/// Temperature, top-k and top-p of the arguments. Errors: usage (values that make no law).
[[nodiscard]] Result<reference::TokenRule> token_rule(const GenerateArguments& arguments);

/// The network that the arguments describe, for the catalogue's vocabulary: from files,
/// or with random weights. Errors: those of validate() and read_gpt2(); malformed (files
/// of a network whose vocabulary or inputs are too small, or whose tokens.json is
/// another table's); unsupported (files without a tokens.json: what the network's token numbers
/// mean is not known).
[[nodiscard]] Result<reference::Network> make_network(const GenerateArguments& arguments,
                                                      const Table& table,
                                                      const reference::Catalogue& catalogue,
                                                      const Seed& seed);

}  // namespace sidproof
