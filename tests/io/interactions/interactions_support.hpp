// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <gtest/gtest.h>

#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "io/interactions/interaction_readers.hpp"
#include "io/interactions/read_interactions.hpp"

namespace sidproof::test {

/// History, target and split as texts.
using Seen = std::tuple<std::vector<std::string>, std::string, Split>;

inline std::vector<Seen> examples(const Interactions& interactions) {
  std::vector<Seen> all;
  for (const Example& example : interactions.examples) {
    std::vector<std::string> history;
    for (const std::uint32_t item : interactions.history(example))
      history.push_back(interactions.items.text(item));
    all.emplace_back(history, interactions.items.text(example.target), example.split);
  }
  return all;
}

inline Interactions must_read_events(std::string_view bytes, std::string_view format = {},
                                     std::optional<Split> split = {}) {
  Result<Interactions> interactions =
      read_interactions(MappedFile::from_bytes(bytes), format, split);
  EXPECT_TRUE(interactions.has_value()) << to_string(interactions.error());
  return interactions ? *std::move(interactions) : Interactions{};
}

inline Error must_refuse_events(std::string_view bytes, std::string_view format = {},
                                std::optional<Split> split = {}) {
  const Result<Interactions> interactions =
      read_interactions(MappedFile::from_bytes(bytes), format, split);
  EXPECT_FALSE(interactions.has_value()) << bytes;
  return interactions ? Error{} : interactions.error();
}

}  // namespace sidproof::test
