// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "io/files/atomic_file.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <climits>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <memory>
#include <system_error>
#include <utility>

#include "io/files/partial_files.hpp"

namespace sidproof {
namespace {

constexpr std::size_t kBuffer = std::size_t{1} << 18;

tl::unexpected<Error> cannot_write(const std::string& path, int error) {
  std::string hint;
  if (error == ENOSPC || error == EDQUOT) hint = "free some space or write to another disk";
  if (error == ENOENT || error == ENOTDIR) hint = "create the folder first";
  if (error == EACCES || error == EPERM || error == EROFS)
    hint = "choose a folder that you may write to";
  if (error == EPIPE)
    return fail(ErrorCode::cannot_write, "cannot write: the reader closed the pipe",
                {path, {}, {}});
  return fail(ErrorCode::cannot_write, "cannot write: " + std::generic_category().message(error),
              {path, {}, {}}, hint);
}

// A closed pipe must come back as EPIPE, yet changing the process's signal
// disposition is not a library's business: block SIGPIPE in this thread, write,
// and swallow the signal if it was this write that raised it.
class NoSigpipe {
 public:
  NoSigpipe() {
    ::sigemptyset(&pipe_);
    ::sigaddset(&pipe_, SIGPIPE);
    sigset_t pending;
    ::sigpending(&pending);
    was_pending_ = ::sigismember(&pending, SIGPIPE) == 1;
    if (!was_pending_) ::pthread_sigmask(SIG_BLOCK, &pipe_, &before_);
  }
  NoSigpipe(const NoSigpipe&) = delete;
  NoSigpipe& operator=(const NoSigpipe&) = delete;
  ~NoSigpipe() {
    if (was_pending_) return;
    const timespec now{0, 0};
    while (::sigtimedwait(&pipe_, nullptr, &now) < 0 && errno == EINTR) {
    }
    ::pthread_sigmask(SIG_SETMASK, &before_, nullptr);
  }

