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

/// Who says which split each example belongs to.
struct SplitOrigin {
  enum class By {
    leave_one_out,  ///< nobody: the rule of leave_one_out()
    file,           ///< a column or field of the file
    caller,         ///< the caller, for the file as a whole
    nobody          ///< nobody, and no rule: the whole file is taken as one split
  };
  By by = By::nobody;
  std::string column;         ///< By::file: its name
  std::optional<Split> only;  ///< examples of the other splits were left out

  bool operator==(const SplitOrigin&) const = default;
};

/// "leave-one-out", "file", "option" or "default", for machines.
[[nodiscard]] std::string_view name(SplitOrigin::By by);

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
  SplitOrigin split_origin;
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

/// The same sequences where the data say the split of every event, one entry an
/// event in `splits`: each event is a target of its split, its history everything
/// before it, and `column` is what named the splits. A note counts the targets that
/// follow one of a later split of the same user, whose histories it is in.
void split_as_given(Interactions& interactions, std::span<const std::uint64_t> offsets,
                    std::span<const Split> splits, std::string column);

/// Leaves out the examples (and hits) that are not of this split. Items and events
/// stay as they are.
void keep_only(Interactions& interactions, Split split);

/// How the examples got their split, in one line for people: "leave-one-out: ...".
[[nodiscard]] std::string split_words(const Interactions& interactions);

}  // namespace sidproof
