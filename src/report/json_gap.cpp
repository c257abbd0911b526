// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "report/json.hpp"
#include "report/json_parts.hpp"
#include "report/json_writer.hpp"

namespace sidproof {
namespace {

using json_parts::write_nats;

void write_loss(JsonWriter& json, std::string_view key, const LossGap& gap) {
  json.key(key).begin_object();
  json.key("pooling").string(name(gap.pooling));
  json.key("events").number(gap.events);
  json.key("histories").number(gap.histories);
  json.key("lone_events").number(gap.lone_events);
  write_nats(json, "best_fv_loss_nats", gap.best_fv_loss);
  write_nats(json, "best_cascaded_loss_nats", gap.best_cascaded_loss);
  write_nats(json, "best_parallel_loss_nats", gap.best_parallel_loss);
  write_nats(json, "collision_entropy_nats", gap.collision_entropy);
  write_nats(json, "ending_entropy_nats", gap.ending_entropy);
  write_nats(json, "total_correlation_nats", gap.total_correlation);
  write_nats(json, "decomposition_nats", gap.decomposition);
  json.key("cascaded_attains_fv").verdict(gap.cascaded_attains_fv);
  json.key("parallel_attains_cascaded").verdict(gap.parallel_attains_cascaded);
  json.end_object();
}

void write_measured(JsonWriter& json, const std::optional<MeasuredHits>& measured) {
  json.key("measured");
  if (!measured) {
    json.null();
    return;
  }
  json.begin_object();
  json.key("sid_hits").number(measured->sid_hits);
  json.key("item_hits").fraction(measured->item_hits);
  json.key("sid_rate").fraction(measured->sid_rate);
  json.key("item_rate").fraction(measured->item_rate);
  json.key("inflation");
  if (measured->inflation)
    json.fraction(*measured->inflation);
  else
    json.null();
  json.key("hits_on_missing").number(measured->hits_on_missing);
  json.end_object();
}

void write_hits(JsonWriter& json, const HitInflation& hits) {
  json.key("hits").begin_object();
  json.key("targets").number(hits.targets);
  json.key("collided").number(hits.collided);
  json.key("collision_share").fraction(hits.collision_share);
  json.key("mean_log_group_size_nats").enclosure(hits.mean_log_group_size_nats);
  json.key("smallest_group").number(hits.smallest_group);
  json.key("largest_group").number(hits.largest_group);
  json.key("targets_by_group_size").begin_array();
  for (const auto& [size, targets] : hits.targets_by_group_size) {
    json.begin_compact().begin_object();
    json.key("group_size").number(size);
    json.key("targets").number(targets);
    json.end_object().end_compact();
  }
  json.end_array();
  json.key("mean_inverse_group").fraction(hits.mean_inverse_group);
  json.key("assumption").string(hit_independence);
  json.key("overstated_share").fraction(hits.overstated_share);
  json.key("inflation").fraction(hits.inflation);
  json.key("inflation_without_assumption").begin_object();
  json.key("lowest").fraction(hits.inflation_lowest);
  json.key("highest").fraction(hits.inflation_highest);
  json.end_object();
  write_measured(json, hits.measured);
  json.end_object();
}

void write_affected(JsonWriter& json, const Table& table, const SplitGap& split) {
  json.key("affected_items").number(split.affected_items);
  json.key("affected_groups").number(split.affected_groups);
  json.key("most_affected_items").begin_array();
  for (const AffectedItem& item : split.most_affected_items) {
    json.begin_compact().begin_object();
    json.key("row").number(item.row);
    json.key("item").string(item.item);
    json.key("events").number(item.events);
    json.key("share").fraction(item.share);
    json.key("group_size").number(item.group_size);
    json.key("lost_hits").fraction(item.lost_hits);
    json.end_object().end_compact();
  }
  json.end_array();
  json.key("most_affected_groups").begin_array();
  for (const AffectedGroup& group : split.most_affected_groups) {
    json.begin_compact().begin_object();
    json.key("tokens").strings(table.tokens(group.rows.front()));
    json.key("items").begin_array();
    for (const std::uint64_t row : group.rows) json.string(table.items[row]);
    json.end_array();
    json.key("observed").number(group.observed);
    json.key("events").number(group.events);
    json.key("share").fraction(group.share);
    json.key("lost_hits").fraction(group.lost_hits);
    json.key("collision_entropy_nats").enclosure(group.collision_entropy_nats);
    json.end_object().end_compact();
  }
  json.end_array();
}

void write_split(JsonWriter& json, const Table& table, const SplitGap& split) {
  json.begin_object();
  json.key("split").string(split.split);
  json.key("examples").number(split.examples);
  json.key("events").number(split.events);
  json.key("missing_events").number(split.missing_events);
  json.key("missing").begin_array();
  for (const MissingTarget& target : split.missing) {
    json.begin_compact().begin_object();
    json.key("item").string(target.item);
    json.key("events").number(target.events);
    json.end_object().end_compact();
  }
  json.end_array();
  json.key("distinct_targets").number(split.distinct_targets);
  write_loss(json, "history_free", split.history_free);
  write_loss(json, "per_history", split.per_history);
  write_hits(json, split.hits);
  write_affected(json, table, split);
  json.end_object();
}

}  // namespace

std::string gap_json(const GapReport& report) {
  const GapResult& gap = report.gap;
  JsonWriter json;
  json.begin_object();
  json_parts::write_head(json, "sidproof.gap/1");
  json_parts::write_table(json.key("table"), report.table);
  json_parts::write_interactions(json.key("interactions"), report.interactions);
  json.key("items").number(gap.items);
  json.key("distinct_sequences").number(gap.distinct_sequences);
  json.key("repeated_rows").number(gap.repeated_rows);
  json.key("fixed_length").boolean(gap.fixed_length);
  json.key("splits").begin_array();
  for (const SplitGap& split : gap.splits) write_split(json, report.table, split);
  json.end_array();
  json_parts::write_requirements(json, report.requirements);
  return json_parts::finish(json, report.exit_code);
}

}  // namespace sidproof
