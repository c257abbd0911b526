// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "audit/deduplication.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "exact/log_sum.hpp"

namespace sidproof {

std::optional<std::string> deduplication_warning(const SharedSequences& shared) {
  if (shared.groups.empty()) return std::nullopt;
  LogSum token;  // N times what the token carries
  for (const auto& [size, count] : shared.groups) token.add(size, Integer(size) * count);
  LogSum all;  // N ln N
  all.add(shared.items, Integer(shared.items));
  LogSum excess = token;  // of twice the token's part over the whole
  excess.add(token);
  excess.subtract(all);
  const auto nats = [&](const LogSum& sum) {
    return sum.enclose().mid() / static_cast<double>(shared.items);
  };
  if (excess.sign() >= 0)
    return fmt::format(
        "the semantic IDs have collapsed: {:.3g} of the {:.3g} nats that tell one of {} equally "
        "frequent items from the others are the de-duplication token's, {:.3g} %, and it knows "
        "nothing of their content; better features or codebooks are needed, not more tokens",
        nats(token), nats(all), shared.items, 100 * nats(token) / nats(all));
  const std::uint64_t largest = shared.groups.rbegin()->first;
  if (largest <= shared.largest_codebook) return std::nullopt;
  return fmt::format(
      "{} items share one sequence, more than any codebook has codes ({}): among them the "
      "de-duplication token decides alone, and it knows nothing of their content",
      largest, shared.largest_codebook);
}

std::optional<std::string> deduplication_warning(const AuditResult& before) {
  SharedSequences shared;
  shared.items = before.items;
  for (std::size_t g = 0; g < before.groups.size(); ++g) ++shared.groups[before.groups[g].size()];
  for (const PositionUse& position : before.positions)
    shared.largest_codebook = std::max(shared.largest_codebook, position.codebook);
  return deduplication_warning(shared);
}

}  // namespace sidproof
