// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <boost/unordered/unordered_flat_map.hpp>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "tokenization/item_ids.hpp"

namespace sidproof {

/// The rows of a table by item id text. Ids are compared byte by byte; the ids
/// must outlive the index. At most 2^32 - 1 rows.
class ItemIndex {
 public:
  /// A row whose item stands in an earlier row already.
  struct Repeat {
    std::uint32_t row = 0;
    std::uint32_t first_row = 0;
  };

  explicit ItemIndex(const ItemIds& items);

  /// The first row of this item.
  [[nodiscard]] std::optional<std::uint32_t> find(std::string_view id) const;

  /// Ascending by row.
  [[nodiscard]] const std::vector<Repeat>& repeats() const { return repeats_; }

 private:
  struct Hash {
    std::size_t operator()(std::string_view text) const;
  };
  std::size_t numbered_rows_ = 0;  // ids that are the row numbers need no map
  boost::unordered_flat_map<std::string_view, std::uint32_t, Hash> rows_;
  std::vector<Repeat> repeats_;
};

}  // namespace sidproof
