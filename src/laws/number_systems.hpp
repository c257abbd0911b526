// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

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

/// law.operator()<F>() for the rationals that `numbers` names.
template <class Law>
[[nodiscard]] Verdict over_rationals(NumberSystem numbers, Law&& law) {
  switch (numbers) {
    case NumberSystem::flint: return law.template operator()<FlintRational>();
    case NumberSystem::boost: return law.template operator()<Rational>();
    case NumberSystem::checked: return law.template operator()<CheckedRational>();
    default: return does_not_apply("this law needs an order");
  }
}

/// law.operator()<F>() for any number type.
template <class Law>
[[nodiscard]] Verdict over_fields(NumberSystem numbers, Law&& law) {
  switch (numbers) {
    case NumberSystem::mersenne61: return law.template operator()<Mersenne61>();
    case NumberSystem::prime61m31: return law.template operator()<Prime61m31>();
    default: return over_rationals(numbers, law);
  }
}

}  // namespace sidproof
