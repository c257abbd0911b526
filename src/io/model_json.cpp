// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "io/model_json.hpp"

#include <simdjson.h>

#include <cstdint>
#include <limits>
#include <set>
#include <stdexcept>
#include <utility>
#include <vector>

#include "io/files/mapped_file.hpp"

namespace sidproof {
namespace {

namespace dom = simdjson::dom;

constexpr std::string_view schema = "sidproof-model/1";
constexpr std::size_t most_cells = std::size_t{1} << 22U;
constexpr std::size_t most_positions = 4096;

constexpr const char* shape_names[] = {"cascaded", "parallel", "markov"};

constexpr std::size_t most_digits = 2000;

std::string row_name(const CascadedShape& shape, std::size_t row) {
  std::size_t length = 0;
  std::uint64_t number = row;
  for (; number >= *shape.space().prefixes(length); ++length)
    number -= *shape.space().prefixes(length);
  std::vector<std::uint32_t> alphabets = shape.space().alphabets();
  alphabets.resize(length);
  std::string name = "row " + std::to_string(row) + " (after the prefix";
  for (const std::uint32_t token : CodeSpace(std::move(alphabets)).sequence(number))
    name.append(" ").append(std::to_string(token));
  return name.append(length == 0 ? " of no tokens)" : ")");
}

std::string row_name(const ParallelShape& /*shape*/, std::size_t row) {
  return "row " + std::to_string(row) + " (position " + std::to_string(row) + ")";
}

std::string row_name(const MarkovShape& shape, std::size_t row) {
  std::size_t position = 0;
  std::size_t token = row;
  for (std::size_t rows = 1; token >= rows; rows = shape.space().alphabet(position++))
    token -= rows;
  std::string name = "row " + std::to_string(row) + " (position " + std::to_string(position);
  return position == 0 ? name + ")" : name + " after token " + std::to_string(token) + ")";
}

class ModelReader {
 public:
  explicit ModelReader(std::string name) : name_(std::move(name)) {}

  Result<AnyModel> read(std::string_view json) {
    dom::parser parser;
    dom::element root;
    if (const auto error = parser.parse(simdjson::padded_string(json)).get(root))
      return malformed(std::string("not valid JSON: ") + simdjson::error_message(error));
    dom::object object;
    if (root.get(object) != simdjson::SUCCESS) return malformed("a model must be a JSON object");
    std::set<std::string_view> seen;
    for (const auto& [key, value] : object) {
      if (!seen.insert(key).second) return malformed("member \"" + std::string(key) + "\" repeats");
      if (key == "schema") {
        schema_ = value;
      } else if (key == "shape") {
        shape_ = value;
      } else if (key == "alphabets") {
        alphabets_ = value;
      } else if (key == "rows" || key == "weights") {
        rows_ = value;
      } else {
        return malformed("unknown member \"" + std::string(key) + "\"");
      }
    }
    for (const char* key : {"schema", "shape", "alphabets"})
      if (!seen.contains(key)) return malformed(std::string("member \"") + key + "\" is missing");
    if (seen.contains("rows") == seen.contains("weights"))
      return malformed("exactly one of \"rows\" and \"weights\" is needed");
    are_weights_ = seen.contains("weights");
    std::string_view text;
    if (schema_.get(text) != simdjson::SUCCESS || text != schema)
      return malformed("the schema is not \"" + std::string(schema) + "\"");
    return by_shape();
  }

 private:
  tl::unexpected<Error> malformed(std::string what) const {
    return fail(ErrorCode::malformed, std::move(what), {name_, {}, {}}, "see docs/formats, models");
  }

  Result<AnyModel> by_shape() {
    Result<CodeSpace> space = read_space();
    if (!space) return tl::unexpected(space.error());
    std::string_view shape;
    if (shape_.get(shape) != simdjson::SUCCESS) return malformed("\"shape\" must be a text");
    try {
      if (shape == shape_names[0]) return table(CascadedShape(*std::move(space), most_cells));
      if (shape == shape_names[1]) return table(ParallelShape(*std::move(space)));
      if (shape == shape_names[2]) return table(MarkovShape(*std::move(space)));
    } catch (const std::length_error& error) {
      return too_large();
    }
    return malformed("unknown shape \"" + std::string(shape) + "\"");
  }

  tl::unexpected<Error> too_large() const {
    return fail(ErrorCode::too_large, "more than 4194304 conditionals or 4096 positions",
                {name_, {}, {}}, "use smaller alphabets or a parallel model");
  }

  Result<CodeSpace> read_space() const {
    dom::array list;
    if (alphabets_.get(list) != simdjson::SUCCESS) return malformed("\"alphabets\" must be a list");
    std::vector<std::uint32_t> sizes;
    std::uint64_t cells = 0;
    for (const dom::element element : list) {
      std::uint64_t size = 0;
      if (element.get(size) != simdjson::SUCCESS || size == 0)
        return malformed("alphabet sizes must be positive integers");
      // A Markov table has a row for every previous token.
      cells += size * (sizes.empty() ? 1 : sizes.back());
      if (size > most_cells || cells > most_cells || sizes.size() == most_positions)
        return too_large();
      sizes.push_back(static_cast<std::uint32_t>(size));
    }
    return CodeSpace(std::move(sizes));
  }

