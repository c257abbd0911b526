// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "report/generator_check_report.hpp"
#include "report/json_parts.hpp"
#include "report/json_writer.hpp"

namespace sidproof {

std::string generator_check_json(const GeneratorCheckReport& report) {
  JsonWriter json;
  json.begin_object();
  json_parts::write_head(json, "sidproof.generator-check/1");
  json_parts::write_generator(json, report.generator);
  json_parts::write_histories(json, report.histories);
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
