// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <limits>
#include <optional>
#include <set>
#include <tuple>
#include <utility>

#include "base/progress.hpp"
#include "io/arrays/safetensors.hpp"
#include "io/files/byte_reader.hpp"
#include "io/json/json_input.hpp"
#include "io/tables/table_builder.hpp"

namespace sidproof {
namespace {

constexpr std::uint64_t most_header = 100'000'000;  // the limit of the format's own library

std::optional<std::uint64_t> bytes_of(std::string_view dtype) {
  constexpr std::pair<std::string_view, std::uint64_t> known[] = {
      {"BOOL", 1}, {"U8", 1},  {"I8", 1},  {"F8_E5M2", 1}, {"F8_E4M3", 1},
      {"I16", 2},  {"U16", 2}, {"F16", 2}, {"BF16", 2},    {"I32", 4},
      {"U32", 4},  {"F32", 4}, {"F64", 8}, {"I64", 8},     {"U64", 8}};
  for (const auto& [name, bytes] : known)
    if (dtype == name) return bytes;
  return std::nullopt;
}

class HeaderReader {
 public:
  explicit HeaderReader(const MappedFile& file) : file_(file), json_(file, Progress::none()) {}

  Result<std::vector<SafetensorsEntry>> read() {
    ByteReader reader(file_.bytes());
    const auto length = reader.take<std::uint64_t>();
    if (!length)
      return malformed("a .safetensors file begins with the 8 bytes of its header's length", 0,
                       "the file may be truncated");
    if (*length > most_header || *length > reader.left())
      return malformed(
          "the header would be " + std::to_string(*length) + " bytes long, " +
              (*length > most_header ? "the format allows 100000000"
                                     : "the file has " + std::to_string(reader.left()) + " left"),
          0, "the file is no .safetensors file, or was cut short");
    const std::string_view header = *reader.take_bytes(*length);
    data_ = reader.at();
    if (!header.starts_with('{'))
      return malformed("the header does not begin with '{'", sizeof *length,
                       "the file is no .safetensors file");
    JsonInput::Object root;
    const bool read =
        json_.open_part(header, root) &&
        json_.members(root,
                      [this](std::string_view key, const char* where, JsonInput::Value& value) {
                        return member(std::string(key), where, value);
                      }) &&
        json_.close();
    if (!read) {
      Error error = json_.take_error();
      error.where.line.reset();  // of a binary file
      return tl::unexpected(std::move(error));
    }
    if (auto filled = check_layout(); !filled) return tl::unexpected(filled.error());
    return std::move(entries_);
  }

 private:
  tl::unexpected<Error> malformed(std::string what, std::uint64_t byte,
                                  std::string hint = {}) const {
    return fail(ErrorCode::malformed, std::move(what), {file_.path(), {}, byte}, std::move(hint));
  }

  bool member(std::string key, const char* where, JsonInput::Value& value) {
    if (!names_.insert(key).second)
      return json_.fail(ErrorCode::malformed, where,
                        "the name " + sidproof::quoted(key) + " stands in the header twice");
    if (key == "__metadata__") return metadata(value);
    SafetensorsEntry entry;
    entry.name = std::move(key);
    entry.where = json_.byte(where);
    JsonInput::Object object;
    std::set<std::string_view> seen;
    bool dtype_known = true;
    const bool read =
        json_.object(value, "an object with dtype, shape and data_offsets", object) &&
        json_.members(object, [&](std::string_view name, const char* at, JsonInput::Value& inner) {
          const std::string_view known =
              name == "dtype" ? "dtype" : (name == "shape" ? "shape" : "data_offsets");
          if (name != known)
            return json_.fail(ErrorCode::malformed, at,
                              "the tensor " + sidproof::quoted(entry.name) +
                                  " has the unknown member " + sidproof::quoted(name));
          if (!seen.insert(known).second)
            return json_.fail(ErrorCode::malformed, at,
                              "the tensor " + sidproof::quoted(entry.name) + " has two members " +
                                  sidproof::quoted(name));
          if (known == "shape") return numbers(inner, entry.shape);
          if (known == "data_offsets") return offsets(inner, entry);
          std::string_view text;
          if (!json_.string(inner, "a dtype", text)) return false;
          entry.dtype = text;
          dtype_known = bytes_of(text).has_value();
          return dtype_known ||
                 json_.fail(ErrorCode::unsupported, at,
                            "the tensor " + sidproof::quoted(entry.name) + " has the dtype " +
                                sidproof::quoted(text) + ", which is not known");
        });
    if (!read) return false;
    if (seen.size() != 3)
      return json_.fail(
          ErrorCode::malformed, where,
          "the tensor " + sidproof::quoted(entry.name) + " lacks dtype, shape or data_offsets");
    return consistent(entry, where) && (entries_.push_back(std::move(entry)), true);
  }

