// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>

#include "generator/decoding/batch_search.hpp"
#include "generator/decoding/step_program.hpp"

namespace sidproof::reference {

class CudaExecutor;

/// A searcher on the current device; `inputs` without its trie. Throws DeviceFailure.
[[nodiscard]] std::unique_ptr<Searcher> cuda_searcher(const CudaExecutor& executor,
                                                      ProgramInputs inputs, const SearchPlan& plan,
                                                      const StepTrie& trie);

}  // namespace sidproof::reference
