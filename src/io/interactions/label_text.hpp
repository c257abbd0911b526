// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "interactions/interactions.hpp"
#include "io/interactions/column_names.hpp"

namespace sidproof {

/// Whether a target was found: 1, 1.0, true and True are yes, 0, 0.0, false and
/// False are no.
[[nodiscard]] inline std::optional<bool> parse_hit(std::string_view text) {
  for (const std::string_view yes : {"1", "1.0", "true", "True", "TRUE"})
    if (text == yes) return true;
  for (const std::string_view no : {"0", "0.0", "false", "False", "FALSE"})
    if (text == no) return false;
  return std::nullopt;
}

/// The split that a word names, in capitals or not: train or training; valid,
/// validation, val or dev; test or testing.
[[nodiscard]] inline std::optional<Split> parse_split(std::string_view text) {
  const std::string word = lower_case(text);
  for (const std::string_view train : {"train", "training"})
    if (word == train) return Split::train;
  for (const std::string_view valid : {"valid", "validation", "val", "dev"})
    if (word == valid) return Split::valid;
  for (const std::string_view test : {"test", "testing"})
    if (word == test) return Split::test;
  return std::nullopt;
}

inline constexpr const char* split_words_hint =
    "write train, valid (validation, val, dev) or test; rename the column if it is no split";

}  // namespace sidproof
