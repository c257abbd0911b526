// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "verdict/verdict.hpp"

namespace sidproof {

/// A requirement of gap or diff by the name that --require uses, and its verdict.
struct NamedVerdict {
  std::string name;
  Verdict verdict;
};

}  // namespace sidproof
