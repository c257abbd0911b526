// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "io/interactions/column_names.hpp"

#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <span>

namespace sidproof {
namespace {

using Names = std::span<const std::string_view>;

constexpr std::array<std::string_view, 7> kUser = {"user_id",    "user",    "uid",       "userid",
                                                   "session_id", "session", "reviewerid"};
constexpr std::array<std::string_view, 6> kItem = {"item_id", "item",        "iid",
                                                   "itemid",  "parent_asin", "asin"};
constexpr std::array<std::string_view, 4> kTarget = {"target", "target_item_id", "target_item",
                                                     "next_item"};
constexpr std::array<std::string_view, 6> kHistory = {
    "history_item_id", "item_id_list", "history", "item_seq", "inters", "history_items"};
// Of an item it is the item's codes, of a target the history.
constexpr std::array<std::string_view, 1> kHistoryOfTarget = {"sequence"};
constexpr std::array<std::string_view, 6> kTime = {
    "timestamp", "time", "unixreviewtime", "unix_timestamp", "timestamp_ms", "ts"};
constexpr std::array<std::string_view, 1> kHit = {"hit"};
constexpr std::array<std::string_view, 5> kSplit = {"split", "set", "phase", "subset", "partition"};

std::optional<std::size_t> first_of(const std::vector<std::string>& names, Names wanted) {
  for (const std::string_view name : wanted) {
    const auto found = std::find(names.begin(), names.end(), name);
    if (found != names.end()) return static_cast<std::size_t>(found - names.begin());
  }
  return std::nullopt;
}

std::string two_of(std::string_view a, std::string_view b, std::string_view meaning) {
  return fmt::format("the columns {} and {} may both be the {}", a, b, meaning);
}

}  // namespace

std::string lower_case(std::string_view text) {
  std::string small(text);
  for (char& c : small)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return small;
}

NamedColumns name_columns(const std::vector<std::string_view>& written) {
  std::vector<std::string> names;
  names.reserve(written.size());
  for (const std::string_view name : written) names.push_back(lower_case(name));
  NamedColumns columns;
  columns.user = first_of(names, kUser);
  columns.history = first_of(names, kHistory);
  columns.time = first_of(names, kTime);
  columns.hit = first_of(names, kHit);
  columns.split = first_of(names, kSplit);
  const auto item = first_of(names, kItem);
  const auto target = first_of(names, kTarget);
  if (!columns.history && target) columns.history = first_of(names, kHistoryOfTarget);
  columns.item = columns.history && target ? target : (item ? item : target);
  // A column `target` beside `item_id` is often a label of 0 and 1.
  if (item && target) columns.conflict = two_of(written[*item], written[*target], "target item");
  for (std::size_t at = 0; columns.split && at < names.size(); ++at)
    if (at != *columns.split && std::find(kSplit.begin(), kSplit.end(), names[at]) != kSplit.end())
      columns.conflict = two_of(written[*columns.split], written[at], "split");
  return columns;
}

bool is_column_name(std::string_view name) {
  const std::vector<std::string> names = {lower_case(name)};
  for (const Names known : {Names(kUser), Names(kItem), Names(kTarget), Names(kHistory),
                            Names(kHistoryOfTarget), Names(kTime), Names(kHit), Names(kSplit)})
    if (first_of(names, known)) return true;
  return false;
}

std::string time_column_names() { return fmt::format("{}", fmt::join(kTime, ", ")); }

}  // namespace sidproof
