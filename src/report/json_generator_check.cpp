// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "report/generator_check_report.hpp"
#include "report/json_parts.hpp"
#include "report/json_writer.hpp"

namespace sidproof {

std::string generator_check_json(const GeneratorCheckReport& report) {
  JsonWriter json;
  json.begin_object();
  json_parts::write_head(json, "sidproof.generator-check/1");
  json.key("table").begin_compact().begin_object();
  json.key("path").string(report.table_path);
  json.key("rows").number(report.rows);
  json.key("items").number(report.items);
  json.key("sequences").number(report.sequences);
  json.key("nodes").number(report.nodes);
  json.end_object().end_compact();
  json.key("network").begin_object();
  json.key("vocabulary").number(report.vocabulary);
  json.key("positions").number(report.positions);
  json.key("width").number(report.width);
  json.key("layers").number(report.layers);
  json.key("heads").number(report.heads);
  json.key("parameters").number(report.parameters);
  json.key("weights_sha256").string(report.weights_sha256);
  if (report.head_temperature) json.key("head_temperature").number(*report.head_temperature);
  json.end_object();
  if (report.temperature != 1 || report.top_k != 0 || report.top_p != 1) {
    json.key("tokens").begin_compact().begin_object();
    json.key("temperature").number(report.temperature);
    if (report.top_k != 0) json.key("top_k").number(report.top_k);
    json.key("top_p").number(report.top_p);
    json.end_object().end_compact();
  }
  json.key("seed").string(report.seed);
  json.key("checks").begin_array();
  Truth truth = Truth::holds;
  for (const GeneratorCheck& check : report.checks) {
    json.begin_compact().begin_object();
    json.key("check").string(check.name);
    json.key("claim").string(check.claim);
    json.key("verdict").string(name(check.verdict.truth));
    json.key("reason").string(check.verdict.reason);
    json.end_object().end_compact();
    truth = worst(truth, check.verdict.truth);
  }
  json.end_array();
  json.key("verdict").string(name(truth));
  return json_parts::finish(json, report.exit_code);
}

}  // namespace sidproof
