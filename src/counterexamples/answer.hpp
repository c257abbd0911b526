// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "counterexamples/counterexample.hpp"

namespace sidproof {

/// Everything that the oracle's protocol answers (spec/oracle/PROTOCOL.md) about one
/// table, its models (one history each) and counts, as texts of fractions in lowest
/// terms. Evaluated by the definitions, sequence by sequence, with FLINT: no trie, no
/// code of src/objective or src/decoding, another library than the search's results.
struct Answer {
  struct Node {
    Sequence prefix;
    std::string allowed;  ///< a(w); "0" at a leaf
    std::string reach;    ///< h(w)
  };
  struct History {
    bool model_ok = false;
    std::vector<std::string> scores;
    std::string z;
    std::vector<std::string> share;
    std::vector<std::string> split;
    std::string valid_mass;
    /// Fixed length only.
    std::optional<std::vector<std::string>> local;
    std::optional<std::vector<std::string>> global;
    std::optional<std::vector<Node>> nodes;
  };
  bool table_ok = false;
  bool injective = false;
  bool prefix_code = false;
  bool complete = false;
  std::vector<std::size_t> multiplicity;
  std::vector<History> histories;
  std::string lik_ar;
  std::string lik_fv_scores;
  std::string lik_fv_share;
  std::string gap;
};

/// x / 0 is 0, as in the specification. The counts hold at every history.
[[nodiscard]] Answer answer_by_definition(const Counterexample& example);

/// The values at a place; one for single numbers. Nothing when there is no such place.
[[nodiscard]] std::optional<std::vector<std::string>> values_at(const Answer& answer,
                                                                const Place& place);

/// Do all numbers of the counterexample that have a place agree with the answer, and
/// are its two sides unequal? Refuted with the first difference otherwise.
[[nodiscard]] Verdict agrees(const Counterexample& example, const Answer& answer);

}  // namespace sidproof
