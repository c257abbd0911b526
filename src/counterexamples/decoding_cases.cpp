// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "counterexamples/assemble.hpp"
#include "counterexamples/cases.hpp"
#include "decoding/beam.hpp"
#include "decoding/constrained.hpp"
#include "exact/flint_rational.hpp"
#include "laws/partition_laws.hpp"

namespace sidproof::counterexamples {
namespace {

using Searched = FlintRational;

template <Field N>
std::vector<N> factors_on(const CascadedTable<N>& model, const Trie& trie) {
  std::vector<N> factors(trie.nodes(), N(1));
  for (std::uint32_t node = 1; node < trie.nodes(); ++node)
    factors[node] = model.conditional(trie.prefix(trie.parent(node)), trie.token(node));
  return factors;
}

bool one_to_one(const TokenMap& map) { return is_injective(map); }

// No step of the greedy path is decided by the order of tokens.
template <OrderedField N>
bool greedy_has_no_ties(const Trie& trie, const std::vector<N>& factors) {
  for (std::uint32_t node = 0; !trie.is_leaf(node);) {
    std::uint32_t best = trie.first_child(node);
    bool tied = false;
    for (std::uint32_t child = best + 1; child < trie.first_child(node + 1); ++child) {
      if (factors[child] == factors[best]) tied = true;
      if (factors[best] < factors[child]) {
        best = child;
        tied = false;
      }
    }
    if (tied) return false;
    node = best;
  }
  return true;
}

std::string item_at(const TokenMap& map, const Trie& trie, std::uint32_t node) {
  for (std::size_t v = 0; v < map.items(); ++v)
    if (trie.node_of_row(v) == node) return "item " + std::to_string(v);
  return "no item";
}

void show_scores(Counterexample& example) {
  const CascadedTable<Rational>& model = example.models[0].model;
  example.columns = {column("Q", item_masses(model, example.map), Place{0, "scores"})};
  example.law.emplace_back("b1_partition", b1_partition(model, example.map));
}

template <OrderedField N>
bool longer_beam_is_worse(const CascadedTable<N>& model, const Trie& trie) {
  const std::vector<N> factors = factors_on(model, trie);
  const auto narrow = beam_search(trie, factors, 1);
  const auto wide = beam_search(trie, factors, 2);
  return wide.results[0].score < narrow.results[0].score;
}

// Q(v)^(1/length) in an order that needs no roots: a before b?
template <OrderedField N>
bool normalised_before(const N& a, std::size_t length_a, const N& b, std::size_t length_b) {
  return power<N>(b, length_a) < power<N>(a, length_b);
}
template <OrderedField N>
std::optional<std::pair<std::size_t, std::size_t>> swapped_by_length(const std::vector<N>& q,
                                                                     const TokenMap& map) {
  for (std::size_t u = 0; u < q.size(); ++u)
    for (std::size_t v = 0; v < q.size(); ++v)
      if (q[v] < q[u] && normalised_before(q[v], map[v].size(), q[u], map[u].size()))
        return std::pair(u, v);
  return std::nullopt;
}

template <Field N>
CascadedTable<N> squared_tokens(const CascadedTable<N>& model) {
  std::vector<N> cells;
  for (const N& q : model.cells()) cells.push_back(q * q);
  return softmax<N>(model.shape(), std::move(cells));
}

template <Field N>
std::vector<N> squared_items(const std::vector<N>& masses) {
  std::vector<N> squares;
  for (const N& mass : masses) squares.push_back(mass * mass);
  return normalised(std::move(squares));
}

}  // namespace

Counterexample h3_greedy() {
  SearchSpace space{.box = {2, 3, 3, 6}, .admits = one_to_one, .rows = Rows::positive};
  const auto found = search<Searched>(space, [](const Candidate<Searched>& c) {
    const auto factors = factors_on(c.model, c.trie);
    return greedy_has_no_ties(c.trie, factors) &&
           greedy_search(c.trie, factors).score < exhaustive_ranking(c.trie, factors).front().score;
  });
  auto example = begin({"H3-greedy", "H3", "greedy decoding over the trie finds the best item",
                        "the beam is as wide as the largest level (H1)",
                        "the best first token need not lead to the best item"},
                       space, "one-to-one", found);
  show_scores(example);
  const Trie trie = *Trie::build(example.map.codes());
  const auto factors = factors_on(example.models[0].model, trie);
  const auto greedy = greedy_search(trie, factors);
  const auto best = exhaustive_ranking(trie, factors).front();
  example.left = {"Q of greedy's " + item_at(example.map, trie, greedy.node), greedy.score, {}};
  example.right = {"Q of the best, " + item_at(example.map, trie, best.node), best.score, {}};
  return example;
}

Counterexample h3_width() {
  SearchSpace space{.box = {3, 3, 3, 4}, .admits = one_to_one, .rows = Rows::positive};
  const auto found = search<Searched>(
      space, [](const Candidate<Searched>& c) { return longer_beam_is_worse(c.model, c.trie); });
  auto example = begin({"H3-width", "H3", "a wider beam finds an item at least as good",
                        "the beam is as wide as the largest level (H1)",
                        "a second hypothesis can push the better one out on a later level; only a "
                        "certificate (H2) or the full width tells"},
                       space, "one-to-one", found);
  show_scores(example);
  const Trie trie = *Trie::build(example.map.codes());
  const auto factors = factors_on(example.models[0].model, trie);
  const auto narrow = beam_search(trie, factors, 1).results[0];
  const auto wide = beam_search(trie, factors, 2).results[0];
  example.left = {"width 1 finds " + item_at(example.map, trie, narrow.node), narrow.score, {}};
  example.right = {"width 2 finds " + item_at(example.map, trie, wide.node), wide.score, {}};
  return example;
}

Counterexample h4_length() {
  SearchSpace space{.box = {2, 3, 3, 6},
                    .variable_length = true,
                    .admits = [](const TokenMap& map) { return is_prefix_code(map); },
                    .rows = Rows::positive};
  const auto found = search<Searched>(space, [](const Candidate<Searched>& c) {
    return swapped_by_length(item_masses(c.model, c.map), c.map).has_value();
  });
  auto example = begin(
      {"H4-length", "H4", "dividing log-scores by the length keeps the order", "equal lengths",
       "length normalisation recommends a less probable item because its code is "
       "longer"},
      space, "prefix-free", found);
  show_scores(example);
  const std::vector<Rational> q = item_masses(example.models[0].model, example.map);
  const auto [u, v] = *swapped_by_length(q, example.map);
  // log Q(u)/|u| against log Q(v)/|v|, as powers.
  const std::string pair = "odds of item " + std::to_string(u) + " over item " + std::to_string(v);
  example.left = {"Q, " + pair, q[u] / q[v], {}};
  example.right = {
      "Q^(1/length), " + pair + ", to the power " +
          std::to_string(example.map[u].size() * example.map[v].size()),
      power<Rational>(q[u], example.map[v].size()) / power<Rational>(q[v], example.map[u].size()),
      {}};
  return example;
}

Counterexample h6_temperature() {
  SearchSpace space{.box = {4, 3, 3, 6},
                    .admits = [](const TokenMap& map) { return is_bijective(map); },
                    .rows = Rows::positive};
  const auto found = search<Searched>(space, [](const Candidate<Searched>& c) {
    return item_masses(squared_tokens(c.model), c.map) !=
           squared_items(item_masses(c.model, c.map));
  });
  auto example = begin(
      {"H6-temperature", "H6", "temperature 1/2 on the tokens is temperature 1/2 on the items",
       "parallel heads (or k = 1)",
       "cooling tokens of a cascaded model is another law than cooling items, "
       "also under a bijection"},
      space, "bijective", found);
  show_scores(example);
  const auto cooled = squared_tokens(example.models[0].model);
  const std::vector<Rational> tokens = item_masses(cooled, example.map);
  const std::vector<Rational> items =
      squared_items(item_masses(example.models[0].model, example.map));
  example.models.push_back({"q, each row squared and normalised", cooled});
  example.columns.push_back(column("tokens cooled", tokens, Place{1, "scores"}));
  example.columns.push_back(column("items cooled", items));
  std::size_t item = 0;
  while (tokens[item] == items[item]) ++item;
  example.left = {"item " + std::to_string(item) + " with cooled tokens", tokens[item], {}};
  example.right = {"item " + std::to_string(item) + " with cooled items", items[item], {}};
  return example;
}

}  // namespace sidproof::counterexamples