  bool metadata(JsonInput::Value& value) {
    JsonInput::Object object;
    return json_.object(value, "an object of texts", object) &&
           json_.members(object, [&](std::string_view, const char*, JsonInput::Value& text) {
             std::string_view ignored;
             return json_.string(text, "a text", ignored);
           });
  }

  bool numbers(JsonInput::Value& value, std::vector<std::size_t>& out) {
    return json_.elements(value, "a list of integers", [&](JsonInput::Value& element) {
      std::uint64_t number = 0;
      if (element.get_uint64().get(number) != simdjson::SUCCESS)
        return json_.fail_type(element, "an integer from 0 to 2^64 - 1");
      out.push_back(number);
      return true;
    });
  }

  bool offsets(JsonInput::Value& value, SafetensorsEntry& entry) {
    const char* const where = JsonInput::raw(value).data();
    std::vector<std::size_t> pair;
    if (!numbers(value, pair)) return false;
    if (pair.size() != 2 || pair[0] > pair[1])
      return json_.fail(ErrorCode::malformed, where,
                        "the tensor " + sidproof::quoted(entry.name) +
                            " has data_offsets that are not [begin, end]");
    const std::uint64_t held = file_.bytes().size() - data_;
    if (pair[1] > held)
      return json_.fail(ErrorCode::malformed, where,
                        "the tensor " + sidproof::quoted(entry.name) + " ends at byte " +
                            std::to_string(pair[1]) + " behind the header, the file has " +
                            std::to_string(held),
                        "the file may be truncated");
    entry.begin = data_ + pair[0];
    entry.end = data_ + pair[1];
    return true;
  }

  bool consistent(const SafetensorsEntry& entry, const char* where) {
    std::uint64_t bytes = *bytes_of(entry.dtype);
    bool fits = true;
    for (const std::size_t extent : entry.shape) {
      if (extent != 0 && bytes > std::numeric_limits<std::uint64_t>::max() / extent) fits = false;
      bytes *= extent;
    }
    if (std::find(entry.shape.begin(), entry.shape.end(), 0U) != entry.shape.end()) {
      bytes = 0;
      fits = true;
    }
    if (fits && bytes == entry.end - entry.begin) return true;
    return json_.fail(ErrorCode::malformed, where,
                      "the tensor " + sidproof::quoted(entry.name) + " has " +
                          std::to_string(entry.end - entry.begin) + " bytes, its shape needs " +
                          (fits ? std::to_string(bytes) : "more than 2^64"));
  }

  // Sorts by place: each tensor has to begin where the one before it ends.
  Result<void> check_layout() {
    std::sort(entries_.begin(), entries_.end(),
              [](const SafetensorsEntry& a, const SafetensorsEntry& b) {
                return std::tie(a.begin, a.end, a.name) < std::tie(b.begin, b.end, b.name);
              });
    std::uint64_t at = data_;
    for (const SafetensorsEntry& entry : entries_) {
      if (entry.begin != at)
        return malformed("the tensor " + sidproof::quoted(entry.name) + " begins at byte " +
                             std::to_string(entry.begin) + " of the file, " +
                             (entry.begin > at ? "the one before it ends"
                                               : "inside the one before it, which ends") +
                             " at " + std::to_string(at),
                         entry.where, "values must fill the file without holes or overlaps");
      at = entry.end;
    }
    if (at != file_.bytes().size())
      return malformed(
          std::to_string(file_.bytes().size() - at) + " bytes follow the last tensor's values", at,
          "values must fill the file without holes or overlaps");
    return {};
  }

  const MappedFile& file_;
  JsonInput json_;
  std::uint64_t data_ = 0;
  std::set<std::string> names_;
  std::vector<SafetensorsEntry> entries_;
};

}  // namespace

Result<std::vector<SafetensorsEntry>> read_safetensors(const MappedFile& file) {
  return HeaderReader(file).read();
}

}  // namespace sidproof
