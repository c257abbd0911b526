// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "report/sarif.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <utility>
#include <vector>

#define XXH_INLINE_ALL
#include <xxhash.h>

#include "base/plural.hpp"
#include "base/version.hpp"
#include "report/display.hpp"
#include "report/json_writer.hpp"
#include "report/numbers.hpp"
#include "report/sentences.hpp"

namespace sidproof {
namespace {

struct Rule {
  const char* id;
  const char* name;
  const char* short_text;
  const char* help;
};

enum RuleNumber : std::size_t { collision, prefix, repeated, requirement, regression, collapse };

constexpr Rule rules[] = {
    {"SID001", "CollisionGroup", "Several items share one token sequence.",
     "A model that is trained on token sequences gives all items of a collision group one common "
     "probability (THEORY B1, C2), and an evaluation that compares sequences counts a hit on any "
     "of them. Run `sidproof repair TABLE -o OUT` to give every item a sequence of its own, or "
     "`sidproof gap TABLE --interactions DATA` to see what the group costs."},
    {"SID002", "PrefixViolation", "A sequence is a proper prefix of another one.",
     "Without an end token the scores of all items can add up to more than 1 (THEORY D1), and "
     "constrained decoding cannot tell where the shorter item ends. Run `sidproof repair TABLE -o "
     "OUT`, or train and decode with an end token."},
    {"SID003", "RepeatedItem", "An item id stands in more than one row.",
     "JSON readers keep the last of two equal keys without a word, others the first. With "
     "different sequences the table does not say which is the item's. Keep one row for each item "
     "id."},
    {"SID004", "Requirement", "A property that is required does not hold, or cannot be decided.",
     "What `--require` names decides the exit code. Properties of the whole table, such as onto "
     "and covers=FILE, have no row to point to; the message says what is missing."},
    {"SID005", "Regression", "A figure is worse than in the baseline.",
     "With `--baseline` only what got worse decides the exit code. Compare the two JSON reports, "
     "or run `sidproof diff OLD NEW` on the two tables."},
    {"SID006", "CollapsedPosition", "The codes at a position tell hardly any items apart.",
     "Nearly all rows have one code there, or hardly any codes of its codebook are in use: the "
     "quantizer has collapsed. Train it again before anything else."},
};

// Percent-encoded as RFC 3986 wants it; absolute paths become file URIs.
std::string uri(std::string_view path) {
  constexpr std::string_view plain =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~/";
  std::string out = path.starts_with('/') ? "file://" : "";
  for (const char c : path) {
    if (plain.find(c) != std::string_view::npos)
      out += c;
    else
      out += fmt::format("%{:02X}", static_cast<unsigned char>(c));
  }
  return out;
}

// Independent of row order, platform and run; parts are framed by their lengths.
std::string fingerprint(std::string_view rule, const std::vector<std::string>& parts) {
  std::string framed(rule);
  for (const std::string& part : parts) framed += fmt::format(" {}:{}", part.size(), part);
  const XXH128_hash_t hash = XXH3_128bits(framed.data(), framed.size());
  return fmt::format("{:016x}{:016x}", hash.high64, hash.low64);
}

class SarifRun {
 public:
  SarifRun(const AuditReport& report, const SarifOptions& options)
      : report_(report), table_(report.table), options_(options) {}

  std::string write();

 private:
  void write_driver();
  void write_notifications();
  void find_lines();
  void find_conflicts();
  void write_location(std::uint64_t row, std::string_view message);
  void begin_result(RuleNumber rule, std::string_view level, const std::string& message,
                    const std::vector<std::string>& identity);
  void write_artifact();
  void write_table_result(RuleNumber rule, std::string_view level, const std::string& message,
                          const std::string& identity);
  void write_collisions();
  void write_prefixes();
  void write_repeated();
  void write_requirements();
  void write_collapsed();
  [[nodiscard]] bool failed(Requirement::Kind kind) const;
  [[nodiscard]] bool group_failed(std::uint64_t size) const;
  [[nodiscard]] bool any_failed(std::size_t rule) const;
  [[nodiscard]] std::vector<std::pair<std::string, Verdict>> failed_checks() const;
  [[nodiscard]] bool has_path() const { return !table_.path.empty() && table_.path != "-"; }
  [[nodiscard]] std::string items(std::span<const std::uint64_t> rows) const;

