// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <utility>

#include "audit/sequence_numbers.hpp"
#include "exact/log_sum.hpp"

namespace sidproof {

/// One event: after history x the item in table row `row` with sequence number
/// `sequence` was the target.
struct TargetEvent {
  std::uint32_t history = 0;
  std::uint32_t sequence = 0;
  std::uint32_t row = 0;

  friend auto operator<=>(const TargetEvent&, const TargetEvent&) = default;
};

/// The least losses of unrestricted tabular models, in nats, exact, summed over
/// the histories: of item laws (fv), of laws on whole sequences (sequence = N
/// H(tok V)), of cascaded and of parallel models without end token (THEORY C).
struct LeastLosses {
  LogSum fv;
  LogSum sequence;
  LogSum cascaded;
  LogSum parallel;
  std::uint64_t histories = 0;
  std::uint64_t lone_events = 0;  ///< events alone under their history
  /// First two different items that share a sequence after the same history.
  std::optional<std::pair<std::uint32_t, std::uint32_t>> collided_rows;
  /// First two items of which one's sequence is a proper prefix of the other's.
  std::optional<std::pair<std::uint32_t, std::uint32_t>> prefix_rows;
};

/// Minimises the losses. `events` ascend (history, then sequence, then row);
/// `sequences` holds the tokens of every sequence number.
[[nodiscard]] LeastLosses least_losses(std::span<const TargetEvent> events,
                                       const SequenceNumbers& sequences);

}  // namespace sidproof
