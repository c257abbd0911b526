// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "counterexamples/counterexample.hpp"
#include "counterexamples/search.hpp"
#include "exact/rational.hpp"

// From what a search found to what is shown; for the cases of this room.
namespace sidproof::counterexamples {

template <Field N>
[[nodiscard]] CascadedTable<Rational> rational_model(const CascadedTable<N>& model) {
  std::vector<Rational> cells;
  for (const N& cell : model.cells()) cells.push_back(Rational(text_of(cell)));
  return {model.shape(), std::move(cells)};
}

/// "one-to-one tables with models of positive conditionals; ..." from the space and
/// the premises kept ("one-to-one").
[[nodiscard]] std::string candidates_text(const SearchSpace& space, const std::string& kept);

/// The parts that every counterexample has: what was found, with its model under the
/// name "q" when models were searched. Throws std::logic_error when nothing was found:
/// the law that the case speaks of, or the search, is wrong.
template <Field N>
[[nodiscard]] Counterexample begin(Statement statement, const SearchSpace& space,
                                   const std::string& kept, const std::optional<Found<N>>& found) {
  if (!found) throw std::logic_error("no counterexample in the box for " + statement.id);
  Counterexample example{
      std::move(statement),
      {found->size, space.box, candidates_text(space, kept), found->smaller, found->same_size},
      found->map,
      {},
      space.data ? found->counts : ItemCounts(),
      {},
      {},
      {},
      {},
      {},
      {}};
  if (space.rows != Rows::none) example.models.push_back({"q", rational_model(found->model)});
  return example;
}

/// A column with a value for every item.
[[nodiscard]] Column column(std::string name, const std::vector<Rational>& values,
                            std::optional<Place> place = std::nullopt);

/// Are there items u, v with a(u) > a(v) and b(u) < b(v)? The first such pair.
template <OrderedField N>
[[nodiscard]] std::optional<std::pair<std::size_t, std::size_t>> swapped_pair(
    const std::vector<N>& a, const std::vector<N>& b) {
  for (std::size_t u = 0; u < a.size(); ++u)
    for (std::size_t v = 0; v < a.size(); ++v)
      if (a[v] < a[u] && b[u] < b[v]) return std::pair(u, v);
  return std::nullopt;
}

/// The item whose value is above all others; nothing when there are several.
template <OrderedField N>
[[nodiscard]] std::optional<std::size_t> only_best(const std::vector<N>& values) {
  std::size_t best = 0;
  bool alone = true;
  for (std::size_t v = 1; v < values.size(); ++v) {
    if (values[v] == values[best]) alone = false;
    if (values[best] < values[v]) {
      best = v;
      alone = true;
    }
  }
  return alone ? std::optional(best) : std::nullopt;
}

/// One number a node, read at the items' nodes.
template <Field N>
[[nodiscard]] std::vector<N> at_items(const std::vector<N>& of_node, const Trie& trie) {
  std::vector<N> values;
  for (std::size_t v = 0; v < trie.rows(); ++v) values.push_back(of_node[trie.node_of_row(v)]);
  return values;
}

/// "(0 1)".
[[nodiscard]] std::string code_text(const TokenMap& map, std::size_t item);

}  // namespace sidproof::counterexamples
