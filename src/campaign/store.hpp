// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "base/error.hpp"
#include "campaign/plan.hpp"
#include "campaign/records.hpp"

namespace sidproof {

/// The memory of a campaign: which cases have been checked, how they ended, and the
/// failures. An SQLite database with a write-ahead log; every commit is whole or not
/// there at all, also after kill -9. What it holds does not depend on the order of
/// the commits. Every row carries a digest, so that damage is noticed and never
/// counted. One process and one thread at a time.
class Store {
 public:
  /// A store in memory, which ends with the object.
  [[nodiscard]] static Result<Store> in_memory(const CampaignPlan& plan);
  /// A new file, which must not exist. Errors: cannot_write.
  [[nodiscard]] static Result<Store> create(const std::string& path, const CampaignPlan& plan);
  /// An existing file; it is checked as a whole. Errors: cannot_open (unreadable, in
  /// use by another process), malformed (damaged, not a store), unsupported (made by
  /// another version of sidproof), cannot_write (read-only file or folder). Then the
  /// file is as it was.
  [[nodiscard]] static Result<Store> open(const std::string& path);

  Store(Store&&) noexcept;
  Store& operator=(Store&&) noexcept;
  ~Store();

  [[nodiscard]] const CampaignPlan& plan() const;

  /// What is stored, by unit.
  [[nodiscard]] const std::vector<UnitProgress>& progress() const;

  /// The failures by unit and instance.
  using Failures = std::map<std::pair<std::size_t, std::string>, FailureRecord>;
  [[nodiscard]] const Failures& failures() const;

  /// Adds the counts of a block's next cases and their failures (in the order of the
  /// cases), all or nothing. Returns these failures as they stand now, merged with
  /// earlier ones. Errors: cannot_write (full disk), after which the store can be used
  /// again once there is space; internal (more cases than the block has left).
  [[nodiscard]] Result<std::vector<FailureRecord>> commit(
      const BlockRecord& next, const std::vector<FailureRecord>& failures);

 private:
  struct State;
  explicit Store(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace sidproof
