// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "io/files/mapped_file.hpp"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <new>
#include <system_error>

namespace sidproof {
namespace {

constexpr std::size_t kPadding = 64;
// Below this a read() is faster than page faults, and immune to truncation.
constexpr std::size_t kMapFrom = std::size_t{1} << 18;

int open_to_read(const std::string& path) {
  if (path == standard_input) return ::fcntl(STDIN_FILENO, F_DUPFD_CLOEXEC, 0);
  return ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
}

std::string reason(int error) { return std::generic_category().message(error); }

tl::unexpected<Error> cannot_open(const std::string& path, std::string why, std::string hint = {}) {
  return fail(ErrorCode::cannot_open, "cannot read: " + std::move(why), {path, {}, {}},
              std::move(hint));
}

struct Descriptor {
  int number = -1;
  explicit Descriptor(int n) : number(n) {}
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  ~Descriptor() {
    if (number >= 0) ::close(number);
  }
};

struct Mapping {
  void* address = MAP_FAILED;
  std::size_t length = 0;
  Mapping() = default;
  Mapping(const Mapping&) = delete;
  Mapping& operator=(const Mapping&) = delete;
  ~Mapping() {
    if (address != MAP_FAILED) ::munmap(address, length);
  }
};

// Zero pages first and the file over them: reading past the file's end is safe
// even when the file fills its last page.
std::shared_ptr<const Mapping> map(int descriptor, std::size_t size) {
  const auto page = static_cast<std::size_t>(::sysconf(_SC_PAGESIZE));
  auto mapping = std::make_shared<Mapping>();
  mapping->length = (size + kPadding + page - 1) / page * page;
  mapping->address =
      ::mmap(nullptr, mapping->length, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (mapping->address == MAP_FAILED) return nullptr;
  if (::mmap(mapping->address, size, PROT_READ, MAP_PRIVATE | MAP_FIXED, descriptor, 0) ==
      MAP_FAILED)
    return nullptr;
  ::madvise(mapping->address, size, MADV_SEQUENTIAL);
  return mapping;
}

}  // namespace

Result<MappedFile> MappedFile::open(const std::string& path) {
  const Descriptor file(open_to_read(path));
  if (file.number < 0) return cannot_open(path, reason(errno));
  struct stat status{};
  if (::fstat(file.number, &status) != 0) return cannot_open(path, reason(errno));
  if (S_ISDIR(status.st_mode))
    return cannot_open(path, "it is a folder", "give the path of a file in it");

  if (S_ISBLK(status.st_mode) || (S_ISCHR(status.st_mode) && ::isatty(file.number) == 0))
    return cannot_open(path, "it is a device", "give the path of a file, or a pipe");

  MappedFile result;
  result.path_ = path;
  const auto size = static_cast<std::size_t>(std::max<off_t>(status.st_size, 0));
  // Others may have read the head of standard input: then the rest is read, not mapped.
  const bool from_start = ::lseek(file.number, 0, SEEK_CUR) == 0;
  if (S_ISREG(status.st_mode) && size >= kMapFrom && from_start) {
    if (auto mapping = map(file.number, size)) {
      result.bytes_ = {static_cast<const char*>(mapping->address), size};
      result.padding_ = mapping->length - size;
      result.owner_ = std::move(mapping);
      return result;
    }
  }
  try {
    auto memory = std::make_shared<std::string>();
    std::size_t used = 0;
    std::size_t chunk = std::max<std::size_t>(size + 1, std::size_t{1} << 16);
    for (;;) {
      memory->resize(used + chunk + kPadding);
      const ssize_t got = ::read(file.number, memory->data() + used, chunk);
      if (got < 0 && errno == EINTR) continue;
      if (got < 0) return cannot_open(path, reason(errno));
      if (got == 0) break;
      used += static_cast<std::size_t>(got);
      chunk = std::max(chunk, used);
    }
    std::memset(memory->data() + used, 0, kPadding);
    result.bytes_ = {memory->data(), used};
    result.padding_ = kPadding;
    result.owner_ = std::move(memory);
  } catch (const std::bad_alloc&) {
    return fail(ErrorCode::too_large, "does not fit into memory", {path, {}, {}},
                "give a file instead of a pipe");
  }
  return result;
}

MappedFile MappedFile::from_bytes(std::string_view bytes, std::string path) {
  auto memory = std::make_shared<std::string>();
  memory->reserve(bytes.size() + kPadding);
  memory->append(bytes).append(kPadding, '\0');
  MappedFile result;
  result.path_ = std::move(path);
  result.bytes_ = {memory->data(), bytes.size()};
  result.padding_ = kPadding;
  result.owner_ = std::move(memory);
  return result;
}

Location MappedFile::at(std::uint64_t byte) const {
  const auto before = bytes_.substr(0, static_cast<std::size_t>(byte));
  const auto lines = std::count(before.begin(), before.end(), '\n');
  return {path_, static_cast<std::uint64_t>(lines) + 1, byte};
}

}  // namespace sidproof
