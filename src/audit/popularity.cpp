// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "audit/popularity.hpp"

#include "audit/item_index.hpp"

namespace sidproof {

std::vector<std::uint64_t> popularity(const Table& table, const Interactions& interactions) {
  std::vector<std::uint64_t> targets(interactions.items.size());
  for (const Example& example : interactions.examples) ++targets[example.target];

  const ItemIndex index(table.items);
  std::vector<std::uint64_t> wanted(table.rows());
  for (std::uint32_t item = 0; item < targets.size(); ++item)
    if (const auto row = index.find(interactions.items.text(item))) wanted[*row] = targets[item];
  return wanted;
}

}  // namespace sidproof