 private:
  sigset_t pipe_{};
  sigset_t before_{};
  bool was_pending_ = false;
};

int write_all(int descriptor, std::string_view bytes) {
  const NoSigpipe quiet;
  while (!bytes.empty()) {
    const ssize_t written = ::write(descriptor, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return errno;
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  return 0;
}

std::string folder_of(const std::string& path) {
  const std::size_t slash = path.find_last_of('/');
  if (slash == std::string::npos) return ".";
  return slash == 0 ? "/" : path.substr(0, slash);
}

// A name that nobody else in this folder has: the process and a counter.
std::string temporary_name(const std::string& folder) {
  static std::atomic<unsigned> counter{0};
  return folder + "/.sidproof-" + std::to_string(::getpid()) + '-' + std::to_string(counter++) +
         ".part";
}

}  // namespace

Result<AtomicFile> AtomicFile::create(std::string path) {
  AtomicFile file;
  file.path_ = std::move(path);
  if (file.path_ == "-") {
    file.path_ = "standard output";
    file.direct_ = true;
    file.descriptor_ = STDOUT_FILENO;
    return file;
  }
  struct stat status{};
  const bool exists = ::stat(file.path_.c_str(), &status) == 0;
  if (exists && S_ISDIR(status.st_mode)) return cannot_write(file.path_, EISDIR);
  if (exists && !S_ISREG(status.st_mode)) {
    file.direct_ = true;
    file.descriptor_ = ::open(file.path_.c_str(), O_WRONLY | O_CLOEXEC);
    if (file.descriptor_ < 0) return cannot_write(file.path_, errno);
    return file;
  }
  file.target_ = file.path_;
  if (exists) {
    if (::access(file.path_.c_str(), W_OK) != 0) return cannot_write(file.path_, errno);
    const std::unique_ptr<char, decltype(&std::free)> real(::realpath(file.path_.c_str(), nullptr),
                                                           &std::free);
    if (real != nullptr) file.target_ = real.get();
  }
  if (Result<void> opened = file.open_temporary(folder_of(file.target_)); !opened)
    return tl::unexpected<Error>(opened.error());
  if (exists && ::fchmod(file.descriptor_, status.st_mode & 07777U) != 0)
    return cannot_write(file.path_, errno);
  return file;
}

Result<void> AtomicFile::open_temporary(const std::string& folder) {
  // A nameless file gets its name through /proc, which some roots do not have.
  if (::access("/proc/self/fd", X_OK) == 0)
    descriptor_ = ::open(folder.c_str(), O_TMPFILE | O_WRONLY | O_CLOEXEC, 0666);
  else
    errno = EOPNOTSUPP;
  if (descriptor_ >= 0) return {};
  if (errno != EOPNOTSUPP && errno != EISDIR && errno != EINVAL) return cannot_write(path_, errno);
  do {
    forget_partial_file(slot_);
    temporary_ = temporary_name(folder);
    slot_ = register_partial_file(temporary_);
    descriptor_ = ::open(temporary_.c_str(), O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0666);
  } while (descriptor_ < 0 && errno == EEXIST);
  named_ = descriptor_ >= 0;
  if (!named_) return cannot_write(path_, errno);
  return {};
}

AtomicFile::AtomicFile(AtomicFile&& other) noexcept
    : path_(std::move(other.path_)),
      target_(std::move(other.target_)),
      temporary_(std::move(other.temporary_)),
      buffer_(std::move(other.buffer_)),
      descriptor_(std::exchange(other.descriptor_, -1)),
      slot_(std::exchange(other.slot_, -1)),
      named_(std::exchange(other.named_, false)),
      direct_(other.direct_) {}

AtomicFile& AtomicFile::operator=(AtomicFile&& other) noexcept {
  if (this == &other) return *this;
  abandon();
  path_ = std::move(other.path_);
  target_ = std::move(other.target_);
  temporary_ = std::move(other.temporary_);
  buffer_ = std::move(other.buffer_);
  descriptor_ = std::exchange(other.descriptor_, -1);
  slot_ = std::exchange(other.slot_, -1);
  named_ = std::exchange(other.named_, false);
  direct_ = other.direct_;
  return *this;
}

AtomicFile::~AtomicFile() { abandon(); }

void AtomicFile::abandon() noexcept {
  if (descriptor_ >= 0 && descriptor_ != STDOUT_FILENO) ::close(descriptor_);
  descriptor_ = -1;
  if (std::exchange(named_, false)) ::unlink(temporary_.c_str());
  forget_partial_file(std::exchange(slot_, -1));
}

Result<void> AtomicFile::flush() {
  const int error = write_all(descriptor_, buffer_);
  buffer_.clear();
  if (error == 0) return {};
  abandon();
  return cannot_write(path_, error);
}

Result<void> AtomicFile::write(std::string_view bytes) {
  if (descriptor_ < 0) return cannot_write(path_, EBADF);
  if (buffer_.size() + bytes.size() > kBuffer) {
    if (Result<void> flushed = flush(); !flushed) return flushed;
  }
  if (bytes.size() <= kBuffer) {
    buffer_ += bytes;
    return {};
  }
  const int error = write_all(descriptor_, bytes);
  if (error == 0) return {};
  abandon();
  return cannot_write(path_, error);
}

Result<void> AtomicFile::commit() {
  if (descriptor_ < 0) return cannot_write(path_, EBADF);
  if (Result<void> flushed = flush(); !flushed) return flushed;
  Result<void> published = direct_ ? Result<void>{} : publish();
  if (direct_ && descriptor_ != STDOUT_FILENO && ::close(std::exchange(descriptor_, -1)) != 0)
    published = cannot_write(path_, errno);
  abandon();
  return published;
}

// A new file gets its name in one step: killed at any moment, nothing else is left. A
// nameless file cannot replace one that exists: it first gets a temporary name, and only
// SIGKILL in the instant between two system calls leaves that behind, a finished copy.
Result<void> AtomicFile::publish() {
  if (::fsync(descriptor_) != 0) return cannot_write(path_, errno);
  const std::string folder = folder_of(target_);
  bool done = false;
  if (!named_) {
    const std::string nameless = "/proc/self/fd/" + std::to_string(descriptor_);
    const auto link_to = [&nameless](const std::string& name) {
      return ::linkat(AT_FDCWD, nameless.c_str(), AT_FDCWD, name.c_str(), AT_SYMLINK_FOLLOW) == 0;
    };
    done = link_to(target_);
    if (!done && errno != EEXIST) return cannot_write(path_, errno);
    while (!done && !named_) {
      forget_partial_file(slot_);
      temporary_ = temporary_name(folder);
      slot_ = register_partial_file(temporary_);
      named_ = link_to(temporary_);
      if (!named_ && errno != EEXIST) return cannot_write(path_, errno);
    }
  }
  if (!done && std::rename(temporary_.c_str(), target_.c_str()) != 0)
    return cannot_write(path_, errno);
  named_ = false;
  // What was written is on disk since fsync(): closing cannot lose it any more.
  ::close(std::exchange(descriptor_, -1));
  // The new name survives a power cut only once its folder is on disk. A folder
  // that cannot be synced (some network disks) is no reason to report failure.
  const int folder_descriptor = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (folder_descriptor >= 0) {
    static_cast<void>(::fsync(folder_descriptor));
    ::close(folder_descriptor);
  }
  return {};
}

void AtomicFile::remove_partial_files() noexcept { unlink_partial_files(); }

Result<void> write_file(const std::string& path, std::string_view bytes) {
  Result<AtomicFile> file = AtomicFile::create(path);
  if (!file) return tl::unexpected<Error>(file.error());
  if (Result<void> written = file->write(bytes); !written) return written;
  return file->commit();
}

}  // namespace sidproof
