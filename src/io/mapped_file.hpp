// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

#include "base/error.hpp"

namespace sidproof {

/// A file's bytes, mapped read-only (or read into memory where it cannot be
/// mapped: pipes). Movable; the bytes stay until the last owner() is gone.
class MappedFile {
 public:
  /// Errors: cannot_open (absent, a directory, unreadable), with the path.
  [[nodiscard]] static Result<MappedFile> open(const std::string& path);

  [[nodiscard]] std::string_view bytes() const { return bytes_; }
  [[nodiscard]] const std::string& path() const { return path_; }
  /// How many readable bytes stand after the end (simdjson wants padding).
  [[nodiscard]] std::size_t padding() const { return padding_; }
  [[nodiscard]] std::shared_ptr<const void> owner() const { return owner_; }

 private:
  std::string path_;
  std::string_view bytes_;
  std::size_t padding_ = 0;
  std::shared_ptr<const void> owner_;
};

}  // namespace sidproof
