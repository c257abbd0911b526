// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <set>
#include <vector>

#include "audit/audit_tables.hpp"
#include "report/display.hpp"
#include "report/html.hpp"
#include "report/json.hpp"
#include "report/junit.hpp"
#include "report/sarif.hpp"
#include "report/text.hpp"
#include "sample.hpp"

namespace sidproof {
namespace {

using Json = nlohmann::ordered_json;

std::size_t count(const std::string& text, const std::string& what) {
  std::size_t found = 0;
  for (std::size_t at = 0; (at = text.find(what, at)) != std::string::npos; at += what.size())
    ++found;
  return found;
}

AuditResult audited(const Table& table) { return audit(table).value(); }

std::vector<Requirement> require(const char* list) { return parse_requirements(list).value(); }

TEST(JUnit, RefutedRequirementsFailAndOtherVerdictsAreSkipped) {
  const Table table = sample::clash();
  const AuditResult result = audited(table);
  const std::string xml = audit_junit(audit_report(table, result, require("one-to-one")));
  EXPECT_EQ(count(xml, "<failure"), 1U);
  EXPECT_NE(xml.find("tests=\"1\" failures=\"1\" errors=\"0\" skipped=\"0\""), std::string::npos);
  EXPECT_NE(xml.find("refuted, not required"), std::string::npos);  // onto
  EXPECT_NE(xml.find("4031"), std::string::npos);                   // the witness
  EXPECT_EQ(xml.find('\x1b'), std::string::npos);
}

TEST(JUnit, ARequirementThatHoldsHasNoFailure) {
  const Table table = sample::bijective();
  const AuditResult result = audited(table);
  const std::string xml =
      audit_junit(audit_report(table, result, require("one-to-one,prefix-free,onto")));
  EXPECT_EQ(count(xml, "<failure"), 0U);
  EXPECT_EQ(count(xml, "<skipped"), 0U);
}

TEST(JUnit, AConstantDifferenceIsSaidInTheTitle) {
  const Table pairs = table_of(numbered({{0}, {0}, {1}, {1}}));
  const std::string xml = audit_junit(audit_report(pairs, audited(pairs), {}));
  EXPECT_EQ(count(xml, "AR-NTP = FV-MLE up to a constant, "), 3U);
  const Table one = table_of(numbered({{0}, {1}}));
  EXPECT_EQ(count(audit_junit(audit_report(one, audited(one), {})), "AR-NTP = FV-MLE, "), 3U);
}

TEST(JUnit, AnUndecidedRequirementIsAnError) {
  const Table table = sample::bijective();
  const AuditResult result = audited(table);
  const std::string xml = audit_junit(audit_report(table, result, require("covers=x.csv")));
  EXPECT_EQ(count(xml, "<error type=\"undecided\""), 1U);
  EXPECT_EQ(count(xml, "<failure"), 0U);
}

TEST(JUnit, WithABaselineOnlyRegressionsFail) {
  const Table table = sample::clash();
  const AuditResult result = audited(table);
  AuditReport report = audit_report(table, result, require("one-to-one"));
  report.baseline = BaselineReport{"old.json", {}};
  EXPECT_EQ(count(audit_junit(report), "<failure"), 0U);
  report.baseline->regressions.push_back({"excess", "1", "3"});
  EXPECT_EQ(count(audit_junit(report), "<failure"), 1U);
}

TEST(Sarif, OneResultForEachGroupPrefixAndRepeatedItem) {
  const auto results = [](const Table& table) {
    const AuditResult result = audited(table);
    return Json::parse(
        audit_sarif(audit_report(table, result, default_requirements())))["runs"][0]["results"];
  };
  EXPECT_EQ(results(sample::clash()).size(), 2U);
  EXPECT_EQ(results(sample::clash())[0]["ruleId"], "SID001");
  EXPECT_EQ(results(sample::prefixes()).size(), 2U);
  EXPECT_EQ(results(sample::prefixes())[0]["ruleId"], "SID002");
  EXPECT_EQ(results(sample::repeated()).size(), 2U);
  EXPECT_EQ(results(sample::repeated())[0]["ruleId"], "SID003");
  EXPECT_EQ(results(sample::bijective()).size(), 0U);
}

// What the results say of the exit code: 1 for an error, 2 for an open question, else 0.
int code_of(const Json& run) {
  int code = 0;
  for (const Json& result : run["results"]) {
    if (result["level"] == "error") return 1;
    if (result.value("kind", "fail") == "open") code = 2;
  }
  return code;
}

TEST(Sarif, ErrorsAreWhatMadeTheExitCodeOne) {
  const std::vector<std::string> lists = {"one-to-one",
                                          "prefix-free",
                                          "onto",
                                          "max-excess=0",
                                          "max-excess=1",
                                          "max-excess=9",
                                          "max-excess=0%",
                                          "max-excess=100%",
                                          "max-group=1",
                                          "max-group=2",
                                          "max-group=99",
                                          "covers=absent.csv",
                                          "one-to-one,prefix-free",
                                          "prefix-free,max-group=2"};
  const std::vector<Table> tables = {sample::clash(), sample::prefixes(), sample::repeated(),
                                     sample::bijective(), sample::many()};
  std::set<int> codes;
  for (const Table& table : tables) {
    AuditResult result = audited(table);
    for (const bool covered : {false, true}) {
      if (covered)
        result.coverage = Coverage{
            .source = "absent.csv", .expected = 2, .missing = {"gone"}, .extra = {}, .stale = {}};
      for (const std::string& list : lists) {
        AuditReport report = audit_report(table, result, require(list.c_str()));
        const Truth truth = merge(report.requirements).truth;
        const int code = truth == Truth::holds ? 0 : truth == Truth::refuted ? 1 : 2;
        codes.insert(code);
        EXPECT_EQ(code_of(Json::parse(audit_sarif(report))["runs"][0]), code)
            << table.path << ' ' << list;
        report.baseline = BaselineReport{"old.json", {}};
        EXPECT_EQ(code_of(Json::parse(audit_sarif(report))["runs"][0]), 0) << list;
        report.baseline->regressions.push_back({"excess", "1", "3"});
        EXPECT_EQ(code_of(Json::parse(audit_sarif(report))["runs"][0]), 1) << list;
      }
    }
  }
  EXPECT_EQ(codes.size(), 3U);
}

TEST(Sarif, ACollapsedPositionIsAWarning) {
  oracle::Rows rows;
  for (std::uint32_t i = 0; i < 40; ++i)
    rows.emplace_back(std::to_string(i), oracle::Sequence{0, i});
  const Table table = table_of(rows);
  const auto results =
      Json::parse(audit_sarif(audit_report(table, audited(table), {})))["runs"][0]["results"];
  ASSERT_EQ(results.size(), 1U);
  EXPECT_EQ(results[0]["ruleId"], "SID006");
  EXPECT_EQ(results[0]["level"], "warning");
  EXPECT_EQ(results[0]["message"]["text"],
            "Position 1 has collapsed: 40 of 40 rows have code 0 there.");
}

TEST(Sarif, OnlyGroupsBeyondTheLimitAreErrors) {
  const Table table = sample::table(
      {{"p", {"<a_1>"}}, {"q", {"<a_1>"}}, {"r", {"<a_1>"}}, {"s", {"<a_2>"}}, {"t", {"<a_2>"}}},
      "t.json");
  const AuditResult result = audited(table);
  const Json run =
      Json::parse(audit_sarif(audit_report(table, result, require("max-group=2"))))["runs"][0];
  ASSERT_EQ(run["results"].size(), 2U);
  EXPECT_EQ(run["results"][0]["level"], "error");
  EXPECT_EQ(run["results"][1]["level"], "warning");
}

TEST(Sarif, ATableOfStandardInputIsNoFile) {
  Table table = sample::clash();
  table.path = "-";
  const AuditResult result = audited(table);
  const Json run = Json::parse(audit_sarif(audit_report(table, result, {})))["runs"][0];
  EXPECT_EQ(run["artifacts"][0]["description"]["text"], "standard input");
  EXPECT_FALSE(run["artifacts"][0].contains("location"));
  const Json place = run["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"];
  EXPECT_EQ(place, Json::parse(R"({"index": 0})"));
}

TEST(Sarif, WhatIsLeftOutIsSaid) {
  const Table table = sample::many();
  const AuditResult result = audited(table);
  const AuditReport report = audit_report(table, result, {});
  const Json run =
      Json::parse(audit_sarif(report, {.results_per_rule = 7, .source = {}}))["runs"][0];
  EXPECT_EQ(run["results"].size(), 7U);
  const auto& notes = run["invocations"][0]["toolExecutionNotifications"];
  ASSERT_EQ(notes.size(), 1U);
  EXPECT_EQ(notes[0]["message"]["text"].get<std::string>().rfind(
                std::to_string(result.groups.size() - 7) + " results", 0),
            0U);
  EXPECT_EQ(run["results"][0]["level"], "warning");  // nothing was required
}

TEST(Sarif, FingerprintsFollowTheSequenceAndNotTheRow) {
  sample::Rows rows = {
      {"p", {"<a_1>", "<b_1>"}}, {"q", {"<a_1>", "<b_1>"}}, {"r", {"<a_2>", "<b_1>"}}};
  const auto print = [](const sample::Rows& r) {
    const Table table = sample::table(r, "t.json");
    const AuditResult result = audited(table);
    const Json run = Json::parse(audit_sarif(audit_report(table, result, {})))["runs"][0];
    return run["results"][0]["partialFingerprints"]["sidproof/v1"].get<std::string>();
  };
  const std::string before = print(rows);
  rows.insert(rows.begin(), {"new", {"<a_3>", "<b_9>"}});  // rows move, tokens are renumbered
  rows.push_back({"s", {"<a_1>", "<b_1>"}});               // the group grows
  EXPECT_EQ(print(rows), before);
  rows[1].second = {"<a_1>", "<b_2>"};
  rows[2].second = {"<a_1>", "<b_2>"};
  rows[4].second = {"<a_1>", "<b_2>"};
  EXPECT_NE(print(rows), before);
  EXPECT_EQ(before.size(), 32U);
}

TEST(Sarif, ByteOffsetsBecomeLinesWhenTheFileIsGiven) {
  Table table = sample::repeated();
  table.row_bytes = {2, 10, 20, 30};
  const AuditResult result = audited(table);
  const AuditReport report = audit_report(table, result, {});
  const std::string source = "{\n\"x\": 1,\n\"y\": 2,\n\"x\": 3,\n\n\"y\": 4}";
  const auto region = [&](const SarifOptions& options, std::size_t i) {
    return Json::parse(audit_sarif(
        report, options))["runs"][0]["results"][i]["locations"][0]["physicalLocation"]["region"];
  };
  EXPECT_EQ(region({}, 0), Json::parse(R"({"byteOffset": 20})"));
  EXPECT_EQ(region({.results_per_rule = 9, .source = source}, 0),
            Json::parse(R"({"startLine": 4, "byteOffset": 20})"));
  EXPECT_EQ(region({.results_per_rule = 9, .source = source}, 1),
            Json::parse(R"({"startLine": 6, "byteOffset": 30})"));
}

TEST(Sarif, PathsAreEncodedAsUris) {
  const Table table = sample::prefixes();
  const AuditResult result = audited(table);
  const Json run = Json::parse(audit_sarif(audit_report(table, result, {})))["runs"][0];
  EXPECT_EQ(run["artifacts"][0]["location"]["uri"], "ids%20with%20blank/it%27s.json");
}

TEST(Html, UntrustedTextNeverBecomesMarkup) {
  const Table table = sample::clash();
  const AuditResult result = audited(table);
  const AuditReport report = audit_report(table, result, default_requirements());
  const Interactions data = sample::traffic(table, 40, true);
  const GapResult cost = gap(table, data).value();
  const GapReport gap_report{table, data, cost, {}, 0};
  for (const std::string& html : {audit_html(report, {}, &gap_report), gap_html(gap_report)}) {
    EXPECT_EQ(html.find("<script"), std::string::npos);
    EXPECT_EQ(html.find('\x1b'), std::string::npos);
    EXPECT_EQ(html.find("\xff"), std::string::npos);
    EXPECT_EQ(html.find("<a_1>"), std::string::npos);
    EXPECT_NE(html.find("&lt;a_1&gt;"), std::string::npos);
  }
  EXPECT_NE(audit_html(report).find("&lt;script&gt;alert(1)&lt;/script&gt;"), std::string::npos);
}

TEST(Html, ThePageNeedsNothingFromOutside) {
  const Table table = sample::many();
  const AuditResult result = audited(table);
  const std::string html = audit_html(audit_report(table, result, default_requirements()));
  EXPECT_NE(html.find("default-src 'none'"), std::string::npos);
  for (const char* outside :
       {"http:", "https:", "src=", "href=", "url(", "@import", "<link", "<img"})
    EXPECT_EQ(html.find(outside), std::string::npos) << outside;
}

TEST(Html, EveryPlotHasATitleADescriptionAndATable) {
  const Table table = sample::many();
  const AuditResult result = audited(table);
  const std::string html = audit_html(audit_report(table, result, default_requirements()));
  const std::size_t plots = count(html, "<svg role=\"img\"");
  EXPECT_EQ(plots, 1U + 1U + 3U + 2U);  // groups, use, a curve for each position, trie
  EXPECT_EQ(count(html, "<title id="), plots);
  EXPECT_EQ(count(html, "<desc id="), plots);
  EXPECT_EQ(count(html, "Data as a table"), plots);
}

TEST(Html, ASharedTableOfManyGroupsIsCutAndSaysSo) {
  sample::Rows rows;
  for (int i = 0; i < 6000; ++i)
    rows.push_back({"item " + std::to_string(i), {"<a_" + std::to_string(i / 3) + ">"}});
  for (int i = 0; i < 4000; ++i) rows.push_back({"big " + std::to_string(i), {"<a_x>"}});
  const Table table = sample::table(rows, "big.json");
  const AuditResult result = audited(table);
  const std::string html = audit_html(audit_report(table, result, default_requirements()));
  EXPECT_NE(html.find("The largest 200 of 2001 groups"), std::string::npos);
  EXPECT_NE(html.find("and 3950 more"), std::string::npos);
  EXPECT_LT(html.size(), 120'000U);
}

TEST(Html, AnAuditOfNothingMakesAPage) {
  const Table table = sample::empty();
  const AuditResult result;
  const AuditReport report{.table = table,
                           .audit = result,
                           .recipes = {},
                           .witness = {},
                           .requirements = {},
                           .baseline = {},
                           .verification = {}};
  EXPECT_NE(audit_html(report).find("</html>"), std::string::npos);
  EXPECT_NE(audit_text(report).find("0 items"), std::string::npos);
  EXPECT_EQ(Json::parse(audit_json(report))["groups"].size(), 0U);
  EXPECT_EQ(Json::parse(audit_sarif(report))["runs"][0]["results"].size(), 0U);
}

void expect_fits(const std::string& text, std::size_t width) {
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = text.find('\n', begin);
    ASSERT_NE(end, std::string::npos);
    const auto line = std::string_view(text).substr(begin, end - begin);
    // Commands stay on one line, to be pasted.
    const bool command = line.find("sidproof ") != std::string_view::npos;
    EXPECT_TRUE(command || display_width(line) <= width) << line;
    EXPECT_TRUE(line.empty() || line.back() != ' ') << line;
    begin = end + 1;
  }
}

TEST(Text, EveryLineOfGapRepairAndDiffFitsTheWidth) {
  const Table table = sample::clash();
  const Table other = sample::many();
  const Interactions data = sample::traffic(table, 40, true);
  const GapResult cost = gap(table, data).value();
  const RepairResult repaired = repair(table).value();
  const DiffResult changed = diff(table, other).value();
  for (const std::size_t width : {40U, 60U, 80U, 132U}) {
    const TextOptions options{.width = width, .colour = true, .groups_shown = 3};
    expect_fits(gap_text({table, data, cost, {}, 0}, options), width);
    expect_fits(repair_text({table, repaired, "out.json", 0}, options), width);
    expect_fits(diff_text({table, other, changed, {}, 0}, options), width);
  }
}

TEST(Text, EveryLineFitsTheWidthAndNoEscapeIsWrittenWithoutColour) {
  for (const Table& table : {sample::clash(), sample::prefixes(), sample::bijective(),
                             sample::many(), sample::repeated()}) {
    const AuditResult result = audited(table);
    const AuditReport report = audit_report(table, result, default_requirements());
    for (const std::size_t width : {40U, 60U, 80U, 132U}) {
      for (const bool colour : {false, true}) {
        const TextOptions options{.width = width, .colour = colour, .groups_shown = 3};
        for (const std::string& text :
             {audit_text(report, options), verify_text(report, options)}) {
          EXPECT_EQ(text.find('\x1b') != std::string::npos, colour);
          expect_fits(text, width);
        }
      }
    }
  }
}

TEST(Text, ColourChangesNothingButColour) {
  const Table table = sample::clash();
  const AuditResult result = audited(table);
  const AuditReport report = audit_report(table, result, default_requirements());
  std::string coloured = audit_text(report, {.width = 80, .colour = true, .groups_shown = 3});
  for (std::size_t at; (at = coloured.find('\x1b')) != std::string::npos;)
    coloured.erase(at, coloured.find('m', at) + 1 - at);
  EXPECT_EQ(coloured, audit_text(report));
}

}  // namespace
}  // namespace sidproof
