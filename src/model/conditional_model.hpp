// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <concepts>
#include <cstddef>
#include <cstdint>

#include "exact/field.hpp"
#include "tokenization/code_space.hpp"

namespace sidproof {

/// A model of one history x: for each proper prefix w a law q(. | w) on the next
/// position's alphabet, as numbers of any Arithmetic. Whether rows are laws is
/// for laws_hold() to say: formulas do not depend on it.
template <class M>
concept ConditionalModel = requires(const M& model, SequenceView prefix, std::uint32_t token) {
  typename M::number;
  { model.space() } -> std::convertible_to<const CodeSpace&>;
  { model.conditional(prefix, token) } -> std::convertible_to<typename M::number>;
};

/// The model's measure of all sequences that start with `prefix`: the product of
/// the conditionals along it. For a sequence of full length this is Q(s); the
/// empty prefix has mass 1.
template <ConditionalModel M>
[[nodiscard]] typename M::number prefix_mass(const M& model, SequenceView prefix) {
  typename M::number mass(1);
  for (std::size_t j = 0; j < prefix.size(); ++j)
    mass *= model.conditional(prefix.first(j), prefix[j]);
  return mass;
}

}  // namespace sidproof
