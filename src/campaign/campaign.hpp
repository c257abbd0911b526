// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/error.hpp"
#include "base/parallel.hpp"
#include "base/progress.hpp"
#include "campaign/store.hpp"
#include "laws/registry.hpp"

namespace sidproof {

/// How far this run goes, and how.
struct CampaignOptions {
  Threads threads;
  std::optional<std::uint64_t> cases;                 ///< of every unit, earlier runs included
  std::optional<std::chrono::duration<double>> time;  ///< of this run
  std::string failures;                     ///< folder for vectors; empty: none are written
  const std::atomic<bool>* stop = nullptr;  ///< once true the run ends; may be null
};

/// What one unit has behind it.
struct UnitOutcome {
  CaseCounts counts;            ///< of the whole campaign so far
  std::uint64_t cases_now = 0;  ///< of this run
  double seconds = 0;           ///< of this run, summed over the threads
};

struct CampaignOutcome {
  std::vector<UnitOutcome> units;  ///< as in the plan
  bool stopped = false;            ///< by `stop`, before the cases or the time were up
};

/// Checks the cases of the store's plan that it does not hold yet, commits them block
/// by block, shrinks failures and saves them as vectors. A law that throws fails. With
/// a given number of cases the store's content at the end depends on its plan and that
/// number alone: not on threads, on the order of work, or on how often the campaign
/// was stopped or killed and run again. Errors: unsupported (bind_units), cannot_write
/// and the others of Store::commit; what was committed before is kept.
[[nodiscard]] Result<CampaignOutcome> run_campaign(Store& store,
                                                   std::span<const RegisteredLaw> laws,
                                                   const CampaignOptions& options,
                                                   Progress& progress = Progress::none());

}  // namespace sidproof
