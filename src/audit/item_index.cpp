// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "audit/item_index.hpp"

#include <charconv>

#define XXH_INLINE_ALL
#include <xxhash.h>

namespace sidproof {

std::size_t ItemIndex::Hash::operator()(std::string_view text) const {
  return XXH3_64bits(text.data(), text.size());
}

ItemIndex::ItemIndex(const ItemIds& items) {
  if (items.are_row_numbers()) {
    numbered_rows_ = items.size();
    return;
  }
  rows_.reserve(items.size());
  for (std::size_t i = 0; i < items.size(); ++i) {
    const auto row = static_cast<std::uint32_t>(i);
    const auto [entry, fresh] = rows_.emplace(items.view(i), row);
    if (!fresh) repeats_.push_back({row, entry->second});
  }
}

std::optional<std::uint32_t> ItemIndex::find(std::string_view id) const {
  if (numbered_rows_ == 0) {
    const auto found = rows_.find(id);
    if (found == rows_.end()) return std::nullopt;
    return found->second;
  }
  std::uint32_t row = 0;
  const char* const begin = id.data();
  const char* const end = begin + id.size();
  const auto [stop, error] = std::from_chars(begin, end, row);
  const bool canonical = id.size() == 1 || (!id.empty() && id.front() != '0');
  if (error != std::errc{} || stop != end || !canonical || row >= numbered_rows_)
    return std::nullopt;
  return row;
}

}  // namespace sidproof
