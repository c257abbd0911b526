// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>
#include <simdjson.h>

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "io/files/line_reader.hpp"
#include "io/interactions/column_names.hpp"
#include "io/interactions/interaction_readers.hpp"
#include "io/interactions/label_text.hpp"
#include "io/interactions/not_interactions.hpp"
#include "io/json/json_shape.hpp"
#include "io/json/json_text.hpp"
#include "io/tables/table_builder.hpp"
#include "io/text/list_text.hpp"

namespace sidproof {
namespace {

namespace dom = simdjson::dom;

constexpr std::string_view kName = "example-json";

/// The members of the object that a file starts with, alone or in an array.
std::vector<JsonMember> first_object(const Sniff& sniff) {
  if (sniff.json.root != JsonKind::array) return sniff.json.members;
  const std::size_t open = sniff.head.find('[');
  const JsonShape inside = sniff_json(sniff.head.substr(open + 1));
  return inside.root == JsonKind::object ? inside.members : std::vector<JsonMember>();
}

bool accepts(const Sniff& sniff) {
  std::vector<std::string_view> keys;
  for (const JsonMember& member : first_object(sniff)) keys.push_back(member.key);
  return name_columns(keys).examples();
}

/// What the fields of an example are called; empty: there is none.
struct Fields {
  std::string history;
  std::string target;
  std::string split;
};

class ExampleParser {
 public:
  ExampleParser(const MappedFile& file, Split split) : file_(file), split_(split) {}

  Result<Interactions> parse() {
    Sniff sniff(file_);
    Result<void> done = sniff.json.root == JsonKind::array ? whole_array() : lines();
    if (!done) return tl::unexpected(std::move(done.error()));
    interactions_.path = file_.path();
    interactions_.format = kName;
    return std::move(interactions_);
  }

 private:
  Result<void> whole_array() {
    dom::parser parser;
    dom::array objects;
    const std::string_view bytes = without_mark(file_.bytes());
    const auto error = parser.parse(bytes.data(), bytes.size(), false).get(objects);
    if (error == simdjson::CAPACITY || error == simdjson::MEMALLOC)
      return fail(ErrorCode::too_large, "the JSON document is larger than 4 GiB",
                  {file_.path(), {}, {}}, "write JSON lines instead");
    if (error != simdjson::SUCCESS)
      return fail(ErrorCode::malformed,
                  fmt::format("not a JSON array: {}", simdjson::error_message(error)),
                  {file_.path(), {}, {}}, "write JSON lines: their errors have a line");
    std::uint64_t number = 0;
    for (const dom::element element : objects) {
      Result<void> done = example(element, {file_.path(), {}, {}});
      if (!done) {
        Error failed = std::move(done.error());
        failed.what += fmt::format(" (element {} of the array, counted from 0)", number);
        return tl::unexpected(std::move(failed));
      }
      ++number;
    }
    return {};
  }

  Result<void> lines() {
    dom::parser parser;
    LineReader reader(file_.bytes());
    while (reader.next()) {
      const Location where{file_.path(), reader.number(), reader.byte()};
      dom::element element;
      const auto error = parser.parse(reader.text().data(), reader.text().size()).get(element);
      if (error != simdjson::SUCCESS)
        return fail(ErrorCode::malformed,
                    fmt::format("the line is not JSON: {}", simdjson::error_message(error)), where);
      if (Result<void> done = example(element, where); !done) return done;
    }
    return {};
  }

  /// Finds the fields by the object's keys, which most often are those of the one before.
  Result<void> name_fields(const dom::object& object, const Location& where) {
    std::vector<std::string_view> keys;
    for (const auto& field : object) keys.push_back(field.key);
    if (std::equal(keys.begin(), keys.end(), keys_.begin(), keys_.end())) return {};
    keys_.assign(keys.begin(), keys.end());
    const NamedColumns named = name_columns(keys);
    if (!named.conflict.empty())
      return fail(ErrorCode::malformed, named.conflict, where,
                  "leave out or rename the field that is not");
    const auto key = [&](std::optional<std::size_t> place) {
      return place ? keys_[*place] : std::string();
    };
    fields_ = {key(named.history), key(named.item), key(named.split)};
    SplitOrigin origin;
    if (named.split) origin = {SplitOrigin::By::file, fields_.split, {}};
    if (!interactions_.examples.empty() && origin != interactions_.split_origin)
      return fail(ErrorCode::malformed,
                  "some examples name their split and others do not, or by another field", where,
                  "give the field to all of them, or to none");
    interactions_.split_origin = origin;
    return {};
  }

