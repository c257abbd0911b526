// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "io/json/json_text.hpp"

#include <string_view>

namespace sidproof {

std::optional<std::string> scalar_text(const simdjson::dom::element& value) {
  std::string_view text;
  if (value.get(text) == simdjson::SUCCESS) return std::string(text);
  std::int64_t number = 0;
  if (value.get(number) == simdjson::SUCCESS) return std::to_string(number);
  std::uint64_t large = 0;
  if (value.get(large) == simdjson::SUCCESS) return std::to_string(large);
  return std::nullopt;
}

std::optional<std::string> scalar_text(
    const simdjson::simdjson_result<simdjson::dom::element>& value) {
  return value.error() == simdjson::SUCCESS ? scalar_text(value.value_unsafe()) : std::nullopt;
}

}  // namespace sidproof
