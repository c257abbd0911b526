// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "interactions/interactions.hpp"

namespace sidproof {

/// The sequences of users whose events come one by one, possibly interleaved.
class EventSequences {
 public:
  /// What events say besides user and item.
  struct Extras {
    bool times = false;
    bool hits = false;
    std::string split_column;  ///< empty: no splits
  };

  struct Event {
    std::string time;  ///< decimal_key() of it
    Split split = Split::train;
    bool hit = false;
  };

  /// Appends an event to the user's sequence.
  void add(std::string_view user, std::uint32_t item, Event event);

  /// Moves the sequences into `interactions`, users in order of first appearance,
  /// events by time (equal times in order of appearance), and splits them as the
  /// events say, else by leave_one_out. Notes say where the order is only the file's.
  void finish(Interactions& interactions, const Extras& extras);

 private:
  struct Placed {
    std::uint32_t user;
    std::uint32_t item;
    std::size_t number;  // in order of appearance
    Event event;
  };
  Alphabet users_;
  std::vector<Placed> events_;
};

}  // namespace sidproof
