// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "io/interactions/event_sequences.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <tuple>
#include <utility>

#include "io/interactions/column_names.hpp"

namespace sidproof {

void EventSequences::add(std::string_view user, std::uint32_t item, Event event) {
  events_.push_back({users_.intern(user), item, events_.size(), std::move(event)});
}

void EventSequences::finish(Interactions& interactions, const Extras& extras) {
  std::sort(events_.begin(), events_.end(), [](const Placed& a, const Placed& b) {
    return std::tie(a.user, a.event.time, a.number) < std::tie(b.user, b.event.time, b.number);
  });
  std::vector<std::uint64_t> offsets = {0};
  std::vector<Split> splits;
  std::uint64_t ties = 0;
  for (std::size_t i = 0; i < events_.size(); ++i) {
    if (i > 0 && events_[i].user != events_[i - 1].user)
      offsets.push_back(interactions.events.size());
    else if (i > 0 && events_[i].event.time == events_[i - 1].event.time)
      ++ties;
    interactions.events.push_back(events_[i].item);
    if (extras.hits) interactions.hits.push_back(events_[i].event.hit);
    if (!extras.split_column.empty()) splits.push_back(events_[i].event.split);
  }
  if (!events_.empty()) offsets.push_back(interactions.events.size());
  if (!extras.times)
    interactions.notes.push_back("no column of times (" + time_column_names() +
                                 "): the events of a user are in the order of the file");
  else if (ties > 0)
    interactions.notes.push_back(
        fmt::format("{} {} at the same time as the event before of the same user: these are in the "
                    "order of the file",
                    ties, ties == 1 ? "event is" : "events are"));
  // One example an event, in order: as the hits are.
  if (extras.split_column.empty())
    leave_one_out(interactions, offsets);
  else
    split_as_given(interactions, offsets, splits, extras.split_column);
}

}  // namespace sidproof
