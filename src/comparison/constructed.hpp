// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "interactions/interactions.hpp"
#include "tokenization/table.hpp"

namespace sidproof {

/// Data made to show one difference between the objectives, or that there is none.
struct ConstructedCase {
  std::string name;   ///< "shared-sequence"
  std::string shows;  ///< one sentence
  Table table;
  Interactions interactions;  ///< test examples
};

/// Full grid; shared prefix only; shared whole sequence; the same, never after one
/// history; codes of several lengths; parallel heads; a family with shared parameters.
[[nodiscard]] std::vector<ConstructedCase> constructed_cases();

}  // namespace sidproof
