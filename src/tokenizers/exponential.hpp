// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

namespace sidproof {

/// e^x for |x| <= 700 from additions and multiplications in a fixed order: the same
/// bits with every C library, relative error below 2^-50.
[[nodiscard]] double portable_exp(double x);

}  // namespace sidproof
