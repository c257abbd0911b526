// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include "cli/generate_command.hpp"
#include "cli/generate_filter.hpp"
#include "cli/generate_report.hpp"
#include "generator/decoding/sampler.hpp"

namespace sidproof {

/// What a beam finds for one history, with probabilities and the certificate H2.
/// Errors: those of beam_search() and trie_laws().
[[nodiscard]] Result<Recommendation> recommend(const GenerateArguments& arguments,
                                               const reference::Network& network,
                                               const reference::Catalogue& catalogue,
                                               const CatalogueFilter& filter,
                                               const reference::Observed& observed,
                                               const reference::Executor& executor);

/// What was drawn most often for one history. Errors: those of trie_laws() and Sampler.
[[nodiscard]] Result<Recommendation> sample(const GenerateArguments& arguments,
                                            const reference::Network& network,
                                            const reference::Catalogue& catalogue,
                                            const CatalogueFilter& filter,
                                            const reference::Observed& observed,
                                            std::uint64_t request, const Seed& seed,
                                            const reference::Executor& executor);

}  // namespace sidproof
