// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "decoding/beam.hpp"
#include "decoding/constrained.hpp"
#include "laws/witness.hpp"

namespace sidproof {

// THEORY H1 to H5: beam search over a prefix-free trie, whose factors lie in [0, 1].

/// The factors of a model along the edges of its trie: RAW scores.
template <OrderedField F>
[[nodiscard]] std::vector<F> raw_factors(const TrieModel<F>& model) {
  std::vector<F> factors;
  for (std::size_t node = 0; node < model.trie().nodes(); ++node)
    factors.push_back(model.into(node));
  return factors;
}

/// How many candidates the largest level of a search can have: the nodes of one depth,
/// and the leaves above it.
[[nodiscard]] std::size_t largest_level(const Trie& trie);

template <OrderedField F>
[[nodiscard]] bool same_results(const std::vector<Hypothesis<F>>& a,
                                const std::vector<Hypothesis<F>>& b, std::size_t k) {
  if (k > a.size() || k > b.size()) return false;
  for (std::size_t i = 0; i < k; ++i)
    if (a[i].node != b[i].node || !(a[i].score == b[i].score)) return false;
  return true;
}

/// H1: a beam at least as wide as the largest level is the exhaustive ranking and
/// prunes nothing.
template <OrderedField F>
[[nodiscard]] Verdict h1_wide_beam(const TrieModel<F>& model) {
  if (!is_prefix_free(model.trie())) return does_not_apply("proper prefixes");
  const std::vector<F> factors = raw_factors(model);
  const auto beam = beam_search(model.trie(), factors, largest_level(model.trie()));
  const auto all = exhaustive_ranking(model.trie(), factors);
  const std::string instance = std::to_string(model.trie().nodes()) + " nodes";
  const std::array<Verdict, 2> parts = {
      claim("a wide beam ranks exhaustively",
            beam.results.size() == all.size() && same_results(beam.results, all, all.size()),
            instance),
      claim("a wide beam prunes nothing", !beam.best_pruned.has_value(), instance)};
  return merge(parts);
}

/// Per leaf: is it returned by a beam of this width? By the definition of survival,
/// level after level: a candidate stays when fewer than `width` candidates rank
/// before it.
template <OrderedField F>
[[nodiscard]] std::vector<bool> survivors(const Trie& trie, const std::vector<F>& factors,
                                          std::size_t width) {
  std::vector<F> score(trie.nodes(), F(1));
  for (std::size_t node = 1; node < trie.nodes(); ++node)
    score[node] = score[trie.parent(node)] * factors[node];
  const auto before = [&](std::uint32_t a, std::uint32_t b) {
    return score[a] == score[b] ? trie.prefix(a) < trie.prefix(b) : score[b] < score[a];
  };
  std::vector<bool> alive(trie.nodes(), false);
  alive[0] = true;
  for (std::size_t depth = 1; depth <= trie.depth(); ++depth) {
    std::vector<std::uint32_t> candidates;
    const auto [begin, end] = trie.level(depth);
    for (std::uint32_t node = begin; node < end; ++node)
      if (alive[trie.parent(node)]) candidates.push_back(node);
    for (std::uint32_t node = 0; node < begin; ++node)
      if (alive[node] && trie.is_leaf(node)) candidates.push_back(node);
    for (const std::uint32_t node : candidates) {
      std::size_t ahead = 0;
      for (const std::uint32_t other : candidates) ahead += before(other, node) ? 1U : 0U;
      alive[node] = ahead < width;
    }
  }
  return alive;
}

/// H2 certificate and survival, for one width: a leaf is returned iff each of its
/// prefixes ranks within the width among the candidates of its level, and if so when
/// ranked among all nodes of the level; wherever the certificate speaks, the first k
/// results are the exact top k; and nothing returned scores below what was pruned on
/// the last level.
template <OrderedField F>
[[nodiscard]] Verdict h2_certificate(const TrieModel<F>& model, std::size_t width) {
  if (!is_prefix_free(model.trie())) return does_not_apply("proper prefixes");
  const Trie& trie = model.trie();
  const std::vector<F> factors = raw_factors(model);
  const auto beam = beam_search(trie, factors, width);
  const auto all = exhaustive_ranking(trie, factors);
  const std::string instance =
      std::to_string(trie.nodes()) + " nodes, width " + std::to_string(width);
  std::vector<bool> returned(trie.nodes(), false);
  for (const auto& result : beam.results) returned[result.node] = true;
  const std::vector<bool> alive = survivors(trie, factors, width);
  bool survival = true;
  for (std::size_t node = 0; node < trie.nodes(); ++node)
    if (trie.is_leaf(node)) survival = survival && returned[node] == alive[node];
  bool certified = true;
  for (std::size_t k = 1; k <= all.size(); ++k)
    if (k <= beam.results.size() && beam.certifies(k))
      certified = certified && same_results(beam.results, all, k);
  // A prefix that ranks within the width among all nodes of its level, too, survives.
  const std::vector<F> score = raw_masses(model);
  bool survives_in_level = true;
  for (std::uint32_t leaf = 0; leaf < trie.nodes(); ++leaf) {
    if (!trie.is_leaf(leaf)) continue;
    bool within = true;
    for (std::size_t depth = 1; depth <= trie.depth(); ++depth) {
      const Sequence path = trie.prefix(leaf);
      std::uint32_t node = leaf;
      for (std::size_t up = path.size(); up > depth; --up) node = trie.parent(node);
      std::size_t ahead = 0;
      const auto [begin, end] = trie.level(depth);
      for (std::uint32_t other = 0; other < end; ++other) {
        if (other < begin && !trie.is_leaf(other)) continue;
        ahead += score[node] < score[other] ||
                         (score[node] == score[other] && trie.prefix(other) < trie.prefix(node))
                     ? 1U
                     : 0U;
      }
      within = within && ahead < width;
    }
    survives_in_level = survives_in_level && (!within || returned[leaf]);
  }
  const std::array<Verdict, 3> parts = {
      claim("returned iff each prefix ranks within the width among the candidates", survival,
            instance),
      claim("what ranks within the width on all levels is returned", survives_in_level, instance),
      claim("a certified top k is the exact one", certified, instance)};
  return merge(parts);
}

/// H3, greedy: greedy search is the beam of width 1, and never above the best leaf.
template <OrderedField F>
[[nodiscard]] Verdict h3_greedy(const TrieModel<F>& model) {
  if (!is_prefix_free(model.trie())) return does_not_apply("proper prefixes");
  const std::vector<F> factors = raw_factors(model);
  const auto greedy = greedy_search(model.trie(), factors);
  const auto beam = beam_search(model.trie(), factors, 1);
  const auto best = exhaustive_ranking(model.trie(), factors).front();
  const std::string instance = std::to_string(model.trie().nodes()) + " nodes";
  const std::array<Verdict, 2> parts = {
      claim("greedy is the beam of width 1",
            beam.results.size() == 1 && beam.results[0].node == greedy.node &&
                beam.results[0].score == greedy.score,
            instance),
      claim("greedy is not above the best", !(best.score < greedy.score), instance)};
  return merge(parts);
}

/// A catalogue and a model on which search goes wrong.
template <OrderedField F>
struct SearchTrap {
  TokenMap map;
  CascadedTable<F> model;
};

/// H3: a beam of width w finds a better item than one of width w + 1. w first tokens of
/// mass 2/(2w+1) spread evenly over 2w+3 tokens that then are certain; one of mass
/// 1/(2w+1) has w+1 likely tokens, which spread evenly afterwards. The wider beam keeps
/// these and loses the others. width >= 1.
template <OrderedField F>
[[nodiscard]] SearchTrap<F> non_monotone_trap(std::uint32_t width) {
  const std::uint32_t wide = 2 * width + 3;
  const CodeSpace space({width + 1, wide, wide});
  const CascadedShape shape(space);
  std::vector<F> weights(shape.cells(), F(0));
  std::vector<Sequence> codes;
  const auto weight = [&](const Sequence& prefix, std::uint32_t token) -> F& {
    return weights[shape.row_begin(shape.row_of(prefix)) + token];
  };
  for (std::uint32_t first = 0; first <= width; ++first) {
    const bool spread_late = first == width;
    weight({}, first) = F(spread_late ? 1 : 2);
    for (std::uint32_t second = 0; second < wide; ++second) {
      weight({first}, second) = F(!spread_late || second <= width ? 1 : 0);
      for (std::uint32_t third = 0; third < wide; ++third) {
        weight({first, second}, third) = F(spread_late || third == 0 ? 1 : 0);
        if (spread_late ? second <= width : third == 0) codes.push_back({first, second, third});
      }
    }
  }
  return {TokenMap(space, codes), softmax<F>(shape, std::move(weights))};
}

/// H3: greedy search is worse than the best item by more than the factor `ratio`: the
/// likelier first token, of mass 3/5, spreads evenly over 2 ratio tokens. ratio >= 1.
template <OrderedField F>
[[nodiscard]] SearchTrap<F> greedy_trap(std::uint32_t ratio) {
  const std::uint32_t wide = 2 * ratio;
  const CodeSpace space({2, wide});
  const CascadedShape shape(space);
  std::vector<F> weights = {F(3), F(2)};
  std::vector<Sequence> codes;
  for (std::uint32_t second = 0; second < wide; ++second) {
    weights.push_back(F(1));
    codes.push_back({0, second});
  }
  for (std::uint32_t second = 0; second < wide; ++second) weights.push_back(F(second == 0 ? 1 : 0));
  codes.push_back({1, 0});
  return {TokenMap(space, codes), softmax<F>(shape, std::move(weights))};
}

/// H3: both traps close, for this width and this ratio.
template <OrderedField F>
[[nodiscard]] Verdict h3_not_monotone(std::uint32_t width, std::uint32_t ratio) {
  const auto trap = non_monotone_trap<F>(width);
  const auto trie = Trie::build(trap.map.codes());
  const auto trap_of_greedy = greedy_trap<F>(ratio);
  const auto small = Trie::build(trap_of_greedy.map.codes());
  if (!trie || !small) return Verdict::unknown("no trie");
  const auto factors = raw_factors(on_trie(trap.model, *trie));
  const auto narrow = beam_search(*trie, factors, width);
  const auto wider = beam_search(*trie, factors, width + std::size_t{1});
  const auto greedy_factors = raw_factors(on_trie(trap_of_greedy.model, *small));
  const auto greedy = greedy_search(*small, greedy_factors);
  const auto best = exhaustive_ranking(*small, greedy_factors).front();
  const std::array<Verdict, 3> parts = {
      claim("a wider beam finds a worse item",
            wider.results.front().score < narrow.results.front().score,
            "width " + std::to_string(width)),
      claim("no certificate for the worse item", !wider.certifies(1),
            "width " + std::to_string(width)),
      claim("greedy is worse by more than the ratio",
            F(std::int64_t{ratio}) * greedy.score < best.score, "ratio " + std::to_string(ratio))};
  return merge(parts);
}

/// Two scores in (0, 1) of codes of these lengths whose order dividing the logarithms
/// by the length turns round: first > second, but first^(1/a) < second^(1/b). Found by
/// raising M in (1/M, 1/(M+1)). 1 <= a < b swaps the roles.
template <OrderedField F>
[[nodiscard]] std::array<F, 2> order_turned_round(std::size_t a, std::size_t b) {
  // The longer code's root is the greater one: give it the smaller score.
  const std::size_t shorter = std::min(a, b);
  const std::size_t longer = std::max(a, b);
  for (std::int64_t m = 2;; ++m)
    if (power(fraction<F>(1, m), longer) < power(fraction<F>(1, m + 1), shorter))
      return a < b ? std::array<F, 2>{fraction<F>(1, m), fraction<F>(1, m + 1)}
                   : std::array<F, 2>{fraction<F>(1, m + 1), fraction<F>(1, m)};
}

/// H4 length_normalisation on the codes of a table: for items of equal length the order
/// by score is the order by score^(1/length) whatever the scores (here: the given
/// ones); for items of different lengths some scores have the other order, and they are
/// found. Roots are compared by cross powers. Items without
/// tokens have no mean and are passed over.
template <OrderedField F>
[[nodiscard]] Verdict h4_length_normalisation(const std::vector<F>& scores, const TokenMap& map) {
  std::vector<Verdict> parts;
  const auto root_less = [](const F& p, std::size_t a, const F& q, std::size_t b) {
    return power(p, b) < power(q, a);  // p^(1/a) < q^(1/b)
  };
  for (std::size_t u = 0; u < map.items(); ++u)
    for (std::size_t v = 0; v < u; ++v) {
      const std::size_t a = map[u].size();
      const std::size_t b = map[v].size();
      if (a == 0 || b == 0) continue;
      if (a == b) {
        parts.push_back(claim("equal lengths: one order",
                              (scores[u] < scores[v]) == root_less(scores[u], a, scores[v], b),
                              text_of_map(map)));
        continue;
      }
      const auto [p, q] = order_turned_round<F>(a, b);
      parts.push_back(claim("different lengths: some scores are turned round",
                            (p < q) != root_less(p, a, q, b), text_of_map(map)));
    }
  if (parts.empty()) return does_not_apply("no two items with tokens");
  return merge(parts);
}

/// H5: results have a strict total order (score, tokens, item): of two items exactly
/// one ranks before the other, and before-ness passes on; rank_items() is that order.
template <OrderedField F>
[[nodiscard]] Verdict h5_total_order(const std::vector<F>& scores, const TokenMap& map) {
  const auto before = [&](std::size_t a, std::size_t b) {
    return ranks_before(scores[a], map[a], a, scores[b], map[b], b);
  };
  bool total = true;
  bool passes_on = true;
  std::vector<std::size_t> ahead(map.items(), 0);
  for (std::size_t a = 0; a < map.items(); ++a)
    for (std::size_t b = 0; b < map.items(); ++b) {
      total = total && (a == b ? !before(a, b) : before(a, b) != before(b, a));
      ahead[b] += before(a, b) ? 1U : 0U;
      for (std::size_t c = 0; c < map.items(); ++c)
        passes_on = passes_on && !(before(a, b) && before(b, c) && !before(a, c));
    }
  bool ranked = true;
  bool by_score = true;
  bool ties = true;
  const std::vector<std::uint32_t> order = rank_items(scores, map);
  for (std::size_t place = 0; place < order.size(); ++place) {
    ranked = ranked && ahead[order[place]] == place;
    if (place == 0) continue;
    const std::uint32_t last = order[place - 1];
    const std::uint32_t here = order[place];
    by_score = by_score && !(scores[last] < scores[here]);
    if (!(scores[last] == scores[here])) continue;
    const auto tokens = std::lexicographical_compare_three_way(map[last].begin(), map[last].end(),
                                                               map[here].begin(), map[here].end());
    ties = ties && (tokens == 0 ? last < here : tokens < 0);
  }
  const std::array<Verdict, 5> parts = {
      claim("of two items exactly one ranks before the other", total, text_of_map(map)),
      claim("ranking before passes on", passes_on, text_of_map(map)),
      claim("the place of an item is the number of items before it", ranked, text_of_map(map)),
      claim("no score after a smaller one", by_score, text_of_map(map)),
      claim("equal scores by tokens, equal tokens by item", ties, text_of_map(map))};
  return merge(parts);
}

}  // namespace sidproof
