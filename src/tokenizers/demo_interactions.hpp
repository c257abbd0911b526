// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>

#include "interactions/interactions.hpp"
#include "random/seed.hpp"
#include "tokenization/item_ids.hpp"
#include "tokenizers/demo_items.hpp"

namespace sidproof {

inline constexpr std::size_t demo_users = 6000;

/// Histories of demo_users users, 4 to 60 items long (about 9 on average): most
/// events fall into the user's two departments, popular items are drawn more often,
/// and an item does not repeat within a history. Split leave-one-out.
[[nodiscard]] Interactions demo_interactions(std::span<const DemoItem> items, const ItemIds& ids,
                                             const Seed& seed);

}  // namespace sidproof
