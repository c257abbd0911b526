// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "generator/decoding/codebook_law.hpp"
#include "generator/decoding/session.hpp"

namespace sidproof::reference {

// Parallel heads (THEORY A3): the law of a position is the same after every prefix, so
// the network runs on the history once, whatever the number of items.

/// The laws of all positions after a prompt. Errors: those of Session and of validate(rule),
/// usage (a network without parallel heads).
[[nodiscard]] Result<std::vector<CodebookLaw>> position_laws(
    const Network& network, const Catalogue& catalogue, std::span<const std::uint32_t> prompt,
    const Executor& executor, CacheLayout layout = CacheLayout::in_order,
    const TokenRule& rule = {});

/// Per leaf, in order: the score of its sequence, the sum of its tokens' fixed-point
/// log-probabilities, or cut_log where one of them was cut. Every sequence of the
/// catalogue is scored. Throws std::invalid_argument unless there is one law for each
/// position, over its codebook.
[[nodiscard]] std::vector<std::int64_t> sequence_scores(const Catalogue& catalogue,
                                                        std::span<const CodebookLaw> laws,
                                                        const Executor& executor);

}  // namespace sidproof::reference
