// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include "exact/enclosure.hpp"
#include "exact/integer.hpp"

namespace sidproof {

/// The doubles next to an exact number on both sides: lo <= x <= hi with no double
/// strictly between them; lo == hi exactly when x is a double. Beyond the range of
/// double the outer end is infinite, below it the ends are 0 and the smallest
/// subnormal.
[[nodiscard]] Enclosure enclose(const Rational& number);

}  // namespace sidproof
