// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "audit/audit.hpp"

namespace sidproof {

/// What one way of training means on this table: is its AR-NTP loss the FV-MLE
/// loss, for which models, and which law says so.
struct RecipeVerdict {
  std::string recipe;   ///< "trained without mask", "trained with the trie mask", "parallel heads"
  Verdict equivalent;   ///< AR-NTP and FV-MLE are one function of the parameters
  std::string meaning;  ///< one or two sentences for the team
  std::string laws;     ///< names of THEORY's laws, e.g. "A2c any_family, B2 bijective_iff"
};

/// DESIGN's verdict per training recipe, from the audit alone.
[[nodiscard]] std::vector<RecipeVerdict> recipe_verdicts(const AuditResult& audit);

/// B2's witness: the deterministic parallel model that emits the sequence of the
/// largest collision group has Z = its size exactly (in tables of variable length
/// the model emits an extension of it that nothing extends, and Z counts the items
/// along that path, THEORY D: mult(s)); without collisions the same for a proper
/// prefix; with neither but unused sequences, the model that emits an unused one has
/// Z = 0. For a bijective table every model has Z = 1 and the witness is empty, as
/// it is when an item has several sequences and nothing else is wrong.
struct ZWitness {
  bool exists = false;
  Rational z;                         ///< exact Z of the witness model
  std::vector<std::string> sequence;  ///< the emitted sequence
  std::string explanation;
};
[[nodiscard]] ZWitness z_witness(const Table& table, const AuditResult& audit);

}  // namespace sidproof
