// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "io/json/read_sid_set.hpp"

#include <algorithm>
#include <string>

#include "io/json/json_readers.hpp"
#include "io/json/json_rows.hpp"
#include "io/json/json_shape.hpp"

namespace sidproof {
namespace {

constexpr std::string_view kName = "sid-set-json";

bool is_mark(const JsonMember& member) {
  return member.kind == JsonKind::integer || member.kind == JsonKind::boolean ||
         member.kind == JsonKind::null;
}

Acceptance accepts(const Sniff& sniff) {
  const bool marks = is_one_object(sniff.json) && std::ranges::all_of(sniff.json.members, is_mark);
  return marks && keys_are_sids(sniff.json) ? Match::certain : Match::no;
}

Result<Table> refuse(const MappedFile& file, const ReadOptions& /*options*/,
                     Progress& /*progress*/) {
  const Sniff sniff(file);
  if (accepts(sniff).match == Match::no)
    return fail(ErrorCode::malformed, "this is no set of SIDs like {\"1,2,3\": 1}",
                {file.path(), {}, {}});
  const std::vector<JsonMember>& members = sniff.json.members;
  const bool alike = std::ranges::all_of(
      members, [&](const JsonMember& member) { return member.text == members.front().text; });
  return fail(ErrorCode::unsupported,
              alike ? "a set of SIDs as serving engines hold it: it names no items"
                    : "numbers under SIDs: they may be items or counts, and nothing tells which",
              {file.path(), {}, {}},
              alike ? "check a table against it with audit TABLE --covers sids:FILE"
                    : "a table from SID to items is {\"1,2,3\": [7], ...}");
}

}  // namespace

Result<std::vector<std::vector<std::string>>> read_sid_set(const MappedFile& file) {
  if (file.bytes().empty() || accepts(Sniff(file)).match == Match::no)
    return fail(ErrorCode::malformed, "this is no set of SIDs like {\"1,2,3\": 1}",
                {file.path(), {}, {}});
  SidReading reading;
  std::vector<std::vector<std::string>> sids;
  JsonInput input(file, Progress::none());
  JsonInput::Object root;
  const auto member = [&](std::string_view key, const char* where, JsonInput::Value& value) {
    const auto tokens = reading.read(key);
    if (!tokens)
      return input.fail(tokens.error().code, where, tokens.error().what, tokens.error().hint);
    std::vector<std::string>& sid = sids.emplace_back();
    for (const SidToken& token : **tokens) sid.push_back(token.text);
    return input.skip(value);
  };
  if (!input.open(root) || !input.items(root, member) || !input.close())
    return tl::unexpected<Error>(input.take_error());
  return sids;
}

const Reader& sid_set_reader() {
  static const Reader reader{
      {kName, "{\"1,2,3\": 1, ...}: SIDs without items (see --covers)", false}, accepts, refuse};
  return reader;
}

}  // namespace sidproof
