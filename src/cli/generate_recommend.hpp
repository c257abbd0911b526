// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include "cli/generate_command.hpp"
#include "cli/generate_filter.hpp"
#include "cli/generate_histories.hpp"
#include "generator/decoding/sampler.hpp"
#include "report/recommendation_report.hpp"

namespace sidproof {

/// What recommending needs, whatever the history. All references are borrowed.
struct Recommender {
  const GenerateArguments& arguments;
  const Table& table;
  const reference::Network& network;
  const reference::Catalogue& catalogue;
  const CatalogueFilter& filter;
  reference::TokenRule rule;
  const reference::Executor& executor;
};

/// What a beam finds for one history, with the certificate H2. The network runs for the
/// beam's prefixes alone, and at every node of the trie where GLOBAL, or what LOCAL loses in
/// dead ends, is to be known. Errors: those of beam_search() and trie_laws().
[[nodiscard]] Result<RecommendationReport::Request> recommend(const Recommender& recommender,
                                                              const History& history);

/// What was drawn most often for one history, the `number`-th. Errors: those of trie_laws() and
/// Sampler.
[[nodiscard]] Result<RecommendationReport::Request> sample(const Recommender& recommender,
                                                           const History& history,
                                                           std::uint64_t number, const Seed& seed);

}  // namespace sidproof
