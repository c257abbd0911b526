// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include "exact/dual.hpp"
#include "model/tabular.hpp"
#include "objective/likelihood.hpp"

namespace sidproof {

// Derivatives with respect to the logits of a softmax table, one a cell (A5). A
// logit's weight is w = e^logit, so d w / d logit = w: exact over any field.

/// N(w, t) of every cell: how many examples pass it.
template <Shape S>
[[nodiscard]] std::vector<std::uint64_t> cell_counts(const S& shape, const TokenMap& map,
                                                     const ItemCounts& counts) {
  std::vector<std::uint64_t> result(shape.cells(), 0);
  for (std::size_t v = 0; v < map.items(); ++v)
    for (std::size_t j = 0; j < map[v].size(); ++j)
      result[shape.row_begin(shape.row_of(map[v].first(j))) + map[v][j]] += counts[v];
  return result;
}

/// d L_AR / d logit(w, t) = N(w) q(t|w) - N(w t), in closed form.
template <Arithmetic N, Shape S>
[[nodiscard]] std::vector<N> ar_gradient(const Tabular<N, S>& model, const TokenMap& map,
                                         const ItemCounts& counts) {
  const std::vector<std::uint64_t> observed = cell_counts(model.shape(), map, counts);
  std::vector<N> gradient;
  gradient.reserve(observed.size());
  for (std::size_t row = 0; row < model.shape().rows(); ++row) {
    const std::size_t begin = model.shape().row_begin(row);
    const std::size_t end = model.shape().row_begin(row + 1);
    std::uint64_t row_total = 0;
    for (std::size_t cell = begin; cell < end; ++cell) row_total += observed[cell];
    for (std::size_t cell = begin; cell < end; ++cell)
      gradient.push_back(N(static_cast<std::int64_t>(row_total)) * model.cells()[cell] -
                         N(static_cast<std::int64_t>(observed[cell])));
  }
  return gradient;
}

/// d Z / d logit(w, t) = sum over items through row w of Q(tok v) ([t taken] - q(t|w)).
template <Arithmetic N, Shape S>
[[nodiscard]] std::vector<N> z_gradient(const Tabular<N, S>& model, const TokenMap& map) {
  std::vector<N> gradient(model.shape().cells(), N(0));
  for (std::size_t v = 0; v < map.items(); ++v) {
    const N mass = prefix_mass(model, map[v]);
    for (std::size_t j = 0; j < map[v].size(); ++j) {
      const std::size_t row = model.shape().row_of(map[v].first(j));
      const std::size_t begin = model.shape().row_begin(row);
      for (std::size_t cell = begin; cell < model.shape().row_begin(row + 1); ++cell)
        gradient[cell] -= mass * model.cells()[cell];
      gradient[begin + map[v][j]] += mass;
    }
  }
  return gradient;
}

/// d L_FV(Q/Z) / d logit = d L_AR / d logit + N d log Z / d logit (A5, B5). Throws
/// std::overflow_error when Z = 0.
template <Arithmetic N, Shape S>
[[nodiscard]] std::vector<N> fv_gradient(const Tabular<N, S>& model, const TokenMap& map,
                                         const ItemCounts& counts) {
  std::vector<N> gradient = ar_gradient(model, map, counts);
  const std::vector<N> of_z = z_gradient(model, map);
  N z(0);
  for (const N& mass : item_masses(model, map)) z += mass;
  const N factor = N(static_cast<std::int64_t>(total(counts))) / z;
  for (std::size_t cell = 0; cell < gradient.size(); ++cell) gradient[cell] += factor * of_z[cell];
  return gradient;
}

/// The Hessian of L_AR in the logits times a direction u, in closed form:
/// N(w) (q(t) u(t) - q(t) sum_s q(s) u(s)) in row w.
template <Arithmetic N, Shape S>
[[nodiscard]] std::vector<N> ar_hessian_times(const Tabular<N, S>& model, const TokenMap& map,
                                              const ItemCounts& counts, std::span<const N> u) {
  const std::vector<std::uint64_t> observed = cell_counts(model.shape(), map, counts);
  std::vector<N> product;
  product.reserve(observed.size());
  for (std::size_t row = 0; row < model.shape().rows(); ++row) {
    const std::size_t begin = model.shape().row_begin(row);
    const std::size_t end = model.shape().row_begin(row + 1);
    std::uint64_t row_total = 0;
    N mean(0);
    for (std::size_t cell = begin; cell < end; ++cell) {
      row_total += observed[cell];
      mean += model.cells()[cell] * u[cell];
    }
    for (std::size_t cell = begin; cell < end; ++cell)
      product.push_back(N(static_cast<std::int64_t>(row_total)) * model.cells()[cell] *
                        (u[cell] - mean));
  }
  return product;
}

/// Which of the two objectives a derivative is of.
enum class Objective { ar, fv };

/// The gradient by dual numbers, one pass of the likelihood per logit: the
/// independent check of the closed forms. `weights` are e^logit. Throws
/// std::overflow_error when the likelihood (or Z) is zero.
template <Arithmetic N, Shape S>
[[nodiscard]] std::vector<N> gradient_by_duals(Objective objective, const S& shape,
                                               std::span<const N> weights, const TokenMap& map,
                                               const ItemCounts& counts) {
  std::vector<N> gradient;
  for (std::size_t moved = 0; moved < weights.size(); ++moved) {
    std::vector<Dual<N>> moving;
    for (std::size_t cell = 0; cell < weights.size(); ++cell)
      moving.push_back(Dual<N>(weights[cell], cell == moved ? weights[cell] : N(0)));
    const auto model = softmax<Dual<N>, S>(shape, std::move(moving));
    const Dual<N> likelihood =
        objective == Objective::ar
            ? ar_likelihood(model, map, counts)
            : fv_likelihood<Dual<N>>(normalised(item_masses(model, map)), counts);
    gradient.push_back(-(likelihood.derivative / likelihood.value));
  }
  return gradient;
}

/// Hessian times direction by nested dual numbers: gradient_by_duals() at weights
/// that move along u.
template <Arithmetic N, Shape S>
[[nodiscard]] std::vector<N> hessian_times_by_duals(Objective objective, const S& shape,
                                                    std::span<const N> weights, const TokenMap& map,
                                                    const ItemCounts& counts,
                                                    std::span<const N> u) {
  std::vector<Dual<N>> moving;
  for (std::size_t cell = 0; cell < weights.size(); ++cell)
    moving.push_back(Dual<N>(weights[cell], weights[cell] * u[cell]));
  std::vector<N> product;
  for (const Dual<N>& slope : gradient_by_duals<Dual<N>, S>(objective, shape, moving, map, counts))
    product.push_back(slope.derivative);
  return product;
}

}  // namespace sidproof
