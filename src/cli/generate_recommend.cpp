// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "cli/generate_recommend.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <memory>
#include <utility>
#include <vector>

#include "cli/generate_inputs.hpp"
#include "generator/arithmetic/token_law.hpp"
#include "report/numbers.hpp"

namespace sidproof {

using reference::Catalogue;
using reference::Decoding;
using reference::Network;
using reference::Observed;
using reference::TokenRule;

namespace {

std::string percentage(double p) { return fmt::format("{:>9.4g} %", 100 * p); }

Recommendation about(const Observed& observed) {
  Recommendation result;
  result.history = observed.history;
  result.target = observed.target;
  return result;
}

Recommendation nothing_left(const Observed& observed, std::size_t beam) {
  Recommendation result = about(observed);
  result.remark = fmt::format("nothing is left to recommend: all {} of the beam absent",
                              counted(beam, "place", "places"));
  return result;
}

// What a search or a sampler starts from.
struct Start {
  std::vector<std::uint32_t> prompt;
  std::shared_ptr<const Catalogue> catalogue;  ///< null: the filter leaves nothing
  TokenRule rule;
};

Result<Start> start_of(const GenerateArguments& arguments, const Network& network,
                       const Catalogue& whole, const CatalogueFilter& filter,
                       const Observed& observed) {
  auto prompt = whole.prompt(observed.history, network.shape().positions);
  if (!prompt) return tl::unexpected(prompt.error());
  auto left = filter.apply(whole, observed.history);
  if (!left) return tl::unexpected(left.error());
  const auto rule = token_rule(arguments);
  if (!rule) return tl::unexpected(rule.error());
  return Start{std::move(*prompt), std::move(*left), *rule};
}

}  // namespace

Result<Recommendation> recommend(const GenerateArguments& arguments, const Network& network,
                                 const Catalogue& whole, const CatalogueFilter& filter,
                                 const Observed& observed, const reference::Executor& executor) {
  const auto start = start_of(arguments, network, whole, filter, observed);
  if (!start) return tl::unexpected(start.error());
  if (!start->catalogue) return nothing_left(observed, arguments.beam);
  const auto& [prompt, shared, rule] = *start;
  const Catalogue& catalogue = *shared;
  Recommendation result = about(observed);
  const Decoding decoding = decoding_named(arguments.mode);
  const auto found = beam_search(network, catalogue, prompt, arguments.beam, decoding, executor,
                                 reference::CacheLayout::in_order, rule);
  if (!found) return tl::unexpected(found.error());
  std::string law = "RAW";
  double inside = 1;
  if (decoding == Decoding::local) law = "LOCAL";
  if (decoding == Decoding::local && rule.truncates()) {
    const auto laws =
        trie_laws(network, catalogue, prompt, executor, {}, reference::most_trie_cost, rule);
    if (!laws) return tl::unexpected(laws.error());
    if (const Rational dead = local_dead_mass(catalogue, *laws); dead != 0)
      law += fmt::format(" (no law here: {:.3g} % ends in dead ends)", 100 * nearest_double(dead));
  }
  if (decoding == Decoding::global) {
    const auto laws =
        trie_laws(network, catalogue, prompt, executor, {}, reference::most_trie_cost, rule);
    if (!laws) return tl::unexpected(laws.error());
    const reference::ItemLaw exact = item_law(catalogue, *laws);
    if (auto some = some_sequence_left(exact); !some) return tl::unexpected(some.error());
    law = "GLOBAL";
    inside = nearest_double(
        Rational(exact.inside(), Integer(1) << (reference::weight_bits * catalogue.length())));
  }
  std::size_t certified = 0;
  for (std::size_t k = 1; k <= found->results.size(); ++k)
    if (found->certifies(k)) certified = k;
  for (const reference::Scored& scored : found->results)
    for (const std::uint32_t item : catalogue.items_of(scored.node))
      result.items.push_back(
          {item, percentage(std::exp(static_cast<double>(scored.score) * 0x1p-40) / inside)});
  result.remark = fmt::format(
      "probabilities of sequences, {}; certified: the first {} of {} are the exact top of all {}",
      law, certified, counted(found->results.size(), "sequence", "sequences"),
      grouped(catalogue.leaves().second - catalogue.leaves().first));
  if (found->results.size() < arguments.beam)
    result.remark += fmt::format(
        "; {} of the beam absent: {}", arguments.beam - found->results.size(),
        rule.truncates() ? "cut, or there are no more sequences" : "there are no more sequences");
  return result;
}

Result<Recommendation> sample(const GenerateArguments& arguments, const Network& network,
                              const Catalogue& whole, const CatalogueFilter& filter,
                              const Observed& observed, std::uint64_t request, const Seed& seed,
                              const reference::Executor& executor) {
  const auto start = start_of(arguments, network, whole, filter, observed);
  if (!start) return tl::unexpected(start.error());
  if (!start->catalogue) return nothing_left(observed, arguments.beam);
  const auto& [prompt, shared, rule] = *start;
  const Catalogue& catalogue = *shared;
  Recommendation result = about(observed);
  const auto laws =
      trie_laws(network, catalogue, prompt, executor, {}, reference::most_trie_cost, rule);
  if (!laws) return tl::unexpected(laws.error());
  const reference::ItemLaw law = item_law(catalogue, *laws);
  const Decoding decoding = decoding_named(arguments.mode);
  const auto sampler = reference::Sampler::make(catalogue, *laws, law, decoding);
  if (!sampler) return tl::unexpected(sampler.error());
  std::map<std::uint32_t, std::uint64_t> counts;
  for (std::uint64_t number = 0; number < arguments.samples; ++number)
    ++counts[sampler->draw(seed.derive(1), request, number)];
  std::vector<std::pair<std::uint32_t, std::uint64_t>> order(counts.begin(), counts.end());
  std::stable_sort(order.begin(), order.end(),
                   [](const auto& a, const auto& b) { return a.second > b.second; });
  if (order.size() > arguments.beam) order.resize(arguments.beam);
  for (const auto& [leaf, count] : order) {
    const double p = nearest_double(probability(catalogue, *laws, law, leaf, decoding));
    for (const std::uint32_t item : catalogue.items_of(leaf))
      result.items.push_back({item, fmt::format("{:>8} ×, expected {:.1f}", count,
                                                p * static_cast<double>(arguments.samples))});
  }
  result.remark = fmt::format("{} of {}, {} met", counted(arguments.samples, "draw", "draws"),
                              decoding == Decoding::local ? "LOCAL" : "GLOBAL",
                              counted(counts.size(), "sequence", "sequences"));
  return result;
}

}  // namespace sidproof
