// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

// For sources of this room only; not installed.
#include "exact/arb_number.hpp"

namespace sidproof::reference {

/// x := x / (1 + exp(-x)).
inline void enclose_silu(arb_ptr x, slong bits) {
  ArbNumber factor;
  arb_neg(factor, x);
  arb_exp(factor, factor, bits);
  arb_add_ui(factor, factor, 1, bits);
  arb_div(x, x, factor, bits);
}

}  // namespace sidproof::reference
