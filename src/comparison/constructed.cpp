// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "comparison/constructed.hpp"

#include <cstdint>
#include <utility>

namespace sidproof {
namespace {

// How often each item follows one history (an item, or nothing).
struct Follows {
  std::vector<std::uint32_t> history;
  std::vector<std::uint64_t> counts;
};

ConstructedCase make(std::string name, std::string shows,
                     const std::vector<std::vector<std::uint32_t>>& codes, std::size_t length,
                     const std::vector<Follows>& data) {
  ConstructedCase made{std::move(name), std::move(shows), {}, {}};
  Table& table = made.table;
  table.format = "constructed";
  std::vector<std::uint64_t> offsets{0};
  std::vector<std::uint32_t> tokens;
  for (const auto& code : codes) {
    tokens.insert(tokens.end(), code.begin(), code.end());
    offsets.push_back(tokens.size());
  }
  table.codes = Codes::ragged(std::move(offsets), std::move(tokens));
  table.alphabets.assign(length, Alphabet::numbers(2));
  table.items = ItemIds::row_numbers(codes.size());
  Interactions& interactions = made.interactions;
  interactions.format = "constructed";
  interactions.items = Alphabet::numbers(static_cast<std::uint32_t>(codes.size()));
  for (const Follows& follows : data)
    for (std::uint32_t item = 0; item < follows.counts.size(); ++item)
      for (std::uint64_t n = 0; n < follows.counts[item]; ++n) {
        Example example;
        example.begin = interactions.events.size();
        interactions.events.insert(interactions.events.end(), follows.history.begin(),
                                   follows.history.end());
        example.end = interactions.events.size();
        example.target = item;
        example.split = Split::test;
        interactions.examples.push_back(example);
      }
  return made;
}

}  // namespace

std::vector<ConstructedCase> constructed_cases() {
  return {
      make("full-grid",
           "one-to-one and onto: cascaded models make both objectives one, conditional by "
           "conditional; parallel heads fall short by the total correlation",
           {{0, 0}, {0, 1}, {1, 0}, {1, 1}}, 2, {{{}, {4, 1, 2, 3}}}),
      make("shared-prefix", "items 0 and 1 share a prefix, not a sequence: nothing changes",
           {{0, 0}, {0, 1}, {1, 0}}, 2, {{{}, {3, 2, 1}}}),
      make("shared-sequence",
           "items 0 and 1 share a whole sequence: AR-NTP cannot tell them apart, and ranks both "
           "above item 2, which is the most frequent",
           {{0, 0}, {0, 0}, {0, 1}}, 2, {{{}, {3, 2, 4}}}),
      make("shared-sequence-apart",
           "items 0 and 1 share a sequence, but never follow the same history: pooled they "
           "cost, per history they cost nothing",
           {{0, 0}, {0, 0}, {0, 1}}, 2, {{{2}, {3, 0, 1}}, {{2, 2}, {0, 2, 3}}}),
      make("several-lengths",
           "the code of item 0 begins that of item 1: without an end token AR-NTP gives both "
           "probability 1",
           {{0}, {0, 1}}, 2, {{{}, {2, 1}}}),
      make("parallel-heads",
           "one-to-one, not a product: the best heads leak to the two unused sequences",
           {{0, 0}, {1, 1}}, 2, {{{}, {2, 1}}}),
      make("tied-family",
           "one-to-one, parameters shared across prefixes: in one and the same family the "
           "optima of the objectives differ, and so does the recommended item",
           {{0, 0}, {0, 1}, {1, 0}}, 2, {{{}, {1, 2, 2}}}),
  };
}

}  // namespace sidproof
