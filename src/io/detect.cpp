// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "io/detect.hpp"

#include <algorithm>

#include "io/json/json_shape.hpp"

namespace sidproof {
namespace {

constexpr std::size_t kHead = std::size_t{1} << 16;
constexpr std::string_view kByteOrderMark = "\xef\xbb\xbf";

bool looks_like_text(std::string_view head) {
  return !head.empty() && std::none_of(head.begin(), head.end(), [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte < 0x20 && c != '\t' && c != '\n' && c != '\r' && c != '\f';
  });
}

}  // namespace

Sniff::Sniff(const MappedFile& file) : bytes(file.bytes()) {
  std::string_view text = bytes;
  if (text.starts_with(kByteOrderMark)) text.remove_prefix(kByteOrderMark.size());
  head = text.substr(0, kHead);
  line = head.substr(0, head.find('\n'));
  if (line.ends_with('\r')) line.remove_suffix(1);
  is_text = looks_like_text(head);
  if (is_text) json = sniff_json(text);
}

}  // namespace sidproof
