// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "io/arrays/mapping_jsonl.hpp"

#include <fmt/format.h>
#include <simdjson.h>

#include <optional>
#include <vector>

#include "io/files/line_reader.hpp"
#include "io/json/json_text.hpp"
#include "io/text/list_text.hpp"

namespace sidproof {
namespace {

struct Line {
  std::uint64_t row = 0;
  std::optional<std::string> id;
  std::optional<std::string> raw_id;
};

std::optional<Line> parse_line(simdjson::dom::parser& parser, std::string_view text) {
  simdjson::dom::object object;
  if (parser.parse(text.data(), text.size()).get(object) != simdjson::SUCCESS) return std::nullopt;
  Line line;
  if (object["row_index"].get(line.row) != simdjson::SUCCESS) return std::nullopt;
  line.id = scalar_text(object["item_id"]);
  line.raw_id = scalar_text(object["raw_item_id"]);
  if (!line.id && !line.raw_id) return std::nullopt;
  return line;
}

}  // namespace

std::string mapping_path(const std::string& npy_path) {
  const std::string_view stem = std::string_view(npy_path).substr(
      0, npy_path.ends_with(".npy") ? npy_path.size() - 4 : npy_path.size());
  return std::string(stem) + ".mapping.jsonl";
}

Result<ItemIds> parse_mapping(std::string_view bytes, const std::string& path, std::size_t rows) {
  std::vector<std::string> ids(rows);
  std::vector<bool> seen(rows, false);
  std::size_t mapped = 0;
  std::optional<bool> raw;
  simdjson::dom::parser parser;
  LineReader lines(bytes);
  while (lines.next()) {
    const Location where{path, lines.number(), lines.byte()};
    std::optional<Line> line = parse_line(parser, lines.text());
    if (!line)
      return fail(ErrorCode::malformed,
                  "not a mapping line: {\"row_index\": number, \"item_id\": id} is wanted", where);
    if (line->row >= rows)
      return fail(ErrorCode::malformed,
                  fmt::format("row_index {} is beyond the array's {} rows", line->row, rows), where,
                  "is this the mapping of another array?");
    const auto row = static_cast<std::size_t>(line->row);
    if (seen[row])
      return fail(ErrorCode::malformed, fmt::format("row_index {} is mapped twice", row), where);
    if (!raw) raw = line->raw_id.has_value();
    std::optional<std::string>& id = *raw ? line->raw_id : line->id;
    if (!id || *raw != line->raw_id.has_value())
      return fail(ErrorCode::malformed, "some lines have a raw_item_id and others have none", where,
                  "name every item the same way");
    seen[row] = true;
    ids[row] = std::move(*id);
    ++mapped;
  }
  if (mapped != rows)
    return fail(ErrorCode::malformed,
                fmt::format("the mapping names {} of the array's {} rows", mapped, rows),
                {path, {}, {}}, "is this the mapping of another array?");
  ItemIds items;
  for (const std::string& id : ids) items.push_back(id);
  return items;
}

Result<std::string> make_mapping(const ItemIds& items) {
  std::string text;
  for (std::size_t row = 0; row < items.size(); ++row) {
    const std::string id = items[row];
    if (!simdjson::validate_utf8(id))
      return fail(ErrorCode::unsupported,
                  fmt::format("the item id of row {} is not valid UTF-8, which mapping.jsonl "
                              "cannot hold",
                              row),
                  {}, "write CSV, which keeps any bytes");
    const std::string list = to_list_text({id});
    text += fmt::format("{{\"row_index\": {}, \"raw_item_id\": {}}}\n", row,
                        std::string_view(list).substr(1, list.size() - 2));
  }
  return text;
}

}  // namespace sidproof
