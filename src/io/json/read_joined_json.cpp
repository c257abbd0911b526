// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "io/json/json_readers.hpp"
#include "io/json/json_rows.hpp"
#include "io/tables/joined_tokens.hpp"

namespace sidproof {
namespace {

constexpr std::string_view kName = "joined-json";

// Strings of bracketed tokens. Strings of bare words could be anything: those
// take --format.
Match accepts(const Sniff& sniff) {
  const JsonShape& json = sniff.json;
  if (json.root != JsonKind::object || json.several_documents) return Match::no;
  const auto filled =
      std::find_if(json.members.begin(), json.members.end(), [](const JsonMember& member) {
        return member.kind != JsonKind::string || !member.text.empty();
      });
  if (filled == json.members.end() || filled->kind != JsonKind::string) return Match::no;
  return is_bracketed(filled->text) ? Match::certain : Match::no;
}

Result<Table> read(const MappedFile& file, const ReadOptions& options, Progress& progress) {
  return read_items(file, kName, options, progress,
                    [](JsonInput& input, TableBuilder& builder, JsonInput::Value& value) {
                      std::string_view text;
                      if (!input.string(value, "the tokens in one string", text)) return false;
                      for_each_joined_token(text,
                                            [&](std::string_view token) { builder.text(token); });
                      return true;
                    });
}

}  // namespace

const Reader& joined_json_reader() {
  static const Reader reader{
      {kName, "{\"0\": \"<L0_3> <L1_1> <L2_2>\", ...} (*.codebook.json)"}, accepts, read};
  return reader;
}

}  // namespace sidproof
