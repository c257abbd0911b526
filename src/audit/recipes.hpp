// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "audit/audit.hpp"

namespace sidproof {

/// What one way of training means on this table: is its AR-NTP loss the FV-MLE
/// loss, for which models, and which law says so.
struct RecipeVerdict {
  std::string recipe;  ///< "trained without mask", "trained with the trie mask", "parallel heads"
  /// AR-NTP and FV-MLE are one function of the parameters, up to the constant log c an
  /// event where Z is the same number c for every model (the reason says it).
  Verdict equivalent;
  std::string meaning;  ///< one or two sentences for the team
  std::string laws;     ///< names of THEORY's laws, e.g. "A2c any_family, B2 bijective_iff"
  std::string_view sentence = {};  ///< of recipe_sentences()
  bool up_to_constant = false;     ///< equivalent, and Z is not 1
};

/// DESIGN's verdict per training recipe, from the audit alone: of each recipe the first
/// sentence of one table whose condition holds.
[[nodiscard]] std::vector<RecipeVerdict> recipe_verdicts(const AuditResult& audit);

/// The names of all sentences that recipe_verdicts() can say.
[[nodiscard]] std::vector<std::string_view> recipe_sentences();

/// B2's witness: the deterministic parallel model that emits the sequence of the
/// largest collision group has Z = its size exactly (in tables of variable length
/// the model emits an extension of it that nothing extends, and Z counts the distinct
/// (item, sequence) pairs along that path, THEORY D: mult(s)); without collisions the
/// same for a proper prefix; with neither but unused sequences, the model that emits
/// audit.missing has Z = 0. Where there is none the explanation says why.
/// check_z_witness() recomputes it from the definition.
struct ZWitness {
  bool exists = false;
  Rational z;                         ///< exact Z of the witness model
  std::vector<std::string> sequence;  ///< the emitted sequence
  std::string explanation;
};
[[nodiscard]] ZWitness z_witness(const Table& table, const AuditResult& audit);

}  // namespace sidproof
