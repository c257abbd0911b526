// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>

#include "exact/checked.hpp"
#include "exact/flint_rational.hpp"
#include "exact/mersenne61.hpp"
#include "exact/montgomery.hpp"
#include "exact/rational.hpp"
#include "laws/registry.hpp"
#include "laws/witness.hpp"

namespace sidproof {

/// Both libraries of rationals in lock step.
using CheckedRational = Checked<Rational, FlintRational>;

/// Which number system a type is.
template <Field F>
inline constexpr NumberSystem number_system_of{};
template <>
inline constexpr NumberSystem number_system_of<FlintRational> = NumberSystem::flint;
template <>
inline constexpr NumberSystem number_system_of<Rational> = NumberSystem::boost;
template <>
inline constexpr NumberSystem number_system_of<CheckedRational> = NumberSystem::checked;
template <>
inline constexpr NumberSystem number_system_of<Mersenne61> = NumberSystem::mersenne61;
template <>
inline constexpr NumberSystem number_system_of<Prime61m31> = NumberSystem::prime61m31;

/// A choice of number types.
template <Field... Fs>
struct Numbers {
  static constexpr std::array list = {number_system_of<Fs>...};

  /// law.operator()<F>() for the type F that `numbers` names, when it is among these.
  template <class Law>
  [[nodiscard]] static Verdict run(NumberSystem numbers, Law&& law) {
    Verdict verdict = does_not_apply("not over these numbers");
    ((numbers == number_system_of<Fs> ? void(verdict = law.template operator()<Fs>()) : void()),
     ...);
    return verdict;
  }
};

}  // namespace sidproof
