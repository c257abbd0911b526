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

void write_fraction(JsonWriter& json, std::string_view key, bool known, const Rational& value) {
  json.key(key);
  if (known)
    json.fraction(value);
  else
    json.null();
}

void write_measured(JsonWriter& json, const std::optional<MeasuredHits>& measured, bool targets) {
  json.key("measured");
  if (!measured) {
    json.null();
    return;
  }
  json.begin_object();
  json.key("sid_hits").number(measured->sid_hits);
  json.key("sure_hits").number(measured->sure_hits);
  json.key("item_hits").fraction(measured->item_hits);
  write_fraction(json, "sid_rate", targets, measured->sid_rate);
  write_fraction(json, "item_rate", targets, measured->item_rate);
  write_fraction(json, "inflation", measured->inflation.has_value(),
                 measured->inflation.value_or(0));
  json.key("hits_on_missing").number(measured->hits_on_missing);
  json.end_object();
}

void write_group_sizes(JsonWriter& json, const HitInflation& hits, bool targets) {
  json.key("mean_log_group_size_nats");
  if (targets)
    json.enclosure(hits.mean_log_group_size_nats);
  else
    json.null();
  for (const auto& [key, size] : {std::pair("smallest_group", hits.smallest_group),
                                  std::pair("largest_group", hits.largest_group)}) {
    json.key(key);
    if (targets)
      json.number(size);
    else
      json.null();
  }
  json.key("targets_by_group_size").begin_array();
  for (const auto& [size, count] : hits.targets_by_group_size) {
    json.begin_compact().begin_object();
    json.key("group_size").number(size);
    json.key("targets").number(count);
    json.end_object().end_compact();
  }
  json.end_array();
}

// Without targets nothing was measured: null.
void write_hits(JsonWriter& json, const HitInflation& hits) {
  const bool targets = hits.targets > 0;
  json.key("hits").begin_object();
  json.key("targets").number(hits.targets);
  json.key("collided").number(hits.collided);
  write_fraction(json, "collision_share", targets, hits.collision_share);
  write_group_sizes(json, hits, targets);
  write_fraction(json, "mean_inverse_group", targets, hits.mean_inverse_group);
  json.key("assumption").string(hit_independence);
  write_fraction(json, "overstated_share", targets, hits.overstated_share);
  write_fraction(json, "inflation", targets, hits.inflation);
  json.key("inflation_under_uniform_pick").begin_object();
  write_fraction(json, "lowest", targets, hits.inflation_lowest);
  write_fraction(json, "highest", targets, hits.inflation_highest);
  json.end_object();
  json.key("inflation_however_picked").begin_object();
  write_fraction(json, "lowest", targets, 0);
  write_fraction(json, "highest", targets && hits.inflation_is_bounded(), 0);
  json.end_object();
  write_measured(json, hits.measured, targets);
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
