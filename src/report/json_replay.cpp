// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "report/json_parts.hpp"
#include "report/json_writer.hpp"
#include "report/replay_report.hpp"

namespace sidproof {

std::string replay_json(const ReplayReport& report) {
  JsonWriter json;
  json.begin_object();
  json_parts::write_head(json, "sidproof.replay/1");
  json.key("certificate").string(report.certificate_path);
  json.key("table_sha256").string(report.certificate.table_sha256);
  json.key("table");
  if (!report.differences)
    json.null();
  else
    json.string(report.table_path);
  json.key("replay").verdict(verdict(report));
  json.key("claims").number(report.differences ? report.differences->claims : 0);
  json.key("differing").number(report.differences ? report.differences->count : 0);
  json.key("differences").begin_array();
  if (report.differences)
    for (const Difference& difference : report.differences->first) {
      json.begin_object();
      json.key("claim").string(difference.claim);
      json.key("certificate").string(difference.certified);
      json.key("recomputed").string(difference.recomputed);
      json.end_object();
    }
  json.end_array();
  return json_parts::finish(json, report.exit_code);
}

}  // namespace sidproof
