// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "report/json.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <nlohmann/json.hpp>
#include <random>

#include "report/display.hpp"
#include "report/json_writer.hpp"
#include "report/utf8.hpp"
#include "sample.hpp"

namespace sidproof {
namespace {

using Json = nlohmann::ordered_json;

TEST(JsonWriter, StringsSurviveAReaderOfOthers) {
  std::mt19937_64 random(3);
  for (int i = 0; i < 500; ++i) {
    std::string text;
    const auto length = random() % 20U;
    for (unsigned j = 0; j < length; ++j)
      append_utf8(text, static_cast<char32_t>(random() % (random() % 3U == 0 ? 0x80U : 0xd800U)));
    JsonWriter json;
    json.begin_array().string(text).end_array();
    EXPECT_EQ(json.replaced_strings(), 0U);
    EXPECT_EQ(Json::parse(json.take())[0].get<std::string>(), text);
  }
}

TEST(JsonWriter, NoCharacterOfAStringDisturbsATerminal) {
  for (char32_t value = 0; value < 0x110000; value += value < 0x3000 ? 1 : 101) {
    if (value >= 0xd800 && value < 0xe000) continue;
    std::string text;
    append_utf8(text, value);
    JsonWriter json;
    json.begin_compact().begin_object().key(text).string(text).end_object().end_compact();
    std::string out = json.take();
    ASSERT_EQ(Json::parse(out)[text].get<std::string>(), text);
    out.pop_back();  // the line break of the document
    for (std::string_view rest = out; !rest.empty(); rest.remove_prefix(decode_utf8(rest).bytes))
      ASSERT_FALSE(disturbs_display(decode_utf8(rest).value)) << out;
  }
}

TEST(JsonWriter, IllFormedTextIsReplacedAndCounted) {
  JsonWriter json;
  json.begin_array().string("a\xff").string("fine").string("\xed\xa0\x80").end_array();
  EXPECT_EQ(json.replaced_strings(), 2U);
  EXPECT_EQ(Json::parse(json.take())[0], "a\xef\xbf\xbd");
}

TEST(JsonWriter, DoublesAreTheSameAfterReadingAndNeverNan) {
  JsonWriter json;
  const double odd = std::nextafter(0.1, 1);
  json.begin_array().number(odd).number(1e-320).number(std::nan(""));
  json.enclosure({odd, std::numeric_limits<double>::infinity()}).end_array();
  const Json read = Json::parse(json.take());
  EXPECT_EQ(read[0].get<double>(), odd);
  EXPECT_EQ(read[1].get<double>(), 1e-320);
  EXPECT_TRUE(read[2].is_null());
  EXPECT_EQ(read[3]["lo"].get<double>(), odd);
  EXPECT_TRUE(read[3]["hi"].is_null());
}

TEST(JsonWriter, NestedCompactAndEmptyContainersAreWellFormed) {
  JsonWriter json;
  json.begin_object();
  json.key("a").begin_array().end_array();
  json.key("b").begin_array();
  json.begin_compact().begin_object().key("c").strings({}).key("d").strings({"x", "y"});
  json.end_object().end_compact();
  json.begin_compact().begin_object().end_object().end_compact();
  json.end_array().end_object();
  const std::string text = json.take();
  EXPECT_EQ(Json::parse(text).dump(), R"({"a":[],"b":[{"c":[],"d":["x","y"]},{}]})");
  EXPECT_EQ(
      text,
      "{\n  \"a\": [],\n  \"b\": [\n    {\"c\": [], \"d\": [\"x\", \"y\"]},\n    {}\n  ]\n}\n");
}

AuditResult audited(const Table& table) { return audit(table).value(); }

TEST(AuditJson, CarriesTheNumbersOfTheAudit) {
  const Table table = sample::clash();
  const AuditResult result = audited(table);
  AuditReport report = audit_report(table, result, default_requirements());
  report.exit_code = 1;
  const Json json = Json::parse(audit_json(report));
  EXPECT_EQ(json["schema"], "sidproof.audit/1");
  EXPECT_EQ(json["items"], 6);
  EXPECT_EQ(json["min_length"], 2);
  EXPECT_EQ(json["max_length"], 2);
  EXPECT_EQ(json["used_codes_per_position"], Json::parse("[2,2]"));
  EXPECT_EQ(json["distinct_sequences"], 3);
  EXPECT_EQ(json["collision_groups"], 2);
  EXPECT_EQ(json["items_in_groups"], 5);
  EXPECT_EQ(json["largest_group"], 3);
  EXPECT_EQ(json["excess"], 3);
  EXPECT_EQ(json["one_to_one"]["verdict"], "refuted");
  EXPECT_EQ(json["prefix_free"]["verdict"], "holds");
  EXPECT_EQ(json["onto"]["verdict"], "refuted");
  EXPECT_EQ(json["exit_code"], 1);
  EXPECT_EQ(json["groups"][0]["items"],
            Json::parse(R"(["17","4031","<script>alert(1)</script>"])"));
  EXPECT_EQ(json["groups"][0]["tokens"], Json::parse(R"(["<a_1>","<b_1>"])"));
  EXPECT_EQ(json["groups"][1]["rows"], Json::parse("[3,4]"));
  EXPECT_GE(json["replaced_strings"], 1);
  const double mean = (3 * std::log(3.0) + 2 * std::log(2.0)) / 6;
  EXPECT_LE(json["mean_log_group_size_nats"]["lo"].get<double>(), mean + 1e-15);
  EXPECT_GE(json["mean_log_group_size_nats"]["hi"].get<double>(), mean - 1e-15);
}

TEST(AuditJson, CountsPrefixesEmptyCodesAndRepeatedItems) {
  const Table prefixes = sample::prefixes();
  const AuditResult first = audited(prefixes);
  const Json a = Json::parse(audit_json(audit_report(prefixes, first, {})));
  EXPECT_EQ(a["proper_prefixes"], 2);
  EXPECT_EQ(a["empty_codes"], 1);
  EXPECT_EQ(a["prefix_witnesses"].size(), 2U);
  const Table repeated = sample::repeated();
  const AuditResult second = audited(repeated);
  const Json b = Json::parse(audit_json(audit_report(repeated, second, {})));
  EXPECT_EQ(b["repeated_items"], 2);
  EXPECT_EQ(b["conflicting_items"], 1);
  EXPECT_EQ(b["repeated_rows"][0]["row"], 2);
}

TEST(Baseline, EveryNumberComesBackFromTheReport) {
  for (const Table& table : {sample::clash(), sample::prefixes(), sample::bijective(),
                             sample::many(), sample::repeated()}) {
    AuditResult result = audited(table);
    result.coverage =
        Coverage{.source = "x", .expected = 3, .missing = {"a", "b"}, .extra = {}, .stale = {"c"}};
    const AuditNumbers want = numbers(result);
    const auto read = parse_audit_json(audit_json(audit_report(table, result, {})), "old.json");
    ASSERT_TRUE(read) << read.error().what;
    EXPECT_EQ(read->items, want.items);
    EXPECT_EQ(read->distinct_sequences, want.distinct_sequences);
    EXPECT_EQ(read->collision_groups, want.collision_groups);
    EXPECT_EQ(read->items_in_groups, want.items_in_groups);
    EXPECT_EQ(read->largest_group, want.largest_group);
    EXPECT_EQ(read->excess, want.excess);
    EXPECT_EQ(read->proper_prefixes, want.proper_prefixes);
    EXPECT_EQ(read->empty_codes, want.empty_codes);
    EXPECT_EQ(read->repeated_items, want.repeated_items);
    EXPECT_EQ(read->conflicting_items, want.conflicting_items);
    EXPECT_EQ(read->missing, 2U);
    EXPECT_EQ(read->stale, 1U);
    EXPECT_EQ(read->one_to_one, want.one_to_one);
    EXPECT_EQ(read->prefix_free, want.prefix_free);
    EXPECT_EQ(read->onto, want.onto);
    EXPECT_EQ(read->mean_log_group_size_nats->lo, want.mean_log_group_size_nats->lo);
    EXPECT_EQ(read->mean_log_group_size_nats->hi, want.mean_log_group_size_nats->hi);
    EXPECT_TRUE(regressions(*read, want, default_requirements()).empty());
  }
}

constexpr const char* kOldReport =
    R"({"schema": "sidproof.audit/1", "items": 3, "distinct_sequences": 3, "collision_groups": 0,
        "items_in_groups": 0, "largest_group": 1, "excess": 0, "proper_prefixes": 0,
        "empty_codes": 0, "repeated_items": 0, "mean_log_group_size_nats": {"lo": 0, "hi": 0},
        "one_to_one": {"verdict": "holds"}, "prefix_free": {"verdict": "holds"},
        "onto": {"verdict": "refuted"}})";

