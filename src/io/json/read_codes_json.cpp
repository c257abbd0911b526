// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <string>

#include "io/json/json_readers.hpp"
#include "io/json/json_rows.hpp"

namespace sidproof {
namespace {

constexpr std::string_view kName = "codes-json";

// Longer than any sequence of tokens in use, shorter than many histories.
constexpr std::size_t kLongRow = 64;

// Lists of integers, or of what someone may have meant as codes: the reader then
// says what is wrong with them.
Match accepts(const Sniff& sniff) {
  const JsonShape& json = sniff.json;
  if (json.root != JsonKind::object || json.members.empty() || json.several_documents)
    return Match::no;
  const auto is_list = [](const JsonMember& member) { return member.kind == JsonKind::array; };
  if (!is_list(json.members.front())) return Match::no;
  const auto filled = std::find_if(
      json.members.begin(), json.members.end(),
      [&](const JsonMember& member) { return is_list(member) && member.first != JsonKind::none; });
  if (filled == json.members.end()) return Match::no;
  return filled->first == JsonKind::string || filled->first == JsonKind::object ? Match::no
                                                                                : Match::possible;
}

Result<Table> read(const MappedFile& file, const ReadOptions& options, Progress& progress) {
  Result<Table> table = read_lists(file, kName, ListOf::codes, options, progress, read_codes);
  if (!table) return table;
  const std::size_t shortest = table->codes.min_length();
  const std::size_t longest = table->codes.max_length();
  if (longest > kLongRow && shortest != longest)
    table->findings.push_back(
        {Finding::Kind::other,
         "the rows have " + std::to_string(shortest) + " to " + std::to_string(longest) +
             " codes: if this is {user: [items]}, it is an interactions file and no table",
         1});
  return table;
}

}  // namespace

const Reader& codes_json_reader() {
  static const Reader reader{
      {kName, "{\"B001\": [3, 1, 2], ...}, offsets added or not (*.sem_ids)"}, accepts, read};
  return reader;
}

}  // namespace sidproof
