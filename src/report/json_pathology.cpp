// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "report/json_parts.hpp"
#include "report/json_writer.hpp"
#include "report/pathology_means.hpp"
#include "report/pathology_report.hpp"

namespace sidproof {
namespace {

void write_rank_pairs(JsonWriter& json, std::string_view key, const RankDifference& ranks) {
  json.key(key).begin_compact().begin_object();
  json.key("pairs").number(ranks.pairs);
  json.key("swapped").number(ranks.swapped);
  json.key("tied_in_first").number(ranks.tied_in_first);
  json.key("tied_in_second").number(ranks.tied_in_second);
  json.key("tied_in_both").number(ranks.tied_in_both);
  json.end_object().end_compact();
}

void write_item_row(JsonWriter& json, std::string_view key, const Table& table, std::uint32_t row) {
  json_parts::write_row(json.key(key), table, row);
}

void write_beams(JsonWriter& json, const PathologyFigures& figures) {
  json.key("beams").begin_array();
  for (const BeamFigures& beam : figures.beams) {
    json.begin_compact().begin_object();
    json.key("width").number(beam.width);
    json.key("returned").number(beam.returned);
    json.key("found").number(beam.found);
    json.key("items_found").number(beam.items_found);
    json.key("regret").fraction(beam.regret);
    json.key("certified").boolean(beam.certified);
    json.end_object().end_compact();
  }
  json.end_array();
  json.key("unconstrained").begin_array();
  for (const UnconstrainedFigures& free : figures.unconstrained) {
    json.begin_compact().begin_object();
    json.key("width").number(free.width);
    json.key("levels").begin_array();
    for (const UnconstrainedFigures::Level& level : free.levels) {
      json.begin_object();
      json.key("beams").number(level.beams);
      json.key("outside").number(level.outside);
      json.end_object();
    }
    json.end_array().end_object().end_compact();
  }
  json.end_array();
}

void write_prefixes(JsonWriter& json, const PathologyFigures& figures) {
  json.key("prefixes").begin_array();
  for (const PrefixFigures& prefix : figures.prefixes) {
    json.begin_compact().begin_object();
    json.key("tokens").number(prefix.tokens);
    json.key("heaviest").fraction(prefix.heaviest);
    json.key("best_below").fraction(prefix.best_below);
    json.key("rank_below").number(prefix.rank_below);
    json.key("of_best").fraction(prefix.of_best);
    json.key("misleads").boolean(prefix.misleads());
    json.end_object().end_compact();
  }
  json.end_array();
}

void write_lists(JsonWriter& json, const PathologyFigures& figures) {
  json.key("lists").begin_array();
  for (const ListFigures& list : figures.lists) {
    json.begin_compact().begin_object();
    json.key("name").string(list.name);
    json.key("returned").number(list.returned);
    json.key("found").number(list.found);
    json.key("mass").fraction(list.mass);
    json.key("shared_prefix").fraction(list.shared_prefix);
    json.end_object().end_compact();
  }
  json.end_array();
  json.key("draws").begin_compact().begin_object();
  json.key("shared_prefix").enclosure(figures.draws.shared_prefix);
  json.key("repeated").enclosure(figures.draws.repeated);
  json.key("distinct").enclosure(figures.draws.distinct);
  json.end_object().end_compact();
}

void write_figures(JsonWriter& json, const Table& table, const PathologyFigures& figures) {
  json.key("figures").begin_object();
  json.key("sequences").number(figures.sequences);
  json.key("top").number(figures.top);
  json.key("top_items").number(figures.top_items);
  json.key("top_mass").fraction(figures.top_mass);
  write_beams(json, figures);
  json.key("greedy").begin_object();
  json.key("rank").number(figures.greedy.rank);
  json.key("probability").fraction(figures.greedy.probability);
  json.key("best").fraction(figures.greedy.best);
  write_item_row(json, "item", table, figures.greedy.item);
  write_item_row(json, "best_item", table, figures.greedy.best_item);
  json.end_object();
  write_prefixes(json, figures);
  write_lists(json, figures);
  json.key("laws").begin_object();
  write_rank_pairs(json, "ranks", figures.laws.ranks);
  json.key("tau").fraction(figures.laws.ranks.tau());
  json.key("top_differs").boolean(figures.laws.top_differs);
  json.key("top_shared").number(figures.laws.top_shared);
  json.key("total_variation").enclosure(figures.laws.total_variation);
  write_item_row(json, "global_item", table, figures.laws.global_item);
  write_item_row(json, "local_item", table, figures.laws.local_item);
  json.end_object();
  write_rank_pairs(json, "rounding", figures.rounding);
  json.key("leaked").begin_array();
  for (const Rational& level : figures.leaked) json.fraction(level);
  json.end_array();
  json.key("collisions").begin_compact().begin_object();
  json.key("items").number(figures.collisions.items);
  json.key("largest").number(figures.collisions.largest);
  json.key("colliding").number(figures.collisions.colliding);
  json.end_object().end_compact();
  json.key("filter");
  if (figures.filter) {
    json.begin_object();
    json.key("items_left").number(figures.filter->items_left);
    json.key("sequences_left").number(figures.filter->sequences_left);
    json.key("mass_left").fraction(figures.filter->mass_left);
    write_rank_pairs(json, "global", figures.filter->global);
    write_rank_pairs(json, "local", figures.filter->local);
    json.end_object();
  } else {
    json.null();
  }
  json.end_object();
}

void write_means(JsonWriter& json, const PathologyMeans& means) {
  json.key("means").begin_object();
  json.key("histories").number(means.histories);
  json.key("beams").begin_array();
  for (const PathologyMeans::Beam& beam : means.beams) {
    json.begin_compact().begin_object();
    json.key("width");
    if (beam.width == 0)
      json.null();
    else
      json.number(beam.width);
    json.key("histories").number(beam.histories);
    json.key("recall").fraction(beam.recall);
    json.key("item_recall").fraction(beam.item_recall);
    json.key("regret").enclosure(beam.regret);
    json.key("certified").number(beam.certified);
    json.key("outside");
    if (beam.outside)
      json.fraction(*beam.outside);
    else
      json.null();
    json.end_object().end_compact();
  }
  json.end_array();
  json.key("top_mass").enclosure(means.top_mass);
  json.key("greedy_misses").number(means.greedy_misses);
  json.key("greedy_rank").fraction(means.greedy_rank);
  json.key("prefixes").begin_array();
  for (const PathologyMeans::Prefix& prefix : means.prefixes) {
    json.begin_compact().begin_object();
    json.key("tokens").number(prefix.tokens);
    json.key("heaviest").enclosure(prefix.heaviest);
    json.key("best_below").enclosure(prefix.best_below);
    json.key("rank_below").fraction(prefix.rank_below);
    json.key("of_best").enclosure(prefix.of_best);
    json.key("misleads").number(prefix.misleads);
    json.end_object().end_compact();
  }
  json.end_array();
  json.key("lists").begin_array();
  for (const PathologyMeans::List& list : means.lists) {
    json.begin_compact().begin_object();
    json.key("name").string(list.name);
    json.key("returned").fraction(list.returned);
    json.key("found").fraction(list.found);
    json.key("mass").enclosure(list.mass);
    json.key("shared_prefix").fraction(list.shared_prefix);
    json.end_object().end_compact();
  }
  json.end_array();
  json.key("draws_shared").enclosure(means.draws_shared);
  json.key("draws_distinct").enclosure(means.draws_distinct);
  write_rank_pairs(json, "laws", means.laws);
  json.key("tau").fraction(means.tau);
  json.key("top_differs").number(means.top_differs);
  json.key("top_shared").fraction(means.top_shared);
  json.key("total_variation").enclosure(means.total_variation);
  write_rank_pairs(json, "rounding", means.rounding);
  json.key("leaked").enclosure(means.leaked_sum);
  json.end_object();
}

}  // namespace

std::string pathology_json(const PathologyReport& report) {
  JsonWriter json;
  json.begin_object();
  json_parts::write_head(json, "sidproof.pathologies/1");
  json.key("table").begin_compact().begin_object();
  json.key("path").string(report.table.path);
  json.key("items").number(report.items);
  json.key("sequences").number(report.sequences);
  json.key("nodes").number(report.nodes);
  json.end_object().end_compact();
  json.key("network").string(report.network);
  json.key("seed").string(report.seed);
  json_parts::write_histories(json, report.histories);
  json.key("law").string(report.law);
  json.key("k").number(report.top);
  json.key("groups").number(report.groups);
  json.key("penalty_nats").fraction(report.penalty);
  json.key("mmr_lambda").fraction(report.lambda);
  json.key("mmr_pool").number(report.pool);
  json.key("filter").string(report.filter);
  json.key("requests").begin_array();
  for (const PathologyReport::Request& request : report.requests) {
    json.begin_object();
    json.key("history").begin_compact().begin_array();
    for (const std::uint32_t row : request.history) json.string(report.table.items[row]);
    json.end_array().end_compact();
    json.key("target").string(report.table.items[request.target]);
    if (request.figures)
      write_figures(json, report.table, *request.figures);
    else
      json.key("figures").null();
    json.end_object();
  }
  json.end_array();
  write_means(json, means(report));
  return json_parts::finish(json, report.exit_code);
}

}  // namespace sidproof
