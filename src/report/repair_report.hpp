// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "audit/repair.hpp"
#include "tokenization/table.hpp"

namespace sidproof {

/// What the reports of `sidproof repair` speak of. Table and result are borrowed.
struct RepairReport {
  const Table& table;  ///< the input
  const RepairResult& repair;
  std::string output;  ///< path of the written table; empty when none was written
  int exit_code = 0;   ///< as the program will return it
};

}  // namespace sidproof
