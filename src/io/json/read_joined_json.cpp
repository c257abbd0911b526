// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <cctype>
#include <optional>
#include <string>

#include "io/json/json_readers.hpp"
#include "io/json/json_rows.hpp"
#include "io/json/json_shape.hpp"
#include "io/tables/table_builder.hpp"
#include "io/text/sid_text.hpp"

namespace sidproof {
namespace {

constexpr std::string_view kName = "joined-json";

bool has_digit(std::string_view text) {
  return text.find_first_of("0123456789") != std::string_view::npos;
}

bool names_a_sid(std::string_view prefix) {
  std::string lower(prefix);
  std::ranges::transform(lower, lower.begin(), [](unsigned char c) { return std::tolower(c); });
  constexpr std::array kWords{"sid", "sem", "item", "code", "tok"};
  return std::ranges::any_of(
      kWords, [&](const char* word) { return lower.find(word) != std::string::npos; });
}

// How sure the writing of SIDs makes us: numbers between points, colons, slashes and
// hyphens are versions, times and dates as well, and words before them could be any.
Acceptance judge(const SidText& sid) {
  switch (sid.form) {
    case SidForm::pieces: return Match::certain;
    case SidForm::prefixed:
      if (names_a_sid(sid.prefix)) return Match::certain;
      return Acceptance::near_miss("nothing tells that " +
                                   sidproof::quoted(sid.prefix + sid.tokens.front().text) +
                                   "... is a semantic ID");
    case SidForm::list:
    case SidForm::separate: return Match::possible;
    case SidForm::joined:
      if (sid.separator == '_') return Match::possible;
      return Acceptance::near_miss("numbers joined by '" + std::string(1, sid.separator) +
                                   "' may be dates, times or versions");
    case SidForm::single: break;
  }
  return Acceptance::near_miss("the strings are single words");
}

// Strings that are SIDs, all written in one way.
Acceptance accepts(const Sniff& sniff) {
  const JsonShape& json = sniff.json;
  if (!is_one_object(json)) return Match::no;
  const auto is_string = [](const JsonMember& member) { return member.kind == JsonKind::string; };
  const auto is_filled = [&](const JsonMember& member) {
    return !is_string(member) || !member.text.empty();
  };
  const auto filled = std::ranges::find_if(json.members, is_filled);
  if (filled == json.members.end() || !is_string(*filled)) return Match::no;
  if (keys_are_words(json)) return Acceptance::near_miss("its keys are words and no item ids");
  SidReading reading;
  std::optional<SidText> longest;
  for (const JsonMember& member : json.members) {
    if (!is_string(member) || member.text.empty()) continue;
    const bool cut =
        member.text.data() + member.text.size() >= sniff.head.data() + sniff.head.size();
    if (cut) break;
    const std::string text = sniffed_text(member.text);
    if (const auto tokens = reading.read(text); !tokens)
      return Acceptance::near_miss(tokens.error().what);
    if (!has_digit(text) && reading.last().form != SidForm::pieces)
      return Acceptance::near_miss(sidproof::quoted(text) + " is no semantic ID");
    if (!longest || reading.last().tokens.size() > longest->tokens.size()) longest = reading.last();
  }
  return longest ? judge(*longest) : Acceptance(Match::no);
}

Result<Table> read(const MappedFile& file, const ReadOptions& options, Progress& progress) {
  SidReading reading;
  const bool named = !options.format.empty();
  return read_items(
      file, kName, options, progress,
      [&](JsonInput& input, TableBuilder& builder, JsonInput::Value& value) {
        const char* where = JsonInput::raw(value).data();
        std::string_view text;
        if (!input.string(value, "the tokens in one string", text)) return false;
        if (text.empty()) return true;
        const auto tokens = reading.read(text);
        if (!tokens)
          return input.fail(tokens.error().code, where, tokens.error().what, tokens.error().hint);
        if (!named && !has_digit(text) && reading.last().form != SidForm::pieces)
          return input.fail(ErrorCode::malformed, where, quoted(text) + " is no semantic ID",
                            "if words are tokens, add --format joined-json");
        for (const SidToken& token : **tokens) builder.text(token.text);
        return true;
      });
}

}  // namespace

const Reader& joined_json_reader() {
  static const Reader reader{
      {kName, "{\"0\": \"<L0_3> <L1_1>\", ...}, {\"B001\": \"SID_3_1\", ...}: SIDs as text"},
      accepts,
      read};
  return reader;
}

}  // namespace sidproof
