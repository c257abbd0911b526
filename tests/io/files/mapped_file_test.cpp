// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "io/files/mapped_file.hpp"

#include <gmock/gmock.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <thread>

#include "io/scratch_folder.hpp"

namespace sidproof::test {
namespace {

using ::testing::HasSubstr;

void put(const std::string& path, std::string_view bytes) {
  std::ofstream(path, std::ios::binary) << bytes;
}

TEST(MappedFile, EverySizeIsReadWholeWithZerosBehindIt) {
  const ScratchFolder folder;
  const auto page = static_cast<std::size_t>(::sysconf(_SC_PAGESIZE));
  for (const std::size_t size : {std::size_t{0}, std::size_t{1}, page - 1, page, 64 * page - 1,
                                 64 * page, 64 * page + 1, 200 * page}) {
    std::string bytes(size, '\0');
    for (std::size_t i = 0; i < size; ++i) bytes[i] = static_cast<char>(i * 31 % 253 + 1);
    put(folder / "file", bytes);
    const Result<MappedFile> file = MappedFile::open(folder / "file");
    ASSERT_TRUE(file.has_value()) << size;
    EXPECT_TRUE(file->bytes() == bytes) << size;
    ASSERT_GE(file->padding(), 64U);
    const char* end = file->bytes().data() + size;
    EXPECT_TRUE(std::all_of(end, end + 64, [](char c) { return c == 0; })) << size;
  }
}

TEST(MappedFile, TheBytesOutliveTheFileObject) {
  const ScratchFolder folder;
  const std::string bytes(1 << 20, 'x');
  put(folder / "file", bytes);
  std::shared_ptr<const void> owner;
  std::string_view view;
  {
    const Result<MappedFile> file = MappedFile::open(folder / "file");
    ASSERT_TRUE(file.has_value());
    owner = file->owner();
    view = file->bytes();
  }
  std::filesystem::remove(folder / "file");
  EXPECT_TRUE(view == bytes);
}

// /dev/zero never ends.
TEST(MappedFile, DevicesAreRefused) {
  const Result<MappedFile> file = MappedFile::open("/dev/zero");
  ASSERT_FALSE(file.has_value());
  EXPECT_EQ(file.error().code, ErrorCode::cannot_open);
  EXPECT_THAT(file.error().what, HasSubstr("it is a device"));
}

TEST(MappedFile, PipesAreReadToTheEnd) {
  const ScratchFolder folder;
  const std::string pipe = folder / "pipe";
  ASSERT_EQ(::mkfifo(pipe.c_str(), 0600), 0);
  const std::string bytes(300000, 'p');
  std::jthread writer([&] { put(pipe, bytes); });
  const Result<MappedFile> file = MappedFile::open(pipe);
  ASSERT_TRUE(file.has_value());
  EXPECT_TRUE(file->bytes() == bytes);
}

TEST(MappedFile, FoldersAbsentAndUnreadableFilesAreErrorsWithThePath) {
  const ScratchFolder folder;
  const Result<MappedFile> directory = MappedFile::open(folder.path());
  ASSERT_FALSE(directory.has_value());
  EXPECT_EQ(directory.error().code, ErrorCode::cannot_open);
  EXPECT_THAT(to_string(directory.error()),
              HasSubstr(folder.path() + ": cannot read: it is a folder"));

  const Result<MappedFile> absent = MappedFile::open(folder / "absent");
  ASSERT_FALSE(absent.has_value());
  EXPECT_EQ(absent.error().code, ErrorCode::cannot_open);
  EXPECT_THAT(absent.error().what, HasSubstr("No such file"));

  put(folder / "secret", "x");
  std::filesystem::permissions(folder.path(), std::filesystem::perms::all);
  std::filesystem::permissions(folder / "secret", std::filesystem::perms::none);
  // Root reads everything: be somebody else for a moment.
  const bool root = ::geteuid() == 0;
  if (root) {
    ASSERT_EQ(::seteuid(65534), 0);
  }
  const Result<MappedFile> secret = MappedFile::open(folder / "secret");
  if (root) {
    ASSERT_EQ(::seteuid(0), 0);
  }
  ASSERT_FALSE(secret.has_value());
  EXPECT_EQ(secret.error().code, ErrorCode::cannot_open);
  EXPECT_THAT(secret.error().what, HasSubstr("Permission denied"));
}

TEST(MappedFile, PlacesCountLinesFromOneAndBytesFromZero) {
  const MappedFile file = MappedFile::from_bytes("ab\nc\n", "some/path");
  EXPECT_EQ(file.at(0).line, 1U);
  EXPECT_EQ(file.at(2).line, 1U);
  EXPECT_EQ(file.at(3).line, 2U);
  EXPECT_EQ(file.at(5).line, 3U);
  EXPECT_EQ(file.at(3).byte, 3U);
  EXPECT_EQ(file.at(3).path, "some/path");
}

}  // namespace
}  // namespace sidproof::test
