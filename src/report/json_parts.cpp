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

void write_interactions(JsonWriter& json, const Interactions& interactions) {
  const SplitOrigin& origin = interactions.split_origin;
  json.begin_compact().begin_object();
  json.key("path").string(interactions.path);
  json.key("format").string(interactions.format);
  json.key("examples").number(interactions.examples.size());
  json.key("items").number(interactions.items.size());
  json.key("split").begin_object();
  json.key("from").string(name(origin.by));
  json.key("column");
  if (origin.column.empty())
    json.null();
  else
    json.string(origin.column);
  json.key("only");
  if (origin.only)
    json.string(name(*origin.only));
  else
    json.null();
  json.end_object();
  json.key("notes").strings(interactions.notes);
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

void write_generator(JsonWriter& json, const GeneratorFacts& facts) {
  json.key("table").begin_compact().begin_object();
  json.key("path").string(facts.table_path);
  json.key("rows").number(facts.rows);
  json.key("items").number(facts.items);
  json.key("sequences").number(facts.sequences);
  json.key("nodes").number(facts.nodes);
  json.end_object().end_compact();
  json.key("network").begin_object();
  json.key("vocabulary").number(facts.vocabulary);
  json.key("positions").number(facts.positions);
  json.key("width").number(facts.width);
  json.key("layers").number(facts.layers);
  json.key("heads").number(facts.heads);
  json.key("parameters").number(facts.parameters);
  json.key("weights_sha256").string(facts.weights_sha256);
  if (facts.head_temperature) json.key("head_temperature").number(*facts.head_temperature);
  json.end_object();
  if (facts.temperature != 1 || facts.top_k != 0 || facts.top_p != 1) {
    json.key("tokens").begin_compact().begin_object();
    json.key("temperature").number(facts.temperature);
    if (facts.top_k != 0) json.key("top_k").number(facts.top_k);
    json.key("top_p").number(facts.top_p);
    json.end_object().end_compact();
  }
  json.key("seed").string(facts.seed);
}

void write_histories(JsonWriter& json, const HistorySelection& selection) {
  json.key("histories").begin_object();
  json.key("split").string(selection.split);
  json.key("other_split").boolean(selection.other_split);
  json.key("wanted").number(selection.wanted);
  json.key("taken").number(selection.taken);
  json.key("passed_over").number(selection.passed_over);
  json.key("events_beyond").number(selection.beyond);
  json.key("events_absent").number(selection.absent);
  json.key("events_not_seen").number(selection.not_seen);
  json.key("window").number(selection.window);
  json.key("notes").strings(notes(selection));
  json.end_object();
}

std::string finish(JsonWriter& json, int exit_code) {
  json.key("exit_code").number(exit_code);
  json.key("replaced_strings").number(json.replaced_strings());
  json.end_object();
  return json.take();
}

}  // namespace sidproof::json_parts
