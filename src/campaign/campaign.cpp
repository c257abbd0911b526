// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "campaign/campaign.hpp"

#include <algorithm>
#include <exception>
#include <mutex>
#include <new>
#include <utility>

#include "campaign/failure_vector.hpp"
#include "campaign/schedule.hpp"
#include "laws/random_instance.hpp"
#include "laws/shrink.hpp"

namespace sidproof {
namespace {

using Clock = std::chrono::steady_clock;

Verdict check(const BoundUnit& unit, const Instance& instance) {
  try {
    return unit.law->check(instance, unit.numbers, unit.shape);
  } catch (const std::bad_alloc&) {
    throw;
  } catch (const std::exception& error) {
    return Verdict::refuted(std::string("the law threw: ") + error.what());
  }
}

bool fails(const BoundUnit& unit, const Instance& instance) {
  return check(unit, instance).truth == Truth::refuted;
}

FailureRecord shrunk_failure(const CampaignWork& work, const BoundUnit& unit, const Instance& drawn,
                             std::uint64_t index) {
  const Instance least =
      shrink(drawn, [&](const Instance& candidate) { return fails(unit, candidate); });
  FailureRecord record;
  record.unit = work.unit;
  record.instance = instance_json(least);
  record.request = oracle_request_json(least, unit.shape);
  record.flags = flags_json(least, unit.shape);
  record.reason = check(unit, least).reason;
  record.drawn = instance_json(drawn);
  record.index = index;
  return record;
}

class Engine {
 public:
  Engine(Store& store, std::vector<BoundUnit> units, const CampaignOptions& options,
         Progress& progress)
      : store_(store),
        units_(std::move(units)),
        options_(options),
        progress_(progress),
        schedule_(store.plan(), store.progress(), options.cases) {
    for (const UnitProgress& unit : store.progress()) {
      outcome_.units.push_back({unit.total(), 0, 0});
      cases_done_ += std::min(unit.counts.cases, options.cases.value_or(unit.counts.cases));
      for (const auto& [block, counts] : unit.rest)
        cases_done_ += std::min(counts.cases, wanted_of_block(block));
    }
  }

  Result<CampaignOutcome> run() {
    if (!options_.failures.empty()) {
      if (auto made = prepare_failure_folder(options_.failures); !made)
        return tl::unexpected(made.error());
      // A run that was killed may not have come to write them.
      for (const auto& [place, failure] : store_.failures())
        if (auto saved = save_failure(options_.failures, store_.plan(), failure); !saved)
          return tl::unexpected(saved.error());
    }
    const unsigned workers = std::max(1U, options_.threads.count);
    parallel_for(options_.threads, workers, [this](std::size_t) { work(); });
    if (error_) return tl::unexpected(*error_);
    return std::move(outcome_);
  }

 private:
  // Cases of the block of this number that the run is to have done.
  [[nodiscard]] std::uint64_t wanted_of_block(std::uint64_t block) const {
    const std::uint64_t size = store_.plan().block;
    if (!options_.cases) return size;
    const std::uint64_t begin = block * size;
    return begin < *options_.cases ? std::min(size, *options_.cases - begin) : 0;
  }

  [[nodiscard]] bool stop_asked() const {
    return options_.stop != nullptr && options_.stop->load(std::memory_order_relaxed);
  }

  std::optional<CampaignWork> next_work() {
    const std::lock_guard lock(mutex_);
    if (error_ || outcome_.stopped) return std::nullopt;
    if (options_.time && Clock::now() - start_ >= *options_.time) return std::nullopt;
    const auto work = schedule_.next();
    if (work && stop_asked()) {
      outcome_.stopped = true;
      return std::nullopt;
    }
    return work;
  }

  void work() {
    while (const auto next = next_work()) {
      const auto begun = Clock::now();
      BlockRecord record{next->unit, next->block, {}};
      std::vector<FailureRecord> failures;
      if (!check_cases(*next, record.counts, failures)) {
        const std::lock_guard lock(mutex_);
        outcome_.stopped = true;
        return;
      }
      const std::chrono::duration<double> taken = Clock::now() - begun;
      commit(record, failures, taken.count());
    }
  }

  // False when asked to stop midway: then the work counts for nothing.
  bool check_cases(const CampaignWork& work, CaseCounts& counts,
                   std::vector<FailureRecord>& failures) const {
    const BoundUnit& unit = units_[work.unit];
    for (std::uint64_t index = work.begin; index < work.end; ++index) {
      if (stop_asked()) return false;
      const Instance instance = random_case(store_seed_, *unit.law, index);
      const Verdict verdict = check(unit, instance);
      ++counts.cases;
      if (verdict.truth == Truth::unknown) {
        ++(verdict.reason.starts_with("does not apply") ? counts.not_applicable : counts.undecided);
      } else if (verdict.truth == Truth::refuted) {
        if (work.failed_before + counts.failed < shrunk_per_block)
          failures.push_back(shrunk_failure(work, unit, instance, index));
        ++counts.failed;
      }
    }
    return true;
  }

  void commit(const BlockRecord& record, const std::vector<FailureRecord>& failures,
              double seconds) {
    const std::lock_guard lock(mutex_);
    if (error_) return;
    const auto stored = store_.commit(record, failures);
    if (!stored) {
      error_ = stored.error();
      return;
    }
    for (const FailureRecord& failure : *stored) {
      if (options_.failures.empty()) break;
      if (auto saved = save_failure(options_.failures, store_.plan(), failure); !saved) {
        error_ = saved.error();
        return;
      }
    }
    UnitOutcome& unit = outcome_.units[record.unit];
    unit.counts += record.counts;
    unit.cases_now += record.counts.cases;
    unit.seconds += seconds;
    cases_done_ += record.counts.cases;
    report();
  }

  void report() {
    double fraction = 0;
    if (options_.cases && *options_.cases != 0)
      fraction = static_cast<double>(cases_done_) /
                 (static_cast<double>(*options_.cases) * static_cast<double>(units_.size()));
    if (options_.time) {
      const std::chrono::duration<double> passed = Clock::now() - start_;
      fraction = std::max(fraction, passed / *options_.time);
    }
    progress_.update("checking the laws", fraction);
  }

  Store& store_;
  std::vector<BoundUnit> units_;
  const CampaignOptions& options_;
  Progress& progress_;
  CampaignSchedule schedule_;
  Seed store_seed_ = store_.plan().seed;
  Clock::time_point start_ = Clock::now();
  std::mutex mutex_;  // guards what follows, the store, the schedule and the progress
  std::optional<Error> error_;
  CampaignOutcome outcome_;
  std::uint64_t cases_done_ = 0;
};

}  // namespace

Result<CampaignOutcome> run_campaign(Store& store, std::span<const RegisteredLaw> laws,
                                     const CampaignOptions& options, Progress& progress) {
  auto units = bind_units(store.plan(), laws);
  if (!units) return tl::unexpected(units.error());
  return Engine(store, std::move(*units), options, progress).run();
}

}  // namespace sidproof
