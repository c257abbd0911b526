// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include "io/json/json_readers.hpp"
#include "io/json/json_rows.hpp"

namespace sidproof {
namespace {

constexpr std::string_view kName = "index-json";

// The strings of a list as far as it was sniffed.
std::vector<std::string> strings_of(std::string_view list) {
  std::vector<std::string> strings;
  for (std::size_t quote = list.find('"'); quote != std::string_view::npos;
       quote = list.find('"', quote + 1)) {
    const std::size_t begin = ++quote;
    while (quote < list.size() && list[quote] != '"') quote += list[quote] == '\\' ? 2U : 1U;
    if (quote >= list.size()) break;
    strings.push_back(sniffed_text(list.substr(begin, quote - begin)));
  }
  return strings;
}

bool is_piece(std::string_view token) {
  return token.size() > 2 && token.front() == '<' && token.back() == '>';
}

// What a token is without its numbers: "a_" of "a_12".
std::string stem(std::string_view token) {
  std::string letters;
  for (const char c : token)
    if (c < '0' || c > '9') letters += c;
  return letters;
}

// Tokens without brackets: all numbers, or with letters that differ from position to
// position and are the same in all lists; at most one token more in some lists, which
// tells collisions apart.
bool are_positions(const std::vector<std::vector<std::string>>& lists) {
  const auto by_size = [](const auto& one, const auto& other) { return one.size() < other.size(); };
  const auto [shortest, longest] = std::ranges::minmax_element(lists, by_size);
  if (shortest->size() < 2 || longest->size() - shortest->size() > 1) return false;
  std::vector<std::string> stems;
  for (const std::string& token : *longest) stems.push_back(stem(token));
  const bool numbers = std::ranges::all_of(stems, &std::string::empty);
  const std::set<std::string> distinct(stems.begin(), stems.end());
  if (!numbers && distinct.size() != stems.size()) return false;
  return std::ranges::all_of(lists, [&](const std::vector<std::string>& list) {
    for (std::size_t j = 0; j < list.size(); ++j)
      if (stem(list[j]) != stems[j] || stems[j].size() == list[j].size()) return false;
    return true;
  });
}

// Lists of strings; what the first list that is not empty holds decides.
Acceptance accepts(const Sniff& sniff) {
  const JsonShape& json = sniff.json;
  const JsonMember* list = first_list(json);
  if (list == nullptr || (list->first != JsonKind::string && list->first != JsonKind::none))
    return Match::no;
  if (keys_are_words(json)) return Acceptance::near_miss("its keys are words and no item ids");
  std::vector<std::vector<std::string>> lists;
  for (const JsonMember& member : json.members)
    if (member.kind == JsonKind::array && member.first != JsonKind::none)
      lists.push_back(strings_of(member.text));
  if (lists.empty()) return Match::possible;  // items without tokens: the audit says so
  if (!lists.front().empty() && is_piece(lists.front().front())) return Match::certain;
  if (keys_are_sids(json)) return Acceptance::near_miss("its keys are SIDs and no item ids");
  if (are_positions(lists)) return Match::possible;
  return Acceptance::near_miss(
      "the strings are not in angle brackets and do not show their positions: they may be the "
      "tokens of an item or the items of a user");
}

Result<Table> read(const MappedFile& file, const ReadOptions& options, Progress& progress) {
  Result<Table> table = read_lists(file, kName, ListOf::texts, options, progress, read_texts);
  if (!table || !options.format.empty()) return table;
  const auto all_pieces = [](const Alphabet& alphabet) {
    for (std::uint32_t token = 0; token < alphabet.size(); ++token)
      if (!is_piece(alphabet.text(token))) return false;
    return true;
  };
  if (std::ranges::all_of(table->alphabets, all_pieces)) return table;
  if (Result<void> lengths = check_lengths(*table, file); !lengths)
    return tl::unexpected(std::move(lengths.error()));
  return table;
}

}  // namespace

const Reader& index_json_reader() {
  static const Reader reader{
      {kName, "{\"0\": [\"<a_3>\", \"<b_1>\"], ...} (*.index.json, id2sid.json)"}, accepts, read};
  return reader;
}

}  // namespace sidproof
