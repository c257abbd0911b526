// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "base/error.hpp"

namespace sidproof {

/// A file under a name of plain characters, /proc/self/fd/N, for libraries that
/// read patterns, addresses or options into names.
class DescriptorPath {
 public:
  /// The file `path` where it holds `size` bytes, otherwise a copy of `bytes` in
  /// memory (which came from a pipe, say). Errors: too_large (no memory).
  [[nodiscard]] static Result<DescriptorPath> to_read(const std::string& path,
                                                      std::string_view bytes);

  /// An empty file in memory. Errors: too_large.
  [[nodiscard]] static Result<DescriptorPath> in_memory();

  DescriptorPath(DescriptorPath&& other) noexcept;
  DescriptorPath& operator=(DescriptorPath&& other) = delete;
  DescriptorPath(const DescriptorPath&) = delete;
  DescriptorPath& operator=(const DescriptorPath&) = delete;
  ~DescriptorPath();

  [[nodiscard]] std::string path() const;

 private:
  explicit DescriptorPath(int descriptor) : descriptor_(descriptor) {}
  int descriptor_;
};

}  // namespace sidproof
