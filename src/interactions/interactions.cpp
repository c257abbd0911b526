// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "interactions/interactions.hpp"

#include <algorithm>
#include <utility>

namespace sidproof {

std::string_view name(Split split) {
  switch (split) {
    case Split::train: return "train";
    case Split::valid: return "valid";
    case Split::test: break;
  }
  return "test";
}

std::string_view name(SplitOrigin::By by) {
  switch (by) {
    case SplitOrigin::By::leave_one_out: return "leave-one-out";
    case SplitOrigin::By::file: return "file";
    case SplitOrigin::By::caller: return "option";
    case SplitOrigin::By::nobody: break;
  }
  return "default";
}

void leave_one_out(Interactions& interactions, std::span<const std::uint64_t> offsets) {
  for (std::size_t user = 0; user + 1 < offsets.size(); ++user) {
    const std::uint64_t begin = offsets[user];
    const std::uint64_t end = offsets[user + 1];
    for (std::uint64_t event = begin; event < end; ++event) {
      Split split = Split::train;
      if (end - begin >= 2 && event + 1 == end) split = Split::test;
      if (end - begin >= 3 && event + 2 == end) split = Split::valid;
      interactions.examples.push_back({begin, event, interactions.events[event], split});
    }
  }
  interactions.split_origin.by = SplitOrigin::By::leave_one_out;
}

void split_as_given(Interactions& interactions, std::span<const std::uint64_t> offsets,
                    std::span<const Split> splits, std::string column) {
  std::uint64_t after_a_later_split = 0;
  for (std::size_t user = 0; user + 1 < offsets.size(); ++user) {
    Split latest = Split::train;
    for (std::uint64_t event = offsets[user]; event < offsets[user + 1]; ++event) {
      const Split split = splits[event];
      if (split < latest) ++after_a_later_split;
      latest = std::max(latest, split);
      interactions.examples.push_back({offsets[user], event, interactions.events[event], split});
    }
  }
  if (after_a_later_split > 0)
    interactions.notes.push_back(
        std::to_string(after_a_later_split) +
        " targets follow a target of a later split of their user, which is in their history");
  interactions.split_origin.by = SplitOrigin::By::file;
  interactions.split_origin.column = std::move(column);
}

void keep_only(Interactions& interactions, Split split) {
  std::size_t kept = 0;
  for (std::size_t at = 0; at < interactions.examples.size(); ++at) {
    if (interactions.examples[at].split != split) continue;
    interactions.examples[kept] = interactions.examples[at];
    if (!interactions.hits.empty()) interactions.hits[kept] = interactions.hits[at];
    ++kept;
  }
  interactions.examples.resize(kept);
  if (!interactions.hits.empty()) interactions.hits.resize(kept);
  interactions.split_origin.only = split;
}

std::string split_words(const Interactions& interactions) {
  const SplitOrigin& origin = interactions.split_origin;
  const std::string first(
      interactions.examples.empty() ? "" : name(interactions.examples.front().split));
  std::string words;
  switch (origin.by) {
    case SplitOrigin::By::leave_one_out:
      words = "leave-one-out: a user's last event is test, the one before it valid, the rest train";
      break;
    case SplitOrigin::By::file: words = "as the file says under \"" + origin.column + "\""; break;
    case SplitOrigin::By::caller: words = "all examples are " + first + ", as --split says"; break;
    case SplitOrigin::By::nobody:
      words = "the file says none: all examples are taken as " + first;
      break;
  }
  if (origin.only) words += "; only " + std::string(name(*origin.only)) + " is kept";
  return words;
}

}  // namespace sidproof