  template <Shape S>
  Result<AnyModel> table(S shape) const {
    dom::array rows;
    if (rows_.get(rows) != simdjson::SUCCESS) return malformed("the rows must be a list of lists");
    std::vector<FlintRational> cells;
    cells.reserve(shape.cells());
    std::size_t row = 0;
    for (const dom::element element : rows) {
      if (row == shape.rows()) return malformed("more rows than the shape has");
      const std::size_t width = shape.row_begin(row + 1) - shape.row_begin(row);
      const auto place = [&] { return row_name(shape, row); };
      dom::array entries;
      if (element.get(entries) != simdjson::SUCCESS) return malformed(place() + " is no list");
      if (entries.size() != width)
        return malformed(place() + " has " + std::to_string(entries.size()) +
                         " entries instead of " + std::to_string(width));
      FlintRational sum(0);
      std::size_t read = 0;
      for (const dom::element entry : entries) {
        Result<FlintRational> number = read_number(entry, place);
        if (!number) return tl::unexpected(number.error());
        sum += *number;
        cells.push_back(*std::move(number));
        // Unrelated denominators multiply: a short row could take hours to add up.
        if (++read % 64 == 0 && sum.text().size() > 2 * most_digits)
          return too_many_digits(place() + ": the sum");
      }
      if (are_weights_ && sum.sign() == 0) return malformed(place() + " has no weight");
      if (!are_weights_ && !(sum == FlintRational(1)))
        return malformed(place() + " sums to " + shortened(sum.text()) + " instead of 1");
      if (are_weights_)
        for (std::size_t cell = cells.size() - width; cell < cells.size(); ++cell)
          cells[cell] /= sum;
      ++row;
    }
    if (row != shape.rows())
      return malformed("only " + std::to_string(row) + " rows instead of " +
                       std::to_string(shape.rows()) + ": " + row_name(shape, row) + " is missing");
    return Tabular<FlintRational, S>(std::move(shape), std::move(cells));
  }

  tl::unexpected<Error> too_many_digits(std::string what) const {
    return fail(ErrorCode::too_large,
                std::move(what) + " has more than " + std::to_string(most_digits) + " digits",
                {name_, {}, {}}, "give the row common denominators, or weights");
  }

  static std::string shortened(std::string text) {
    return text.size() <= 40 ? text : text.substr(0, 40) + "...";
  }

  template <class Place>
  Result<FlintRational> read_number(const dom::element& entry, const Place& place) const {
    std::int64_t integer = 0;
    std::string_view text;
    FlintRational number;
    if (entry.get(integer) == simdjson::SUCCESS) {
      number = FlintRational(integer);
    } else if (!are_weights_ && entry.get(text) == simdjson::SUCCESS) {
      if (text.size() > 2 * most_digits) return too_many_digits(place() + ": a fraction");
      try {
        number = FlintRational::parse(text);
      } catch (const std::invalid_argument&) {
        return malformed(place() + ": \"" + shortened(std::string(text)) + "\" is no fraction");
      } catch (const std::overflow_error&) {
        return malformed(place() + ": a denominator is zero");
      }
    } else {
      return malformed(place() + (are_weights_ ? ": a weight is no integer"
                                               : ": an entry is no fraction in quotes"));
    }
    if (number.sign() < 0)
      return malformed(place() + ": " + shortened(number.text()) + " is negative");
    return number;
  }

  std::string name_;
  dom::element schema_;
  dom::element shape_;
  dom::element alphabets_;
  dom::element rows_;
  bool are_weights_ = false;
};

}  // namespace

Result<AnyModel> parse_model(std::string_view json, const std::string& name) {
  return ModelReader(name).read(json);
}

Result<AnyModel> read_model(const std::string& path) {
  const auto file = MappedFile::open(path);
  if (!file) return tl::unexpected(file.error());
  return parse_model(file->bytes(), path);
}

std::string model_json(const AnyModel& model) {
  return std::visit(
      [&](const auto& table) {
        std::string json = "{\"schema\": \"";
        json.append(schema).append("\", \"shape\": \"").append(shape_names[model.index()]);
        json.append("\",\n \"alphabets\": [");
        for (std::size_t j = 0; j < table.space().length(); ++j)
          json.append(j == 0 ? "" : ", ").append(std::to_string(table.space().alphabet(j)));
        json.append("],\n \"rows\": [");
        for (std::size_t row = 0; row < table.shape().rows(); ++row) {
          json.append(row == 0 ? "\n  [" : ",\n  [");
          bool first = true;
          for (const FlintRational& cell : table.row(row)) {
            json.append(first ? "\"" : ", \"").append(cell.text()).append("\"");
            first = false;
          }
          json.append("]");
        }
        return json.append("]}\n");
      },
      model);
}

}  // namespace sidproof
