// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include <span>

#include "report/json.hpp"
#include "report/json_parts.hpp"
#include "report/json_writer.hpp"

namespace sidproof {
namespace {

void write_collisions(JsonWriter& json, std::string_view key, const CollisionCount& count) {
  json.key(key).begin_compact().begin_object();
  json.key("items").number(count.items);
  json.key("distinct_sequences").number(count.distinct);
  json.key("collision_groups").number(count.groups);
  json.key("items_in_groups").number(count.items_in_groups);
  json.key("excess").number(count.excess);
  json.key("largest_group").number(count.largest_group);
  json.key("pairs").integer(count.pairs);
  json.end_object().end_compact();
}

void write_items(JsonWriter& json, std::string_view key, const Table& table,
                 std::span<const std::uint64_t> rows) {
  json.key(key).begin_compact().begin_array();
  for (const std::uint64_t row : rows) json.string(table.items[row]);
  json.end_array().end_compact();
}

void write_histogram(JsonWriter& json, std::string_view key,
                     std::span<const std::uint64_t> counts) {
  json.key(key).begin_compact().begin_array();
  for (const std::uint64_t count : counts) json.number(count);
  json.end_array().end_compact();
}

void write_changed(JsonWriter& json, const DiffReport& report) {
  json.key("changed").begin_array();
  for (const ChangedItem& item : report.diff.changed) {
    json.begin_compact().begin_object();
    json.key("item").string(report.before.items[item.old_row]);
    json.key("before").strings(report.before.tokens(item.old_row));
    json.key("after").strings(report.after.tokens(item.new_row));
    json.key("common_prefix").number(item.common_prefix);
    json.key("hamming").number(item.hamming);
    json.end_object().end_compact();
  }
  json.end_array();
}

void write_reused(JsonWriter& json, const DiffReport& report) {
  json.key("reused").begin_array();
  for (const ReusedSid& sid : report.diff.reused) {
    json.begin_compact().begin_object();
    json.key("tokens").strings(report.before.tokens(sid.old_row));
    json.key("old_item").string(report.before.items[sid.old_row]);
    json.key("new_item").string(report.after.items[sid.new_row]);
    json.key("old_owners").number(sid.old_owners);
    json.key("new_owners").number(sid.new_owners);
    json.key("newcomers").number(sid.newcomers);
    json.key("moved").number(sid.moved);
    json.key("retained").boolean(sid.retained);
    json.end_object().end_compact();
  }
  json.end_array();
  json.key("swapped").begin_array();
  for (const SwappedItems& pair : report.diff.swapped) {
    json.begin_compact().begin_array();
    json.string(report.before.items[pair.old_row_a]);
    json.string(report.before.items[pair.old_row_b]);
    json.end_array().end_compact();
  }
  json.end_array();
}

}  // namespace

std::string diff_json(const DiffReport& report) {
  const DiffResult& diff = report.diff;
  JsonWriter json;
  json.begin_object();
  json_parts::write_head(json, "sidproof.diff/1");
  json_parts::write_table(json.key("before"), report.before);
  json_parts::write_table(json.key("after"), report.after);
  json.key("common_items").number(diff.common);
  json.key("unchanged_items").number(diff.unchanged);
  json.key("changed_items").number(diff.changed.size());
  json.key("added_items").number(diff.added.size());
  json.key("removed_items").number(diff.removed.size());
  json.key("churn");
  if (diff.common > 0)
    json.fraction(diff.churn);
  else
    json.null();
  json.key("total_churn").fraction(diff.total_churn);
  json.key("reused_sids").number(diff.reused.size());
  json.key("taken_over").number(diff.taken_over);
  json.key("reused_by_moved").number(diff.reused_by_moved);
  json.key("reused_by_added").number(diff.reused_by_added);
  json.key("exchanged_pairs").integer(diff.exchanged_pairs);
  json.key("swapped_pairs").number(diff.swapped.size());
  json.key("old_repeated_rows").number(diff.old_repeated_rows);
  json.key("new_repeated_rows").number(diff.new_repeated_rows);
  json.key("collisions").begin_object();
  write_collisions(json, "before", diff.before);
  write_collisions(json, "after", diff.after);
  json.key("pairs_kept").integer(diff.pairs_kept);
  json.key("pairs_gained").integer(diff.pairs_gained);
  json.key("pairs_lost").integer(diff.pairs_lost);
  write_items(json, "newly_colliding", report.before, diff.newly_colliding);
  write_items(json, "no_longer_colliding", report.before, diff.no_longer_colliding);
  json.end_object();
  json.key("no_reuse").verdict(diff.no_reuse);
  json.key("stable_sids").verdict(diff.stable_sids);
  json.key("no_removals").verdict(diff.no_removals);
  json.key("no_new_collisions").verdict(diff.no_new_collisions);
  json_parts::write_requirements(json, report.requirements);
  write_histogram(json, "changed_by_common_prefix", diff.changed_by_common_prefix);
  write_histogram(json, "changed_by_hamming", diff.changed_by_hamming);
  write_items(json, "added", report.after, diff.added);
  write_items(json, "removed", report.before, diff.removed);
  write_reused(json, report);
  write_changed(json, report);
  return json_parts::finish(json, report.exit_code);
}

}  // namespace sidproof
