// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <string>

#include "io/json/json_readers.hpp"
#include "io/json/json_rows.hpp"
#include "io/json/json_shape.hpp"
#include "io/tables/joined_tokens.hpp"

namespace sidproof {
namespace {

constexpr std::string_view kName = "sid-map-json";

Match accepts(const Sniff& sniff) {
  return is_object_of_objects_with(sniff.json, "sid", JsonKind::string) ? Match::certain
                                                                        : Match::no;
}

bool is_word(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
  });
}

bool is_number(std::string_view text) {
  return !text.empty() &&
         std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

// "SID_005_003_000": a word that is the same in all rows, then the codes as they
// are written (005 and 5 are different tokens).
class UnderscoredSids {
 public:
  bool read(JsonInput& input, TableBuilder& builder, std::string_view sid, const char* where) {
    const std::size_t underscore = sid.find('_');
    const std::string_view word = sid.substr(0, underscore);
    if (!is_word(word) || underscore == std::string_view::npos) return malformed(input, sid, where);
    if (prefix_.empty()) prefix_ = word;
    if (word != prefix_)
      return input.fail(ErrorCode::malformed, where,
                        "the SID " + quoted(sid) + " starts with " + quoted(word) +
                            ", the ones before with " + sidproof::quoted(prefix_));
    for (std::size_t at = underscore; at != std::string_view::npos;) {
      const std::size_t next = sid.find('_', at + 1);
      const std::string_view token = sid.substr(at + 1, next - at - 1);
      if (!is_number(token)) return malformed(input, sid, where);
      builder.text(token);
      at = next;
    }
    return true;
  }

 private:
  static bool malformed(JsonInput& input, std::string_view sid, const char* where) {
    return input.fail(ErrorCode::malformed, where,
                      "the SID " + quoted(sid) + " has none of the known forms",
                      "known are \"SID_005_003_000\" and \"<a_5><b_3><c_0>\"");
  }

  std::string prefix_;
};

Result<Table> read(const MappedFile& file, const ReadOptions& options, Progress& progress) {
  UnderscoredSids underscored;
  JsonInput input(file, progress);
  TableBuilder builder(file, kName, options);
  JsonInput::Object root;
  const auto record = [&](std::string_view item, const char* where, JsonInput::Value& value) {
    // The text of the key may be gone by the time its SID is read.
    const std::string id(item);
    bool any = false;
    JsonInput::Object fields;
    const bool read =
        input.object(value, "an object with a \"sid\"", fields) &&
        input.members(fields, [&](std::string_view key, const char*, JsonInput::Value& field) {
          if (key != "sid") return input.skip(field);
          any = true;
          const char* place = JsonInput::raw(field).data();
          std::string_view sid;
          if (!input.string(field, "a SID in quotes", sid)) return false;
          builder.row(id, input.byte(where));
          if (sid.empty()) return true;
          if (!is_bracketed(sid)) return underscored.read(input, builder, sid, place);
          for_each_joined_token(sid, [&](std::string_view token) { builder.text(token); });
          return true;
        });
    return read && (any || input.fail(ErrorCode::malformed, where, "it has no \"sid\""));
  };
  if (!input.open(root) || !input.items(root, record) || !input.close())
    return tl::unexpected<Error>(input.take_error());
  return builder.finish();
}

}  // namespace

const Reader& sid_map_json_reader() {
  static const Reader reader{
      {kName, "{\"B001\": {\"sid\": \"SID_005_003_000\", ...}, ...}"}, accepts, read};
  return reader;
}

}  // namespace sidproof
