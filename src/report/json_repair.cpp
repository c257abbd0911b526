// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "report/json.hpp"
#include "report/json_parts.hpp"
#include "report/json_writer.hpp"

namespace sidproof {

std::string repair_json(const RepairReport& report) {
  const RepairResult& repair = report.repair;
  JsonWriter json;
  json.begin_object();
  json_parts::write_head(json, "sidproof.repair/1");
  json_parts::write_table(json.key("table"), report.table);
  json.key("output").string(report.output);
  json.key("method").string(name(repair.method));
  json_parts::write_counts(json.key("before").begin_object(), repair.before);
  json.end_object();
  json_parts::write_counts(json.key("after").begin_object(), repair.after);
  json.end_object();
  json.key("merged_rows").number(repair.merged_rows);
  json.key("added_codebook").number(repair.added_codebook);
  json.key("added_tokens").strings(repair.added_tokens);
  json.key("new_codes").begin_array();
  for (const NewCodes& position : repair.new_codes) {
    json.begin_compact().begin_object();
    json.key("position").number(position.position + 1);
    json.key("in_use_before").number(position.in_use_before);
    json.key("codebook").number(position.codebook);
    json.key("codes").strings(position.codes);
    json.end_object().end_compact();
  }
  json.end_array();
  json.key("kept_prefix_counts").begin_compact().begin_array();
  for (const std::uint64_t count : repair.kept_prefix_counts) json.number(count);
  json.end_array().end_compact();
  json.key("notes").begin_array();
  for (const std::string& note : repair.notes) json.string(note);
  json.end_array();
  json.key("changed_items").number(repair.changes.size());
  json.key("changes").begin_array();
  for (const ItemChange& change : repair.changes) {
    json.begin_compact().begin_object();
    json.key("row").number(change.row);
    json.key("new_row").number(change.new_row);
    json.key("item").string(report.table.items[change.row]);
    json.key("before").strings(report.table.tokens(change.row));
    json.key("after").strings(repair.table.tokens(change.new_row));
    json.key("kept_prefix").number(change.kept_prefix);
    json.end_object().end_compact();
  }
  json.end_array();
  return json_parts::finish(json, report.exit_code);
}

}  // namespace sidproof
