// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "report/json.hpp"
#include "report/json_parts.hpp"
#include "report/json_writer.hpp"

namespace sidproof {

// Nothing of it depends on time, threads or interruptions: two runs of one campaign
// are compared by their reports.
std::string fuzz_json(const FuzzReport& report) {
  JsonWriter json;
  json.begin_object();
  json_parts::write_head(json, "sidproof.fuzz/1");
  json.key("seed").string(report.seed);
  json.key("verdict").verdict(report.verdict);
  json.key("interrupted").boolean(report.interrupted);
  json.key("units").begin_array();
  for (const FuzzUnit& unit : report.units) {
    json.begin_compact().begin_object();
    json.key("law").string(unit.law);
    json.key("name").string(unit.name);
    json.key("numbers").string(unit.numbers);
    json.key("shape").string(unit.shape);
    json.key("cases").number(unit.cases);
    json.key("not_applicable").number(unit.not_applicable);
    json.key("undecided").number(unit.undecided);
    json.key("failed").number(unit.failed);
    json.end_object().end_compact();
  }
  json.end_array();
  json.key("failures").begin_array();
  for (const FuzzFailure& failure : report.failures) {
    json.begin_compact().begin_object();
    json.key("id").string(failure.id);
    json.key("law").string(failure.law);
    json.key("numbers").string(failure.numbers);
    json.key("shape").string(failure.shape);
    json.key("reason").string(failure.reason);
    json.key("instance").string(failure.instance);
    json.key("case").number(failure.index);
    json.key("times").number(failure.times);
    json.end_object().end_compact();
  }
  json.end_array();
  return json_parts::finish(json, report.exit_code);
}

}  // namespace sidproof
