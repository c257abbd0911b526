// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <set>

#include "report/json_parts.hpp"
#include "report/json_writer.hpp"
#include "report/numbers.hpp"
#include "report/objectives_report.hpp"

namespace sidproof {
namespace {

using json_parts::write_nats;

void write_nats(JsonWriter& json, std::string_view key, const std::optional<ExactNats>& value) {
  if (value)
    write_nats(json, key, *value);
  else
    json.key(key).null();
}

template <class Value>
std::optional<Value> given(bool known, const Value& value) {
  return known ? std::optional(value) : std::nullopt;
}

void write_fraction(JsonWriter& json, std::string_view key, const std::optional<Rational>& value) {
  json.key(key);
  if (value)
    json.fraction(*value);
  else
    json.null();
}

void write_ranks(JsonWriter& json, std::string_view key,
                 const std::optional<RankDifference>& ranks) {
  json.key(key);
  if (!ranks) {
    json.null();
    return;
  }
  json.begin_compact().begin_object();
  json.key("pairs").number(ranks->pairs);
  json.key("swapped").number(ranks->swapped);
  json.key("tied_in_first").number(ranks->tied_in_first);
  json.key("tied_in_second").number(ranks->tied_in_second);
  json.key("tied_in_both").number(ranks->tied_in_both);
  json.end_object().end_compact();
}

void write_losses(JsonWriter& json, const LossGap& losses) {
  json.key("pooling").string(name(losses.pooling));
  json.key("events").number(losses.events);
  json.key("histories").number(losses.histories);
  json.key("lone_events").number(losses.lone_events);
  write_nats(json, "best_fv_loss_nats", losses.best_fv_loss);
  write_nats(json, "best_cascaded_loss_nats", losses.best_cascaded_loss);
  write_nats(json, "best_parallel_loss_nats", losses.best_parallel_loss);
  write_nats(json, "collision_entropy_nats", losses.collision_entropy);
  write_nats(json, "ending_entropy_nats", losses.ending_entropy);
  write_nats(json, "total_correlation_nats", losses.total_correlation);
  write_nats(json, "decomposition_nats", losses.decomposition);
}

void write_item(JsonWriter& json, const ObjectivesReport& report, const ComparedItem& item) {
  json.begin_compact().begin_object();
  json.key("row").number(item.row);
  json.key("item").string(report.table.items[item.row]);
  json.key("tokens").strings(report.table.tokens(item.row));
  json.key("events").number(item.events);
  json.key("group_size").number(item.group_size);
  json.key("fv").fraction(item.fv);
  json.key("ar").fraction(item.ar);
  write_fraction(json, "fv_tokens", item.fv_tokens);
  json.key("parallel").fraction(item.parallel);
  write_fraction(json, "fv_heads", item.fv_heads);
  json.end_object().end_compact();
}

void write_cells(JsonWriter& json, const std::vector<FittedCell>& cells) {
  json.key("cells").begin_array();
  for (const FittedCell& cell : cells) {
    json.begin_object();
    json.key("token").string(cell.token);
    json.key("ar").string(exact_text(cell.ar));
    json.key("fv").string(exact_text(cell.fv));
    json.end_object();
  }
  json.end_array();
}

void write_count(JsonWriter& json, std::string_view key,
                 const std::optional<std::uint64_t>& count) {
  json.key(key);
  if (count)
    json.number(*count);
  else
    json.null();
}

void write_unattained(JsonWriter& json, const std::optional<Unattained>& at) {
  json.key("unattained");
  if (!at) {
    json.null();
    return;
  }
  json.begin_compact().begin_object();
  json.key("prefix").strings(at->prefix);
  json.key("share").fraction(at->share);
  json.key("needed_below").fraction(at->needed_below);
  json.end_object().end_compact();
}

void write_parameters(JsonWriter& json, const HistoryFreeObjectives& objectives) {
  json.key("rows_with_data").number(objectives.rows_with_data);
  write_count(json, "rows_differing", objectives.rows_differing);
  write_unattained(json, objectives.unattained);
  json.key("fitted").begin_array();
  for (const FittedPrefix& fitted : objectives.fitted) {
    json.begin_compact().begin_object();
    json.key("prefix").strings(fitted.prefix);
    json.key("events").number(fitted.events);
    write_cells(json, fitted.cells);
    json.end_object().end_compact();
  }
  json.end_array();
  json.key("heads").begin_array();
  for (const FittedHead& head : objectives.heads) {
    json.begin_compact().begin_object();
    json.key("position").number(head.position);
    write_cells(json, head.cells);
    json.end_object().end_compact();
  }
  json.end_array();
}

void write_history_free(JsonWriter& json, const ObjectivesReport& report,
                        const HistoryFreeObjectives& objectives, std::size_t top) {
  // Without events there is no optimum: nothing but the losses, whose `events` is 0.
  const bool events = objectives.losses.events != 0;
  json.key("history_free").begin_object();
  write_losses(json, objectives.losses);
  write_fraction(json, "z_ar", given(events, objectives.z_ar));
  write_fraction(json, "z_parallel", given(events, objectives.z_parallel));
  json.key("ar_free_prefixes").number(objectives.ar_free_prefixes);
  json.key("free_heads").number(objectives.free_heads);
  write_nats(json, "fv_loss_at_ar_optimum_nats", given(events, objectives.fv_at_ar));
  write_nats(json, "fv_loss_at_parallel_optimum_nats", given(events, objectives.fv_at_parallel));
  write_nats(json, "fv_loss_of_token_model_nats", objectives.fv_tokens);
  write_ranks(json, "ranks_fv_ar", given(events, objectives.ar));
  write_ranks(json, "ranks_fv_fv_tokens", objectives.fv_tokens_ranks);
  write_ranks(json, "ranks_fv_tokens_ar", objectives.between);
  write_ranks(json, "ranks_fv_parallel", given(events, objectives.parallel));
  write_parameters(json, objectives);
  json.key("items").begin_array();
  for (const std::size_t i : leading_items(objectives, top))
    write_item(json, report, objectives.items[i]);
  json.end_array();
  json.end_object();
}

void write_per_history(JsonWriter& json, const PerHistoryObjectives& objectives) {
  json.key("per_history").begin_object();
  write_losses(json, objectives.losses);
  write_nats(json, "fv_loss_at_ar_optimum_nats", objectives.fv_at_ar);
  write_nats(json, "fv_loss_of_token_model_nats", objectives.fv_tokens);
  write_ranks(json, "ranks_fv_ar", objectives.ar);
  write_count(json, "histories_swapping", objectives.histories_swapping);
  json.key("histories_blurred").number(objectives.histories_blurred);
  json.end_object();
}

void write_comparison(JsonWriter& json, const ObjectivesReport& report, std::size_t top) {
  const ObjectivesResult& result = report.result;
  json.begin_object();
  json.key("name").string(report.name);
  json.key("shows").string(report.shows);
  json_parts::write_table(json.key("table"), report.table);
  json_parts::write_interactions(json.key("interactions"), report.interactions);
  json.key("items").number(result.items);
  json.key("distinct_sequences").number(result.distinct_sequences);
  json.key("fixed_length").boolean(result.fixed_length);
  json.key("prefix_free").boolean(result.prefix_free);
  json.key("codebooks").begin_compact().begin_array();
  for (const std::uint64_t size : result.codebooks) json.number(size);
  json.end_array().end_compact();
  json.key("splits").begin_array();
  for (const SplitObjectives& split : result.splits) {
    json.begin_object();
    json.key("split").string(split.split);
    json.key("examples").number(split.examples);
    json.key("events").number(split.events);
    write_history_free(json, report, split.history_free, top);
    write_per_history(json, split.per_history);
    json.end_object();
  }
  json.end_array();
  json.end_object();
}

void insert_top(const HistoryFreeObjectives& objectives, Rational ComparedItem::* score,
                std::size_t top, std::set<std::size_t>& leading) {
  const auto order = top_items(objectives.items, score, top);
  leading.insert(order.begin(), order.end());
}

}  // namespace

std::vector<std::size_t> leading_items(const HistoryFreeObjectives& objectives, std::size_t top) {
  std::set<std::size_t> leading;
  for (const auto score : {&ComparedItem::fv, &ComparedItem::ar, &ComparedItem::parallel})
    insert_top(objectives, score, top, leading);
  return {leading.begin(), leading.end()};
}

std::string objectives_json(const std::vector<ObjectivesReport>& reports, std::size_t top) {
  JsonWriter json;
  json.begin_object();
  json_parts::write_head(json, "sidproof.objectives/1");
  json.key("comparisons").begin_array();
  for (const ObjectivesReport& report : reports) write_comparison(json, report, top);
  json.end_array();
  return json_parts::finish(json, 0);
}

}  // namespace sidproof
