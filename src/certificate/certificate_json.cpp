// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "certificate/certificate_json.hpp"

#include <simdjson.h>

#include <algorithm>
#include <charconv>
#include <utility>

namespace sidproof {
namespace {

// ---- writing

std::string in_quotes(std::string_view text) { return '"' + std::string(text) + '"'; }
std::string in_quotes(std::uint64_t number) { return in_quotes(std::to_string(number)); }

// "key": value, ... on one line.
class Record {
 public:
  Record& raw(std::string_view key, const std::string& value) {
    text_ += text_.size() > 1 ? ", " : "";
    text_ += in_quotes(key) + ": " + value;
    return *this;
  }
  Record& text(std::string_view key, std::string_view value) { return raw(key, in_quotes(value)); }
  Record& number(std::string_view key, std::uint64_t value) {
    return raw(key, std::to_string(value));
  }
  Record& digits(std::string_view key, std::uint64_t value) { return raw(key, in_quotes(value)); }
  [[nodiscard]] std::string take() { return std::move(text_ += '}'); }

 private:
  std::string text_ = "{";
};

template <class Items, class Text>
std::string on_one_line(const Items& items, Text&& text) {
  std::string line = "[";
  for (const auto& item : items) line += (line.size() > 1 ? ", " : "") + text(item);
  return line + ']';
}

template <class Items, class Text>
std::string on_lines(const Items& items, Text&& text) {
  if (items.empty()) return "[]";
  std::string lines = "[";
  for (const auto& item : items) lines += (lines.size() > 1 ? ",\n    " : "\n    ") + text(item);
  return lines + "\n  ]";
}

std::string numbers(const std::vector<std::uint64_t>& values) {
  return on_one_line(values, [](std::uint64_t value) { return std::to_string(value); });
}

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

// ---- reading

namespace dom = simdjson::dom;

// Why the text is no certificate: thrown inside this file only.
struct Refusal {
  std::string what;
};

// The members of one object, taken in the stated order; all of them must be taken.
class Members {
 public:
  Members(dom::element element, std::string where) : where_(std::move(where)) {
    if (element.get(object_) != simdjson::SUCCESS) refuse(where_ + " is no object");
    next_ = object_.begin();
  }

  dom::element take(std::string_view key) {
    if (!(next_ != object_.end())) refuse(where_ + " lacks \"" + std::string(key) + '"');
    if (next_.key() != key)
      refuse(where_ + " has another field where \"" + std::string(key) + "\" is expected");
    const dom::element value = next_.value();
    ++next_;
    return value;
  }
  std::string text(std::string_view key) {
    std::string_view value;
    if (take(key).get(value) != simdjson::SUCCESS) refuse(at(key) + " is no text");
    const bool plain = std::ranges::all_of(
        value, [](char c) { return c >= ' ' && c <= '~' && c != '"' && c != '\\'; });
    if (!plain) refuse(at(key) + " holds characters that no certificate has");
    return std::string(value);
  }
  std::uint64_t number(std::string_view key) {
    std::uint64_t value = 0;
    if (take(key).get(value) != simdjson::SUCCESS) refuse(at(key) + " is no whole number");
    return value;
  }
  std::uint64_t digits(std::string_view key) {
    const std::string value = text(key);
    std::uint64_t number = 0;
    const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), number);
    if (error != std::errc{} || end != value.data() + value.size())
      refuse(at(key) + " is no decimal number");
    return number;
  }
  Truth truth(std::string_view key) {
    const std::string value = text(key);
    for (const Truth truth : {Truth::holds, Truth::unknown, Truth::refuted})
      if (value == name(truth)) return truth;
    refuse(at(key) + " is neither holds nor refuted nor unknown");
  }
  GapSign sign(std::string_view key) {
    const std::string value = text(key);
    for (const GapSign sign : {GapSign::zero, GapSign::at_most_zero, GapSign::at_least_zero,
                               GapSign::either, GapSign::undefined})
      if (value == name(sign)) return sign;
    refuse(at(key) + " is no sign of a gap");
  }
  template <class Read>
  auto list(std::string_view key, Read&& read) {
    dom::array array;
    if (take(key).get(array) != simdjson::SUCCESS) refuse(at(key) + " is no list");
    std::vector<decltype(read(dom::element{}, std::string()))> values;
    for (const dom::element value : array)
      values.push_back(read(value, at(key) + '[' + std::to_string(values.size()) + ']'));
    return values;
  }
  std::vector<std::uint64_t> numbers(std::string_view key) {
    return list(key, [](dom::element element, const std::string& where) {
      std::uint64_t value = 0;
      if (element.get(value) != simdjson::SUCCESS) refuse(where + " is no whole number");
      return value;
    });
  }
  std::optional<std::vector<std::uint64_t>> numbers_or_null(std::string_view key) {
    if (next_ != object_.end() && next_.key() == key && next_.value().is_null()) {
      ++next_;
      return std::nullopt;
    }
    return numbers(key);
  }
  std::optional<RowPair> rows(std::string_view key) {
    const auto pair = numbers_or_null(key);
    if (!pair) return std::nullopt;
    if (pair->size() != 2) refuse(at(key) + " is no pair of rows");
    return RowPair{(*pair)[0], (*pair)[1]};
  }
  void finish() {
    if (next_ != object_.end()) refuse(where_ + " has a field too many");
  }

