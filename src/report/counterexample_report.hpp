// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "counterexamples/answer.hpp"
#include "counterexamples/counterexample.hpp"
#include "report/text.hpp"

namespace sidproof {

/// A counterexample and its evaluation by the definitions, which agrees with it.
struct CheckedCounterexample {
  Counterexample example;
  Answer answer;
};

/// The terminal report of `sidproof counterexample LAW`: for each the table, the models
/// as fractions, both sides, what it means and how much was searched.
[[nodiscard]] std::string counterexample_text(const std::vector<CheckedCounterexample>& found,
                                              const TextOptions& options = {});

/// One line a case: id and premise dropped.
[[nodiscard]] std::string counterexample_list_text(
    const std::vector<std::pair<std::string_view, std::string_view>>& cases,
    const TextOptions& options = {});

/// "sidproof.counterexample/1" (docs/schema/counterexample-1.schema.json).
[[nodiscard]] std::string counterexample_json(const std::vector<CheckedCounterexample>& found);

/// Can the oracle's protocol state it? Not where tokenizers are stochastic (E3).
[[nodiscard]] bool has_vector(const Counterexample& example);

/// The counterexamples that have one as vectors in the form of tests/vectors: request,
/// flags, the values claimed ("named") and the answer by the definitions.
[[nodiscard]] std::string counterexample_vectors(const std::vector<CheckedCounterexample>& found);

}  // namespace sidproof
