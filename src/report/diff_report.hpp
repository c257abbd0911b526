// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "audit/diff.hpp"
#include "report/named_verdict.hpp"
#include "tokenization/table.hpp"

namespace sidproof {

/// What the reports of `sidproof diff` speak of. Tables and result are borrowed.
struct DiffReport {
  const Table& before;
  const Table& after;
  const DiffResult& diff;
  std::vector<NamedVerdict> requirements;  ///< what decides the exit code
  int exit_code = 0;                       ///< as the program will return it
};

}  // namespace sidproof
