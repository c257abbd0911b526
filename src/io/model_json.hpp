// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <variant>

#include "base/error.hpp"
#include "exact/flint_rational.hpp"
#include "model/tabular.hpp"

namespace sidproof {

/// A model of one history as it stands in a file: a table of exact conditionals of
/// one of the three shapes.
using AnyModel = std::variant<CascadedTable<FlintRational>, ParallelHeads<FlintRational>,
                              MarkovModel<FlintRational>>;

/// Reads a model from JSON:
///   {"schema": "sidproof-model/1", "shape": "cascaded" | "parallel" | "markov",
///    "alphabets": [2, 2], "rows": [["1/2", "1/2"], ["0", "1"], ["2/3", "1/3"]]}
/// One row per conditional law, in the order of the shape (tokenization/shapes.hpp);
/// entries are fractions as texts, or integers. "weights" in place of "rows" gives
/// integer weights >= 0 that are divided by their row's sum. Errors: malformed (no
/// JSON, another schema, repeated or unknown members, too few or too many rows or
/// entries, entries that are no fraction, zero denominators, negative entries, rows
/// that do not sum to 1), each with the row and its prefix; too_large (more than 2^22
/// conditionals or 4096 positions, fractions or sums of rows of more than 2000
/// digits), cannot_open.
[[nodiscard]] Result<AnyModel> read_model(const std::string& path);
/// The same from text; `name` stands for the path in errors.
[[nodiscard]] Result<AnyModel> parse_model(std::string_view json, const std::string& name = {});

/// The JSON that parse_model() reads back to the same model, one row a line.
[[nodiscard]] std::string model_json(const AnyModel& model);

}  // namespace sidproof
