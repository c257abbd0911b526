// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "counterexamples/token_maps.hpp"
#include "report/counterexample_report.hpp"
#include "report/json_parts.hpp"
#include "report/json_writer.hpp"
#include "report/numbers.hpp"

namespace sidproof {
namespace {

void write_tokens(JsonWriter& json, SequenceView tokens) {
  json.begin_compact().begin_array();
  for (const std::uint32_t token : tokens) json.number(token);
  json.end_array().end_compact();
}

void write_fractions(JsonWriter& json, const std::vector<Rational>& values) {
  json.begin_compact().begin_array();
  for (const Rational& value : values) json.string(exact_text(value));
  json.end_array().end_compact();
}

void write_size(JsonWriter& json, std::string_view key, const Size& size) {
  json.key(key).begin_compact().begin_object();
  json.key("items").number(size.items);
  json.key("k").number(size.length);
  json.key("tokens").number(size.tokens);
  json.key("denominator").number(size.denominator);
  json.end_object().end_compact();
}

void write_side(JsonWriter& json, std::string_view key, const Quantity& side) {
  json.key(key).begin_compact().begin_object();
  json.key("what").string(side.name);
  json.key("value").string(exact_text(side.value));
  json.end_object().end_compact();
}

void write_table(JsonWriter& json, const Counterexample& example) {
  json.key("codebooks");
  write_tokens(json, example.map.space().alphabets());
  json.key("codes").begin_array();
  for (std::size_t v = 0; v < example.map.items(); ++v) write_tokens(json, example.map[v]);
  json.end_array();
  json.key("end_token");
  if (example.end_token)
    json.number(*example.end_token);
  else
    json.null();
  json.key("counts").begin_compact().begin_array();
  for (const std::uint64_t count : example.counts) json.number(count);
  json.end_array().end_compact();
}

void write_models(JsonWriter& json, const Counterexample& example) {
  json.key("models").begin_array();
  for (const NamedModel& named : example.models) {
    json.begin_object();
    json.key("name").string(named.name);
    json.key("rows").begin_array();
    for (const Sequence& prefix : rows_in_use(example.map)) {
      json.begin_compact().begin_object();
      json.key("prefix");
      write_tokens(json, prefix);
      json.key("conditionals");
      std::vector<Rational> row;
      for (std::uint32_t t = 0; t < example.map.space().alphabet(prefix.size()); ++t)
        row.push_back(named.model.conditional(prefix, t));
      write_fractions(json, row);
      json.end_object().end_compact();
    }
    json.end_array();
    json.end_object();
  }
  json.end_array();
}

void write_columns(JsonWriter& json, const Counterexample& example) {
  json.key("columns").begin_array();
  for (const Column& column : example.columns) {
    json.begin_compact().begin_object();
    json.key("name").string(column.name);
    json.key("values").begin_array();
    for (const std::optional<Rational>& value : column.values) {
      if (value)
        json.string(exact_text(*value));
      else
        json.null();
    }
    json.end_array();
    json.end_object().end_compact();
  }
  json.end_array();
}

void write_matrices(JsonWriter& json, const Counterexample& example) {
  json.key("matrices").begin_array();
  for (const NamedMatrix& matrix : example.matrices) {
    json.begin_object();
    json.key("name").string(matrix.name);
    json.key("rows").strings(matrix.rows);
    json.key("columns").strings(matrix.columns);
    json.key("cells").begin_array();
    for (const std::vector<Rational>& row : matrix.cells) write_fractions(json, row);
    json.end_array();
    json.end_object();
  }
  json.end_array();
}

void write_example(JsonWriter& json, const Counterexample& example) {
  const Statement& statement = example.statement;
  json.begin_object();
  json.key("id").string(statement.id);
  json.key("law").string(statement.law);
  json.key("claim").string(statement.claim);
  json.key("dropped").string(statement.dropped);
  json.key("means").string(statement.means);
  write_size(json, "size", example.search.size);
  json.key("search").begin_object();
  write_size(json, "box", example.search.box);
  json.key("candidates").string(example.search.candidates);
  json.key("smaller").number(example.search.smaller);
  json.key("same_size").number(example.search.same_size);
  json.end_object();
  if (example.matrices.empty()) write_table(json, example);
  write_models(json, example);
  write_columns(json, example);
  write_matrices(json, example);
  write_side(json, "left", example.left);
  write_side(json, "right", example.right);
  json.key("laws").begin_array();
  for (const auto& [name, verdict] : example.law) {
    json.begin_compact().begin_object();
    json.key("law").string(name);
    json.key("holds").boolean(verdict.truth == Truth::holds);
    json.end_object().end_compact();
  }
  json.end_array();
  json.end_object();
}

}  // namespace

std::string counterexample_json(const std::vector<CheckedCounterexample>& found) {
  JsonWriter json;
  json.begin_object();
  json_parts::write_head(json, "sidproof.counterexample/1");
  json.key("counterexamples").begin_array();
  for (const CheckedCounterexample& checked : found) write_example(json, checked.example);
  json.end_array();
  return json_parts::finish(json, 0);
}

}  // namespace sidproof
