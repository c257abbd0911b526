// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include <string>

#include "io/json/json_readers.hpp"
#include "io/json/json_rows.hpp"
#include "io/json/json_shape.hpp"
#include "io/json/sid_value.hpp"

namespace sidproof {
namespace {

constexpr std::string_view kName = "sid-map-json";

Acceptance accepts(const Sniff& sniff) {
  for (const JsonKind kind : {JsonKind::string, JsonKind::array})
    if (is_object_of_objects_with(sniff.json, "sid", kind)) return Match::certain;
  if (is_one_object(sniff.json) && sniff.json.members.front().kind == JsonKind::object &&
      !keys_are_words(sniff.json))
    return Acceptance::near_miss("its objects have no \"sid\"");
  return Match::no;
}

Result<Table> read(const MappedFile& file, const ReadOptions& options, Progress& progress) {
  SidValue sid;
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
          builder.row(id, input.byte(where));
          return sid.read(input, field) && sid.append_to(builder, input);
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
