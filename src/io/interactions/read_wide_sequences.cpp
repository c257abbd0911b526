// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <vector>

#include "io/interactions/column_names.hpp"
#include "io/interactions/interaction_readers.hpp"
#include "io/tables/table_builder.hpp"
#include "io/text/code_text.hpp"
#include "io/text/csv.hpp"

namespace sidproof {
namespace {

constexpr std::string_view kName = "wide-csv";
// What stands in cells of absent items where they are not left empty.
constexpr std::array<std::string_view, 10> kFillers = {"0",    "-1",   "nan",   "NaN",   "None",
                                                       "null", "NULL", "<pad>", "[PAD]", "PAD"};

struct Layout {
  char separator = ',';
  std::size_t columns = 0;
  std::size_t first = 0;  ///< of the items
  std::size_t items = 0;
  std::optional<std::size_t> user;
  std::string split;  ///< the name of a column of splits
};

/// item_7, item7 and item_id_7 are column 7 of the items.
std::optional<std::uint64_t> item_number(std::string_view column) {
  const std::string name = lower_case(trimmed(column));
  for (const std::string_view prefix : {"item_id_", "item_", "item"}) {
    if (!std::string_view(name).starts_with(prefix)) continue;
    const std::string_view digits = std::string_view(name).substr(prefix.size());
    if (is_decimal(digits) && digits.size() < 10) return std::stoull(std::string(digits));
    return std::nullopt;
  }
  return std::nullopt;
}

/// Columns item_1, item_2, ... side by side, from 0 or 1 on.
std::optional<Layout> layout_under(std::string_view bytes, char separator) {
  CsvReader reader(bytes, {}, separator);
  const Result<bool> any = reader.next();
  if (!any || !*any) return std::nullopt;
  const std::vector<std::string_view>& names = reader.fields();
  Layout layout{separator, names.size(), names.size(), 0, {}, {}};
  std::vector<std::string_view> others;
  std::uint64_t next = 0;
  for (std::size_t at = 0; at < names.size(); ++at) {
    const auto number = item_number(names[at]);
    if (!number) {
      others.push_back(trimmed(names[at]));
      continue;
    }
    if (layout.items == 0 && *number <= 1) {
      layout.first = at;
      next = *number;
    }
    if (at != layout.first + layout.items || *number != next++) return std::nullopt;
    ++layout.items;
  }
  if (layout.items < 2) return std::nullopt;
  const NamedColumns named = name_columns(others);
  if (named.item || named.history) return std::nullopt;
  const auto place = [&](std::size_t other) {
    return other < layout.first ? other : other + layout.items;
  };
  if (named.user) layout.user = place(*named.user);
  if (named.split) layout.split = names[place(*named.split)];
  return layout;
}

std::optional<Layout> layout_in(std::string_view bytes) {
  for (const char separator : {',', '\t', ';'})
    if (auto layout = layout_under(bytes, separator)) return layout;
  return std::nullopt;
}

class WideParser {
 public:
  WideParser(const MappedFile& file, Layout layout)
      : layout_(std::move(layout)), records_(file.bytes(), file.path(), layout_.separator) {
    interactions_.path = file.path();
    interactions_.format = kName;
  }

  Result<Interactions> parse() {
    (void)records_.next();  // the header
    for (;;) {
      const Result<bool> more = records_.next();
      if (!more) return tl::unexpected(more.error());
      if (!*more) break;
      if (Result<void> done = session(); !done) return tl::unexpected(std::move(done.error()));
    }
    // An empty cell is how this file says "no item": then a 0 is one.
    if (filler_ && !empty_cells_ && !filler_between_)
      return fail(ErrorCode::malformed,
                  fmt::format("{} at the edge of a session may be no item, or the item {}",
                              sidproof::quoted(*filler_), sidproof::quoted(*filler_)),
                  filler_where_,
                  "leave cells without an item empty; where it is an item, give the sessions as "
                  "lines USER ITEM ITEM ...");
    if (repeated_ > 0)
      interactions_.notes.push_back(fmt::format(
          "{} sessions stand there again; each line is a sequence of its own", repeated_));
    if (empty_ > 0) interactions_.notes.push_back(fmt::format("{} sessions have no item", empty_));
    leave_one_out(interactions_, offsets_);
    return std::move(interactions_);
  }

