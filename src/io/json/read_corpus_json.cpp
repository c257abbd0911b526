// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include <string>

#include "io/json/json_readers.hpp"
#include "io/json/json_rows.hpp"
#include "io/json/json_shape.hpp"

namespace sidproof {
namespace {

constexpr std::string_view kName = "corpus-json";

Acceptance accepts(const Sniff& sniff) {
  return is_object_of_objects_with(sniff.json, "cid", JsonKind::array) ? Match::certain : Match::no;
}

Result<Table> read(const MappedFile& file, const ReadOptions& options, Progress& progress) {
  JsonInput input(file, progress);
  TableBuilder builder(file, kName, options);
  JsonInput::Object root;
  const auto record = [&](std::string_view item, const char* where, JsonInput::Value& value) {
    const std::string id(item);
    bool any = false;
    JsonInput::Object fields;
    const bool read =
        input.object(value, "an object with a \"cid\"", fields) &&
        input.members(fields, [&](std::string_view key, const char*, JsonInput::Value& field) {
          if (key != "cid") return input.skip(field);
          any = true;
          builder.row(id, input.byte(where));
          return read_codes(input, builder, field);
        });
    return read && (any || input.fail(ErrorCode::malformed, where, "it has no \"cid\""));
  };
  if (!input.open(root) || !input.items(root, record) || !input.close())
    return tl::unexpected<Error>(input.take_error());
  return builder.finish();
}

}  // namespace

const Reader& corpus_json_reader() {
  static const Reader reader{
      {kName, "{\"1\": {\"cid\": [3, 1, 2], \"content\": ...}, ...} (ColaRec)"}, accepts, read};
  return reader;
}

}  // namespace sidproof
