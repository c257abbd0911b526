// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <type_traits>

namespace sidproof::mutants {

/// The number of the mutant that runs in this process; 0: the code as it is.
inline int chosen = 0;

/// Is mutant `number` the one that runs? Never at compile time.
[[nodiscard]] constexpr bool active(int number) {
  if (std::is_constant_evaluated()) return false;
  return chosen == number;
}

}  // namespace sidproof::mutants
