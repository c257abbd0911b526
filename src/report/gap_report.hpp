// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "audit/gap.hpp"
#include "interactions/interactions.hpp"
#include "report/named_verdict.hpp"
#include "tokenization/table.hpp"

namespace sidproof {

/// What the reports of `sidproof gap` speak of. Everything is borrowed.
struct GapReport {
  const Table& table;
  const Interactions& interactions;
  const GapResult& gap;
  std::vector<NamedVerdict> requirements;  ///< what decides the exit code; may be empty
  int exit_code = 0;                       ///< as the program will return it
};

}  // namespace sidproof
