// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "io/files/atomic_file.hpp"

#include <fcntl.h>
#include <gmock/gmock.h>
#include <sys/inotify.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <csignal>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "io/files/partial_files.hpp"
#include "io/scratch_folder.hpp"

namespace sidproof::test {
namespace {

using ::testing::HasSubstr;

std::string get(const std::string& path) {
  std::ostringstream text;
  text << std::ifstream(path, std::ios::binary).rdbuf();
  return text.str();
}

TEST(AtomicFile, NothingIsThereBeforeCommitAndAllOfItAfter) {
  const ScratchFolder folder;
  const std::string path = folder / "out.json";
  const std::string big(3 << 20, 'b');
  Result<AtomicFile> file = AtomicFile::create(path);
  ASSERT_TRUE(file.has_value());
  ASSERT_TRUE(file->write("head "));
  ASSERT_TRUE(file->write(big));
  ASSERT_TRUE(file->write(" tail"));
  EXPECT_FALSE(std::filesystem::exists(path));
  ASSERT_TRUE(file->commit());
  EXPECT_TRUE(get(path) == "head " + big + " tail");
  EXPECT_EQ(folder.entries(), 1U);
}

TEST(AtomicFile, AnAbandonedFileLeavesTheOldOneAndNothingElse) {
  const ScratchFolder folder;
  const std::string path = folder / "out";
  ASSERT_TRUE(write_file(path, "old"));
  {
    Result<AtomicFile> file = AtomicFile::create(path);
    ASSERT_TRUE(file.has_value());
    ASSERT_TRUE(file->write(std::string(1 << 20, 'x')));
    AtomicFile moved = std::move(*file);
    *file = std::move(moved);
  }
  EXPECT_EQ(get(path), "old");
  EXPECT_EQ(folder.entries(), 1U);
}

TEST(AtomicFile, ReplacingKeepsPermissionsAndLinks) {
  const ScratchFolder folder;
  ASSERT_TRUE(write_file(folder / "real", "old"));
  std::filesystem::permissions(
      folder / "real", std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
  std::filesystem::create_symlink("real", folder / "link");
  ASSERT_TRUE(write_file(folder / "link", "new"));
  EXPECT_TRUE(std::filesystem::is_symlink(folder / "link"));
  EXPECT_EQ(get(folder / "real"), "new");
  struct stat status{};
  ASSERT_EQ(::stat((folder / "real").c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 0777U, 0600U);
}

TEST(AtomicFile, NewFilesHonourTheUmask) {
  const ScratchFolder folder;
  const mode_t before = ::umask(027);
  ASSERT_TRUE(write_file(folder / "out", "x"));
  ::umask(before);
  struct stat status{};
  ASSERT_EQ(::stat((folder / "out").c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 0777U, 0640U);
}

TEST(AtomicFile, AFolderOrAMissingFolderCannotBeWritten) {
  const ScratchFolder folder;
  const Result<void> directory = write_file(folder.path(), "x");
  ASSERT_FALSE(directory.has_value());
  EXPECT_EQ(directory.error().code, ErrorCode::cannot_write);
  EXPECT_THAT(to_string(directory.error()), HasSubstr(folder.path()));
  const Result<void> missing = write_file(folder / "no/such/out", "x");
  ASSERT_FALSE(missing.has_value());
  EXPECT_EQ(missing.error().code, ErrorCode::cannot_write);
  EXPECT_THAT(missing.error().hint, HasSubstr("create the folder"));
}

TEST(AtomicFile, DevicesAreWrittenToAndNotReplaced) {
  EXPECT_TRUE(write_file("/dev/null", "x"));
  struct stat status{};
  ASSERT_EQ(::stat("/dev/null", &status), 0);
  EXPECT_TRUE(S_ISCHR(status.st_mode));
}

TEST(AtomicFile, AFullDeviceIsReportedWithThePathAndTheRemedy) {
  for (const std::size_t size : {1UL, 1UL << 20}) {
    const Result<void> written = write_file("/dev/full", std::string(size, 'x'));
    ASSERT_FALSE(written.has_value());
    EXPECT_EQ(written.error().code, ErrorCode::cannot_write);
    EXPECT_THAT(to_string(written.error()), HasSubstr("/dev/full: cannot write: No space left"));
    EXPECT_THAT(written.error().hint, HasSubstr("free some space"));
  }
}

TEST(AtomicFile, AFullDiskLeavesTheOldFileAndNoPartialOne) {
  const ScratchFolder folder;
  const std::string disk = folder / "disk";
  std::filesystem::create_directory(disk);
  if (::mount("tmpfs", disk.c_str(), "tmpfs", 0, "size=256k") != 0)
    GTEST_SKIP() << "may not mount a small disk";
  EXPECT_TRUE(write_file(disk + "/out", "old"));
  const Result<void> written = write_file(disk + "/out", std::string(1 << 20, 'x'));
  EXPECT_FALSE(written.has_value());
  if (!written) {
    EXPECT_THAT(to_string(written.error()), HasSubstr(disk + "/out: cannot write: No space"));
  }
  EXPECT_EQ(get(disk + "/out"), "old");
  std::size_t entries = 0;
  for ([[maybe_unused]] const auto& entry : std::filesystem::directory_iterator(disk)) ++entries;
  EXPECT_EQ(entries, 1U);
  EXPECT_EQ(::umount(disk.c_str()), 0);
}

// Runs `body` in a child process and returns what waitpid says.
template <class F>
int in_child(const F& body) {
  const pid_t child = ::fork();
  if (child == 0) {
    body();
    ::_exit(42);
  }
  int status = 0;
  ::waitpid(child, &status, 0);
  return status;
}

TEST(AtomicFile, ABrokenPipeIsAnErrorAndNoSignal) {
  const int status = in_child([] {
    int ends[2];
    if (::pipe(ends) != 0 || ::dup2(ends[1], STDOUT_FILENO) < 0) ::_exit(1);
    ::close(ends[0]);
    ::close(ends[1]);
    const Result<void> written = write_file("-", "text");
    if (written || written.error().code != ErrorCode::cannot_write) ::_exit(2);
    if (written.error().what.find("pipe") == std::string::npos) ::_exit(3);
    // The process's own handling of SIGPIPE is untouched, and none is pending.
    sigset_t blocked;
    ::sigprocmask(SIG_SETMASK, nullptr, &blocked);
    if (::sigismember(&blocked, SIGPIPE) != 0) ::_exit(4);
    ::_exit(0);
  });
  ASSERT_TRUE(WIFEXITED(status));
  EXPECT_EQ(WEXITSTATUS(status), 0);
}

TEST(AtomicFile, ADashIsStandardOutput) {
  int ends[2];
  ASSERT_EQ(::pipe(ends), 0);
  const int status = in_child([&] {
    ::dup2(ends[1], STDOUT_FILENO);
    ::_exit(write_file("-", "to stdout") ? 0 : 1);
  });
  ::close(ends[1]);
  char got[32] = {};
  EXPECT_EQ(::read(ends[0], got, sizeof got), 9);
  ::close(ends[0]);
  EXPECT_STREQ(got, "to stdout");
  EXPECT_EQ(WEXITSTATUS(status), 0);
  EXPECT_FALSE(std::filesystem::exists("-"));
}

TEST(AtomicFile, AKilledProcessLeavesNothingBehind) {
  const ScratchFolder folder;
  const int status = in_child([&] {
    Result<AtomicFile> file = AtomicFile::create(folder / "out");
    if (!file || !file->write(std::string(1 << 20, 'x'))) ::_exit(1);
    ::signal(SIGINT, [](int) {
      AtomicFile::remove_partial_files();
      ::_exit(7);
    });
    ::raise(SIGINT);
  });
  EXPECT_EQ(WEXITSTATUS(status), 7);
  EXPECT_EQ(folder.entries(), 0U);
}

// A temporary name would stay behind a process that is killed before it is renamed.
TEST(AtomicFile, ANewFileNeverHasAnotherName) {
  const ScratchFolder folder;
  const int watch = ::inotify_init1(IN_NONBLOCK);
  ASSERT_GE(watch, 0);
  ASSERT_GE(::inotify_add_watch(watch, (folder / "").c_str(), IN_CREATE | IN_MOVED_TO), 0);
  ASSERT_TRUE(write_file(folder / "new", "x"));
  alignas(inotify_event) std::array<char, 4096> buffer{};
  const ssize_t length = ::read(watch, buffer.data(), buffer.size());
  ::close(watch);
  std::vector<std::string> names;
  for (ssize_t at = 0; at < length;) {
    inotify_event event{};
    std::memcpy(&event, buffer.data() + at, sizeof(event));
    names.emplace_back(buffer.data() + at + sizeof(event));
    at += static_cast<ssize_t>(sizeof(event) + event.len);
  }
  EXPECT_THAT(names, ::testing::ElementsAre("new"));
}

TEST(PartialFiles, RegisteredOnesAreUnlinkedAndForgottenOnesAreNot) {
  const ScratchFolder folder;
  std::vector<int> slots;
  for (int i = 0; i < 20; ++i) {
    const std::string path = folder / std::to_string(i);
    std::ofstream(path) << "x";
    slots.push_back(register_partial_file(path));
  }
  EXPECT_EQ(std::count(slots.begin(), slots.end(), -1), 4) << "16 slots";
  forget_partial_file(slots[3]);
  forget_partial_file(-1);
  AtomicFile::remove_partial_files();
  for (int i = 0; i < 20; ++i)
    EXPECT_EQ(std::filesystem::exists(folder / std::to_string(i)),
              i == 3 || slots[static_cast<std::size_t>(i)] == -1)
        << i;
  for (const int slot : slots) forget_partial_file(slot);
  EXPECT_EQ(register_partial_file(std::string(5000, 'x')), -1);
}

}  // namespace
}  // namespace sidproof::test
