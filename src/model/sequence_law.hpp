// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <stdexcept>
#include <utility>
#include <vector>

#include "model/tabular.hpp"

namespace sidproof {

/// A measure on S: the mass of every sequence, by CodeSpace::index.
template <Arithmetic N>
struct SequenceLaw {
  CodeSpace space;
  std::vector<N> mass;
};

/// Q of a model on every sequence. For spaces that can be enumerated.
template <ConditionalModel M>
[[nodiscard]] SequenceLaw<typename M::number> sequence_law(const M& model) {
  SequenceLaw<typename M::number> law{model.space(), {}};
  law.space.for_each([&](SequenceView s) { law.mass.push_back(prefix_mass(model, s)); });
  return law;
}

/// A4 realisation: the conditionals q(t|w) = P(w t) / P(w) of a measure with
/// prefix masses P. Prefixes of mass zero are free; they get the uniform law.
template <Field N>
[[nodiscard]] CascadedTable<N> conditionals_of(const SequenceLaw<N>& law) {
  CascadedShape shape(law.space);
  // below[j][i]: mass of the i-th prefix of length j.
  const std::size_t k = law.space.length();
  std::vector<std::vector<N>> below(k + 1);
  below[k] = law.mass;
  for (std::size_t j = k; j-- > 0;) {
    const std::size_t width = law.space.alphabet(j);
    below[j].assign(below[j + 1].size() / width, N(0));
    for (std::size_t i = 0; i < below[j + 1].size(); ++i) below[j][i / width] += below[j + 1][i];
  }
  std::vector<N> cells;
  cells.reserve(shape.cells());
  for (std::size_t j = 0; j < k; ++j) {
    const std::size_t width = law.space.alphabet(j);
    for (std::size_t i = 0; i < below[j + 1].size(); ++i) {
      const N& reached = below[j][i / width];
      cells.push_back(is_zero(reached) ? fraction<N>(1, law.space.alphabet(j))
                                       : N(below[j + 1][i] / reached));
    }
  }
  return CascadedTable<N>(std::move(shape), std::move(cells));
}

/// The mixture of *sequence measures* sum_i weight_i * law_i (not of conditionals).
/// All over one space; throws std::invalid_argument otherwise or when there is none.
template <Field N>
[[nodiscard]] SequenceLaw<N> mixture(const std::vector<std::pair<N, SequenceLaw<N>>>& parts) {
  if (parts.empty()) throw std::invalid_argument("a mixture of nothing");
  SequenceLaw<N> result{parts.front().second.space,
                        std::vector<N>(parts.front().second.mass.size(), N(0))};
  for (const auto& [weight, law] : parts) {
    if (!(law.space == result.space) || law.mass.size() != result.mass.size())
      throw std::invalid_argument("a mixture over different spaces");
    for (std::size_t i = 0; i < law.mass.size(); ++i) result.mass[i] += weight * law.mass[i];
  }
  return result;
}

}  // namespace sidproof