  [[noreturn]] static void refuse(std::string what) { throw Refusal{std::move(what)}; }

 private:
  [[nodiscard]] std::string at(std::string_view key) const {
    return where_ + ": \"" + std::string(key) + '"';
  }
  dom::object object_;
  dom::object::iterator next_ = dom::object::iterator();
  std::string where_;
};

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
  witnesses.conflict = members.rows("conflict");
  witnesses.collision = members.rows("collision");
  witnesses.prefix = members.rows("prefix");
  witnesses.unused = members.numbers_or_null("unused");
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
  recipe.gap = members.sign("gap");
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
  std::string text = "{\n";
  const auto line = [&text](std::string_view key, const std::string& value, bool last = false) {
    text += "  " + in_quotes(key) + ": " + value + (last ? "\n" : ",\n");
  };
  line("schema", in_quotes(certificate_schema));
  line("table_sha256", in_quotes(certificate.table_sha256));
  line("seed", in_quotes(certificate.seed));
  line("shape", shape_text(certificate.shape));
  line("facts", facts_text(certificate.facts));
  line("witnesses", witnesses_text(certificate.witnesses));
  line("identities", on_lines(certificate.identities, identity_text));
  line("spot_checks", on_lines(certificate.spot_checks, spot_check_text));
  line("recipes", on_lines(certificate.recipes, recipe_text), true);
  return text + "}\n";
}

Result<Certificate> parse_certificate(std::string_view json, const std::string& path) {
  const auto malformed = [&](std::string what) {
    return fail(ErrorCode::malformed, std::move(what), {path, {}, {}},
                "give a certificate as `sidproof verify TABLE --certificate FILE` wrote it");
  };
  if (json.size() > longest_certificate)
    return fail(ErrorCode::too_large,
                "a certificate has at most " + std::to_string(longest_certificate) + " bytes",
                {path, {}, {}}, "is this a certificate?");
  dom::parser parser;
  dom::element root;
  const simdjson::padded_string padded(json);
  if (const auto error = parser.parse(padded).get(root); error != simdjson::SUCCESS)
    return malformed(std::string("the certificate is no JSON document: ") +
                     simdjson::error_message(error));
  std::string_view schema;
  if (root["schema"].get(schema) != simdjson::SUCCESS)
    return malformed("the certificate has no \"schema\"");
  if (schema != certificate_schema) {
    if (schema.starts_with("sidproof.certificate/"))
      return fail(ErrorCode::unsupported,
                  "the certificate has another version than \"" + std::string(certificate_schema) +
                      "\", which this program reads",
                  {path, {}, {}}, "verify the table again with this program");
    return malformed("the \"schema\" is not \"" + std::string(certificate_schema) + '"');
  }
  Certificate certificate;
  try {
    certificate = read_certificate(root);
  } catch (const Refusal& refusal) {
    return malformed(refusal.what);
  }
  const std::string canonical = certificate_json(certificate);
  if (canonical != json) {
    const auto [one, other] = std::ranges::mismatch(canonical, json);
    const auto byte = static_cast<std::uint64_t>(other - json.begin());
    return fail(ErrorCode::malformed, "the certificate is not canonical", {path, {}, byte},
                "keep the file byte by byte as `sidproof verify` wrote it");
  }
  return certificate;
}

}  // namespace sidproof
