// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "tokenization/alphabet.hpp"

namespace sidproof {

/// The part of the data that an example belongs to.
enum class Split { train, valid, test };

[[nodiscard]] std::string_view name(Split split);

/// One training or evaluation example: a history x and the target item v.
/// The history is events[begin, end) of the Interactions that hold the example.
struct Example {
  std::uint64_t begin = 0;
  std::uint64_t end = 0;
  std::uint32_t target = 0;  ///< item number
  Split split = Split::train;
};

/// Histories and targets over items that are named by text. Item numbers index
/// `items` (an alphabet of item ids, in order of first appearance).
struct Interactions {
  std::string path;
  std::string format;
  Alphabet items;
  std::vector<std::uint32_t> events;
  std::vector<Example> examples;
  /// Per example, true when a recommender counted its target as found; empty
  /// unless the data has such a column (see docs/formats).
  std::vector<bool> hits;
  /// What the reader noticed and the user should know, one sentence each.
  std::vector<std::string> notes;

  [[nodiscard]] std::span<const std::uint32_t> history(const Example& example) const {
    return std::span(events).subspan(example.begin, example.end - example.begin);
  }
};

/// Splits user sequences the leave-one-out way that the field uses: the last
/// event of a user is a test target, the one before it a valid target, all
/// earlier ones train targets; each target's history is everything before it.
/// A sequence of one event gives one train example, of two a train and a test
/// example. `offsets` delimits the sequences in interactions.events
/// (offsets.front() == 0, offsets.back() == events.size()); examples are
/// appended in order.
void leave_one_out(Interactions& interactions, std::span<const std::uint64_t> offsets);

}  // namespace sidproof
