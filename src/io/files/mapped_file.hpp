// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

#include "base/error.hpp"

namespace sidproof {

/// The path that means standard input.
inline constexpr std::string_view standard_input = "-";

/// A file's bytes, mapped read-only (or read into memory where mapping does not
/// pay or is impossible: small files, pipes). Copies share the bytes, which stay
/// until the last owner() is gone. A big file must not be cut short by others
/// while it is mapped.
class MappedFile {
 public:
  /// Of standard_input: what is left of it, which can be read once.
  /// Errors: cannot_open (absent, a directory or device, unreadable, read error), with the
  /// path; too_large (a pipe that does not fit into memory).
  [[nodiscard]] static Result<MappedFile> open(const std::string& path);

  /// A copy of `bytes` that calls itself `path`: what tests and fuzzers read.
  [[nodiscard]] static MappedFile from_bytes(std::string_view bytes, std::string path = "memory");

  [[nodiscard]] std::string_view bytes() const { return bytes_; }
  [[nodiscard]] const std::string& path() const { return path_; }
  /// How many readable zero bytes stand after the end; at least 64 (simdjson
  /// wants padding).
  [[nodiscard]] std::size_t padding() const { return padding_; }
  [[nodiscard]] std::shared_ptr<const void> owner() const { return owner_; }

  /// The place of a byte of this file, for errors and findings: its line is
  /// counted from the start of the file, so this costs a pass over the bytes.
  [[nodiscard]] Location at(std::uint64_t byte) const;

 private:
  MappedFile() = default;

  std::string path_;
  std::string_view bytes_;
  std::size_t padding_ = 0;
  std::shared_ptr<const void> owner_;
};

}  // namespace sidproof
