// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <set>

#include "report/counterexample_report.hpp"
#include "report/json_writer.hpp"
#include "report/numbers.hpp"

namespace sidproof {
namespace {

using Flag = std::pair<std::string_view, std::string_view>;
constexpr std::array<Flag, 11> flag_meanings = {{
    {"bijective", "every sequence over the codebooks is the code of exactly one item"},
    {"injective", "no two items share a code"},
    {"collision", "items share a code"},
    {"hole", "some sequence is no item's code"},
    {"variable_length", "codes shorter than k"},
    {"zero", "a conditional that is met is zero"},
    {"division_by_zero",
     "a denominator is zero; the specification says x / 0 = 0, sidproof refuses"},
    {"deterministic", "every conditional is 0 or 1"},
    {"parallel", "the conditionals do not depend on the prefix"},
    {"histories", "several histories"},
    {"boundary", "k = 0, a codebook of one token, or one item"},
}};

bool meets_zero(const Counterexample& example) {
  for (const NamedModel& named : example.models)
    for (std::size_t v = 0; v < example.map.items(); ++v)
      for (std::size_t j = 0; j < example.map[v].size(); ++j)
        if (named.model.conditional(example.map[v].first(j), example.map[v][j]) == 0) return true;
  return false;
}

bool divides_by_zero(const Answer& answer) {
  for (const Answer::History& history : answer.histories) {
    if (history.z == "0" || history.valid_mass == "0") return true;
    if (!history.nodes) continue;
    for (const Answer::Node& node : *history.nodes) {
      const bool leaf = node.allowed == "0" && node.reach == "1";
      if (!leaf && (node.allowed == "0" || node.reach == "0")) return true;
    }
  }
  return false;
}

bool is_deterministic(const Counterexample& example) {
  for (const NamedModel& named : example.models)
    for (const Rational& cell : named.model.cells())
      if (cell != 0 && cell != 1) return false;
  return true;
}

bool is_parallel(const Counterexample& example) {
  for (const NamedModel& named : example.models) {
    const CascadedTable<Rational>& model = named.model;
    bool same = true;
    model.space().for_each([&](SequenceView s) {
      const Sequence zeros(s.size(), 0);
      for (std::size_t j = 0; j < s.size(); ++j)
        same = same && model.conditional(s.first(j), s[j]) ==
                           model.conditional(SequenceView(zeros).first(j), s[j]);
    });
    if (!same) return false;
  }
  return true;
}

std::set<std::string_view> flags_of(const CheckedCounterexample& checked) {
  const Counterexample& example = checked.example;
  const Answer& answer = checked.answer;
  std::set<std::string_view> flags;
  const bool bijective = answer.table_ok && answer.complete;
  if (bijective) flags.insert("bijective");
  if (answer.injective && !bijective) flags.insert("injective");
  if (!answer.injective) flags.insert("collision");
  if (answer.table_ok && !is_onto(example.map)) flags.insert("hole");
  if (!answer.table_ok) flags.insert("variable_length");
  if (meets_zero(example)) flags.insert("zero");
  if (divides_by_zero(answer)) flags.insert("division_by_zero");
  if (is_deterministic(example)) flags.insert("deterministic");
  if (is_parallel(example)) flags.insert("parallel");
  if (example.models.size() > 1) flags.insert("histories");
  if (example.map.items() == 1) flags.insert("boundary");
  return flags;
}

void numbers(JsonWriter& json, SequenceView values) {
  json.begin_array();
  for (const std::uint32_t value : values) json.number(value);
  json.end_array();
}

void write_request(JsonWriter& json, const Counterexample& example) {
  const CodeSpace& space = example.map.space();
  json.key("request").begin_compact().begin_object();
  json.key("codebooks");
  numbers(json, space.alphabets());
  json.key("items").begin_array();
  for (std::size_t v = 0; v < example.map.items(); ++v) numbers(json, example.map[v]);
  json.end_array();
  json.key("rows").begin_array();
  for (std::size_t x = 0; x < example.models.size(); ++x)
    for (std::size_t j = 0; j < space.length(); ++j) {
      std::vector<std::uint32_t> alphabets = space.alphabets();
      alphabets.resize(j);
      CodeSpace(std::move(alphabets)).for_each([&](SequenceView prefix) {
        json.begin_array().number(x);
        numbers(json, prefix);
        json.begin_array();
        for (std::uint32_t t = 0; t < space.alphabet(j); ++t)
          json.string(exact_text(example.models[x].model.conditional(prefix, t)));
        json.end_array().end_array();
      });
    }
  json.end_array();
  json.key("counts").begin_array();
  for (std::size_t x = 0; x < example.models.size(); ++x)
    for (std::size_t v = 0; v < example.counts.size(); ++v)
      json.begin_array().number(x).number(v).number(example.counts[v]).end_array();
  json.end_array();
  json.end_object().end_compact();
}

std::string pointer(const Place& place) {
  if (!place.history) return "/" + place.field;
  return "/histories/" + std::to_string(*place.history) + "/" + place.field;
}

void write_named(JsonWriter& json, const Counterexample& example) {
  json.key("named").begin_compact().begin_object();
  for (const Quantity* side : {&example.left, &example.right})
    if (side->place) json.key(pointer(*side->place)).string(exact_text(side->value));
  for (const Column& column : example.columns) {
    if (!column.place) continue;
    json.key(pointer(*column.place)).begin_array();
    for (const std::optional<Rational>& value : column.values) json.string(exact_text(*value));
    json.end_array();
  }
  json.end_object().end_compact();
}

void texts(JsonWriter& json, const std::optional<std::vector<std::string>>& values) {
  if (values)
    json.strings(*values);
  else
    json.null();
}

void write_history(JsonWriter& json, std::size_t x, const Answer::History& history) {
  json.begin_object();
  json.key("history").number(x);
  json.key("model_ok").boolean(history.model_ok);
  json.key("scores").strings(history.scores);
  json.key("Z").string(history.z);
  json.key("share").strings(history.share);
  json.key("split").strings(history.split);
  json.key("valid_mass").string(history.valid_mass);
  json.key("local");
  texts(json, history.local);
  json.key("global");
  texts(json, history.global);
  json.key("nodes");
  if (!history.nodes) {
    json.null();
  } else {
    json.begin_array();
    for (const Answer::Node& node : *history.nodes) {
      json.begin_array();
      numbers(json, node.prefix);
      json.string(node.allowed).string(node.reach).end_array();
    }
    json.end_array();
  }
  json.end_object();
}

void write_answer(JsonWriter& json, const Answer& answer) {
  json.key("answer").begin_compact().begin_object();
  json.key("table_ok").boolean(answer.table_ok);
  json.key("injective").boolean(answer.injective);
  json.key("prefix_code").boolean(answer.prefix_code);
  json.key("complete").boolean(answer.complete);
  json.key("multiplicity").begin_array();
  for (const std::size_t multiplicity : answer.multiplicity) json.number(multiplicity);
  json.end_array();
  json.key("histories").begin_array();
  for (std::size_t x = 0; x < answer.histories.size(); ++x)
    write_history(json, x, answer.histories[x]);
  json.end_array();
  json.key("lik_AR").string(answer.lik_ar);
  json.key("lik_FV_scores").string(answer.lik_fv_scores);
  json.key("lik_FV_share").string(answer.lik_fv_share);
  json.key("gap").string(answer.gap);
  json.end_object().end_compact();
}

void write_vector(JsonWriter& json, const CheckedCounterexample& checked) {
  const Counterexample& example = checked.example;
  json.begin_object();
  json.key("id").string(example.statement.id);
  json.key("law").string(example.statement.law);
  json.key("comment").string("without \"" + example.statement.dropped +
                             "\": " + example.statement.claim + " -- " + example.left.name + " = " +
                             exact_text(example.left.value) + ", " + example.right.name + " = " +
                             exact_text(example.right.value));
  json.key("flags").begin_compact().begin_array();
  for (const std::string_view flag : flags_of(checked)) json.string(flag);
  json.end_array().end_compact();
  write_request(json, example);
  write_named(json, example);
  write_answer(json, checked.answer);
  json.end_object();
}

}  // namespace

bool has_vector(const Counterexample& example) { return example.matrices.empty(); }

std::string counterexample_vectors(const std::vector<CheckedCounterexample>& found) {
  std::set<std::string_view> used;
  for (const CheckedCounterexample& checked : found)
    if (has_vector(checked.example)) used.merge(flags_of(checked));
  JsonWriter json;
  json.begin_object();
  json.key("schema").string("vectors.schema.json");
  json.key("group").string("counterexamples");
  json.key("title").string("the smallest counterexample for every dropped premise");
  json.key("flags").begin_object();
  for (const auto& [flag, meaning] : flag_meanings)
    if (used.contains(flag)) json.key(flag).string(meaning);
  json.end_object();
  json.key("vectors").begin_array();
  for (const CheckedCounterexample& checked : found)
    if (has_vector(checked.example)) write_vector(json, checked);
  json.end_array();
  json.end_object();
  return json.take();
}

}  // namespace sidproof
