// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include <simdjson.h>

#include <utility>

#include "report/display.hpp"
#include "report/json.hpp"

namespace sidproof {
namespace {

using Element = simdjson::dom::element;

bool read(Element value, std::optional<std::uint64_t>& out) {
  std::uint64_t number = 0;
  if (value.get(number) != simdjson::SUCCESS) return false;
  out = number;
  return true;
}

bool read(Element value, std::optional<Truth>& out) {
  std::string_view word;
  if (value["verdict"].get(word) != simdjson::SUCCESS) return false;
  for (const Truth truth : {Truth::holds, Truth::unknown, Truth::refuted}) {
    if (word == name(truth)) {
      out = truth;
      return true;
    }
  }
  return false;
}

bool read(Element value, std::optional<Enclosure>& out) {
  Enclosure enclosure;
  if (value["lo"].get(enclosure.lo) != simdjson::SUCCESS ||
      value["hi"].get(enclosure.hi) != simdjson::SUCCESS || !(enclosure.lo <= enclosure.hi))
    return false;
  out = enclosure;
  return true;
}

// Counts of the lists in "coverage", which is null when nothing was compared.
bool read_coverage(Element value, AuditNumbers& numbers) {
  if (value.is_null()) return true;
  simdjson::dom::array missing;
  simdjson::dom::array stale;
  if (value["missing"].get(missing) != simdjson::SUCCESS ||
      value["stale"].get(stale) != simdjson::SUCCESS)
    return false;
  // size() saturates at 2^24 - 1, so count.
  numbers.missing = 0;
  for ([[maybe_unused]] const Element each : missing) ++*numbers.missing;
  numbers.stale = 0;
  for ([[maybe_unused]] const Element each : stale) ++*numbers.stale;
  return true;
}

// True unless the value has the wrong type; keys that are not ours pass.
bool read_member(std::string_view key, Element value, AuditNumbers& numbers) {
  using Counter = std::optional<std::uint64_t> AuditNumbers::*;
  static constexpr std::pair<std::string_view, Counter> counters[] = {
      {"items", &AuditNumbers::items},
      {"distinct_sequences", &AuditNumbers::distinct_sequences},
      {"collision_groups", &AuditNumbers::collision_groups},
      {"items_in_groups", &AuditNumbers::items_in_groups},
      {"largest_group", &AuditNumbers::largest_group},
      {"excess", &AuditNumbers::excess},
      {"proper_prefixes", &AuditNumbers::proper_prefixes},
      {"empty_codes", &AuditNumbers::empty_codes},
      {"repeated_items", &AuditNumbers::repeated_items},
      {"conflicting_items", &AuditNumbers::conflicting_items},
  };
  for (const auto& [counter, member] : counters)
    if (key == counter) return read(value, numbers.*member);
  if (key == "mean_log_group_size_nats") return read(value, numbers.mean_log_group_size_nats);
  if (key == "one_to_one") return read(value, numbers.one_to_one);
  if (key == "prefix_free") return read(value, numbers.prefix_free);
  if (key == "onto") return read(value, numbers.onto);
  if (key == "coverage") return read_coverage(value, numbers);
  return true;
}

// What every report of this schema carries. Without them nothing would be compared,
// and a damaged baseline would let everything pass.
constexpr std::string_view kAlways[] = {"items",
                                        "distinct_sequences",
                                        "collision_groups",
                                        "items_in_groups",
                                        "largest_group",
                                        "excess",
                                        "proper_prefixes",
                                        "empty_codes",
                                        "repeated_items",
                                        "one_to_one",
                                        "prefix_free",
                                        "onto",
                                        "mean_log_group_size_nats"};

}  // namespace

Result<AuditNumbers> parse_audit_json(std::string_view json, std::string path) {
  constexpr const char* hint = "give a report that `sidproof audit TABLE --json FILE` wrote";
  const auto malformed = [&](std::string what) {
    return fail(ErrorCode::malformed, std::move(what), {std::move(path), {}, {}}, hint);
  };
  simdjson::dom::parser parser;
  Element root;
  const simdjson::padded_string padded(json);
  if (const auto error = parser.parse(padded).get(root); error != simdjson::SUCCESS)
    return malformed(std::string("the baseline is no JSON document: ") +
                     simdjson::error_message(error));
  simdjson::dom::object members;
  std::string_view schema;
  if (root.get(members) != simdjson::SUCCESS || members["schema"].get(schema) != simdjson::SUCCESS)
    return malformed("the baseline has no \"schema\", so it is no report of sidproof");
  constexpr std::string_view family = "sidproof.audit/";
  if (!schema.starts_with(family))
    return malformed("the baseline's schema is \"" + printable(schema) +
                     "\" instead of \"sidproof.audit/1\"");
  if (schema != "sidproof.audit/1")
    return fail(ErrorCode::unsupported,
                "the baseline has schema \"" + printable(schema) +
                    "\", this version reads \"sidproof.audit/1\"",
                {std::move(path), {}, {}}, "write the baseline again with this version");
  AuditNumbers numbers;
  for (const auto [key, value] : members) {
    if (!read_member(key, value, numbers))
      return malformed("the baseline's \"" + printable(key) + "\" has the wrong type");
  }
  for (const std::string_view key : kAlways)
    if (members[key].error() != simdjson::SUCCESS)
      return malformed("the baseline lacks \"" + std::string(key) + '"');
  return numbers;
}

}  // namespace sidproof
