// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include "exact/integer.hpp"
#include "model/tabular.hpp"
#include "objective/likelihood.hpp"

namespace sidproof {

/// The maximiser of lik_AR over closed cascaded tables for codes of any lengths: after
/// every prefix the frequencies of the next token among the examples that go on;
/// uniform where none does. With weights: an example of item v counts weight[v].
[[nodiscard]] CascadedTable<Rational> next_token_frequencies(const TokenMap& map,
                                                             const std::vector<Rational>& weights);

}  // namespace sidproof
