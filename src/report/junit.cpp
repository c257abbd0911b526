// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "report/junit.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>
#include <vector>

#include "base/version.hpp"
#include "report/display.hpp"
#include "report/escape.hpp"
#include "report/generator_check_report.hpp"

namespace sidproof {
namespace {

struct Case {
  std::string name;
  Verdict verdict;
  std::string details;  // the witness at length, for the body of a failure
};

struct Suite {
  std::string name;
  bool decides = true;
  std::vector<Case> cases;

  [[nodiscard]] std::size_t count(Truth truth) const {
    return static_cast<std::size_t>(std::count_if(
        cases.begin(), cases.end(), [truth](const Case& c) { return c.verdict.truth == truth; }));
  }
  [[nodiscard]] std::size_t failures() const { return decides ? count(Truth::refuted) : 0; }
  [[nodiscard]] std::size_t errors() const { return decides ? count(Truth::unknown) : 0; }
  [[nodiscard]] std::size_t skipped() const {
    return decides ? 0 : cases.size() - count(Truth::holds);
  }
};

std::string shown(std::string_view text) { return xml_escape(printable(text)); }

void write_case(std::string& out, const Suite& suite, const Case& item,
                const std::string& class_name) {
  out += fmt::format("    <testcase classname=\"{}\" name=\"{}\" time=\"0\"", class_name,
                     shown(item.name));
  if (item.verdict.truth == Truth::holds) {
    out += "/>\n";
    return;
  }
  out += ">\n";
  const std::string reason = shown(item.verdict.reason);
  if (!suite.decides) {
    out += fmt::format("      <skipped>{}, not required: {}</skipped>\n", name(item.verdict.truth),
                       reason);
  } else {
    const bool refuted = item.verdict.truth == Truth::refuted;
    const std::string_view element = refuted ? "failure" : "error";
    out +=
        fmt::format("      <{} type=\"{}\" message=\"{}\">{}</{}>\n", element,
                    refuted ? "refuted" : "undecided", reason, xml_escape(item.details), element);
  }
  out += "    </testcase>\n";
}

std::string render(std::string_view table_name, std::string_view table_path,
                   std::string_view command, const std::vector<Suite>& suites) {
  std::string class_name = printable(table_name);
  std::replace(class_name.begin(), class_name.end(), '.', '_');
  class_name = xml_escape(fmt::format("sidproof.{}.{}", command, class_name));
  std::size_t tests = 0;
  std::size_t failures = 0;
  std::size_t errors = 0;
  for (const Suite& suite : suites) {
    tests += suite.cases.size();
    failures += suite.failures();
    errors += suite.errors();
  }
  std::string out = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
  out += fmt::format(
      "<testsuites name=\"sidproof {}\" tests=\"{}\" failures=\"{}\" errors=\"{}\" time=\"0\">\n",
      command, tests, failures, errors);
  for (const Suite& suite : suites) {
    if (suite.cases.empty()) continue;
    out += fmt::format(
        "  <testsuite name=\"{}\" tests=\"{}\" failures=\"{}\" errors=\"{}\" skipped=\"{}\" "
        "time=\"0\">\n",
        suite.name, suite.cases.size(), suite.failures(), suite.errors(), suite.skipped());
    out += "    <properties>\n";
    out += fmt::format("      <property name=\"sidproof.version\" value=\"{}\"/>\n", version);
    out += fmt::format("      <property name=\"table\" value=\"{}\"/>\n", shown(table_path));
    out += "    </properties>\n";
    for (const Case& item : suite.cases) write_case(out, suite, item, class_name);
    out += "  </testsuite>\n";
  }
  return out + "</testsuites>\n";
}

std::string render(const Table& table, std::string_view command, const std::vector<Suite>& suites) {
  return render(display_name(table), table.path, command, suites);
}

constexpr std::size_t most_witnesses = 20;

std::string collision_details(const Table& table, const AuditResult& audit) {
  std::string text = "\n";
  for (std::size_t g = 0; g < std::min(most_witnesses, audit.groups.size()); ++g) {
    const auto rows = audit.groups[g];
    text += printable(table.sequence_text(rows.front())) + "  items";
    for (std::size_t i = 0; i < std::min(most_witnesses, rows.size()); ++i)
      text += fmt::format("{}{}", i == 0 ? " " : ", ", printable(table.items[rows[i]]));
    if (rows.size() > most_witnesses)
      text += fmt::format(" and {} more", rows.size() - most_witnesses);
    text += '\n';
  }
  if (audit.groups.size() > most_witnesses)
    text += fmt::format("and {} more groups\n", audit.groups.size() - most_witnesses);
  return text;
}

std::string prefix_details(const Table& table, const AuditResult& audit) {
  std::string text = "\n";
  for (std::size_t i = 0; i < std::min(most_witnesses, audit.prefix_witnesses.size()); ++i) {
    const PrefixWitness& witness = audit.prefix_witnesses[i];
    text += fmt::format("{} (item {}) begins {} (item {})\n",
                        printable(table.sequence_text(witness.prefix_row)),
                        printable(table.items[witness.prefix_row]),
                        printable(table.sequence_text(witness.extension_row)),
                        printable(table.items[witness.extension_row]));
  }
  if (audit.proper_prefixes > most_witnesses)
    text += fmt::format("and {} more\n", audit.proper_prefixes - most_witnesses);
  return text;
}

std::string details(Requirement::Kind kind, const AuditReport& report) {
  switch (kind) {
    case Requirement::Kind::one_to_one:
    case Requirement::Kind::max_excess:
    case Requirement::Kind::max_group: return collision_details(report.table, report.audit);
    case Requirement::Kind::prefix_free: return prefix_details(report.table, report.audit);
    case Requirement::Kind::onto:
    case Requirement::Kind::covers: break;
  }
  return {};
}

Suite required(const std::vector<NamedVerdict>& requirements) {
  Suite suite{"require", true, {}};
  for (const NamedVerdict& item : requirements)
    suite.cases.push_back({item.name, item.verdict, {}});
  return suite;
}

}  // namespace

std::string audit_junit(const AuditReport& report) {
  Suite require{"require", true, {}};
  Suite verdicts{"verdicts", false, {}};
  Suite& measured = report.baseline ? verdicts : require;
  if (report.baseline) {
    std::string lines = "\n";
    for (const Regression& regression : report.baseline->regressions)
      lines += fmt::format("{}: {} before, {} now\n", printable(regression.measure),
                           printable(regression.before), printable(regression.after));
    require.cases.push_back({fmt::format("no regression against {}", report.baseline->path),
                             verdict(report.baseline->regressions), lines});
  }
  std::vector<Requirement::Kind> kinds;
  for (const RequirementVerdict& item : report.requirements) {
    kinds.push_back(item.requirement.kind);
    measured.cases.push_back(
        {to_string(item.requirement), item.verdict, details(item.requirement.kind, report)});
  }
  if (report.verification) {
    require.cases.push_back(
        {"identities of this table", report.verification->identities, "a defect of sidproof\n"});
    require.cases.push_back(
        {"exact Z in two libraries", report.verification->libraries, "a defect of sidproof\n"});
  }
  const auto add = [&](Requirement::Kind kind, std::string name, const Verdict& verdict) {
    if (std::find(kinds.begin(), kinds.end(), kind) == kinds.end())
      verdicts.cases.push_back({std::move(name), verdict, {}});
  };
  add(Requirement::Kind::one_to_one, "one-to-one", report.audit.one_to_one);
  add(Requirement::Kind::prefix_free, "prefix-free", report.audit.prefix_free);
  add(Requirement::Kind::onto, "onto", report.audit.onto);
  for (const RecipeVerdict& recipe : report.recipes)
    verdicts.cases.push_back(
        {fmt::format("AR-NTP = FV-MLE{}, {}", recipe.up_to_constant ? " up to a constant" : "",
                     recipe.recipe),
         recipe.equivalent,
         {}});
  return render(report.table, report.verification ? "verify" : "audit", {require, verdicts});
}

std::string gap_junit(const GapReport& report) {
  Suite verdicts{"verdicts", false, {}};
  for (const SplitGap& split : report.gap.splits) {
    for (const LossGap* gap : {&split.history_free, &split.per_history}) {
      const std::string where = fmt::format("{}, {}", split.split, name(gap->pooling));
      verdicts.cases.push_back({fmt::format("best cascaded loss = best FV loss ({})", where),
                                gap->cascaded_attains_fv,
                                {}});
      verdicts.cases.push_back({fmt::format("best parallel loss = best cascaded loss ({})", where),
                                gap->parallel_attains_cascaded,
                                {}});
    }
  }
  return render(report.table, "gap", {required(report.requirements), verdicts});
}

std::string repair_junit(const RepairReport& report) {
  const AuditResult& after = report.repair.after;
  const Table& table = report.repair.table;
  const Suite require{"require",
                      true,
                      {{"one-to-one", after.one_to_one, collision_details(table, after)},
                       {"prefix-free", after.prefix_free, prefix_details(table, after)}}};
  return render(report.table, "repair", {require});
}

std::string diff_junit(const DiffReport& report) {
  Suite verdicts{"verdicts", false, {}};
  const NamedVerdict known[] = {{"no-reuse", report.diff.no_reuse},
                                {"stable-sids", report.diff.stable_sids},
                                {"no-removals", report.diff.no_removals},
                                {"no-new-collisions", report.diff.no_new_collisions}};
  for (const NamedVerdict& item : known) {
    const bool is_required =
        std::any_of(report.requirements.begin(), report.requirements.end(),
                    [&](const NamedVerdict& other) { return other.name == item.name; });
    if (!is_required) verdicts.cases.push_back({item.name, item.verdict, {}});
  }
  return render(report.after, "diff", {required(report.requirements), verdicts});
}

std::string generator_check_junit(const GeneratorCheckReport& report) {
  Suite require{"require", true, {}};
  for (const GeneratorCheck& check : report.checks)
    require.cases.push_back({check.name + " " + check.claim, check.verdict, {}});
  return render(report.generator.table_name, report.generator.table_path, "generate", {require});
}

}  // namespace sidproof
