// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "base/error.hpp"
#include "generator/arithmetic/executor.hpp"
#include "generator/network/network.hpp"

namespace sidproof::reference {

/// The logits of a network after the tokens from, from + 1, ... of one input, for
/// whoever wants to compare another implementation with this one.
struct LogitsCase {
  std::vector<std::uint32_t> tokens;
  std::size_t from = 0;
  std::vector<float> logits;  ///< (tokens - from) x vocabulary
};

/// Errors: usage (no tokens, more than the network has positions, one beyond its vocabulary,
/// `from` beyond them), unsupported (parallel heads), out_of_range (the network overflows),
/// too_large (device memory).
[[nodiscard]] Result<LogitsCase> logits_case(const Network& network,
                                             std::vector<std::uint32_t> tokens, std::size_t from,
                                             const Executor& executor);

/// {"format": "sidproof-logits/1", "requests": [{"tokens": [0, ...], "from": 7, "logits":
/// [[...], ...]}]}: every logit in decimal, so that reading gives the same binary32.
[[nodiscard]] std::string logits_json(std::span<const LogitsCase> cases);

/// The files of an export, in the order in which they get their names.
inline constexpr const char* exported_files[] = {"tokens.json", "logits.json", "config.json",
                                                 "model.safetensors"};

/// Writes a folder that GPT2LMHeadModel.from_pretrained() loads: config.json and
/// model.safetensors, and beside them tokens.json and logits.json as given. Makes the
/// folder when there is none; replaces files of those names. Files get their names
/// after all of them are complete. The bytes are a function of the arguments. Errors:
/// cannot_write.
[[nodiscard]] Result<void> export_gpt2(const std::string& folder, const Weights& weights,
                                       const std::string& tokens, const std::string& logits);

}  // namespace sidproof::reference
