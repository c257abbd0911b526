// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "io/detect.hpp"

namespace sidproof {

/// The outline of the JSON that `text` starts with. Reads at most the first
/// megabyte and 64 members, tolerates text that ends anywhere, and checks
/// nothing: what it says is a guess that the reader confirms.
[[nodiscard]] JsonShape sniff_json(std::string_view text);

/// A sniffed string with its escapes of ASCII characters resolved (some writers make
/// \\u003c of every <); other escapes stay.
[[nodiscard]] std::string sniffed_text(std::string_view raw);

/// The members of the object that a file starts with, alone or as the first element
/// of an array; none when it starts with something else.
[[nodiscard]] std::vector<JsonMember> first_record(const Sniff& sniff);

/// The first member of that key; null when there is none.
[[nodiscard]] const JsonMember* find_member(const std::vector<JsonMember>& members,
                                            std::string_view key);

/// Whether this is one object with a member, and nothing behind it.
[[nodiscard]] bool is_one_object(const JsonShape& json);

/// Whether all keys are plain words, which name settings, columns or splits and no
/// items: letters, underscores, hyphens and blanks, two at least.
[[nodiscard]] bool keys_are_words(const JsonShape& json);

/// Whether this is one object whose first member is an object with a field `key` of that
/// kind: {"1": {"cid": [...], ...}, ...}.
[[nodiscard]] bool is_object_of_objects_with(const JsonShape& json, std::string_view key,
                                             JsonKind kind);

}  // namespace sidproof
