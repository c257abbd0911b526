// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "io/columns/csv_layout.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>

#include "io/tables/table_builder.hpp"
#include "io/text/code_text.hpp"

namespace sidproof {
namespace {

constexpr std::array<std::string_view, 9> kItems = {
    "item_id", "raw_item_id", "item", "pid", "iid", "asin", "parent_asin", "itemid", "id"};
constexpr std::array<std::string_view, 9> kLists = {
    "codes", "code", "sid", "sids", "semantic_id", "semantic_ids", "tokens", "cluster_ids", "cid"};
constexpr std::array<std::string_view, 14> kStems = {
    "code_", "codes_", "codebook_lv", "codebook_", "c",     "c_", "token_",
    "sid_",  "level_", "code",        "l",         "token", "lv", "semantic_id_"};

std::string lower(std::string_view text) {
  std::string out(trimmed(text));
  std::transform(out.begin(), out.end(), out.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  return out;
}

/// The number after the stem, when nothing else follows it.
std::optional<std::size_t> number_after(std::string_view name, std::string_view stem) {
  if (!name.starts_with(stem)) return std::nullopt;
  name.remove_prefix(stem.size());
  std::size_t number = 0;
  if (!is_decimal(name) || name.size() > 6) return std::nullopt;
  (void)std::from_chars(name.data(), name.data() + name.size(), number);
  return number;
}

/// The columns stem0, stem1, ... (or from 1) in order of their numbers; empty when
/// there is none.
Result<std::vector<std::size_t>> numbered_columns(const std::vector<std::string>& names,
                                                  std::string_view stem) {
  std::vector<std::pair<std::size_t, std::size_t>> found;
  for (std::size_t column = 0; column < names.size(); ++column)
    if (const auto number = number_after(names[column], stem)) found.emplace_back(*number, column);
  std::sort(found.begin(), found.end());
  std::vector<std::size_t> columns;
  if (found.empty() || found.front().first > 1) return columns;
  for (const auto& [number, column] : found) {
    const std::size_t wanted = found.front().first + columns.size();
    if (number != wanted)
      return fail(ErrorCode::malformed,
                  number < wanted ? fmt::format("the column {}{} stands there twice", stem, number)
                                  : fmt::format("the column {}{} is missing before {}{}", stem,
                                                wanted, stem, number));
    columns.push_back(column);
  }
  return columns;
}

template <class Names>
Result<std::optional<std::size_t>> one_of(const std::vector<std::string>& names,
                                          const Names& wanted) {
  for (const std::string_view name : wanted) {
    const auto found = std::find(names.begin(), names.end(), name);
    if (found == names.end()) continue;
    if (std::find(found + 1, names.end(), name) != names.end())
      return fail(ErrorCode::malformed, fmt::format("the column {} stands there twice", name));
    return static_cast<std::size_t>(found - names.begin());
  }
  return std::optional<std::size_t>();
}

}  // namespace

Result<std::optional<ColumnLayout>> find_columns(const std::vector<std::string>& header) {
  std::vector<std::string> names;
  names.reserve(header.size());
  for (const std::string& name : header) names.push_back(lower(name));

  ColumnLayout layout;
  std::string_view found_stem;
  for (const std::string_view stem : kStems) {
    Result<std::vector<std::size_t>> columns = numbered_columns(names, stem);
    if (!columns) return tl::unexpected(std::move(columns.error()));
    if (columns->empty()) continue;
    if (!layout.codes.empty())
      return fail(
          ErrorCode::malformed,
          fmt::format("two sets of codes: columns {}... and columns {}...", found_stem, stem), {},
          "keep one of them");
    layout.codes = std::move(*columns);
    found_stem = stem;
  }
  Result<std::optional<std::size_t>> list = one_of(names, kLists);
  if (!list) return tl::unexpected(std::move(list.error()));
  if (*list && layout.codes.empty()) layout.list = **list;
  if (layout.codes.empty() && !layout.list) return std::optional<ColumnLayout>();
  Result<std::optional<std::size_t>> item = one_of(names, kItems);
  if (!item) return tl::unexpected(std::move(item.error()));
  layout.item = *item;
  return std::optional(std::move(layout));
}

}  // namespace sidproof
