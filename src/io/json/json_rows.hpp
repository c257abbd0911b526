// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

#include "io/json/json_input.hpp"
#include "io/json/json_plain_lists.hpp"
#include "io/reader.hpp"
#include "io/tables/table_builder.hpp"

namespace sidproof {

/// Appends a JSON list of strings to the builder's current row.
[[nodiscard]] inline bool read_texts(JsonInput& input, TableBuilder& builder,
                                     JsonInput::Value& list) {
  return input.elements(list, "a list of tokens", [&](JsonInput::Value& element) {
    std::string_view token;
    if (!input.string(element, "a token in quotes", token)) return false;
    builder.text(token);
    return true;
  });
}

/// Appends a JSON list of integers to the builder's current row.
[[nodiscard]] inline bool read_codes(JsonInput& input, TableBuilder& builder,
                                     JsonInput::Value& list) {
  return input.elements(list, "a list of codes", [&](JsonInput::Value& element) {
    std::uint32_t code = 0;
    if (!input.code(element, code)) return false;
    builder.code(code);
    return true;
  });
}

/// Reads a file whose root object has one member an item:
/// row(input, builder, value) -> bool appends the tokens of the current row.
template <class Row>
[[nodiscard]] Result<Table> read_items(const MappedFile& file, std::string_view format,
                                       const ReadOptions& options, Progress& progress,
                                       const Row& row) {
  JsonInput input(file, progress);
  TableBuilder builder(file, format, options);
  JsonInput::Object root;
  const bool read =
      input.open(root) &&
      input.items(root,
                  [&](std::string_view item, const char* where, JsonInput::Value& value) {
                    builder.row(item, input.byte(where));
                    return row(input, builder, value);
                  }) &&
      input.close();
  if (!read) return tl::unexpected<Error>(input.take_error());
  return builder.finish();
}

/// The same for rows that are lists of one kind: the fast way where the document
/// allows it, otherwise read_items, which also says what is wrong.
template <class Row>
[[nodiscard]] Result<Table> read_lists(const MappedFile& file, std::string_view format, ListOf what,
                                       const ReadOptions& options, Progress& progress,
                                       const Row& row) {
  TableBuilder builder(file, format, options);
  if (read_plain_lists(file, what, builder, progress)) return builder.finish();
  return read_items(file, format, options, progress, row);
}

}  // namespace sidproof
