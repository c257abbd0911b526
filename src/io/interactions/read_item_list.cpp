// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>
#include <simdjson.h>

#include <algorithm>
#include <array>
#include <string>
#include <utility>
#include <vector>

#include "io/files/line_reader.hpp"
#include "io/interactions/interaction_readers.hpp"
#include "io/interactions/not_interactions.hpp"
#include "io/interactions/read_interactions.hpp"
#include "io/json/json_text.hpp"
#include "io/text/code_text.hpp"
#include "io/text/csv.hpp"

namespace sidproof {
namespace {

constexpr std::array<std::string_view, 9> kItemNames = {
    "item_id", "raw_item_id", "item", "itemid", "iid", "pid", "asin", "parent_asin", "id"};

bool is_item_name(std::string_view name) {
  return std::find(kItemNames.begin(), kItemNames.end(), name) != kItemNames.end();
}

std::vector<std::string> texts(const Alphabet& items) {
  std::vector<std::string> list;
  list.reserve(items.size());
  for (std::uint32_t item = 0; item < items.size(); ++item) list.push_back(items.text(item));
  return list;
}

Result<std::vector<std::string>> json_array(const MappedFile& file) {
  simdjson::dom::parser parser;
  simdjson::dom::array array;
  const std::string_view bytes = without_mark(file.bytes());
  const auto error = parser.parse(bytes.data(), bytes.size(), false).get(array);
  if (error != simdjson::SUCCESS)
    return fail(ErrorCode::malformed,
                fmt::format("not a JSON array: {}", simdjson::error_message(error)),
                {file.path(), {}, {}});
  Alphabet items;
  std::size_t number = 0;
  for (const simdjson::dom::element element : array) {
    const auto id = scalar_text(element);
    if (!id)
      return fail(
          ErrorCode::malformed,
          fmt::format("element {} (counted from 0) is neither a string nor an integer", number),
          {file.path(), {}, {}}, "a list of items is [\"id\", \"id\", ...]");
    items.intern(*id);
    ++number;
  }
  return texts(items);
}

bool starts_array_of_ids(const Sniff& sniff) {
  if (sniff.json.root != JsonKind::array) return false;
  const std::size_t first = sniff.head.find_first_not_of(" \t\r\n", sniff.head.find('[') + 1);
  if (first == std::string_view::npos) return false;
  const char c = sniff.head[first];
  return c == '"' || c == '-' || c == ']' || (c >= '0' && c <= '9');
}

/// The separator of a line that looks like the header of several columns.
char header_separator(std::string_view line) {
  for (const char separator : {'\t', ',', ';'})
    if (line.find(separator) != std::string_view::npos) return separator;
  return '\0';
}

Result<std::vector<std::string>> columns(const MappedFile& file, char separator) {
  CsvReader reader(file.bytes(), file.path(), separator);
  Alphabet items;
  std::size_t column = 0;
  std::size_t width = 0;
  for (;;) {
    const Result<bool> more = reader.next();
    if (!more) return tl::unexpected(more.error());
    if (!*more) return texts(items);
    const std::vector<std::string_view>& fields = reader.fields();
    if (width == 0) {  // the header
      width = fields.size();
      std::vector<std::string_view> names;
      for (const std::string_view field : fields)
        names.push_back(trimmed(field.substr(0, field.find(':'))));
      const auto named =
          std::find_first_of(kItemNames.begin(), kItemNames.end(), names.begin(), names.end());
      if (named != kItemNames.end())
        column =
            static_cast<std::size_t>(std::find(names.begin(), names.end(), *named) - names.begin());
      continue;
    }
    if (fields.size() != width)
      return fail(ErrorCode::malformed,
                  fmt::format("the row has {} fields, the header {}", fields.size(), width),
                  reader.where(), "quote fields that contain separators or line breaks");
    if (fields[column].empty())
      return fail(ErrorCode::malformed, "the item id is empty", reader.where());
    items.intern(fields[column]);
  }
}

/// How the lines of a text without separators are made.
struct Lines {
  bool all_have_two_words = true;
  bool header = false;  ///< words above, decimal numbers below
};

Lines look(std::string_view bytes) {
  Lines seen;
  LineReader lines(bytes);
  bool first = true;
  bool words_above = false;
  bool numbers_below = true;
  std::size_t count = 0;
  for (; lines.next(); ++count) {
    std::string_view rest = lines.text();
    bool decimal = is_decimal(take_word(rest));
    seen.all_have_two_words = seen.all_have_two_words && !rest.empty();
    while (!rest.empty()) decimal = is_decimal(take_word(rest)) && decimal;
    if (first) {
      words_above = !decimal;
    } else {
      numbers_below = numbers_below && decimal;
    }
    first = false;
  }
  seen.header = words_above && numbers_below && count > 1;
  return seen;
}

std::vector<std::string> whole_lines(std::string_view bytes) {
  Alphabet items;
  LineReader lines(bytes);
  for (bool first = true; lines.next(); first = false) {
    const std::string_view id = trimmed(lines.text());
    if (!(first && is_item_name(id))) items.intern(id);
  }
  return texts(items);
}

std::vector<std::string> first_words(std::string_view bytes) {
  Alphabet items;
  LineReader lines(bytes);
  (void)lines.next();  // the header
  while (lines.next()) {
    std::string_view rest = lines.text();
    items.intern(take_word(rest));
  }
  return texts(items);
}

Result<std::vector<std::string>> read_any(const MappedFile& file) {
  const Sniff sniff(file);
  if (starts_array_of_ids(sniff)) return json_array(file);
  for (const InteractionReader* reader : interaction_readers()) {
    if (reader == &user_sequence_reader() || !reader->accepts(sniff)) continue;
    Result<Interactions> interactions = reader->read(file, Split::test);
    if (!interactions) return tl::unexpected(std::move(interactions.error()));
    return texts(interactions->items);
  }
  if (!sniff.is_text || sniff.json.root == JsonKind::object || sniff.json.root == JsonKind::array)
    return fail(ErrorCode::malformed, "no list of items recognised", {file.path(), {}, {}},
                "write one item id a line");
  if (const char separator = header_separator(sniff.line); separator != '\0')
    return columns(file, separator);
  if (auto wrong = lone_carriage_return(file)) return tl::unexpected(*std::move(wrong));
  const Lines seen = look(file.bytes());
  if (seen.all_have_two_words && !seen.header && user_sequence_reader().accepts(sniff)) {
    Result<Interactions> interactions = user_sequence_reader().read(file, Split::test);
    if (!interactions) return tl::unexpected(std::move(interactions.error()));
    return texts(interactions->items);
  }
  return seen.header && seen.all_have_two_words ? first_words(file.bytes())
                                                : whole_lines(file.bytes());
}

}  // namespace

Result<std::vector<std::string>> read_item_list(const MappedFile& file) {
  if (auto foreign = foreign_file(file)) return tl::unexpected(*std::move(foreign));
  if (auto refused = never_read(file)) return tl::unexpected(*std::move(refused));
  Result<std::vector<std::string>> list = read_any(file);
  if (list && list->empty())
    return fail(ErrorCode::malformed, "there is no item in it", {file.path(), {}, {}});
  return list;
}

Result<std::vector<std::string>> read_item_list(const std::string& path) {
  const Result<MappedFile> file = MappedFile::open(path);
  if (!file) return tl::unexpected(file.error());
  return read_item_list(*file);
}

}  // namespace sidproof
