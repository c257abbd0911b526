// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <string>
#include <string_view>

#include "io/json/json_input.hpp"
#include "io/json/json_plain_lists.hpp"
#include "io/json/json_shape.hpp"
#include "io/reader.hpp"
#include "io/tables/table_builder.hpp"
#include "io/text/sid_text.hpp"

namespace sidproof {

/// The first list of an object of lists that is not empty, or an empty one; null where
/// the first member is no list.
[[nodiscard]] inline const JsonMember* first_list(const JsonShape& json) {
  if (!is_one_object(json) || json.members.front().kind != JsonKind::array) return nullptr;
  for (const JsonMember& member : json.members)
    if (member.kind == JsonKind::array && member.first != JsonKind::none) return &member;
  return &json.members.front();
}

/// Whether the keys are SIDs in text, of two or more tokens and written in one way: a
/// table from SID to items.
[[nodiscard]] inline bool keys_are_sids(const JsonShape& json) {
  SidReading reading;
  return !json.members.empty() && std::ranges::all_of(json.members, [&](const JsonMember& member) {
    const auto tokens = reading.read(member.key);
    return tokens && (*tokens)->size() > 1 && holds_several_tokens(member.key);
  });
}

/// Rows of lists whose format was recognised and not named may be users' histories
/// where their lengths differ by more than a token that tells collisions apart, or
/// are longer than any SID in use. Says so; nothing where they are sequences.
[[nodiscard]] inline Result<void> check_lengths(const Table& table, const MappedFile& file) {
  constexpr std::size_t kLongest = 64;
  const std::size_t shortest = table.codes.min_length();
  const std::size_t longest = table.codes.max_length();
  if (longest - shortest <= 1 && longest <= kLongest && longest > 0) return {};
  return fail(ErrorCode::malformed,
              "the lists have " + std::to_string(shortest) + " to " + std::to_string(longest) +
                  " elements: they may be the sequences of items or the histories of users",
              {file.path(), {}, {}},
              "if it is a table, add --format " + table.format +
                  "; interactions are given with --interactions");
}

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
