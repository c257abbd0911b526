// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "cli/generate_recommend.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <memory>
#include <utility>
#include <vector>

#include "cli/generate_inputs.hpp"
#include "generator/arithmetic/token_law.hpp"
#include "report/display.hpp"
#include "report/numbers.hpp"

namespace sidproof {

using reference::Catalogue;
using reference::Decoding;
using reference::Found;
using reference::ItemLaw;
using reference::TokenRule;
using reference::TrieLaws;
using Request = RecommendationReport::Request;

namespace {

// The natural logarithm of a positive fraction of any size.
double log_of(const Rational& value) {
  const auto log = [](const Integer& n) {
    const auto bits = static_cast<std::size_t>(msb(n));
    const std::size_t shift = bits > 60 ? bits - 60 : 0;
    return std::log(static_cast<double>(Integer(n >> shift).convert_to<std::uint64_t>())) +
           static_cast<double>(shift) * std::log(2.0);
  };
  return log(numerator(value)) - log(denominator(value));
}

// What a search or a sampler starts from.
struct Start {
  Request request;
  std::vector<std::uint32_t> prompt;
  std::shared_ptr<const Catalogue> catalogue;  // null: the filter leaves nothing
};

Result<Start> start_of(const Recommender& from, const History& history) {
  Start start;
  Request& request = start.request;
  request.history = history.observed.history;
  request.earlier = history.whole.size() - history.observed.history.size();
  request.left_out = history.left_out;
  request.target = history.observed.target;
  auto prompt = from.catalogue.prompt(request.history, from.network.shape().positions);
  if (!prompt) return tl::unexpected(prompt.error());
  start.prompt = std::move(*prompt);
  const CatalogueFilter::Kept kept = from.filter.kept(history.whole);
  request.excluded = kept.excluded;
  request.target_excluded = !kept.items[request.target];
  auto left = from.filter.apply(from.catalogue, kept);
  if (!left) return tl::unexpected(left.error());
  start.catalogue = std::move(*left);
  if (start.catalogue)
    request.sequences = start.catalogue->leaves().second - start.catalogue->leaves().first;
  else
    request.nothing = "the filter leaves no item to recommend";
  return start;
}

std::string cutters(const TokenRule& rule) {
  const std::string top_k = fmt::format("top-k {}", rule.top_k);
  if (rule.top_p == 1) return top_k;
  const std::string top_p = fmt::format("top-p {}", rule.top_p);
  return rule.top_k == 0 ? top_p : top_k + " and " + top_p;
}

// Notes the dead end in the request and says it in words.
std::string dead_end_at(const Recommender& from, const Catalogue& catalogue, std::uint32_t node,
                        Request& request) {
  const Trie& trie = catalogue.trie();
  RecommendationReport::DeadEnd end;
  const Sequence prefix = trie.prefix(node);
  for (std::size_t j = 0; j < prefix.size(); ++j)
    end.prefix.push_back(from.table.alphabets[j].text(prefix[j]));
  end.cut = trie.first_child(node + 1) - trie.first_child(node);
  std::string words =
      end.prefix.empty()
          ? "at the first token"
          : fmt::format("after {}", printable(fmt::format("{}", fmt::join(end.prefix, " "))));
  words += end.cut == 1
               ? fmt::format(" the one token that leads on is cut by {}", cutters(from.rule))
               : fmt::format(" all {} tokens that lead on are cut by {}", grouped(end.cut),
                             cutters(from.rule));
  request.dead_end = std::move(end);
  return words;
}

Result<TrieLaws> whole_law(const Recommender& from, const Start& start) {
  return trie_laws(from.network, *start.catalogue, start.prompt, from.executor, {},
                   reference::most_trie_cost, from.rule);
}

constexpr const char* none_left =
    "no sequence of the catalogue is left: take a larger top-k or top-p";

// Why a search that a rule cut found nothing.
Result<void> explain_nothing(const Recommender& from, const Start& start, const Found& found,
                             bool is_global, Request& request) {
  std::optional<std::uint32_t> node;
  if (found.dead_end) node = found.dead_end->node;
  bool some_left = found.best_pruned.has_value();
  if (!node || (some_left && is_global)) {
    // Parallel heads score whole sequences, and where GLOBAL was asked for the whole law is no
    // further cost.
    const auto laws = whole_law(from, start);
    if (!laws) return tl::unexpected(laws.error());
    if (!node) node = heaviest_dead_end(*start.catalogue, *laws);
    some_left = item_law(*start.catalogue, *laws).inside() != 0;
  }
  request.nothing = dead_end_at(from, *start.catalogue, node.value_or(0), request) + "; ";
  request.nothing +=
      !some_left ? none_left
      : is_global
          ? "other sequences are left, which a wider --beam can reach"
          : "what the beam had cut off before may lead on: take a wider --beam, or a larger top-k "
            "or top-p";
  return {};
}

// GLOBAL's denominator, and what LOCAL loses.
Result<void> add_masses(const Recommender& from, const Start& start, Decoding decoding,
                        Request& request) {
  const Catalogue& catalogue = *start.catalogue;
  const bool may_die =
      decoding == Decoding::local && from.rule.truncates() &&
      trie_cost(from.network.shape(), catalogue, start.prompt.size()) <= reference::most_trie_cost;
  if (decoding != Decoding::global && !may_die) return {};
  const auto laws = whole_law(from, start);
  if (!laws) return tl::unexpected(laws.error());
  if (may_die)
    request.dead_mass = local_dead_mass(catalogue, *laws);
  else
    request.catalogue_mass = Rational(item_law(catalogue, *laws).inside(),
                                      Integer(1) << (reference::weight_bits * catalogue.length()));
  return {};
}

std::vector<std::uint32_t> items_of(const Catalogue& catalogue, std::uint32_t leaf) {
  const auto items = catalogue.items_of(leaf);
  return {items.begin(), items.end()};
}

}  // namespace

Result<Request> recommend(const Recommender& from, const History& history) {
  auto start = start_of(from, history);
  if (!start) return tl::unexpected(start.error());
  Request& request = start->request;
  if (!start->catalogue) return std::move(request);
  const Decoding decoding = decoding_of(from.arguments);
  const auto found =
      beam_search(from.network, *start->catalogue, start->prompt, from.arguments.beam, decoding,
                  from.executor, reference::CacheLayout::in_order, from.rule);
  if (!found) return tl::unexpected(found.error());
  if (found->results.empty()) {
    if (auto said = explain_nothing(from, *start, *found, decoding == Decoding::global, request);
        !said)
      return tl::unexpected(said.error());
    return std::move(request);
  }
  if (found->dead_end) dead_end_at(from, *start->catalogue, found->dead_end->node, request);
  if (auto added = add_masses(from, *start, decoding, request); !added)
    return tl::unexpected(added.error());
  const double inside = request.catalogue_mass ? log_of(*request.catalogue_mass) : 0;
  for (const reference::Scored& scored : found->results) {
    if (found->certifies(request.results.size() + 1)) ++request.certified;
    request.results.push_back({items_of(*start->catalogue, scored.node), scored.score, 0,
                               static_cast<double>(scored.score) * 0x1p-40 - inside});
  }
  return std::move(request);
}

Result<Request> sample(const Recommender& from, const History& history, std::uint64_t number,
                       const Seed& seed) {
  auto start = start_of(from, history);
  if (!start) return tl::unexpected(start.error());
  Request& request = start->request;
  if (!start->catalogue) return std::move(request);
  const Catalogue& catalogue = *start->catalogue;
  const auto laws = whole_law(from, *start);
  if (!laws) return tl::unexpected(laws.error());
  const ItemLaw law = item_law(catalogue, *laws);
  const Decoding decoding = decoding_of(from.arguments);
  const bool none = law.inside() == 0;
  if (decoding == Decoding::local && !none) request.dead_mass = local_dead_mass(catalogue, *laws);
  if (none || (request.dead_mass && *request.dead_mass != 0)) {
    const std::uint32_t node = heaviest_dead_end(catalogue, *laws).value_or(0);
    const std::string where = dead_end_at(from, catalogue, node, request);
    request.nothing =
        none ? fmt::format("{}; {}", where, none_left)
             : fmt::format(
                   "LOCAL is not a probability distribution on the items: {} of it ends in "
                   "dead ends ({}); take --mode global, or a larger top-k or top-p",
                   100 * nearest_double(*request.dead_mass), where);
    return std::move(request);
  }
  const auto sampler = reference::Sampler::make(catalogue, *laws, law, decoding);
  if (!sampler) return tl::unexpected(sampler.error());
  std::map<std::uint32_t, std::uint64_t> counts;
  for (std::uint64_t draw = 0; draw < from.arguments.samples; ++draw)
    ++counts[sampler->draw(seed.derive(1), number, draw)];
  request.met = counts.size();
  std::vector<std::pair<std::uint32_t, std::uint64_t>> order(counts.begin(), counts.end());
  std::stable_sort(order.begin(), order.end(),
                   [](const auto& a, const auto& b) { return a.second > b.second; });
  if (order.size() > from.arguments.beam) order.resize(from.arguments.beam);
  for (const auto& [leaf, count] : order)
    request.results.push_back({items_of(catalogue, leaf), 0, count,
                               log_of(probability(catalogue, *laws, law, leaf, decoding))});
  return std::move(request);
}

}  // namespace sidproof
