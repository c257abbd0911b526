// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "base/error.hpp"

namespace sidproof {

/// An output file that exists under its name only after commit(): until then the
/// bytes go to a nameless file in the same folder (O_TMPFILE), or, where the file
/// system has none, to a temporary one that vanishes when the object dies and when
/// a signal handler calls remove_partial_files(). "-" is standard output; devices
/// and pipes are written to directly, there is nothing atomic about them.
///
/// Every member function reports a full disk, a closed pipe and the like as
/// cannot_write, with the path and what to do. After an error, and after commit(),
/// the object is spent.
class AtomicFile {
 public:
  /// Errors: cannot_write (no such folder, no permission, a folder of that name).
  [[nodiscard]] static Result<AtomicFile> create(std::string path);
  AtomicFile(AtomicFile&& other) noexcept;
  AtomicFile& operator=(AtomicFile&& other) noexcept;
  AtomicFile(const AtomicFile&) = delete;
  AtomicFile& operator=(const AtomicFile&) = delete;
  ~AtomicFile();

  /// Appends bytes; buffered.
  [[nodiscard]] Result<void> write(std::string_view bytes);

  /// Flushes, syncs and gives the file its name, replacing an older file of that
  /// name (whose permissions it keeps; a symbolic link stays a link). After an
  /// error nothing has changed on disk.
  [[nodiscard]] Result<void> commit();

  /// Async-signal-safe: unlinks every temporary file that has a name.
  static void remove_partial_files() noexcept;

 private:
  AtomicFile() = default;
  [[nodiscard]] Result<void> open_temporary(const std::string& folder);
  [[nodiscard]] Result<void> flush();
  [[nodiscard]] Result<void> publish();
  void abandon() noexcept;

  std::string path_;       // as the user wrote it, for messages
  std::string target_;     // with symbolic links resolved
  std::string temporary_;  // the name to rename from
  std::string buffer_;
  int descriptor_ = -1;
  int slot_ = -1;        // of the temporary's name in the list for signal handlers
  bool named_ = false;   // the temporary stands in its folder
  bool direct_ = false;  // a device, a pipe or standard output
};

/// The whole of `bytes` to `path`, atomically; "-" is standard output.
[[nodiscard]] Result<void> write_file(const std::string& path, std::string_view bytes);

}  // namespace sidproof
