// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <optional>
#include <string_view>
#include <type_traits>

namespace sidproof {

/// Takes little-endian values off a span of bytes, never beyond its end: once
/// something was missing, everything that follows is missing too.
class ByteReader {
 public:
  explicit ByteReader(std::string_view bytes) : bytes_(bytes) {}

  template <class Value>
  [[nodiscard]] std::optional<Value> take() {
    static_assert(std::is_arithmetic_v<Value>);
    const std::optional<std::string_view> raw = take_bytes(sizeof(Value));
    if (!raw) return std::nullopt;
    Value value;
    std::memcpy(&value, raw->data(), sizeof(Value));
    return value;
  }

  [[nodiscard]] std::optional<std::string_view> take_bytes(std::uint64_t count) {
    if (cut_ || count > bytes_.size() - at_) {
      cut_ = true;
      return std::nullopt;
    }
    const std::string_view taken = bytes_.substr(at_, static_cast<std::size_t>(count));
    at_ += taken.size();
    return taken;
  }

  /// `count` elements of `size` > 0 bytes each.
  [[nodiscard]] std::optional<std::string_view> take_bytes_of(std::uint64_t count,
                                                              std::uint64_t size) {
    if (count > left() / size) cut_ = true;
    return take_bytes(cut_ ? 0 : count * size);
  }

  /// Leaves out `count` elements of `size` > 0 bytes.
  bool skip(std::uint64_t count, std::uint64_t size = 1) {
    return take_bytes_of(count, size).has_value();
  }

  [[nodiscard]] std::size_t at() const { return at_; }
  [[nodiscard]] std::size_t left() const { return bytes_.size() - at_; }
  [[nodiscard]] bool cut() const { return cut_; }

 private:
  std::string_view bytes_;
  std::size_t at_ = 0;
  bool cut_ = false;
};

}  // namespace sidproof
