// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include <cstddef>
#include <map>
#include <nlohmann/json.hpp>
#include <stdexcept>

#include "oracle/oracle_case.hpp"

namespace sidproof {
namespace {

void write_list(std::string& text, SequenceView tokens) {
  text += '[';
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    if (i != 0) text += ',';
    text += std::to_string(tokens[i]);
  }
  text += ']';
}

// The first cell of the row of a prefix, counted here by hand: if the shape's own
// row_of() were wrong, the oracle would be told the truth.
std::size_t first_cell(const CascadedShape& shape, SequenceView prefix) {
  const CodeSpace& space = shape.space();
  std::size_t cell = 0;
  std::size_t prefixes = 1;
  for (std::size_t j = 0; j < prefix.size(); ++j) {
    cell += prefixes * space.alphabet(j);
    prefixes *= space.alphabet(j);
  }
  std::size_t number = 0;
  for (std::size_t j = 0; j < prefix.size(); ++j) number = number * space.alphabet(j) + prefix[j];
  return cell + number * space.alphabet(prefix.size());
}

std::size_t first_cell(const ParallelShape& shape, SequenceView prefix) {
  std::size_t cell = 0;
  for (std::size_t j = 0; j < prefix.size(); ++j) cell += shape.space().alphabet(j);
  return cell;
}

std::size_t first_cell(const MarkovShape& shape, SequenceView prefix) {
  const CodeSpace& space = shape.space();
  if (prefix.empty()) return 0;
  std::size_t cell = space.alphabet(0);
  for (std::size_t j = 1; j < prefix.size(); ++j)
    cell += std::size_t{space.alphabet(j - 1)} * space.alphabet(j);
  return cell + std::size_t{prefix.back()} * space.alphabet(prefix.size());
}

template <class S>
void write_rows(std::string& text, const S& shape, const std::vector<std::vector<Ratio>>& cells) {
  bool first = true;
  const auto row = [&](std::size_t x, SequenceView prefix, std::span<const Ratio> entries) {
    text += first ? "[" : ",[";
    first = false;
    text += std::to_string(x) + ",";
    write_list(text, prefix);
    text += ",[";
    for (std::size_t t = 0; t < entries.size(); ++t)
      text += (t == 0 ? "\"" : ",\"") + std::to_string(entries[t].numerator) + "/" +
              std::to_string(entries[t].denominator) + "\"";
    text += "]]";
  };
  const CodeSpace& space = shape.space();
  for (std::size_t x = 0; x < cells.size(); ++x) {
    if (space.length() == 0) row(x, {}, {});  // tells the oracle that there is this history
    for (std::size_t j = 0; j < space.length(); ++j) {
      std::vector<std::uint32_t> alphabets = space.alphabets();
      alphabets.resize(j);
      CodeSpace(std::move(alphabets)).for_each([&](SequenceView prefix) {
        row(x, prefix, std::span(cells[x]).subspan(first_cell(shape, prefix), space.alphabet(j)));
      });
    }
  }
}

Ratio ratio_of(const nlohmann::json& value) {
  if (value.is_number_integer()) return {value.get<std::int64_t>(), 1};
  const auto text = value.get<std::string>();
  const std::size_t slash = text.find('/');
  if (slash == std::string::npos) return {std::stoll(text), 1};
  return {std::stoll(text.substr(0, slash)), std::stoll(text.substr(slash + 1))};
}

}  // namespace

std::string request_of(const OracleCase& drawn, std::uint64_t id) {
  std::string text = "{\"id\":" + std::to_string(id) + ",\"codebooks\":";
  write_list(text, drawn.space.alphabets());
  text += ",\"items\":[";
  for (std::size_t v = 0; v < drawn.codes.size(); ++v) {
    if (v != 0) text += ',';
    write_list(text, drawn.codes[v]);
  }
  text += "],\"rows\":[";
  std::visit([&](const auto& shape) { write_rows(text, shape, drawn.cells); }, drawn.shape);
  text += "],\"counts\":[";
  bool first = true;
  const auto count = [&](std::size_t x, std::size_t v, std::uint64_t n) {
    text += (first ? "[" : ",[") + std::to_string(x) + "," + std::to_string(v) + "," +
            std::to_string(n) + "]";
    first = false;
  };
  for (std::size_t x = 0; x < drawn.counts.size(); ++x) {
    for (std::size_t v = 0; v < drawn.counts[x].size(); ++v) {
      const std::uint64_t n = drawn.counts[x][v];
      // A pair may be repeated: its counts add up.
      const std::uint64_t part = (x + v + n) % 5 == 0 ? n / 2 : n;
      if (n != 0 || id % 2 == 0) count(x, v, part);
      if (part != n) count(x, v, n - part);
    }
  }
  return text + "]}";
}

OracleCase case_of_request(const std::string& request) {
  const nlohmann::json fields = nlohmann::json::parse(request);
  OracleCase read;
  read.kind = "given";
  read.space = CodeSpace(fields.at("codebooks").get<std::vector<std::uint32_t>>());
  read.codes = fields.at("items").get<std::vector<Sequence>>();
  const CascadedShape shape(read.space);
  for (const auto& row : fields.at("rows")) {
    const auto x = row.at(0).get<std::size_t>();
    const auto prefix = row.at(1).get<Sequence>();
    if (x > read.cells.size()) throw std::invalid_argument("histories come in order");
    if (x == read.cells.size()) read.cells.emplace_back(shape.cells());
    if (prefix.size() >= read.space.length() || !read.space.contains_prefix(prefix)) {
      if (prefix.empty()) continue;
      throw std::invalid_argument("a row outside the space");
    }
    const std::size_t begin = shape.row_begin(shape.row_of(prefix));
    if (row.at(2).size() > read.space.alphabet(prefix.size()))
      throw std::invalid_argument("a row longer than its codebook");
    for (std::size_t t = 0; t < row.at(2).size(); ++t)
      read.cells[x][begin + t] = ratio_of(row.at(2).at(t));
  }
  read.counts.assign(read.cells.size(), ItemCounts(read.codes.size(), 0));
  if (fields.contains("counts"))
    for (const auto& count : fields.at("counts"))
      read.counts.at(count.at(0).get<std::size_t>()).at(count.at(1).get<std::size_t>()) +=
          count.at(2).get<std::uint64_t>();
  read.shape = shape;
  return read;
}

}  // namespace sidproof
