// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

namespace sidproof::mutants {

/// One deliberate mistake in the copy of the sources that make_schemata.py makes.
struct Mutant {
  int number;  ///< by which it is chosen; never 0
  std::string_view name;
  std::string_view file;  ///< below src/
  std::string_view law;   ///< the judge that must refute it
  std::string_view why;   ///< the mistake that it imitates
};

}  // namespace sidproof::mutants
