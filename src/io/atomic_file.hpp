// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "base/error.hpp"

namespace sidproof {

/// An output file that exists under its name only after commit(): until then the
/// bytes go to a temporary file in the same folder, which vanishes when the
/// object dies, when the process is killed, and on SIGINT once
/// remove_partial_files() is called from the handler.
class AtomicFile {
 public:
  [[nodiscard]] static Result<AtomicFile> create(std::string path);
  AtomicFile(AtomicFile&& other) noexcept;
  AtomicFile& operator=(AtomicFile&& other) noexcept;
  AtomicFile(const AtomicFile&) = delete;
  AtomicFile& operator=(const AtomicFile&) = delete;
  ~AtomicFile();

  /// Appends bytes; buffered.
  [[nodiscard]] Result<void> write(std::string_view bytes);

  /// Flushes, syncs and gives the file its name, replacing an older file of that
  /// name. After an error nothing has changed on disk.
  [[nodiscard]] Result<void> commit();

  /// Async-signal-safe: unlinks every temporary file that is still open.
  static void remove_partial_files() noexcept;

 private:
  AtomicFile() = default;
  std::string path_;
  std::string temporary_;
  std::string buffer_;
  int descriptor_ = -1;
  int slot_ = -1;
};

/// The whole of `bytes` to `path`, atomically; "-" is standard output.
[[nodiscard]] Result<void> write_file(const std::string& path, std::string_view bytes);

}  // namespace sidproof