  const AuditReport& report_;
  const Table& table_;
  SarifOptions options_;
  JsonWriter json_;
  std::map<std::string, std::vector<std::uint64_t>> repeated_;
  std::vector<std::pair<std::string, std::vector<std::uint64_t>>> repeated_in_order_;
  std::set<std::string> conflicting_;  // of these, with different sequences
  std::map<std::uint64_t, std::uint64_t> line_of_byte_;
  std::uint64_t left_out_[std::size(rules)] = {};
};

// What made the exit code 1 is an error, everything else a warning.
std::string_view level(bool failed) { return failed ? "error" : "warning"; }

// Does a requirement of this kind decide, and is it refuted?
bool SarifRun::failed(Requirement::Kind kind) const {
  return !report_.baseline &&
         std::ranges::any_of(report_.requirements, [kind](const RequirementVerdict& r) {
           return r.requirement.kind == kind && r.verdict.truth == Truth::refuted;
         });
}

bool SarifRun::group_failed(std::uint64_t size) const {
  if (failed(Requirement::Kind::one_to_one) || failed(Requirement::Kind::max_excess)) return true;
  return failed(Requirement::Kind::max_group) &&
         std::ranges::any_of(report_.requirements, [size](const RequirementVerdict& r) {
           return r.requirement.kind == Requirement::Kind::max_group && size > r.requirement.limit;
         });
}

bool SarifRun::any_failed(std::size_t rule) const {
  switch (rule) {
    case collision: return group_failed(report_.audit.largest_group);
    case prefix: return failed(Requirement::Kind::prefix_free);
    case repeated: return failed(Requirement::Kind::one_to_one) && !conflicting_.empty();
    case collapse: return false;
    default: return true;
  }
}

// Checks of `verify` that did not pass: the program or the machine is at fault, not the table.
std::vector<std::pair<std::string, Verdict>> SarifRun::failed_checks() const {
  std::vector<std::pair<std::string, Verdict>> found;
  if (!report_.verification) return found;
  if (report_.verification->identities.truth != Truth::holds)
    found.emplace_back("identities of this table", report_.verification->identities);
  if (report_.verification->libraries.truth != Truth::holds)
    found.emplace_back("exact Z in two libraries", report_.verification->libraries);
  return found;
}

std::string SarifRun::items(std::span<const std::uint64_t> rows) const {
  constexpr std::size_t most = 10;
  std::string text;
  for (std::size_t i = 0; i < std::min(most, rows.size()); ++i)
    text += fmt::format("{}{}", i == 0 ? "" : ", ", printable(table_.items[rows[i]]));
  if (rows.size() > most) text += fmt::format(" and {} more", rows.size() - most);
  return text;
}

void SarifRun::write_driver() {
  json_.key("tool").begin_object().key("driver").begin_object();
  json_.key("name").string("sidproof");
  json_.key("version").string(version);
  json_.key("semanticVersion").string(version);
  json_.key("rules").begin_array();
  for (std::size_t r = 0; r < std::size(rules); ++r) {
    const Rule& rule = rules[r];
    json_.begin_object();
    json_.key("id").string(rule.id);
    json_.key("name").string(rule.name);
    json_.key("shortDescription").begin_object().key("text").string(rule.short_text).end_object();
    json_.key("fullDescription").begin_object().key("text").string(rule.help).end_object();
    json_.key("help").begin_object();
    json_.key("text").string(rule.help);
    json_.key("markdown").string(rule.help);
    json_.end_object();
    json_.key("defaultConfiguration").begin_object();
    json_.key("level").string(level(any_failed(r)));
    json_.end_object();
    json_.end_object();
  }
  json_.end_array().end_object().end_object();
}

void SarifRun::write_notifications() {
  json_.key("invocations").begin_array().begin_object();
  const auto checks = failed_checks();
  json_.key("executionSuccessful").boolean(std::ranges::none_of(checks, [](const auto& check) {
    return check.second.truth == Truth::refuted;
  }));
  json_.key("exitCode").number(report_.exit_code);
  json_.key("toolExecutionNotifications").begin_array();
  for (std::size_t r = 0; r < std::size(rules); ++r) {
    if (left_out_[r] == 0) continue;
    json_.begin_object();
    json_.key("level").string("warning");
    json_.key("message").begin_object();
    json_.key("text").string(
        fmt::format("{} of rule {} left out; the JSON report lists all of them",
                    plural(left_out_[r], "result", "results"), rules[r].id));
    json_.end_object().end_object();
  }
  for (const auto& [what, verdict] : checks) {
    const bool refuted = verdict.truth == Truth::refuted;
    json_.begin_object();
    json_.key("level").string(refuted ? "error" : "warning");
    json_.key("message").begin_object();
    json_.key("text").string(
        fmt::format("{}: {}{}", what, printable(verdict.reason),
                    refuted ? "; a defect of sidproof or of the machine" : "; undecided"));
    json_.end_object().end_object();
  }
  json_.end_array().end_object().end_array();
}

// Rows of one item may be equal: no harm is done then.
void SarifRun::find_conflicts() {
  if (report_.audit.conflicting_items == 0) return;
  std::map<std::string, std::vector<std::string>> first;
  for (std::uint64_t row = 0; row < table_.rows(); ++row) {
    const std::string id = table_.items[row];
    if (!repeated_.contains(id)) continue;
    const auto [known, is_first] = first.try_emplace(id, table_.tokens(row));
    if (!is_first && known->second != table_.tokens(row)) conflicting_.insert(id);
  }
}

// One pass over the file for all rows that results speak of.
void SarifRun::find_lines() {
  if (options_.source.empty() || table_.row_bytes.size() != table_.rows()) return;
  for (std::size_t g = 0; g < std::min(options_.results_per_rule, report_.audit.groups.size()); ++g)
    for (const std::uint64_t row : report_.audit.groups[g])
      line_of_byte_[table_.row_bytes[row]] = 0;
  for (const PrefixWitness& witness : report_.audit.prefix_witnesses) {
    line_of_byte_[table_.row_bytes[witness.prefix_row]] = 0;
    line_of_byte_[table_.row_bytes[witness.extension_row]] = 0;
  }
  for (const auto& [id, rows] : repeated_in_order_)
    for (const std::uint64_t row : rows) line_of_byte_[table_.row_bytes[row]] = 0;
  std::uint64_t line = 1;
  std::uint64_t at = 0;
  for (auto& [byte, number] : line_of_byte_) {
    const std::uint64_t end = std::min<std::uint64_t>(byte, options_.source.size());
    line += static_cast<std::uint64_t>(
        std::count(options_.source.begin() + static_cast<std::ptrdiff_t>(at),
                   options_.source.begin() + static_cast<std::ptrdiff_t>(end), '\n'));
    at = end;
    number = line;
  }
}

void SarifRun::write_artifact() {
  json_.key("artifactLocation").begin_compact().begin_object();
  if (has_path()) json_.key("uri").string(uri(table_.path));
  json_.key("index").number(0);
  json_.end_object().end_compact();
}

void SarifRun::write_location(std::uint64_t row, std::string_view message) {
  json_.begin_object();
  if (!table_.path.empty()) {
    json_.key("physicalLocation").begin_object();
    write_artifact();
    if (table_.row_bytes.size() == table_.rows()) {
      const std::uint64_t byte = table_.row_bytes[row];
      json_.key("region").begin_compact().begin_object();
      if (const auto line = line_of_byte_.find(byte); line != line_of_byte_.end())
        json_.key("startLine").number(line->second);
      json_.key("byteOffset").number(byte);
      json_.end_object().end_compact();
    }
    json_.end_object();
  }
  json_.key("logicalLocations").begin_array().begin_compact().begin_object();
  json_.key("name").string(printable(table_.items[row]));
  json_.key("fullyQualifiedName")
      .string(fmt::format("row {}, item {}", row, printable(table_.items[row])));
  json_.key("kind").string("item");
  json_.end_object().end_compact().end_array();
  if (!message.empty())
    json_.key("message").begin_object().key("text").string(message).end_object();
  json_.end_object();
}

void SarifRun::begin_result(RuleNumber rule, std::string_view level, const std::string& message,
                            const std::vector<std::string>& identity) {
  json_.begin_object();
  json_.key("ruleId").string(rules[rule].id);
  json_.key("ruleIndex").number(static_cast<std::size_t>(rule));
  // SARIF calls a question that could not be decided open, and gives it no level.
  if (level == "none") json_.key("kind").string("open");
  json_.key("level").string(level);
  json_.key("message").begin_object().key("text").string(message).end_object();
  json_.key("partialFingerprints").begin_object();
  json_.key("sidproof/v1").string(fingerprint(rules[rule].id, identity));
  json_.end_object();
}

void SarifRun::write_collisions() {
  constexpr std::size_t most_related = 20;
  const CollisionGroups& groups = report_.audit.groups;
  for (std::size_t g = 0; g < std::min(options_.results_per_rule, groups.size()); ++g) {
    const auto rows = groups[g];
    begin_result(collision, level(group_failed(rows.size())),
                 fmt::format("{} items share the sequence {}: {}", rows.size(),
                             printable(table_.sequence_text(rows.front())), items(rows)),
                 table_.tokens(rows.front()));
    json_.key("locations").begin_array();
    write_location(rows.front(), {});
    json_.end_array();
    json_.key("relatedLocations").begin_array();
    for (std::size_t i = 1; i < std::min(most_related + 1, rows.size()); ++i)
      write_location(rows[i], "has the same sequence");
    json_.end_array().end_object();
  }
}

void SarifRun::write_prefixes() {
  const auto& witnesses = report_.audit.prefix_witnesses;
  for (std::size_t i = 0; i < std::min(options_.results_per_rule, witnesses.size()); ++i) {
    const PrefixWitness& witness = witnesses[i];
    begin_result(prefix, level(any_failed(prefix)),
                 fmt::format("The sequence {} of item {} is the beginning of {} of item {}.",
                             printable(table_.sequence_text(witness.prefix_row)),
                             printable(table_.items[witness.prefix_row]),
                             printable(table_.sequence_text(witness.extension_row)),
                             printable(table_.items[witness.extension_row])),
                 table_.tokens(witness.prefix_row));
    json_.key("locations").begin_array();
    write_location(witness.prefix_row, {});
    json_.end_array();
    json_.key("relatedLocations").begin_array();
    write_location(witness.extension_row, "begins with that sequence");
    json_.end_array().end_object();
  }
}

void SarifRun::write_repeated() {
  for (std::size_t i = 0; i < std::min(options_.results_per_rule, repeated_in_order_.size()); ++i) {
    const auto& [id, rows] = repeated_in_order_[i];
    const bool conflict = conflicting_.contains(id);
    begin_result(repeated, level(conflict && any_failed(repeated)),
                 fmt::format("Item {} stands in {} rows{}.", printable(id), rows.size() + 1,
                             conflict ? ", with different sequences" : ""),
                 {id});
    json_.key("locations").begin_array();
    write_location(rows.front(), {});
    json_.end_array().end_object();
  }
}

void SarifRun::write_table_result(RuleNumber rule, std::string_view level,
                                  const std::string& message, const std::string& identity) {
  begin_result(rule, level, message, {identity});
  if (!table_.path.empty()) {
    json_.key("locations").begin_array().begin_object();
    json_.key("physicalLocation").begin_object();
    write_artifact();
    json_.end_object().end_object().end_array();
  }
  json_.end_object();
}

// Whatever decided against the table, or could not be decided, has a result; so a refuted
// requirement without rows to point to gets one of its own.
void SarifRun::write_requirements() {
  if (report_.baseline) {
    for (const Regression& worse : report_.baseline->regressions)
      write_table_result(regression, "error",
                         fmt::format("{} is {} now and was {} in {}.", printable(worse.measure),
                                     printable(worse.after), printable(worse.before),
                                     printable(report_.baseline->path)),
                         worse.measure);
    return;
  }
  for (const RequirementVerdict& item : report_.requirements) {
    using Kind = Requirement::Kind;
    const Kind kind = item.requirement.kind;
    const bool pointed_to =
        kind == Kind::one_to_one    ? report_.audit.groups.size() > 0 || !conflicting_.empty()
        : kind == Kind::prefix_free ? !report_.audit.prefix_witnesses.empty()
        : kind == Kind::max_excess || kind == Kind::max_group ? report_.audit.groups.size() > 0
                                                              : false;
    const bool refuted = item.verdict.truth == Truth::refuted;
    if (item.verdict.truth == Truth::holds || (refuted && pointed_to)) continue;
    const std::string name = to_string(item.requirement);
    write_table_result(
        requirement, refuted ? "error" : "none",
        fmt::format("{} {}: {}.", printable(name), refuted ? "does not hold" : "is undecided",
                    printable(item.verdict.reason)),
        name);
  }
}

void SarifRun::write_collapsed() {
  for (const Finding& finding : report_.audit.findings)
    write_table_result(collapse, level(any_failed(collapse)),
                       as_sentence(printable(finding.message)), finding.message);
}

std::string SarifRun::write() {
  for (const std::uint64_t row : report_.audit.repeated_rows) {
    auto& rows = repeated_[table_.items[row]];
    rows.push_back(row);
  }
  for (const std::uint64_t row : report_.audit.repeated_rows) {
    const std::string id = table_.items[row];
    if (repeated_.at(id).front() == row) repeated_in_order_.emplace_back(id, repeated_.at(id));
  }
  find_conflicts();
  std::ranges::stable_partition(repeated_in_order_, [&](const auto& repeated_item) {
    return conflicting_.contains(repeated_item.first);  // the worst first, should results be cut
  });
  const auto left_out = [&](std::uint64_t total) {
    return total > options_.results_per_rule ? total - options_.results_per_rule : 0;
  };
  left_out_[collision] = left_out(report_.audit.groups.size());
  left_out_[prefix] =
      report_.audit.proper_prefixes -
      std::min<std::uint64_t>({report_.audit.proper_prefixes, options_.results_per_rule,
                               report_.audit.prefix_witnesses.size()});
  left_out_[repeated] = left_out(repeated_in_order_.size());
  find_lines();

  json_.begin_object();
  json_.key("$schema").string(
      "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/"
      "sarif-schema-2.1.0.json");
  json_.key("version").string("2.1.0");
  json_.key("runs").begin_array().begin_object();
  write_driver();
  write_notifications();
  if (!table_.path.empty()) {
    json_.key("artifacts").begin_array().begin_object();
    if (has_path())
      json_.key("location").begin_object().key("uri").string(uri(table_.path)).end_object();
    else
      json_.key("description").begin_object().key("text").string("standard input").end_object();
    json_.key("roles")
        .begin_compact()
        .begin_array()
        .string("analysisTarget")
        .end_array()
        .end_compact();
    json_.end_object().end_array();
  }
  json_.key("columnKind").string("unicodeCodePoints");
  json_.key("results").begin_array();
  write_collisions();
  write_prefixes();
  write_repeated();
  write_requirements();
  write_collapsed();
  json_.end_array().end_object().end_array().end_object();
  return json_.take();
}

}  // namespace

std::string audit_sarif(const AuditReport& report, const SarifOptions& options) {
  return SarifRun(report, options).write();
}

}  // namespace sidproof
