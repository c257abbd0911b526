// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

// For sources that call Arb themselves; not installed, because it needs Arb's headers.
#ifdef SIDPROOF_FLINT3
#include <flint/arb.h>
#else
#include <arb.h>
#endif

namespace sidproof {

/// An arb_t that is zero at first and frees itself.
class ArbNumber {
 public:
  ArbNumber() { arb_init(value_); }
  ArbNumber(const ArbNumber&) = delete;
  ArbNumber& operator=(const ArbNumber&) = delete;
  ~ArbNumber() { arb_clear(value_); }

  operator arb_ptr() { return value_; }

 private:
  arb_t value_;
};

}  // namespace sidproof
