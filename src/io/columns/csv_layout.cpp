// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "io/columns/csv_layout.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>

#include "io/tables/table_builder.hpp"
#include "io/text/code_text.hpp"
#include "io/text/field_names.hpp"

namespace sidproof {
namespace {

constexpr std::array<std::string_view, 16> kStems = {
    "code_",  "codes_", "codebook_lv", "codebook_", "c",  "c_",           "token_",    "sid_",
    "level_", "code",   "l",           "token",     "lv", "semantic_id_", "position_", "pos_"};
// Short names that mean codes only beside a column of item lists: p1,p2,p3,item_ids.
constexpr std::string_view kInverseStem = "p";

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

/// The column of the first name that is there; `only`: two of the names are an error.
template <class Names>
Result<std::optional<std::size_t>> one_of(const std::vector<std::string>& names,
                                          const Names& wanted, bool only) {
  std::optional<std::size_t> column;
  for (const std::string_view name : wanted) {
    const auto found = std::find(names.begin(), names.end(), name);
    if (found == names.end() || (column && !only)) continue;
    if (std::find(found + 1, names.end(), name) != names.end())
      return fail(ErrorCode::malformed, fmt::format("the column {} stands there twice", name));
    if (column)
      return fail(ErrorCode::malformed,
                  fmt::format("two columns may hold the codes: {} and {}", names[*column], name),
                  {}, "leave out or rename the one that holds something else");
    column = static_cast<std::size_t>(found - names.begin());
  }
  return column;
}

}  // namespace

Result<std::optional<ColumnLayout>> find_columns(const std::vector<std::string>& header) {
  std::vector<std::string> names;
  names.reserve(header.size());
  for (const std::string& name : header) names.push_back(lower(name));

  ColumnLayout layout;
  Result<std::optional<std::size_t>> item_list = one_of(names, kItemListNames, false);
  if (!item_list) return tl::unexpected(std::move(item_list.error()));
  layout.item_list = *item_list;
  std::vector<std::string_view> stems(kStems.begin(), kStems.end());
  if (layout.item_list) stems.push_back(kInverseStem);
  std::string_view found_stem;
  for (const std::string_view stem : stems) {
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
  Result<std::optional<std::size_t>> list = one_of(names, kSidNames, layout.codes.empty());
  if (!list) return tl::unexpected(std::move(list.error()));
  if (layout.codes.empty()) layout.list = *list;
  if (layout.codes.empty() && !layout.list) return std::optional<ColumnLayout>();
  Result<std::optional<std::size_t>> item = one_of(names, kItemNames, false);
  if (!item) return tl::unexpected(std::move(item.error()));
  layout.item = *item;
  Result<std::optional<std::size_t>> user = one_of(names, kUserNames, false);
  if (!user) return tl::unexpected(std::move(user.error()));
  layout.user = *user;
  return std::optional(std::move(layout));
}

}  // namespace sidproof
