// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "certificate/certificate.hpp"

namespace sidproof {

std::string_view name(GapSign sign) {
  switch (sign) {
    case GapSign::zero: return "zero";
    case GapSign::constant: return "constant";
    case GapSign::at_most_zero: return "at most zero";
    case GapSign::at_least_zero: return "at least zero";
    case GapSign::either: return "either";
    case GapSign::undefined: break;
  }
  return "undefined";
}

}  // namespace sidproof
