// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>
#include <simdjson.h>

#include <boost/unordered/unordered_flat_set.hpp>
#include <string>
#include <utility>
#include <vector>

#include "io/interactions/interaction_readers.hpp"
#include "io/interactions/label_text.hpp"
#include "io/interactions/not_interactions.hpp"
#include "io/tables/table_builder.hpp"

namespace sidproof {
namespace {

namespace ondemand = simdjson::ondemand;

constexpr std::string_view kName = "inter-json";

bool is_id(JsonKind kind) { return kind == JsonKind::string || kind == JsonKind::integer; }

bool accepts(const Sniff& sniff) {
  if (sniff.json.root != JsonKind::object || sniff.json.several_documents) return false;
  if (sniff.json.members.empty()) return false;
  for (const JsonMember& member : sniff.json.members)
    if (member.kind != JsonKind::array || !(is_id(member.first) || member.first == JsonKind::none))
      return false;
  return true;
}

class InterJsonParser {
 public:
  explicit InterJsonParser(const MappedFile& file) : file_(file) {}

  Result<Interactions> parse() {
    const std::string_view bytes = without_mark(file_.bytes());
    const simdjson::padded_string_view padded(bytes.data(), bytes.size(),
                                              bytes.size() + file_.padding());
    ondemand::parser parser;
    ondemand::document document;
    if (const auto error = parser.iterate(padded).get(document); error != simdjson::SUCCESS)
      return broken(error, 0);
    ondemand::object users;
    if (const auto error = document.get_object().get(users); error != simdjson::SUCCESS)
      return broken(error, 0);
    for (auto field : users) {
      if (Result<void> done = user(field); !done) return tl::unexpected(std::move(done.error()));
    }
    const char* rest = nullptr;
    if (document.current_location().get(rest) == simdjson::SUCCESS)
      return broken(simdjson::TAPE_ERROR, byte_of(rest));
    if (repeated_ > 0)
      interactions_.notes.push_back(fmt::format(
          "{} user keys stand there again; each occurrence is a sequence of its own", repeated_));
    interactions_.path = file_.path();
    interactions_.format = kName;
    leave_one_out(interactions_, offsets_);
    return std::move(interactions_);
  }

 private:
  [[nodiscard]] tl::unexpected<Error> broken(simdjson::error_code error, std::size_t byte) const {
    if (error == simdjson::CAPACITY || error == simdjson::MEMALLOC)
      return fail(ErrorCode::too_large, "the JSON document is larger than 4 GiB",
                  {file_.path(), {}, {}}, "split it by users");
    return fail(
        ErrorCode::malformed,
        fmt::format("not the JSON that interactions are: {}", simdjson::error_message(error)),
        file_.at(std::min(byte, file_.bytes().size())),
        "an object {\"user\": [item, ...]} is wanted");
  }

  [[nodiscard]] std::size_t byte_of(const char* place) const {
    const char* const begin = file_.bytes().data();
    return place >= begin && place <= begin + file_.bytes().size()
               ? static_cast<std::size_t>(place - begin)
               : 0;
  }

  Result<void> user(simdjson::simdjson_result<ondemand::field>& field) {
    if (field.error() != simdjson::SUCCESS) return broken(field.error(), last_byte_);
    const ondemand::raw_json_string raw = field.key();
    last_byte_ = byte_of(raw.raw());
    std::string_view key;
    if (const auto error = field.unescaped_key().get(key); error != simdjson::SUCCESS)
      return broken(error, last_byte_);
    if (users_.empty() && (is_column_name(key) || parse_split(key)))
      return fail(
          ErrorCode::malformed,
          fmt::format("{} is the name of a column or a split, no user", quoted(key)),
          file_.at(last_byte_),
          "write {\"user\": [item, ...]}, or the columns as CSV: user_id,item_id,timestamp");
    if (!users_.insert(std::string(key)).second) ++repeated_;
    ondemand::array items;
    if (const auto error = field.value().get_array().get(items); error != simdjson::SUCCESS)
      return broken(error, last_byte_);
    for (auto item : items) {
      if (Result<void> done = event(item); !done) return done;
    }
    offsets_.push_back(interactions_.events.size());
    return {};
  }

  Result<void> event(simdjson::simdjson_result<ondemand::value> item) {
    ondemand::json_type type = ondemand::json_type::null;
    if (const auto error = item.type().get(type); error != simdjson::SUCCESS)
      return broken(error, last_byte_);
    std::string_view text;
    std::string number;
    if (type == ondemand::json_type::string) {
      if (const auto error = item.get_string().get(text); error != simdjson::SUCCESS)
        return broken(error, last_byte_);
    } else {
      std::int64_t value = 0;
      std::uint64_t large = 0;
      if (item.get_int64().get(value) == simdjson::SUCCESS) {
        number = std::to_string(value);
      } else if (item.get_uint64().get(large) == simdjson::SUCCESS) {
        number = std::to_string(large);
      } else {
        return fail(ErrorCode::malformed, "an item is neither a string nor an integer",
                    file_.at(last_byte_), "an object {\"user\": [item, ...]} is wanted");
      }
      text = number;
    }
    interactions_.events.push_back(interactions_.items.intern(text));
    return {};
  }

  const MappedFile& file_;
  Interactions interactions_;
  std::vector<std::uint64_t> offsets_ = {0};
  boost::unordered_flat_set<std::string> users_;
  std::uint64_t repeated_ = 0;
  std::size_t last_byte_ = 0;
};

Result<Interactions> read(const MappedFile& file, Split /*split*/) {
  return InterJsonParser(file).parse();
}

}  // namespace

const InteractionReader& inter_json_reader() {
  static const InteractionReader reader{kName, "JSON object {user: [items in order]}", accepts,
                                        read};
  return reader;
}

}  // namespace sidproof
