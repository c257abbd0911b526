// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "io/files/descriptor_path.hpp"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <utility>

namespace sidproof {

Result<DescriptorPath> DescriptorPath::in_memory() {
  const int descriptor = memfd_create("sidproof", MFD_CLOEXEC);
  if (descriptor < 0)
    return fail(ErrorCode::too_large, "no memory for a temporary file", {},
                "free memory or raise its limit");
  return DescriptorPath(descriptor);
}

Result<DescriptorPath> DescriptorPath::to_read(const std::string& path, std::string_view bytes) {
  const int descriptor = open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  if (descriptor >= 0) {
    struct stat status{};
    const bool same = fstat(descriptor, &status) == 0 && S_ISREG(status.st_mode) &&
                      static_cast<std::size_t>(status.st_size) == bytes.size();
    if (same) return DescriptorPath(descriptor);
    close(descriptor);
  }
  Result<DescriptorPath> copy = in_memory();
  while (copy && !bytes.empty()) {
    const ssize_t written = ::write(copy->descriptor_, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0)
      return fail(ErrorCode::too_large, "no memory for a copy of the file", {path, {}, {}});
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  return copy;
}

DescriptorPath::DescriptorPath(DescriptorPath&& other) noexcept
    : descriptor_(std::exchange(other.descriptor_, -1)) {}

DescriptorPath::~DescriptorPath() {
  if (descriptor_ >= 0) close(descriptor_);
}

std::string DescriptorPath::path() const { return "/proc/self/fd/" + std::to_string(descriptor_); }

}  // namespace sidproof
