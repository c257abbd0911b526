// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "io/files/mapped_file.hpp"

namespace sidproof {

/// What stands at a place of a JSON document, told from its first character.
enum class JsonKind { none, object, array, string, integer, other_number, boolean, null };

/// A member of a JSON object (or an element of an array, with an empty key).
struct JsonMember {
  std::string_view key;  ///< raw, escapes not resolved
  JsonKind kind = JsonKind::none;
  std::string_view text;            ///< raw text of a scalar or list; cut at the sniffed part
  JsonKind first = JsonKind::none;  ///< of an array: the kind of its first element
  /// Of an object, or of an object that is the first element of an array: its
  /// first members, one level deep.
  std::vector<JsonMember> members;
};

/// The outline of a JSON document as far as the sniffed part shows it.
struct JsonShape {
  JsonKind root = JsonKind::none;   ///< none: this is no JSON
  std::vector<JsonMember> members;  ///< the first members of the root object
  bool several_documents = false;   ///< another value follows the first: JSON lines
};

/// What detection sees of a file. Every view points into the file.
struct Sniff {
  explicit Sniff(const MappedFile& file);

  std::string_view bytes;  ///< the whole file
  std::string_view head;   ///< its first 64 KiB, without a UTF-8 byte order mark
  std::string_view line;   ///< the first line of head, without its line end
  bool is_text = false;    ///< head is not empty and has no zero byte or other binary control
  JsonShape json;
};

}  // namespace sidproof