TEST(Baseline, WhatAnOlderReportDoesNotCarryIsAbsent) {
  const auto read = parse_audit_json(kOldReport, "old.json");
  ASSERT_TRUE(read) << read.error().what;
  EXPECT_EQ(read->items, 3U);
  EXPECT_EQ(read->excess, 0U);
  EXPECT_FALSE(read->conflicting_items);
  EXPECT_FALSE(read->missing);
}

TEST(Baseline, WithoutTheFiguresThatEveryReportCarriesItIsRefused) {
  const std::string whole = kOldReport;
  for (const char* key :
       {"items", "distinct_sequences", "collision_groups", "items_in_groups", "largest_group",
        "excess", "proper_prefixes", "empty_codes", "repeated_items", "one_to_one", "prefix_free",
        "onto", "mean_log_group_size_nats"}) {
    std::string other = whole;
    const std::size_t at = other.find('"' + std::string(key) + '"');
    ASSERT_NE(at, std::string::npos) << key;
    other.insert(at + 1, "x");
    const auto read = parse_audit_json(other, "old.json");
    ASSERT_FALSE(read) << key;
    EXPECT_NE(read.error().what.find("lacks \"" + std::string(key)), std::string::npos);
  }
}

TEST(Baseline, AnythingElseIsRefusedWithTheReason) {
  const auto code = [](std::string_view text) {
    const auto read = parse_audit_json(text, "old.json");
    if (read) return std::string("accepted");
    EXPECT_EQ(read.error().where.path, "old.json");
    EXPECT_FALSE(read.error().hint.empty());
    return read.error().code == ErrorCode::unsupported ? std::string("unsupported")
                                                       : read.error().what;
  };
  EXPECT_NE(code("").find("no JSON"), std::string::npos);
  EXPECT_NE(code("{\"schema\": \"sidproof.audit/1\", \"items\": 3").find("no JSON"),
            std::string::npos);
  EXPECT_NE(code("[1]").find("no \"schema\""), std::string::npos);
  EXPECT_NE(code("{}").find("no \"schema\""), std::string::npos);
  EXPECT_NE(code(R"({"schema": "sidproof.gap/1"})").find("sidproof.gap/1"), std::string::npos);
  EXPECT_EQ(code(R"({"schema": "sidproof.audit/2"})"), "unsupported");
  EXPECT_NE(code(R"({"schema": "sidproof.audit/1", "excess": -1})").find("\"excess\""),
            std::string::npos);
  EXPECT_NE(code(R"({"schema": "sidproof.audit/1", "excess": "1"})").find("\"excess\""),
            std::string::npos);
  EXPECT_NE(
      code(R"({"schema": "sidproof.audit/1", "onto": {"verdict": "maybe"}})").find("\"onto\""),
      std::string::npos);
  EXPECT_NE(
      code(R"({"schema": "sidproof.audit/1", "mean_log_group_size_nats": {"lo": 2, "hi": 1}})")
          .find("mean_log"),
      std::string::npos);
  EXPECT_NE(code(std::string(3000, '[')).find("no JSON"), std::string::npos);
}

}  // namespace
}  // namespace sidproof
