// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "tokenizers/code_geometry.hpp"
#include "tokenizers/code_rows.hpp"

namespace sidproof {

struct SinkhornOptions {
  unsigned rounds = 20;
  unsigned iterations = 50;
  double epsilon = 0.003;  ///< >= 0.002, so that exp(cost / epsilon) stays finite
};

struct SinkhornResult {
  CodeRows codes;
  unsigned rounds = 0;  ///< rounds that ran
};

/// Assigns the last token of colliding items again (LC-Rec's way): in each round,
/// inside each group, an entropic optimal transport plan between its members and
/// the codewords of the last level (uniform marginals) gives each member the token
/// with its largest share. Stops without collisions, without a change, or after
/// `rounds`; returns the round with the smallest excess (the earliest; round 0 is
/// the input).
/// Guarantees: prefix-free and fixed length (only last tokens change), excess never
/// grows, order independent. NOT one-to-one: members with equal features have equal
/// plans and stay together, groups larger than the codebook cannot be split, and a
/// new token may meet an item of the same prefix. Not onto.
/// Precondition: codes of fixed length >= 1.
[[nodiscard]] SinkhornResult sinkhorn(const CodeRows& codes, const CodeGeometry& geometry,
                                      const SinkhornOptions& options);

/// Sinkhorn-Knopp scaling (Cuturi 2013) of exp(-cost / epsilon), costs first mapped
/// to [-1, 1] by their extremes: row-major plan of `rows` rows whose columns sum to
/// 1/columns after the last step. Infinite costs get no mass.
[[nodiscard]] std::vector<double> transport_plan(std::span<const double> cost, std::size_t rows,
                                                 unsigned iterations, double epsilon);

}  // namespace sidproof
