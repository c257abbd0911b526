// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

// For sources of this room only; not installed.
#include "exact/arb_number.hpp"

namespace sidproof::reference {

/// x := x (1 + tanh u)/2 with u = sqrt(2/pi) (x + 0.044715 x^3), as x / (1 + exp(-2u)).
inline void enclose_gelu_new(arb_ptr x, slong bits) {
  ArbNumber u;
  ArbNumber factor;
  arb_pow_ui(u, x, 3, bits);
  arb_set_ui(factor, 44715);
  arb_div_ui(factor, factor, 1000000, bits);
  arb_mul(u, u, factor, bits);
  arb_add(u, u, x, bits);
  arb_const_pi(factor, bits);
  arb_ui_div(factor, 2, factor, bits);
  arb_sqrt(factor, factor, bits);
  arb_mul(u, u, factor, bits);
  arb_mul_si(u, u, -2, bits);
  arb_exp(u, u, bits);
  arb_add_ui(u, u, 1, bits);
  arb_div(x, x, u, bits);
}

}  // namespace sidproof::reference
