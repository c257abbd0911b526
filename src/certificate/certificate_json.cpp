// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "certificate/certificate_json.hpp"

#include <optional>
#include <vector>

#include "certificate/canonical_json.hpp"

namespace sidproof {
namespace {

using canonical_json::Document;
using canonical_json::Members;
using canonical_json::numbers;
using canonical_json::on_lines;
using canonical_json::on_one_line;
using canonical_json::Record;
namespace dom = simdjson::dom;

std::string rows(const std::optional<RowPair>& pair) {
  return pair ? numbers({pair->first, pair->second}) : "null";
}

std::string shape_text(const CertifiedShape& shape) {
  return Record()
      .number("rows", shape.rows)
      .number("items", shape.items)
      .number("item_sequences", shape.item_sequences)
      .number("min_length", shape.min_length)
      .number("max_length", shape.max_length)
      .raw("codebooks", numbers(shape.codebooks))
      .raw("nodes", numbers(shape.nodes))
      .take();
}

std::string facts_text(const CertifiedFacts& facts) {
  return Record()
      .number("distinct_sequences", facts.distinct_sequences)
      .number("collision_groups", facts.collision_groups)
      .number("items_in_groups", facts.items_in_groups)
      .number("largest_group", facts.largest_group)
      .number("repeated_items", facts.repeated_items)
      .number("conflicting_items", facts.conflicting_items)
      .number("proper_prefixes", facts.proper_prefixes)
      .number("least_multiplicity", facts.least_multiplicity)
      .number("least_multiplicity_on_trie", facts.least_multiplicity_on_trie)
      .number("largest_multiplicity", facts.largest_multiplicity)
      .text("one_to_one", name(facts.one_to_one))
      .text("prefix_free", name(facts.prefix_free))
      .text("onto", name(facts.onto))
      .text("complete", name(facts.complete))
      .take();
}

std::string witnesses_text(const CertifiedWitnesses& witnesses) {
  return Record()
      .raw("conflict", rows(witnesses.conflict))
      .raw("collision", rows(witnesses.collision))
      .raw("prefix", rows(witnesses.prefix))
      .raw("unused", witnesses.unused ? numbers(*witnesses.unused) : "null")
      .take();
}

std::string identity_text(const CertifiedIdentity& identity) {
  const auto point = [](const CertifiedPoint& p) {
    return Record().number("attempt", p.attempt).digits("residue", p.residue).take();
  };
  return Record()
      .text("law", identity.law)
      .digits("prime", identity.prime)
      .digits("degree", identity.degree)
      .digits("poles", identity.poles)
      .raw("points", on_one_line(identity.points, point))
      .number("redrawn", identity.redrawn)
      .number("error_bits", identity.error_bits)
      .text("verdict", name(identity.verdict))
      .take();
}

std::string spot_check_text(const CertifiedSpotCheck& check) {
  return Record().text("model", check.model).text("z", check.z).take();
}

std::string recipe_text(const CertifiedRecipe& recipe) {
  return Record()
      .text("recipe", recipe.recipe)
      .text("equivalent", name(recipe.equivalent))
      .text("gap", name(recipe.gap))
      .text("laws", recipe.laws)
      .take();
}

std::optional<std::vector<std::uint64_t>> numbers_or_null(Members& members, std::string_view key) {
  if (members.null(key)) return std::nullopt;
  return members.numbers(key);
}

std::optional<RowPair> read_rows(Members& members, std::string_view key) {
  const auto pair = numbers_or_null(members, key);
  if (!pair) return std::nullopt;
  if (pair->size() != 2) Members::refuse(members.at(key) + " is no pair of rows");
  return RowPair{(*pair)[0], (*pair)[1]};
}

GapSign read_sign(Members& members, std::string_view key) {
  const std::string value = members.text(key);
  for (const GapSign sign : {GapSign::zero, GapSign::constant, GapSign::at_most_zero,
                             GapSign::at_least_zero, GapSign::either, GapSign::undefined})
    if (value == name(sign)) return sign;
  Members::refuse(members.at(key) + " is no sign of a gap");
}

CertifiedShape read_shape(dom::element element) {
  Members members(element, "shape");
  CertifiedShape shape;
  shape.rows = members.number("rows");
  shape.items = members.number("items");
  shape.item_sequences = members.number("item_sequences");
  shape.min_length = members.number("min_length");
  shape.max_length = members.number("max_length");
  shape.codebooks = members.numbers("codebooks");
  shape.nodes = members.numbers("nodes");
  members.finish();
  return shape;
}

CertifiedFacts read_facts(dom::element element) {
  Members members(element, "facts");
  CertifiedFacts facts;
  facts.distinct_sequences = members.number("distinct_sequences");
  facts.collision_groups = members.number("collision_groups");
  facts.items_in_groups = members.number("items_in_groups");
  facts.largest_group = members.number("largest_group");
  facts.repeated_items = members.number("repeated_items");
  facts.conflicting_items = members.number("conflicting_items");
  facts.proper_prefixes = members.number("proper_prefixes");
  facts.least_multiplicity = members.number("least_multiplicity");
  facts.least_multiplicity_on_trie = members.number("least_multiplicity_on_trie");
  facts.largest_multiplicity = members.number("largest_multiplicity");
  facts.one_to_one = members.truth("one_to_one");
  facts.prefix_free = members.truth("prefix_free");
  facts.onto = members.truth("onto");
  facts.complete = members.truth("complete");
  members.finish();
  return facts;
}

CertifiedWitnesses read_witnesses(dom::element element) {
  Members members(element, "witnesses");
  CertifiedWitnesses witnesses;
  witnesses.conflict = read_rows(members, "conflict");
  witnesses.collision = read_rows(members, "collision");
  witnesses.prefix = read_rows(members, "prefix");
  witnesses.unused = numbers_or_null(members, "unused");
  members.finish();
  return witnesses;
}

CertifiedPoint read_point(dom::element element, const std::string& where) {
  Members members(element, where);
  CertifiedPoint point;
  point.attempt = members.number("attempt");
  point.residue = members.digits("residue");
  members.finish();
  return point;
}

CertifiedIdentity read_identity(dom::element element, const std::string& where) {
  Members members(element, where);
  CertifiedIdentity identity;
  identity.law = members.text("law");
  identity.prime = members.digits("prime");
  identity.degree = members.digits("degree");
  identity.poles = members.digits("poles");
  identity.points = members.list("points", read_point);
  identity.redrawn = members.number("redrawn");
  identity.error_bits = members.number("error_bits");
  identity.verdict = members.truth("verdict");
  members.finish();
  return identity;
}

CertifiedSpotCheck read_spot_check(dom::element element, const std::string& where) {
  Members members(element, where);
  CertifiedSpotCheck check;
  check.model = members.text("model");
  check.z = members.text("z");
  members.finish();
  return check;
}

CertifiedRecipe read_recipe(dom::element element, const std::string& where) {
  Members members(element, where);
  CertifiedRecipe recipe;
  recipe.recipe = members.text("recipe");
  recipe.equivalent = members.truth("equivalent");
  recipe.gap = read_sign(members, "gap");
  recipe.laws = members.text("laws");
  members.finish();
  return recipe;
}

Certificate read_certificate(dom::element root) {
  Members members(root, "the certificate");
  Certificate certificate;
  static_cast<void>(members.text("schema"));  // compared before
  certificate.table_sha256 = members.text("table_sha256");
  certificate.seed = members.text("seed");
  certificate.shape = read_shape(members.take("shape"));
  certificate.facts = read_facts(members.take("facts"));
  certificate.witnesses = read_witnesses(members.take("witnesses"));
  certificate.identities = members.list("identities", read_identity);
  certificate.spot_checks = members.list("spot_checks", read_spot_check);
  certificate.recipes = members.list("recipes", read_recipe);
  members.finish();
  return certificate;
}

}  // namespace

std::string certificate_json(const Certificate& certificate) {
  Document document;
  document.line("schema", canonical_json::in_quotes(certificate_schema));
  document.line("table_sha256", canonical_json::in_quotes(certificate.table_sha256));
  document.line("seed", canonical_json::in_quotes(certificate.seed));
  document.line("shape", shape_text(certificate.shape));
  document.line("facts", facts_text(certificate.facts));
  document.line("witnesses", witnesses_text(certificate.witnesses));
  document.line("identities", on_lines(certificate.identities, identity_text));
  document.line("spot_checks", on_lines(certificate.spot_checks, spot_check_text));
  document.line("recipes", on_lines(certificate.recipes, recipe_text));
  return document.take();
}

Result<Certificate> parse_certificate(std::string_view json, const std::string& path) {
  return canonical_json::parse(
      json, path,
      {certificate_schema, longest_certificate,
       "give a certificate as `sidproof verify TABLE --certificate FILE` wrote it"},
      read_certificate, certificate_json);
}

}  // namespace sidproof
