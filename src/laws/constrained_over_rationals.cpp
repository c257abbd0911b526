// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "laws/constrained_checks_impl.hpp"
#include "laws/number_systems.hpp"

namespace sidproof {

template struct ConstrainedChecks<FlintRational>;
template struct ConstrainedChecks<Rational>;

}  // namespace sidproof