 private:
  static bool fills(std::string_view cell) {
    return std::find(kFillers.begin(), kFillers.end(), trimmed(cell)) != kFillers.end();
  }

  Result<void> session() {
    const std::vector<std::string_view>& fields = records_.fields();
    if (fields.size() != layout_.columns)
      return fail(
          ErrorCode::malformed,
          fmt::format("the row has {} fields, the header {}", fields.size(), layout_.columns),
          records_.where(), "cells without an item stay there, empty");
    if (layout_.user) {
      const std::uint32_t known = users_.size();
      if (users_.intern(fields[*layout_.user]) < known) ++repeated_;
    }
    std::size_t begin = layout_.first;
    std::size_t end = layout_.first + layout_.items;
    while (end > begin && trimmed(fields[end - 1]).empty()) --end;
    while (begin < end && trimmed(fields[begin]).empty()) ++begin;
    empty_cells_ = empty_cells_ || end - begin < layout_.items;
    empty_ += begin == end ? 1 : 0;
    for (std::size_t at = begin; at < end; ++at) {
      if (trimmed(fields[at]).empty())
        return fail(ErrorCode::malformed,
                    fmt::format("the cell of item {} is empty, and items stand on both sides",
                                at - layout_.first + 1),
                    records_.where(), "cells without an item stand before or after the items");
      interactions_.events.push_back(interactions_.items.intern(fields[at]));
    }
    look_for_fillers(begin, end);
    offsets_.push_back(interactions_.events.size());
    return {};
  }

  void look_for_fillers(std::size_t begin, std::size_t end) {
    const std::vector<std::string_view>& fields = records_.fields();
    std::size_t inner_begin = begin;
    std::size_t inner_end = end;
    while (inner_end > inner_begin && fills(fields[inner_end - 1])) --inner_end;
    while (inner_begin < inner_end && fills(fields[inner_begin])) ++inner_begin;
    for (std::size_t at = inner_begin; at < inner_end; ++at)
      filler_between_ = filler_between_ || fills(fields[at]);
    if (filler_ || inner_end - inner_begin == end - begin) return;
    filler_ = std::string(trimmed(fields[inner_end < end ? end - 1 : begin]));
    filler_where_ = records_.where();
  }

  Layout layout_;
  CsvReader records_;
  Interactions interactions_;
  std::vector<std::uint64_t> offsets_ = {0};
  Alphabet users_;
  std::uint64_t repeated_ = 0;
  std::uint64_t empty_ = 0;
  bool empty_cells_ = false;
  bool filler_between_ = false;
  std::optional<std::string> filler_;
  Location filler_where_;
};

Result<Interactions> read(const MappedFile& file, Split /*split*/) {
  std::optional<Layout> layout = layout_in(file.bytes());
  const Location header{file.path(), 1, 0};
  if (!layout)
    return fail(ErrorCode::malformed, "the header has no columns item_1, item_2, ...", header,
                "name them so, side by side and in order");
  if (!layout->split.empty())
    return fail(ErrorCode::malformed,
                "the column " + sidproof::quoted(layout->split) +
                    " gives a split to whole sessions, which does not say that of each target",
                header,
                "leave the column out (then: leave-one-out), or give examples "
                "history,target,split");
  return WideParser(file, *std::move(layout)).parse();
}

}  // namespace

const InteractionReader& wide_csv_reader() {
  static const InteractionReader reader{
      kName, "CSV or TSV, a session a line: columns item_1 ... item_n, the last ones may be empty",
      [](const Sniff& sniff) { return sniff.is_text && layout_in(sniff.head).has_value(); }, read};
  return reader;
}

}  // namespace sidproof
