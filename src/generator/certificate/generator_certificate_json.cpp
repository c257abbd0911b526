// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "generator/certificate/generator_certificate_json.hpp"

#include <charconv>

#include "certificate/canonical_json.hpp"
#include "certificate/certificate_json.hpp"
#include "generator/certificate/weights_hash.hpp"

namespace sidproof::reference {
namespace {

using canonical_json::in_quotes;
using canonical_json::Members;
using canonical_json::numbers;
using canonical_json::on_lines;
using canonical_json::Record;
namespace dom = simdjson::dom;

// ---- writing

std::string shape_text(const Shape& shape) {
  return Record()
      .number("vocabulary", shape.vocabulary)
      .number("positions", shape.positions)
      .number("width", shape.width)
      .number("layers", shape.layers)
      .number("heads", shape.heads)
      .number("inner", shape.inner)
      .text("epsilon", epsilon_text(shape.epsilon))
      .raw("tied", shape.tied ? "true" : "false")
      .take();
}

std::string trie_text(const CertifiedTrie& trie) {
  return Record()
      .raw("nodes", numbers(trie.nodes))
      .text("one_to_one", name(trie.one_to_one))
      .text("onto", name(trie.onto))
      .take();
}

std::string example_text(const CertifiedExample& example) {
  return Record()
      .raw("history", numbers(example.history))
      .number("target", example.target)
      .number("prompt", example.prompt)
      .text("laws_sha256", example.laws_sha256)
      .text("inside", example.inside.str())
      .text("items", example.items.str())
      .text("target_mass", example.target_mass.str())
      .text("target_inside", example.target_inside.str())
      .text("score", std::to_string(example.score))
      .text("masked_score", std::to_string(example.masked_score))
      .number("rank", example.rank)
      .number("masked_rank", example.masked_rank)
      .text("gradient_sha256", example.gradient_sha256)
      .take();
}

std::string beam_text(const CertifiedBeam& beam) {
  return Record()
      .number("example", beam.example)
      .text("decoding", beam.decoding)
      .number("width", beam.width)
      .number("results", beam.results)
      .text("sha256", beam.sha256)
      .raw("best_pruned", beam.best_pruned ? in_quotes(std::to_string(*beam.best_pruned)) : "null")
      .number("certified", beam.certified)
      .number("right", beam.right)
      .take();
}

std::string draws_text(const CertifiedDraws& draws) {
  return Record()
      .text("decoding", draws.decoding)
      .number("distinct", draws.distinct)
      .text("sha256", draws.sha256)
      .text("log_e", draws.log_e.str())
      .text("log_e_pairs", draws.log_e_pairs.str())
      .take();
}

std::string losses_text(const CertifiedLosses& losses) {
  return Record().text("ar", losses.ar.str()).text("masked_ar", losses.masked_ar.str()).take();
}

// ---- reading

// Decimal integers of any size; the text is compared afterwards, so "007" is refused.
Integer read_integer(Members& members, std::string_view key) {
  constexpr std::size_t longest = 20'000;
  const std::string text = members.text(key);
  const std::string_view digits = std::string_view(text).substr(text.starts_with('-') ? 1 : 0);
  if (digits.empty() || digits.size() > longest ||
      digits.find_first_not_of("0123456789") != std::string_view::npos ||
      (digits.size() > 1 && digits.front() == '0'))
    Members::refuse(members.at(key) + " is no whole number in quotes");
  return Integer(text);
}

std::int64_t read_score(Members& members, std::string_view key) {
  const std::string text = members.text(key);
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size())
    Members::refuse(members.at(key) + " is no score");
  return value;
}

Shape read_shape(dom::element element) {
  Members members(element, "network");
  Shape shape;
  shape.vocabulary = members.number("vocabulary");
  shape.positions = members.number("positions");
  shape.width = members.number("width");
  shape.layers = members.number("layers");
  shape.heads = members.number("heads");
  shape.inner = members.number("inner");
  const std::string epsilon = members.text("epsilon");
  const auto [end, error] =
      std::from_chars(epsilon.data(), epsilon.data() + epsilon.size(), shape.epsilon);
  if (error != std::errc{} || end != epsilon.data() + epsilon.size())
    Members::refuse(members.at("epsilon") + " is no number");
  shape.tied = members.boolean("tied");
  members.finish();
  return shape;
}

CertifiedTrie read_trie(dom::element element) {
  Members members(element, "trie");
  CertifiedTrie trie;
  trie.nodes = members.numbers("nodes");
  trie.one_to_one = members.truth("one_to_one");
  trie.onto = members.truth("onto");
  members.finish();
  return trie;
}

CertifiedExample read_example(dom::element element, const std::string& where) {
  Members members(element, where);
  CertifiedExample example;
  example.history = members.numbers("history");
  example.target = members.number("target");
  example.prompt = members.number("prompt");
  example.laws_sha256 = members.text("laws_sha256");
  example.inside = read_integer(members, "inside");
  example.items = read_integer(members, "items");
  example.target_mass = read_integer(members, "target_mass");
  example.target_inside = read_integer(members, "target_inside");
  example.score = read_score(members, "score");
  example.masked_score = read_score(members, "masked_score");
  example.rank = members.number("rank");
  example.masked_rank = members.number("masked_rank");
  example.gradient_sha256 = members.text("gradient_sha256");
  members.finish();
  return example;
}

CertifiedBeam read_beam(dom::element element, const std::string& where) {
  Members members(element, where);
  CertifiedBeam beam;
  beam.example = members.number("example");
  beam.decoding = members.text("decoding");
  beam.width = members.number("width");
  beam.results = members.number("results");
  beam.sha256 = members.text("sha256");
  if (!members.null("best_pruned")) beam.best_pruned = read_score(members, "best_pruned");
  beam.certified = members.number("certified");
  beam.right = members.number("right");
  members.finish();
  return beam;
}

CertifiedDraws read_draws(dom::element element, const std::string& where) {
  Members members(element, where);
  CertifiedDraws draws;
  draws.decoding = members.text("decoding");
  draws.distinct = members.number("distinct");
  draws.sha256 = members.text("sha256");
  draws.log_e = read_integer(members, "log_e");
  draws.log_e_pairs = read_integer(members, "log_e_pairs");
  members.finish();
  return draws;
}

CertifiedLosses read_losses(dom::element element) {
  Members members(element, "losses");
  CertifiedLosses losses;
  losses.ar = read_integer(members, "ar");
  losses.masked_ar = read_integer(members, "masked_ar");
  members.finish();
  return losses;
}

GeneratorCertificate read_certificate(dom::element root) {
  Members members(root, "the certificate");
  GeneratorCertificate certificate;
  static_cast<void>(members.text("schema"));  // compared before
  certificate.table_sha256 = members.text("table_sha256");
  certificate.items = members.number("items");
  certificate.shape = read_shape(members.take("network"));
  certificate.weights_sha256 = members.text("weights_sha256");
  certificate.weights_seed = members.text("weights_seed");
  certificate.draws_seed = members.text("draws_seed");
  certificate.draws = members.number("draws");
  certificate.inputs_sha256 = members.text("inputs_sha256");
  certificate.trie = read_trie(members.take("trie"));
  certificate.examples = members.list("examples", read_example);
  certificate.beams = members.list("beams", read_beam);
  certificate.samples = members.list("samples", read_draws);
  certificate.losses = read_losses(members.take("losses"));
  members.finish();
  return certificate;
}

}  // namespace