  Result<void> example(const dom::element& element, const Location& where) {
    const auto broken = [&](const char* what) {
      return fail(ErrorCode::malformed, what, where,
                  "an example is {\"history\": [item, ...], \"target\": item}");
    };
    dom::object object;
    if (element.get(object) != simdjson::SUCCESS) return broken("an example is not an object");
    if (Result<void> named = name_fields(object, where); !named) return named;
    dom::element history;
    dom::element target;
    if (fields_.history.empty() || fields_.target.empty() ||
        object[fields_.history].get(history) != simdjson::SUCCESS ||
        object[fields_.target].get(target) != simdjson::SUCCESS)
      return broken("the history or the target is missing");
    Split split = split_;
    if (Result<void> read = read_split(object, where, split); !read) return read;
    const std::uint64_t begin = interactions_.events.size();
    if (!add_history(history)) return broken("the history is no list of strings or integers");
    const std::optional<std::string> item = scalar_text(target);
    if (!item) return broken("the target is neither a string nor an integer");
    interactions_.examples.push_back(
        {begin, interactions_.events.size(), interactions_.items.intern(*item), split});
    return add_hit(object, where);
  }

  bool add_history(const dom::element& history) {
    dom::array items;
    if (history.get(items) == simdjson::SUCCESS) {
      for (const dom::element item : items) {
        const std::optional<std::string> text = scalar_text(item);
        if (!text) return false;
        interactions_.events.push_back(interactions_.items.intern(*text));
      }
      return true;
    }
    std::string_view text;
    if (history.get(text) != simdjson::SUCCESS) return false;
    if (text.empty()) return true;
    const Result<std::vector<ListElement>> list = parse_list_text(text);
    if (!list) return false;
    for (const ListElement& item : *list)
      interactions_.events.push_back(interactions_.items.intern(item.text));
    return true;
  }

  Result<void> read_split(const dom::object& object, const Location& where, Split& split) const {
    if (fields_.split.empty()) return {};
    dom::element value;
    std::string_view text;
    std::optional<Split> parsed;
    if (object[fields_.split].get(value) == simdjson::SUCCESS &&
        value.get(text) == simdjson::SUCCESS)
      parsed = parse_split(text);
    if (!parsed)
      return fail(
          ErrorCode::malformed,
          fmt::format("the field {} is the name of no split", sidproof::quoted(fields_.split)),
          where, split_words_hint);
    split = *parsed;
    return {};
  }

  Result<void> add_hit(const dom::object& object, const Location& where) {
    dom::element value;
    const bool has = object["hit"].get(value) == simdjson::SUCCESS;
    if (interactions_.examples.size() == 1) with_hits_ = has;
    if (has != with_hits_)
      return fail(ErrorCode::malformed, "some examples have the field hit and others have none",
                  where);
    if (!has) return {};
    bool hit = false;
    std::optional<bool> parsed;
    if (value.get(hit) == simdjson::SUCCESS) {
      parsed = hit;
    } else if (const std::optional<std::string> text = scalar_text(value)) {
      parsed = parse_hit(*text);
    }
    if (!parsed)
      return fail(ErrorCode::malformed, "the field hit is none of true, false, 1 and 0", where);
    interactions_.hits.push_back(*parsed);
    return {};
  }

  const MappedFile& file_;
  Split split_;
  std::vector<std::string> keys_;  ///< of the object before
  Fields fields_;
  bool with_hits_ = false;
  Interactions interactions_;
};

Result<Interactions> read(const MappedFile& file, Split split) {
  return ExampleParser(file, split).parse();
}

}  // namespace

const InteractionReader& example_json_reader() {
  static const InteractionReader reader{
      kName, "JSON array or lines of {\"history\": [...], \"target\": item, \"hit\": 0 or 1}",
      accepts, read};
  return reader;
}

}  // namespace sidproof
