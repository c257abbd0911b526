// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "audit/audit.hpp"
#include "audit/requirements.hpp"
#include "exact/enclosure.hpp"
#include "verdict/verdict.hpp"

namespace sidproof {

/// The numbers of an audit that a later audit is compared with. The names are the
/// keys of the JSON report; what an older report does not carry is absent and
/// not compared.
struct AuditNumbers {
  std::optional<std::uint64_t> items;
  std::optional<std::uint64_t> distinct_sequences;
  std::optional<std::uint64_t> collision_groups;
  std::optional<std::uint64_t> items_in_groups;
  std::optional<std::uint64_t> largest_group;
  std::optional<std::uint64_t> excess;
  std::optional<std::uint64_t> proper_prefixes;
  std::optional<std::uint64_t> empty_codes;
  std::optional<std::uint64_t> repeated_items;
  std::optional<std::uint64_t> conflicting_items;
  std::optional<std::uint64_t> missing;  ///< coverage: how many items are missing
  std::optional<std::uint64_t> stale;    ///< coverage: how many items have another SID there
  std::optional<Enclosure> mean_log_group_size_nats;
  std::optional<Truth> one_to_one;
  std::optional<Truth> prefix_free;
  std::optional<Truth> onto;
};

[[nodiscard]] AuditNumbers numbers(const AuditResult& audit);

/// One thing that got worse.
struct Regression {
  std::string measure;  ///< the JSON key, e.g. "excess"
  std::string before;
  std::string after;
};

/// What got worse from `before` to `after`, in the order of AuditNumbers: a count
/// that grew (items and distinct_sequences are no defects and never regress), a
/// mean log group size whose enclosure lies wholly above the old one, and a
/// required property (one-to-one, prefix-free, onto) whose truth got worse.
[[nodiscard]] std::vector<Regression> regressions(const AuditNumbers& before,
                                                  const AuditNumbers& after,
                                                  std::span<const Requirement> required);

/// `holds` when there is no regression, otherwise refuted with the first ones.
[[nodiscard]] Verdict verdict(std::span<const Regression> regressions);

}  // namespace sidproof