std::string generator_certificate_json(const GeneratorCertificate& certificate) {
  canonical_json::Document document;
  document.line("schema", in_quotes(generator_certificate_schema));
  document.line("table_sha256", in_quotes(certificate.table_sha256));
  document.line("items", std::to_string(certificate.items));
  document.line("network", shape_text(certificate.shape));
  document.line("weights_sha256", in_quotes(certificate.weights_sha256));
  document.line("weights_seed", in_quotes(certificate.weights_seed));
  document.line("draws_seed", in_quotes(certificate.draws_seed));
  document.line("draws", std::to_string(certificate.draws));
  document.line("inputs_sha256", in_quotes(certificate.inputs_sha256));
  document.line("trie", trie_text(certificate.trie));
  document.line("examples", on_lines(certificate.examples, example_text));
  document.line("beams", on_lines(certificate.beams, beam_text));
  document.line("samples", on_lines(certificate.samples, draws_text));
  document.line("losses", losses_text(certificate.losses));
  return document.take();
}

bool is_generator_certificate(std::string_view json) {
  return json.starts_with("{\n  \"schema\": \"sidproof.generator-certificate/");
}

Result<GeneratorCertificate> parse_generator_certificate(std::string_view json,
                                                         const std::string& path) {
  return canonical_json::parse(
      json, path,
      {generator_certificate_schema, longest_certificate,
       "give a certificate as `sidproof generate --check --certificate FILE` wrote it"},
      read_certificate, generator_certificate_json);
}

}  // namespace sidproof::reference
