// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include <optional>

#include "report/json.hpp"
#include "report/json_parts.hpp"
#include "report/json_writer.hpp"

namespace sidproof {
namespace {

void write_rate(JsonWriter& json, std::string_view name, std::string_view formula,
                std::string_view used_by, const Rational& value) {
  json.begin_object();
  json.key("name").string(name);
  json.key("formula").string(formula);
  json.key("used_by").string(used_by);
  json.key("rate").fraction(value);
  json.end_object();
}

void write_rates(JsonWriter& json, const AuditResult& audit) {
  json.key("collision_rates").begin_array();
  for (const RateFormula& formula : rate_formulas(audit))
    write_rate(json, formula.name, formula.formula, formula.used_by, audit.rates.*formula.rate);
  json.end_array();
}

std::string_view name(CodebookSource source) {
  switch (source) {
    case CodebookSource::in_use: return "in use";
    case CodebookSource::declared: return "declared";
    case CodebookSource::refuted: return "refuted";
    case CodebookSource::given: break;
  }
  return "given";
}

void write_multiplicities(JsonWriter& json, const AuditResult& audit) {
  json.key("multiplicities").begin_compact().begin_object();
  json.key("item_sequences").number(audit.item_sequences);
  json.key("least");
  if (audit.multiplicities.least)
    json.number(*audit.multiplicities.least);
  else
    json.null();
  json.key("least_on_trie").number(audit.multiplicities.least_on_trie);
  json.key("most").number(audit.multiplicities.most);
  json.end_object().end_compact();
}

void write_use(JsonWriter& json, const AuditResult& audit) {
  json.key("kraft_sum").begin_compact().begin_object();
  json.key("exact");
  if (audit.kraft_exact)
    json.fraction(audit.kraft_sum);
  else
    json.null();
  json.key("enclosure").enclosure(audit.kraft_enclosure);
  json.end_object().end_compact();
  json.key("code_space").begin_compact().begin_object();
  json.key("size").integer(audit.code_space);
  json.key("covered").integer(audit.covered);
  json.key("share_used").enclosure(audit.code_space_share);
  json.key("codebooks").string(name(audit.codebook_source));
  json.end_object().end_compact();
  json.key("positions").begin_array();
  for (std::size_t j = 0; j < audit.positions.size(); ++j) {
    const PositionUse& use = audit.positions[j];
    json.begin_object();
    json.key("position").number(j + 1);
    json.key("codebook").number(use.codebook);
    json.key("used").number(use.used);
    json.key("dead").number(use.dead);
    json.key("rows").number(use.rows);
    json.key("entropy_nats").enclosure(use.entropy_nats);
    json.key("perplexity").enclosure(use.perplexity);
    json.key("gini").fraction(use.gini);
    json.key("largest_share").fraction(use.largest_share);
    json.end_object();
  }
  json.end_array();
  json.key("levels").begin_array();
  for (const PrefixLevel& level : audit.levels) {
    json.begin_compact().begin_object();
    json.key("length").number(level.length);
    json.key("nodes").number(level.nodes);
    json.key("distinct").number(level.distinct);
    json.key("items_in_groups").number(level.items_in_groups);
    json.key("largest_group").number(level.largest_group);
    json.key("excess").number(level.excess);
    json.end_object().end_compact();
  }
  json.end_array();
  json.key("constraints").begin_array();
  for (const ConstraintSoundness& constraint : audit.constraints) {
    json.begin_compact().begin_object();
    json.key("constraint").string(constraint.constraint);
    json.key("admitted").integer(constraint.admitted);
    json.key("items").number(constraint.items);
    json.key("sound").boolean(constraint.sound());
    json.end_object().end_compact();
  }
  json.end_array();
}

void write_decision(JsonWriter& json, const AuditReport& report) {
  std::vector<NamedVerdict> requirements;
  for (const RequirementVerdict& item : report.requirements)
    requirements.push_back({to_string(item.requirement), item.verdict});
  json_parts::write_requirements(json, requirements);
  json.key("baseline");
  if (report.baseline) {
    json.begin_object();
    json.key("path").string(report.baseline->path);
    json.key("regressions").begin_array();
    for (const Regression& regression : report.baseline->regressions) {
      json.begin_compact().begin_object();
      json.key("measure").string(regression.measure);
      json.key("before").string(regression.before);
      json.key("after").string(regression.after);
      json.end_object().end_compact();
    }
    json.end_array().end_object();
  } else {
    json.null();
  }
}

void write_recipes(JsonWriter& json, const AuditReport& report) {
  json.key("recipes").begin_array();
  for (const RecipeVerdict& recipe : report.recipes) {
    json.begin_object();
    json.key("recipe").string(recipe.recipe);
    json.key("equivalent").verdict(recipe.equivalent);
    json.key("meaning").string(recipe.meaning);
    json.key("laws").string(recipe.laws);
    json.end_object();
  }
  json.end_array();
  json.key("z_witness");
  if (report.witness.exists) {
    json.begin_object();
    json.key("z").fraction(report.witness.z);
    json.key("sequence").strings(report.witness.sequence);
    json.key("explanation").string(report.witness.explanation);
    json.end_object();
  } else {
    json.null();
  }
}

void write_verification(JsonWriter& json, const AuditReport& report) {
  json.key("verification");
  if (!report.verification) {
    json.null();
    return;
  }
  const VerificationReport& verification = *report.verification;
  const Certificate& certificate = verification.certificate;
  json.begin_object();
  json.key("identities").verdict(verification.identities);
  json.key("libraries").verdict(verification.libraries);
  json.key("laws").begin_array();
  for (const CertifiedIdentity& identity : certificate.identities) {
    json.begin_compact().begin_object();
    json.key("law").string(identity.law);
    json.key("prime").string(std::to_string(identity.prime));
    json.key("degree").string(std::to_string(identity.degree));
    json.key("points").number(identity.points.size());
    json.key("redrawn").number(identity.redrawn);
    json.key("error_bits").number(identity.error_bits);
    json.key("verdict").string(name(identity.verdict));
    json.end_object().end_compact();
  }
  json.end_array();
  json.key("spot_checks").begin_array();
  for (const CertifiedSpotCheck& check : certificate.spot_checks) {
    json.begin_compact().begin_object();
    json.key("model").string(check.model);
    json.key("z").string(check.z);
    json.end_object().end_compact();
  }
  json.end_array();
  json.key("objective_gap").begin_array();
  for (const CertifiedRecipe& recipe : certificate.recipes) {
    json.begin_compact().begin_object();
    json.key("recipe").string(recipe.recipe);
    json.key("sign").string(name(recipe.gap));
    json.end_object().end_compact();
  }
  json.end_array();
  json.key("table_sha256").string(certificate.table_sha256);
  json.key("certificate");
  if (verification.path.empty())
    json.null();
  else
    json.string(verification.path);
  json.end_object();
}

void write_coverage(JsonWriter& json, const std::optional<Coverage>& coverage) {
  json.key("coverage");
  if (!coverage) {
    json.null();
    return;
  }
  json.begin_object();
  json.key("source").string(coverage->source);
  json.key("expected").number(coverage->expected);
  json.key("missing").strings(coverage->missing);
  json.key("extra").strings(coverage->extra);
  json.key("stale").strings(coverage->stale);
  json.end_object();
}

void write_witnesses(JsonWriter& json, const Table& table, const AuditResult& audit) {
  json.key("repeated_rows").begin_array();
  for (const std::uint64_t row : audit.repeated_rows) json_parts::write_row(json, table, row);
  json.end_array();
  json.key("prefix_witnesses").begin_array();
  for (const PrefixWitness& witness : audit.prefix_witnesses) {
    json.begin_compact().begin_object();
    json_parts::write_row(json.key("prefix"), table, witness.prefix_row);
    json_parts::write_row(json.key("extension"), table, witness.extension_row);
    json.end_object().end_compact();
  }
  json.end_array();
  const std::uint64_t listed = audit.prefix_witnesses.size();
  json.key("prefix_witnesses_left_out")
      .number(audit.proper_prefixes > listed ? audit.proper_prefixes - listed : 0);
  json.key("groups").begin_array();
  for (std::size_t g = 0; g < audit.groups.size(); ++g) {
    const auto rows = audit.groups[g];
    json.begin_compact().begin_object();
    json.key("size").number(rows.size());
    json.key("tokens").strings(table.tokens(rows.front()));
    json.key("items").begin_array();
    for (const std::uint64_t row : rows) json.string(table.items[row]);
    json.end_array();
    json.key("rows").begin_array();
    for (const std::uint64_t row : rows) json.number(row);
    json.end_array();
    json.end_object().end_compact();
  }
  json.end_array();
}

}  // namespace

std::string audit_json(const AuditReport& report) {
  JsonWriter json;
  json.begin_object();
  json_parts::write_head(json, "sidproof.audit/1");
  json_parts::write_table(json.key("table"), report.table);
  json_parts::write_counts(json, report.audit);
  write_decision(json, report);
  write_rates(json, report.audit);
  write_multiplicities(json, report.audit);
  write_use(json, report.audit);
  write_recipes(json, report);
  write_verification(json, report);
  write_coverage(json, report.audit.coverage);
  json_parts::write_findings(json, all_findings(report));
  write_witnesses(json, report.table, report.audit);
  return json_parts::finish(json, report.exit_code);
}

}  // namespace sidproof
