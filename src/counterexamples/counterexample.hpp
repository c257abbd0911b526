// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "counterexamples/size.hpp"
#include "exact/integer.hpp"
#include "model/tabular.hpp"
#include "objective/likelihood.hpp"
#include "tokenization/token_map.hpp"
#include "verdict/verdict.hpp"

namespace sidproof {

/// What a counterexample speaks of.
struct Statement {
  std::string id;       ///< "B2-collision": the law and the case
  std::string law;      ///< "B2", as in THEORY
  std::string claim;    ///< what the law would say without the premise
  std::string dropped;  ///< the premise that is missing
  std::string means;    ///< what follows for a reader
};

/// Where an independent evaluation of the same table and models has the same number
/// (spec/oracle/PROTOCOL.md): a field of the answer, or of one of its histories.
struct Place {
  std::optional<std::size_t> history;  ///< the number of the model
  std::string field;                   ///< "Z", "local", "lik_AR", ...
};

/// One side of the claim.
struct Quantity {
  std::string name;
  Rational value;
  std::optional<Place> place;
};

/// One number an item, e.g. LOCAL; nothing for items that it does not speak of.
struct Column {
  std::string name;
  std::vector<std::optional<Rational>> values;
  std::optional<Place> place;
};

/// A model and what it is called ("q", "AR optimum").
struct NamedModel {
  std::string name;
  CascadedTable<Rational> model;
};

/// A stochastic matrix to show (THEORY E3), one law a row.
struct NamedMatrix {
  std::string name;
  std::vector<std::string> rows;
  std::vector<std::string> columns;
  std::vector<std::vector<Rational>> cells;
};

/// How the search went. Minimal: no candidate of smaller size in the box refutes.
struct SearchRecord {
  Size size;
  Size box;
  std::string candidates;       ///< what was enumerated, for people
  std::uint64_t smaller = 0;    ///< candidates of smaller size, all looked at
  std::uint64_t same_size = 0;  ///< of the same size, looked at before
};

/// The smallest exact counterexample to a law without one of its premises.
struct Counterexample {
  Statement statement;
  SearchRecord search;
  TokenMap map;
  std::optional<std::uint32_t> end_token;  ///< the token that ends codes, if there is one
  ItemCounts counts;                       ///< empty: no data
  std::vector<NamedModel> models;
  std::vector<NamedMatrix> matrices;  ///< instead of a table and models (E3)
  std::vector<Column> columns;
  Quantity left;   ///< what the claim says is equal to ...
  Quantity right;  ///< ... this, and is not
  /// The law itself, with its premise as it is, evaluated by src/laws on this very
  /// instance: holds. Name of the law's function and its verdict.
  std::vector<std::pair<std::string, Verdict>> law;
};

}  // namespace sidproof
