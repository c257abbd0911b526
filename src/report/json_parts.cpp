// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "report/json_parts.hpp"

#include "base/version.hpp"

namespace sidproof::json_parts {

void write_head(JsonWriter& json, std::string_view schema) {
  json.key("schema").string(schema);
  json.key("program").begin_compact().begin_object();
  json.key("name").string("sidproof");
  json.key("version").string(version);
  json.end_object().end_compact();
}

void write_table(JsonWriter& json, const Table& table) {
  json.begin_compact().begin_object();
  json.key("path").string(table.path);
  json.key("format").string(table.format);
  json.key("rows").number(table.rows());
  json.end_object().end_compact();
}

void write_row(JsonWriter& json, const Table& table, std::uint64_t row) {
  json.begin_compact().begin_object();
  json.key("row").number(row);
  json.key("item").string(table.items[row]);
  json.key("tokens").strings(table.tokens(row));
  json.end_object().end_compact();
}

void write_findings(JsonWriter& json, const Table& table) {
  json.key("findings").begin_array();
  for (const Finding& finding : table.findings) {
    json.begin_compact().begin_object();
    json.key("kind").string(name(finding.kind));
    json.key("message").string(finding.message);
    json.key("count").number(finding.count);
    json.end_object().end_compact();
  }
  json.end_array();
}

}  // namespace sidproof::json_parts
