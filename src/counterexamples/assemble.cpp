// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "counterexamples/assemble.hpp"

#include "laws/witness.hpp"

namespace sidproof::counterexamples {

std::string candidates_text(const SearchSpace& space, const std::string& kept) {
  std::string text = kept.empty() ? "all tables" : "all " + kept + " tables";
  if (!space.tables)
    text += space.variable_length ? " with codes of 1 to k tokens" : " of k tokens an item";
  if (space.rows == Rows::closed) text += ", all conditionals on their prefixes";
  if (space.rows == Rows::positive) text += ", all positive conditionals on their prefixes";
  if (space.data) text += ", all counts with each item at least once";
  text += space.naming == Naming::trie ? "; without regard to the order of items and to the names "
                                         "of tokens after a prefix"
                                       : "; without regard to the order of items";
  return text;
}

Column column(std::string name, const std::vector<Rational>& values, std::optional<Place> place) {
  return {std::move(name), {values.begin(), values.end()}, std::move(place)};
}

std::string code_text(const TokenMap& map, std::size_t item) { return text_of_sequence(map[item]); }

}  // namespace sidproof::counterexamples
