// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>

#include "generator/decoding/batch_search.hpp"
#include "generator/decoding/step_program.hpp"

namespace sidproof::reference {

class CudaExecutor;

/// Bytes that the device's sort takes for itself in searches of this plan, at most.
[[nodiscard]] double sort_bytes(const SearchPlan& plan);

/// A searcher on the executor's device, which is the current one; `inputs` without its trie. Throws
/// DeviceFailure.
[[nodiscard]] std::unique_ptr<Searcher> cuda_searcher(const CudaExecutor& executor,
                                                      ProgramInputs inputs, const SearchPlan& plan,
                                                      const StepTrie& trie);

}  // namespace sidproof::reference
