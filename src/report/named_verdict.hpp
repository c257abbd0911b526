// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "verdict/verdict.hpp"

namespace sidproof {

/// A verdict under the name that the command line gives it, e.g. "no-reuse".
struct NamedVerdict {
  std::string name;
  Verdict verdict;
};

}  // namespace sidproof
