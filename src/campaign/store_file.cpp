// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "campaign/store_file.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdlib>
#include <system_error>

namespace sidproof {
namespace {

tl::unexpected<Error> cannot(ErrorCode code, const char* what, const std::string& path,
                             const char* hint) {
  return fail(code, std::string(what) + ": " + std::generic_category().message(errno),
              {path, {}, {}}, hint);
}

tl::unexpected<Error> cannot_create(const std::string& path) {
  return cannot(ErrorCode::cannot_write, "cannot create the store", path,
                errno == ENOSPC ? "free some space" : "choose a folder that you may write to");
}

class Descriptor {
 public:
  explicit Descriptor(int number) : number_(number) {}
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  ~Descriptor() {
    if (number_ >= 0) ::close(number_);
  }
  [[nodiscard]] int number() const { return number_; }

 private:
  int number_;
};

bool write_synced(int descriptor, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t written = ::write(descriptor, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  return ::fsync(descriptor) == 0;
}

std::string folder_of(const std::string& path) {
  const std::size_t slash = path.find_last_of('/');
  if (slash == std::string::npos) return ".";
  return slash == 0 ? "/" : path.substr(0, slash);
}

// For file systems without nameless files.
Result<void> publish_by_link(const std::string& path, std::string_view bytes) {
  std::string temporary = path + ".XXXXXX";
  const Descriptor file(::mkstemp(temporary.data()));
  if (file.number() < 0) return cannot_create(path);
  const bool done = ::fchmod(file.number(), 0644) == 0 && write_synced(file.number(), bytes) &&
                    ::link(temporary.c_str(), path.c_str()) == 0;
  Result<void> result;
  if (!done) result = cannot_create(path);
  ::unlink(temporary.c_str());
  return result;
}

std::uint32_t big_endian(const unsigned char* bytes) {
  return (std::uint32_t{bytes[0]} << 24U) | (std::uint32_t{bytes[1]} << 16U) |
         (std::uint32_t{bytes[2]} << 8U) | std::uint32_t{bytes[3]};
}

// SQLite would play a log that a removed store left behind into the new one.
Result<void> check_no_leftovers(const std::string& path) {
  for (const char* ending : {"-wal", "-journal"})
    if (store_exists(path + ending))
      return fail(ErrorCode::cannot_write, "the log of a store that is no more is in the way",
                  {path + ending, {}, {}}, "remove it, or name another store");
  return {};
}

}  // namespace

bool store_exists(const std::string& path) {
  struct stat status{};
  return ::lstat(path.c_str(), &status) == 0;
}

// link() and linkat() refuse names that are taken, rename() does not.
Result<void> publish_store(const std::string& path, std::string_view bytes) {
  if (auto clear = check_no_leftovers(path); !clear) return clear;
  const Descriptor file(::open(folder_of(path).c_str(), O_TMPFILE | O_WRONLY | O_CLOEXEC, 0644));
  if (file.number() < 0) {
    if (errno == EOPNOTSUPP || errno == EISDIR || errno == EINVAL)
      return publish_by_link(path, bytes);
    return cannot_create(path);
  }
  const std::string nameless = "/proc/self/fd/" + std::to_string(file.number());
  if (!write_synced(file.number(), bytes) ||
      ::linkat(AT_FDCWD, nameless.c_str(), AT_FDCWD, path.c_str(), AT_SYMLINK_FOLLOW) != 0)
    return cannot_create(path);
  return {};
}

// The header of an SQLite database (sqlite.org/fileformat.html, 1.3): the magic
// text, the user version at byte 60, the application id at byte 68.
Result<void> check_store_header(const std::string& path) {
  const char* keep = "nothing was changed; name another file for a new store";
  struct stat status{};
  const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
  if (file.number() < 0)
    return cannot(ErrorCode::cannot_open, "cannot open the store", path, "name another file");
  if (::fstat(file.number(), &status) != 0 || !S_ISREG(status.st_mode))
    return fail(ErrorCode::cannot_open, "the store is no regular file", {path, {}, {}},
                "name another file");
  std::array<unsigned char, 100> header{};
  const ssize_t size = ::read(file.number(), header.data(), header.size());
  constexpr std::string_view magic{"SQLite format 3\0", 16};
  for (std::size_t i = 0; i < magic.size(); ++i)
    if (size != static_cast<ssize_t>(header.size()) ||
        header[i] != static_cast<unsigned char>(magic[i]))
      return fail(ErrorCode::malformed, "the file is no store: it is no SQLite database",
                  {path, {}, {}}, keep);
  if (big_endian(&header[68]) != store_application_id)
    return fail(ErrorCode::malformed,
                "the file is an SQLite database, but no store of a sidproof campaign",
                {path, {}, {}}, keep);
  if (const std::uint32_t found = big_endian(&header[60]); found != store_version)
    return fail(ErrorCode::unsupported,
                "the store has version " + std::to_string(found) + ", this program knows version " +
                    std::to_string(store_version),
                {path, {}, {}}, keep);
  return {};
}

}  // namespace sidproof
