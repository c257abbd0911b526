// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <string_view>

namespace sidproof {

/// The names under which columns and JSON fields hold an item's id, the most
/// telling one first (lower case).
inline constexpr std::array<std::string_view, 9> kItemNames = {
    "item_id", "raw_item_id", "item", "pid", "iid", "asin", "parent_asin", "itemid", "id"};

/// ... a whole SID, as a list or as text ...
inline constexpr std::array<std::string_view, 13> kSidNames = {
    "codes",   "code",   "sid",       "sids",        "semantic_id", "semantic_ids", "sem_id",
    "sem_ids", "tokens", "token_ids", "cluster_ids", "cid",         "sid_tokens"};

/// ... and, in tables from SID to items, all items of a SID.
inline constexpr std::array<std::string_view, 7> kItemListNames = {
    "item_ids", "items", "item_list", "pids", "asins", "members", "raw_item_ids"};

/// What rows of users' events have and rows of items have not.
inline constexpr std::array<std::string_view, 10> kUserNames = {
    "user_id", "user",      "uid",     "userid",          "session_id",
    "session", "sessionid", "history", "history_item_id", "history_item_sid"};

}  // namespace sidproof
