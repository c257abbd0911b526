// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "cli/generate_filter.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "audit/item_index.hpp"
#include "io/interactions/read_interactions.hpp"
#include "report/display.hpp"
#include "report/numbers.hpp"

namespace sidproof {
namespace {

struct Listed {
  std::vector<bool> items;  // of the catalogue
  std::size_t known = 0;
  std::size_t ids = 0;
};

Result<Listed> read_list(const std::string& path, const Table& table, std::size_t items) {
  const auto ids = read_item_list(path);
  if (!ids) return tl::unexpected(ids.error());
  const ItemIndex index(table.items);
  Listed listed{std::vector<bool>(items, false), 0, ids->size()};
  for (const std::string& id : *ids) {
    const auto row = index.find(id);
    if (!row || *row >= items) continue;
    listed.items[*row] = true;
    ++listed.known;
  }
  if (listed.known == 0)
    return fail(ErrorCode::malformed, "none of the listed items is in the catalogue",
                {path, {}, {}}, "the ids must be the same texts as the table's");
  return listed;
}

std::string describe(const char* what, const std::string& path, const Listed& listed) {
  return fmt::format("{} {}: {}{}", what, printable(path), counted(listed.known, "item", "items"),
                     listed.known == listed.ids ? std::string()
                                                : fmt::format(" ({} not in the catalogue)",
                                                              grouped(listed.ids - listed.known)));
}

}  // namespace

Result<CatalogueFilter> CatalogueFilter::make(const GenerateArguments& arguments,
                                              const Table& table,
                                              const reference::Catalogue& catalogue) {
  CatalogueFilter filter;
  filter.keep_.assign(catalogue.items(), true);
  filter.exclude_history_ = arguments.exclude_history;
  const auto say = [&](const std::string& words) {
    filter.words_ += (filter.words_.empty() ? "" : "; ") + words;
  };
  if (!arguments.allow.empty()) {
    const auto listed = read_list(arguments.allow, table, catalogue.items());
    if (!listed) return tl::unexpected(listed.error());
    filter.keep_ = listed->items;
    say(describe("only", arguments.allow, *listed));
  }
  if (!arguments.deny.empty()) {
    const auto listed = read_list(arguments.deny, table, catalogue.items());
    if (!listed) return tl::unexpected(listed.error());
    for (std::size_t item = 0; item < catalogue.items(); ++item)
      if (listed->items[item]) filter.keep_[item] = false;
    say(describe("without", arguments.deny, *listed));
  }
  if (std::ranges::find(filter.keep_, true) == filter.keep_.end())
    return fail(ErrorCode::malformed, "the lists leave no item to recommend",
                {arguments.allow.empty() ? arguments.deny : arguments.allow, {}, {}},
                "allow more items or deny fewer");
  if (filter.exclude_history_) say("without the items of the whole history");
  return filter;
}

CatalogueFilter::Kept CatalogueFilter::kept(std::span<const std::uint32_t> history) const {
  Kept kept{keep_, 0};
  if (!exclude_history_) return kept;
  for (const std::uint32_t item : history) {
    if (kept.items[item]) ++kept.excluded;
    kept.items[item] = false;
  }
  return kept;
}

Result<std::shared_ptr<const reference::Catalogue>> CatalogueFilter::apply(
    const reference::Catalogue& catalogue, const Kept& kept) const {
  using Left = std::shared_ptr<const reference::Catalogue>;
  if (!filters()) return Left(Left(), &catalogue);
  if (std::ranges::find(kept.items, true) == kept.items.end()) return Left();
  auto left = catalogue.restricted(kept.items);
  if (!left) return tl::unexpected(left.error());
  return std::make_shared<const reference::Catalogue>(std::move(*left));
}

}  // namespace sidproof
