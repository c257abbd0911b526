// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>
#include <vector>

#include "counterexamples/counterexample.hpp"

namespace sidproof {

/// One case of the catalogue. `find` searches (at most a second or two) and throws
/// std::logic_error when there is nothing in its box.
struct CounterexampleCase {
  std::string_view id;       ///< "B2-collision"
  std::string_view dropped;  ///< the premise, in a few words
  Counterexample (*find)();

  /// "B2".
  [[nodiscard]] std::string_view law() const { return id.substr(0, id.find('-')); }
};

/// All cases, in the order of THEORY.
[[nodiscard]] const std::vector<CounterexampleCase>& counterexample_catalogue();

/// The cases of a law ("B2": all of it), of an id ("B2-collision": one), or all of
/// them ("all"); letters may be small. Empty when nothing has this name.
[[nodiscard]] std::vector<CounterexampleCase> find_cases(std::string_view name);

}  // namespace sidproof
