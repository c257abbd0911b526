// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "counterexamples/size.hpp"
#include "counterexamples/token_maps.hpp"
#include "exact/field.hpp"
#include "model/tabular.hpp"
#include "objective/likelihood.hpp"
#include "tokenization/trie.hpp"

namespace sidproof {

/// The numbers that a candidate has beside its table.
enum class Rows {
  none,     ///< no model
  closed,   ///< conditionals may be zero
  positive  ///< as a softmax has them
};

/// The candidates of a search. Rows that no code passes do not vary (they are
/// uniform, or emit token 0 where zeros are allowed): nothing depends on them.
struct SearchSpace {
  Size box;  ///< the largest of each kind that is searched
  Naming naming = Naming::trie;
  bool variable_length = false;
  std::function<bool(const TokenMap&)> admits =
      {};  ///< the premises that are kept; empty: all tables
  Rows rows = Rows::closed;
  bool data = false;  ///< counts, every item at least once
  /// Instead of token_maps(): the tables of n items, k and |T|; empty: token_maps().
  std::function<std::vector<TokenMap>(std::uint32_t, std::uint32_t, std::uint32_t)> tables = {};
};

/// One candidate; without data all counts are 0, without rows the model is the one
/// that does not vary. Borrowed.
template <Field N>
struct Candidate {
  const Size& size;
  const TokenMap& map;
  const Trie& trie;
  const CascadedTable<N>& model;
  const ItemCounts& counts;
};

/// The first candidate that refutes, and how many did not before it.
template <Field N>
struct Found {
  Size size;
  TokenMap map;
  CascadedTable<N> model;
  ItemCounts counts;
  std::uint64_t smaller = 0;    ///< candidates of smaller size: all there are in the box
  std::uint64_t same_size = 0;  ///< candidates of its size that were looked at before it
};

/// Goes through all candidates of the space, smaller sizes first, and stops at the
/// first for which `refutes` says yes. Nothing when none does in the whole box.
/// Instantiated for Rational and FlintRational.
template <Field N>
[[nodiscard]] std::optional<Found<N>> search(
    const SearchSpace& space, const std::function<bool(const Candidate<N>&)>& refutes);

/// All ways to share `events` events among `items` items so that each has at least
/// one; larger first counts first.
[[nodiscard]] std::vector<ItemCounts> event_counts(std::uint32_t items, std::uint32_t events);

}  // namespace sidproof
