// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "report/json_parts.hpp"
#include "report/json_writer.hpp"
#include "report/recommendation_report.hpp"

namespace sidproof {
namespace {

using Request = RecommendationReport::Request;

void write_items(JsonWriter& json, const Table& table, const std::vector<std::uint32_t>& rows) {
  json.begin_compact().begin_array();
  for (const std::uint32_t row : rows) json.string(table.items[row]);
  json.end_array().end_compact();
}

void write_result(JsonWriter& json, const RecommendationReport& report,
                  const RecommendationReport::Result& result, std::uint64_t rank) {
  json.begin_compact().begin_object();
  json.key("rank").number(rank);
  json.key("items");
  write_items(json, report.table, result.rows);
  json.key("tokens").strings(report.table.tokens(result.rows.front()));
  if (report.draws == 0)
    json.key("score").integer(result.score);
  else
    json.key("draws").number(result.draws);
  json.key("log_probability").number(result.log_probability);
  json.end_object().end_compact();
}

void write_target(JsonWriter& json, const Table& table, const Request& request) {
  json.key("target").begin_compact().begin_object();
  json.key("item").string(table.items[request.target]);
  json.key("tokens").strings(table.tokens(request.target));
  json.key("rank");
  if (const auto rank = target_rank(request))
    json.number(*rank);
  else
    json.null();
  json.key("excluded").boolean(request.target_excluded);
  json.end_object().end_compact();
}

void write_fraction(JsonWriter& json, std::string_view key, const std::optional<Rational>& value) {
  json.key(key);
  if (value)
    json.fraction(*value);
  else
    json.null();
}

void write_request(JsonWriter& json, const RecommendationReport& report, const Request& request) {
  json.begin_object();
  json.key("history");
  write_items(json, report.table, request.history);
  json.key("events_not_seen").number(request.earlier);
  json.key("events_left_out").number(request.left_out);
  json.key("items_excluded").number(request.excluded);
  write_target(json, report.table, request);
  json.key("sequences").number(request.sequences);
  json.key("results").begin_array();
  for (std::size_t i = 0; i < request.results.size(); ++i)
    write_result(json, report, request.results[i], i + 1);
  json.end_array();
  if (report.draws == 0)
    json.key("certified").number(request.certified);
  else
    json.key("sequences_met").number(request.met);
  write_fraction(json, "catalogue_mass", request.catalogue_mass);
  write_fraction(json, "dead_mass", request.dead_mass);
  json.key("dead_end");
  if (request.dead_end) {
    json.begin_compact().begin_object();
    json.key("prefix").strings(request.dead_end->prefix);
    json.key("cut").number(request.dead_end->cut);
    json.end_object().end_compact();
  } else {
    json.null();
  }
  json.key("nothing").string(request.nothing);
  if (request.verdict) json.key("verdict").verdict(*request.verdict);
  json.end_object();
}

}  // namespace

std::optional<std::uint64_t> target_rank(const Request& request) {
  for (std::size_t i = 0; i < request.results.size(); ++i)
    if (std::ranges::find(request.results[i].rows, request.target) != request.results[i].rows.end())
      return i + 1;
  return std::nullopt;
}

std::string recommendation_json(const RecommendationReport& report) {
  JsonWriter json;
  json.begin_object();
  json_parts::write_head(json, "sidproof.recommendations/1");
  json_parts::write_generator(json, report.generator);
  json_parts::write_histories(json, report.histories);
  json.key("arithmetic").string(report.arithmetic);
  json.key("law").string(report.law);
  json.key("beam").number(report.beam);
  json.key("draws").number(report.draws);
  json.key("filter").string(report.filter);
  json.key("requests").begin_array();
  for (const Request& request : report.requests) write_request(json, report, request);
  json.end_array();
  return json_parts::finish(json, report.exit_code);
}

}  // namespace sidproof
