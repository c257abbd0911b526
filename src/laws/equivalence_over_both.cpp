// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "laws/equivalence_checks_impl.hpp"
#include "laws/number_systems.hpp"

namespace sidproof {

template struct EquivalenceChecks<CheckedRational>;

}  // namespace sidproof
