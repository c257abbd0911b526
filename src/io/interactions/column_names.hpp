// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.hpp"

namespace sidproof {

/// The columns of a header, or the fields of a JSON object, by what they mean in
/// interactions. Upper and lower case are alike.
struct NamedColumns {
  std::optional<std::size_t> user;
  std::optional<std::size_t> item;  ///< of an event, or the target of an example
  std::optional<std::size_t> history;
  std::optional<std::size_t> time;
  std::optional<std::size_t> hit;
  std::optional<std::size_t> split;
  /// Two columns that may both be meant, in one sentence; empty: none.
  std::string conflict;

  [[nodiscard]] bool examples() const { return item && history; }
  [[nodiscard]] bool events() const { return item && user && !history; }
};

[[nodiscard]] NamedColumns name_columns(const std::vector<std::string_view>& names);

/// Whether a column or field of this name would mean anything in interactions: no user
/// is called so.
[[nodiscard]] bool is_column_name(std::string_view name);

/// The names of columns of times, for people.
[[nodiscard]] std::string time_column_names();

/// The names as in the text with ASCII capitals made small.
[[nodiscard]] std::string lower_case(std::string_view text);

}  // namespace sidproof
