// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "io/json/json_readers.hpp"
#include "io/json/json_rows.hpp"

namespace sidproof {
namespace {

constexpr std::string_view kName = "index-json";

// Lists of strings; what the first list that is not empty holds decides.
Match accepts(const Sniff& sniff) {
  const JsonShape& json = sniff.json;
  if (json.root != JsonKind::object || json.members.empty() || json.several_documents)
    return Match::no;
  const auto is_list = [](const JsonMember& member) { return member.kind == JsonKind::array; };
  if (!is_list(json.members.front())) return Match::no;
  const auto filled = std::find_if(
      json.members.begin(), json.members.end(),
      [&](const JsonMember& member) { return is_list(member) && member.first != JsonKind::none; });
  return filled == json.members.end() || filled->first == JsonKind::string ? Match::possible
                                                                           : Match::no;
}

Result<Table> read(const MappedFile& file, const ReadOptions& options, Progress& progress) {
  return read_lists(file, kName, ListOf::texts, options, progress, read_texts);
}

}  // namespace

const Reader& index_json_reader() {
  static const Reader reader{
      {kName, "{\"0\": [\"<a_3>\", \"<b_1>\"], ...} (*.index.json, id2sid.json)"}, accepts, read};
  return reader;
}

}  // namespace sidproof
