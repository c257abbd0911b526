// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <string>

#include "io/json/json_readers.hpp"
#include "io/json/json_rows.hpp"

namespace sidproof {
namespace {

constexpr std::string_view kName = "sid2pid-json";
constexpr std::uint64_t kBase = 8192;

bool is_number(std::string_view text) {
  return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos &&
         (text.size() == 1 || text.front() != '0');
}

Acceptance accepts(const Sniff& sniff) {
  const JsonShape& json = sniff.json;
  if (json.root != JsonKind::object || json.several_documents) return Match::no;
  const auto filled =
      std::find_if(json.members.begin(), json.members.end(), [](const JsonMember& member) {
        return member.kind != JsonKind::array || member.first != JsonKind::none;
      });
  if (filled == json.members.end() || filled->first != JsonKind::object || !is_number(filled->key))
    return Match::no;
  return std::any_of(filled->members.begin(), filled->members.end(),
                     [](const JsonMember& member) { return member.key == "pid"; })
             ? Match::certain
             : Match::no;
}

// The digits of a key in base 8192. The published packing says that codes lie in
// [0, 8192], both included, and with 8192 it is not one-to-one.
struct Packed {
  std::array<std::uint32_t, 3> codes{};
  bool ambiguous = false;  // a code 8192 further right would give the same key
};

bool unpack(std::string_view key, Packed& packed) {
  std::uint64_t number = 0;
  const auto [end, error] = std::from_chars(key.data(), key.data() + key.size(), number);
  if (error != std::errc{} || end != key.data() + key.size()) return false;
  const std::uint64_t first = number / (kBase * kBase);
  const std::uint64_t second = number / kBase % kBase;
  const std::uint64_t third = number % kBase;
  if (first > kBase) return false;
  packed.codes = {static_cast<std::uint32_t>(first), static_cast<std::uint32_t>(second),
                  static_cast<std::uint32_t>(third)};
  packed.ambiguous = (third == 0 && (second > 0 || first > 0)) || (second == 0 && first > 0);
  return true;
}

struct Counts {
  std::uint64_t empty = 0;      // keys without an item
  std::uint64_t ambiguous = 0;  // keys that a code 8192 would make ambiguous
  std::uint64_t full = 0;       // keys whose first code is 8192
};

bool read_pid(JsonInput& input, TableBuilder& builder, const Packed& packed,
              JsonInput::Value& record) {
  const char* where = JsonInput::raw(record).data();
  bool any = false;
  JsonInput::Object fields;
  const bool read =
      input.object(record, "an object with a \"pid\"", fields) &&
      input.members(fields, [&](std::string_view key, const char*, JsonInput::Value& field) {
        if (key != "pid") return input.skip(field);
        any = true;
        std::string_view pid;
        if (!input.id(field, "an item id", pid)) return false;
        builder.row(pid, input.byte(where));
        for (const std::uint32_t code : packed.codes) builder.code(code);
        return true;
      });
  return read && (any || input.fail(ErrorCode::malformed, where, "a record has no \"pid\""));
}

void add_findings(const Counts& counts, Table& table) {
  if (counts.empty > 0)
    table.findings.push_back({Finding::Kind::skipped_rows,
                              std::to_string(counts.empty) + " keys have no item", counts.empty});
  if (counts.full > 0) {
    table.findings.push_back(
        {Finding::Kind::out_of_codebook,
         "code 8192 is in use (" + std::to_string(counts.full) +
             " keys): with it the packing is not one-to-one, " + std::to_string(counts.ambiguous) +
             " keys may stand for other codes than the ones shown, and sequences may have been "
             "merged when the file was made",
         counts.full});
  } else if (counts.ambiguous > 0) {
    table.findings.push_back(
        {Finding::Kind::other,
         std::to_string(counts.ambiguous) +
             " keys hold a code 0 behind a larger one: they are unpacked for codes below 8192; "
             "if code 8192 is in use, they are ambiguous",
         counts.ambiguous});
  }
}

Result<Table> read(const MappedFile& file, const ReadOptions& options, Progress& progress) {
  JsonInput input(file, progress);
  TableBuilder builder(file, kName, options);
  JsonInput::Object root;
  Counts counts;
  const auto member = [&](std::string_view key, const char* where, JsonInput::Value& value) {
    Packed packed;
    if (!is_number(key) || !unpack(key, packed))
      return input.fail(ErrorCode::malformed, where,
                        "the key is not c1 * 8192^2 + c2 * 8192 + c3 of codes up to 8192");
    counts.ambiguous += packed.ambiguous ? 1U : 0U;
    counts.full += packed.codes[0] == kBase ? 1U : 0U;
    bool any = false;
    const bool read = input.elements(value, "a list of items", [&](JsonInput::Value& record) {
      any = true;
      return read_pid(input, builder, packed, record);
    });
    counts.empty += read && !any ? 1U : 0U;
    return read;
  };
  if (!input.open(root) || !input.items(root, member) || !input.close())
    return tl::unexpected<Error>(input.take_error());
  Result<Table> table = builder.finish();
  if (table) add_findings(counts, *table);
  return table;
}

}  // namespace

const Reader& sid2pid_json_reader() {
  static const Reader reader{
      {kName, "{\"201334786\": [{\"pid\": 1000}], ...}: packed SID to items (OpenOneRec)"},
      accepts,
      read};
  return reader;
}

}  // namespace sidproof
