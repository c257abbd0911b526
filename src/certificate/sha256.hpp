// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace sidproof {

/// SHA-256 (FIPS 180-4) of bytes that arrive in pieces, by OpenSSL's libcrypto.
class Sha256 {
 public:
  using Digest = std::array<std::uint8_t, 32>;

  /// Throws std::runtime_error when the library refuses.
  Sha256();
  Sha256(const Sha256&) = delete;
  Sha256& operator=(const Sha256&) = delete;
  ~Sha256();

  Sha256& bytes(std::string_view bytes);
  /// Eight bytes, the lowest first.
  Sha256& number(std::uint64_t number);
  /// Four bytes, the lowest first.
  Sha256& word(std::uint32_t word);
  /// The length as a number(), then the bytes: texts in a row cannot be confused.
  Sha256& text(std::string_view text);

  /// The digest; nothing may follow.
  [[nodiscard]] Digest finish();

 private:
  void flush();
  struct Context;
  std::unique_ptr<Context> context_;
  std::vector<char> buffer_;
};

/// 64 lower-case hexadecimal digits.
[[nodiscard]] std::string hex(const Sha256::Digest& digest);

/// hex() of the digest of one text.
[[nodiscard]] std::string sha256_hex(std::string_view text);

}  // namespace sidproof
