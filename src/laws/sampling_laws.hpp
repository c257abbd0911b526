// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "decoding/beam.hpp"
#include "decoding/constrained.hpp"
#include "decoding/temperature.hpp"
#include "decoding/truncation.hpp"
#include "laws/constrained_laws.hpp"
#include "laws/search_laws.hpp"
#include "laws/witness.hpp"
#include "model/sequence_law.hpp"

namespace sidproof {

// THEORY H6 to H9: temperature, truncated sampling, what a probability depends on, and
// hits counted by sequence.

/// H6: token temperature is item temperature on the whole grid iff the product of the
/// rows' normalisers sum_t q(t|w)^b is the same along every sequence of positive mass;
/// always so for parallel heads (pass `parallel` for them).
template <Field F, Shape S>
[[nodiscard]] Verdict h6_temperature(const Tabular<F, S>& model, std::uint32_t b, bool parallel) {
  const auto items = tempered_items(sequence_law(model).mass, b);
  const auto tokens = sequence_law(tempered_tokens(model, b)).mass;
  std::optional<F> first;
  bool constant = true;
  model.space().for_each([&](SequenceView s) {
    if (is_zero(prefix_mass(model, s))) return;
    F product(1);
    for (std::size_t j = 0; j < s.size(); ++j) {
      F normaliser(0);
      for (std::uint32_t t = 0; t < model.space().alphabet(j); ++t)
        normaliser += power(model.conditional(s.first(j), t), b);
      product *= normaliser;
    }
    if (!first) first = product;
    constant = constant && *first == product;
  });
  const std::string instance = "b = " + std::to_string(b) + "; model " + text_of_model(model);
  const std::array<Verdict, 2> parts = {
      claim("token temperature = item temperature iff the normalisers' product is constant",
            (items == tokens) == constant, instance),
      claim("parallel heads: token temperature = item temperature", !parallel || items == tokens,
            instance)};
  return merge(parts);
}

/// H6, the witness: over a space with two positions that have a choice, a cascaded model
/// whose next rows are even after one token and uneven after another tempers items
/// otherwise than tokens; over any other space no model does (here: the uniform one,
/// and certainty). b >= 2.
template <Field F>
[[nodiscard]] Verdict h6_temperature_witness(const CodeSpace& space, std::uint32_t b) {
  std::optional<std::size_t> early;
  std::optional<std::size_t> late;
  for (std::size_t j = 0; j < space.length(); ++j)
    if (space.alphabet(j) > 1 && !late) (early ? late : early) = j;
  const CascadedShape shape(space);
  std::vector<F> weights(shape.cells(), F(1));
  if (late) {
    Sequence prefix(*late, 0);
    weights[shape.row_begin(shape.row_of(prefix))] = F(2);
  }
  const auto model = softmax<F>(shape, std::move(weights));
  return claim("token and item temperature differ iff two positions have a choice",
               (tempered_items(sequence_law(model).mass, b) !=
                sequence_law(tempered_tokens(model, b)).mass) == late.has_value(),
               "b = " + std::to_string(b) + "; model " + text_of_model(model));
}

/// Are the kept children of every kept node the fewest that the rule wants? No child
/// left out is likelier than a kept one, top-k is not exceeded, and where the kept ones
/// fall short of top-p it is for top-k; without the last of them they would.
template <OrderedField F>
[[nodiscard]] bool keeps_the_best_few(const TrieModel<F>& model, const Truncation<F>& rule,
                                      const std::vector<bool>& kept) {
  const Trie& trie = model.trie();
  for (std::size_t node = 0; node < trie.nodes(); ++node) {
    if (trie.is_leaf(node)) continue;
    F row(0);
    F taken(0);
    std::size_t count = 0;
    std::optional<F> least;
    std::optional<F> greatest_left;
    for (std::uint32_t child = trie.first_child(node); child < trie.first_child(node + 1);
         ++child) {
      const F& share = model.into(child);
      row += share;
      if (!kept[child]) {
        if (!greatest_left || *greatest_left < share) greatest_left = share;
        continue;
      }
      ++count;
      taken += share;
      if (!least || share < *least) least = share;
    }
    if (kept[node] != (count != 0)) return false;
    if (!kept[node]) continue;
    const F wanted = rule.least_mass * row;
    const bool capped = rule.most != 0 && count == rule.most;
    if (rule.most != 0 && count > rule.most) return false;
    if (greatest_left && *least < *greatest_left) return false;
    if (taken < wanted && greatest_left && !capped) return false;
    if (count > 1 && !(taken - *least < wanted)) return false;
  }
  return true;
}

/// H7: sampling that truncates every row is LOCAL over the sub-trie of the sequences it
/// can reach: node by node on the whole trie against the masked model on a trie built
/// from these sequences alone. The best children stay. Which tokens remain depends on the prefix.
template <OrderedField F>
[[nodiscard]] Verdict h7_truncated_sampling(const TrieModel<F>& model, const Truncation<F>& rule) {
  if (!decodes_everywhere(model)) return does_not_apply("dead ends or proper prefixes");
  const Trie& trie = model.trie();
  const std::vector<bool> kept = kept_nodes(model, rule);
  std::vector<Sequence> reached;
  for (std::uint32_t node = 0; node < trie.nodes(); ++node)
    if (trie.is_leaf(node) && kept[node]) reached.push_back(trie.prefix(node));
  const auto smaller = Trie::build(TokenMap(model.space(), reached).codes());
  if (!smaller) return Verdict::unknown(smaller.error().what);
  const auto restricted = on_trie(model, *smaller);
  if (!decodes_everywhere(restricted)) return does_not_apply("a dead end after truncation");
  const auto sampled = truncated_masses(model, kept);
  const auto local = local_masses(restricted);
  const std::string instance = std::to_string(trie.nodes()) + " nodes, " +
                               std::to_string(smaller->nodes()) + " of them kept";
  std::vector<Verdict> parts = {claim("the best children are kept, and no more than the rule wants",
                                      keeps_the_best_few(model, rule, kept), instance)};
  F sum(0);
  for (std::uint32_t node = 0; node < trie.nodes(); ++node) {
    if (!trie.is_leaf(node)) continue;
    sum += sampled[node];
    const auto place = smaller->find(trie.prefix(node));
    parts.push_back(equal("truncated sampling against LOCAL on the sub-trie", sampled[node],
                          place ? local[*place] : F(0), text_of_sequence(trie.prefix(node))));
  }
  parts.push_back(equal("truncated sampling sums to 1", sum, F(1), instance));
  return merge(parts);
}

/// H8: an item's probabilities RAW, GLOBAL and LOCAL are the same when the catalogue's
/// rows stand in another order (`order`, a permutation), and the score that any beam
/// returns for it is RAW, whatever the width.
template <OrderedField F, Shape S>
[[nodiscard]] Verdict h8_depends_on_nothing_else(const Tabular<F, S>& model, const TokenMap& map,
                                                 const std::vector<std::size_t>& order,
                                                 std::size_t width) {
  std::vector<Sequence> codes;
  for (const std::size_t v : order) codes.emplace_back(map[v].begin(), map[v].end());
  const TokenMap shuffled(map.space(), codes);
  const auto trie = Trie::build(map.codes());
  const auto other = Trie::build(shuffled.codes());
  if (!trie || !other) return Verdict::unknown("no trie");
  const auto here = on_trie(model, *trie);
  const auto there = on_trie(model, *other);
  if (!decodes_everywhere(here)) return does_not_apply("dead ends or proper prefixes");
  const std::array<std::vector<F>, 3> mine = {raw_masses(here), global_masses(here),
                                              local_masses(here)};
  const std::array<std::vector<F>, 3> theirs = {raw_masses(there), global_masses(there),
                                                local_masses(there)};
  bool same = true;
  for (std::size_t i = 0; i < order.size(); ++i)
    for (std::size_t mode = 0; mode < mine.size(); ++mode)
      same = same && mine[mode][trie->node_of_row(order[i])] == theirs[mode][other->node_of_row(i)];
  bool raw = true;
  for (const auto& result : beam_search(*trie, raw_factors(here), width).results)
    raw = raw && result.score == prefix_mass(model, trie->prefix(result.node));
  const std::string instance = text_of_map(map) + "; model " + text_of_model(model);
  const std::array<Verdict, 2> parts = {
      claim("probabilities do not depend on the order of the rows", same, instance),
      claim("a returned score is RAW", raw, instance)};
  return merge(parts);
}

/// H9: hits counted by sequence count every member of a collision group. With hits per
/// target (bit i of `hits`), the expected item-level hits under a uniform pick in the
/// group, found by enumerating the picks, are sum hit_i / g_i. Without them: over all
/// patterns of so many hits the item-level hits lie between the sums of the smallest
/// and of the greatest 1/g, both attained, and their mean is hits * mean(1/g). `targets`
/// are items of the map, at most 12.
[[nodiscard]] Verdict h9_hit_rates(const TokenMap& map, const std::vector<std::uint32_t>& targets,
                                   std::uint32_t hits);

}  // namespace sidproof
