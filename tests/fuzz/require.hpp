// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdlib>

namespace sidproof::fuzz {

/// Stops the fuzzer when something that must hold does not.
inline void require(bool holds) {
  if (!holds) std::abort();
}

}  // namespace sidproof::fuzz
