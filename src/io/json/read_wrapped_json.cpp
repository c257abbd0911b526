// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "io/json/json_readers.hpp"
#include "io/json/json_rows.hpp"
#include "io/tables/table_findings.hpp"

namespace sidproof {
namespace {

constexpr std::string_view kName = "wrapped-json";

Acceptance accepts(const Sniff& sniff) {
  if (!is_one_object(sniff.json)) return Match::no;
  const JsonMember* items = find_member(sniff.json.members, "items");
  if (items == nullptr || items->kind != JsonKind::object) return Match::no;
  if (items->members.empty() || items->members.front().kind != JsonKind::array)
    return Acceptance::near_miss("its \"items\" are no lists of codes");
  if (find_member(sniff.json.members, "levels") != nullptr ||
      find_member(sniff.json.members, "K") != nullptr)
    return Match::certain;
  if (sniff.json.members.size() == 1) return Match::possible;
  return Acceptance::near_miss("neither \"levels\" nor \"K\" stands beside \"items\"");
}

struct Declared {
  std::optional<std::uint32_t> levels;
  std::optional<std::uint32_t> codebook;
  std::optional<std::uint32_t> collision_codebook;
};

// Positive integers only: another kind of value declares nothing.
bool read_size(JsonInput& input, JsonInput::Value& value, std::optional<std::uint32_t>& size) {
  const std::string_view text = JsonInput::raw(value);
  if (text.empty() || text.front() < '1' || text.front() > '9') return input.skip(value);
  std::uint32_t number = 0;
  if (!input.code(value, number)) return false;
  size = number;
  return true;
}

// K for each level, and collision_K for one more that tells items apart.
void declare(const Declared& declared, Table& table) {
  const std::size_t length = table.codes.max_length();
  if (!declared.codebook || !declared.levels) return;
  const std::size_t levels = *declared.levels;
  if (length == levels) {
    table.declared_codebooks.assign(length, *declared.codebook);
  } else if (length == levels + 1 && declared.collision_codebook) {
    table.declared_codebooks.assign(length, *declared.codebook);
    table.declared_codebooks.back() = *declared.collision_codebook;
  } else {
    table.findings.push_back({Finding::Kind::other,
                              "the file declares " + std::to_string(levels) +
                                  " levels, its sequences have up to " + std::to_string(length) +
                                  " codes: the declared codebook sizes are ignored",
                              1});
  }
  find_out_of_codebook(table);
}

Result<Table> read(const MappedFile& file, const ReadOptions& options, Progress& progress) {
  JsonInput input(file, progress);
  TableBuilder builder(file, kName, options);
  JsonInput::Object root;
  Declared declared;
  bool any = false;
  const auto member = [&](std::string_view key, const char*, JsonInput::Value& value) {
    if (key == "levels") return read_size(input, value, declared.levels);
    if (key == "K") return read_size(input, value, declared.codebook);
    if (key == "collision_K") return read_size(input, value, declared.collision_codebook);
    if (key != "items") return input.skip(value);
    any = true;
    JsonInput::Object items;
    return input.object(value, "an object with one member an item", items) &&
           input.items(items,
                       [&](std::string_view item, const char* where, JsonInput::Value& codes) {
                         builder.row(item, input.byte(where));
                         return read_codes(input, builder, codes);
                       });
  };
  if (!input.open(root) || !input.members(root, member) || !input.close())
    return tl::unexpected<Error>(input.take_error());
  if (!any)
    return fail(ErrorCode::malformed, "there is no member \"items\"", {file.path(), {}, {}});
  Result<Table> table = builder.finish();
  if (!table) return table;
  if (options.format.empty() && !declared.levels && !declared.codebook)
    if (Result<void> lengths = check_lengths(*table, file); !lengths)
      return tl::unexpected(std::move(lengths.error()));
  declare(declared, *table);
  return table;
}

}  // namespace

const Reader& wrapped_json_reader() {
  static const Reader reader{
      {kName, "{\"levels\": 3, \"K\": 256, \"items\": {\"1\": [3, 1, 2], ...}}"}, accepts, read};
  return reader;
}

}  // namespace sidproof
