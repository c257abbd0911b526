// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace sidproof {

/// One step of reading UTF-8: the code point at the front of a text and how many
/// bytes it takes. An ill-formed sequence gives U+FFFD with valid == false and the
/// length of its maximal subpart (Unicode 3.9), at least 1.
struct DecodedCodePoint {
  char32_t value = 0xfffd;
  std::size_t bytes = 1;
  bool valid = false;
};

/// `text` must not be empty. Overlong forms, surrogates and values above
/// U+10FFFF are ill-formed.
[[nodiscard]] DecodedCodePoint decode_utf8(std::string_view text);

/// Appends the code point in UTF-8; it must be a scalar value.
void append_utf8(std::string& out, char32_t value);

[[nodiscard]] bool is_valid_utf8(std::string_view text);

/// The text with every ill-formed sequence replaced by U+FFFD.
[[nodiscard]] std::string to_valid_utf8(std::string_view text);

}  // namespace sidproof
