// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "exact/mersenne61.hpp"
#include "model/sequence_law.hpp"
#include "random/seed.hpp"
#include "tokenization/token_map.hpp"
#include "verdict/verdict.hpp"

namespace sidproof {

/// What decides B2 and C1 for every map into one small space, with the models that do
/// not depend on the map built once. Numbers are residues modulo 2^61 - 1; for spaces
/// and maps of a few sequences and items nothing is lost by that: the masses of the
/// fixed models are fractions of small integers, which are equal when their residues
/// are, and where a drawn model is used, unequal residues prove what is claimed.
class SpaceModels {
 public:
  /// Of the models that are drawn, everything follows from the seed. Throws
  /// std::length_error for spaces that cannot be enumerated.
  SpaceModels(const CodeSpace& space, const Seed& seed);

  /// B2 bijective_iff, every clause as it stands. With m(s) counted here, Z of the
  /// parallel model that emits s is m(s), and Z of its half-half mixture with the
  /// uniform measure, a positive cascaded model, is (m(s) + |I|/|S|)/2. Bijective onto
  /// S <=> Z = 1 for all emitters <=> for all mixtures <=> for the drawn parallel
  /// heads (so that no positive heads escape) <=> for the drawn cascaded model.
  /// Runs z_direct over ParallelHeads and CascadedTable, conditionals_of, mixture,
  /// is_bijective.
  [[nodiscard]] Verdict bijective_iff(const TokenMap& map) const;

  /// C1 injective_iff_equal_maxima on one example of each item, which tells whether tok
  /// is injective: the largest lik_AR (at the conditionals of the empirical law, A4)
  /// equals the largest lik_FV, (1/|I|)^|I|, iff tok is injective. Runs
  /// conditionals_of, ar_likelihood, fv_likelihood, is_injective.
  [[nodiscard]] Verdict equal_maxima_iff(const TokenMap& map) const;

 private:
  using Heads = ParallelHeads<Mersenne61>;
  using Table = CascadedTable<Mersenne61>;
  CodeSpace space_;
  std::vector<Heads> emitters_;  // by sequence
  std::vector<Table> mixtures_;  // by sequence
  std::vector<Heads> drawn_heads_;
  std::vector<Table> drawn_tables_;
};

}  // namespace sidproof
