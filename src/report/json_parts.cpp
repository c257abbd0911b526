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

void write_findings(JsonWriter& json, const std::vector<Finding>& findings) {
  json.key("findings").begin_array();
  for (const Finding& finding : findings) {
    json.begin_compact().begin_object();
    json.key("kind").string(name(finding.kind));
    json.key("message").string(finding.message);
    json.key("count").number(finding.count);
    json.end_object().end_compact();
  }
  json.end_array();
}

void write_counts(JsonWriter& json, const AuditResult& audit) {
  json.key("rows").number(audit.rows);
  json.key("items").number(audit.items);
  json.key("min_length").number(audit.min_length);
  json.key("max_length").number(audit.max_length);
  json.key("used_codes_per_position").begin_compact().begin_array();
  for (const PositionUse& position : audit.positions) json.number(position.used);
  json.end_array().end_compact();
  json.key("distinct_sequences").number(audit.distinct_sequences);
  json.key("collision_groups").number(audit.groups.size());
  json.key("items_in_groups").number(audit.items_in_groups);
  json.key("largest_group").number(audit.largest_group);
  json.key("excess").number(audit.excess);
  json.key("proper_prefixes").number(audit.proper_prefixes);
  json.key("empty_codes").number(audit.empty_codes);
  json.key("repeated_items").number(audit.repeated_items);
  json.key("conflicting_items").number(audit.conflicting_items);
  json.key("mean_log_group_size_nats").enclosure(audit.mean_log_group_size_nats);
  json.key("one_to_one").verdict(audit.one_to_one);
  json.key("prefix_free").verdict(audit.prefix_free);
  json.key("onto").verdict(audit.onto);
}

void write_requirements(JsonWriter& json, const std::vector<NamedVerdict>& requirements) {
  json.key("requirements").begin_array();
  for (const NamedVerdict& item : requirements) {
    json.begin_compact().begin_object();
    json.key("requirement").string(item.name);
    json.key("verdict").string(name(item.verdict.truth));
    json.key("reason").string(item.verdict.reason);
    json.end_object().end_compact();
  }
  json.end_array();
}

void write_nats(JsonWriter& json, std::string_view key, const ExactNats& value) {
  json.key(key).begin_compact().begin_object();
  json.key("per_event").enclosure(value.per_event);
  json.key("total").enclosure(value.total);
  json.key("sign").number(value.sign);
  json.end_object().end_compact();
}

std::string finish(JsonWriter& json, int exit_code) {
  json.key("exit_code").number(exit_code);
  json.key("replaced_strings").number(json.replaced_strings());
  json.end_object();
  return json.take();
}

}  // namespace sidproof::json_parts
