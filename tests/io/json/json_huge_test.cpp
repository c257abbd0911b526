// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
//
// Files of gigabytes, sparse where that is enough (label slow).
#include <fcntl.h>
#include <gmock/gmock.h>
#include <unistd.h>

#include <fstream>

#include "io/json/json_support.hpp"
#include "io/scratch_folder.hpp"

namespace sidproof::test {
namespace {

using ::testing::HasSubstr;

// `start`, then zero bytes that take no room on disk.
std::string sparse(const ScratchFolder& folder, std::string_view start, off_t size) {
  const std::string path = folder / "huge";
  std::ofstream(path, std::ios::binary) << start;
  EXPECT_EQ(::truncate(path.c_str(), size), 0);
  return path;
}

TEST(HugeFiles, AGigabyteOfGarbageIsRefusedAtOnce) {
  const ScratchFolder folder;
  const Result<Table> table = read_table(sparse(folder, "\x13garbage", 1 << 30));
  ASSERT_FALSE(table.has_value());
  EXPECT_THAT(table.error().what, HasSubstr("no table format recognised"));
}

TEST(HugeFiles, AGigabyteInsideOneStringIsAnError) {
  const ScratchFolder folder;
  const std::string start = "{\"0\": [\"" + std::string(100000, 'x');
  const Result<Table> table = read_table(sparse(folder, start, 1 << 30));
  ASSERT_FALSE(table.has_value());
  EXPECT_EQ(table.error().code, ErrorCode::malformed);
  EXPECT_LT(to_string(table.error()).size(), 1000U);
}

TEST(HugeFiles, ASingleLineOfAGigabyteIsRead) {
  const ScratchFolder folder;
  const std::string path = folder / "line.json";
  constexpr std::size_t kRows = 25'000'000;
  {
    std::ofstream out(path, std::ios::binary);
    std::string part = "{";
    for (std::size_t i = 0; i < kRows; ++i) {
      part.append(1, '"').append(std::to_string(i));
      part.append("\": [\"<a_").append(std::to_string(i % 251));
      part.append(">\", \"<b_").append(std::to_string(i % 241)).append(">\"], ");
      if (part.size() < (1U << 20)) continue;
      out << part;
      part.clear();
    }
    part += "\"last\": [\"<a_0>\", \"<b_0>\"]}";
    out << part;
  }
  const Result<Table> table = read_table(path);
  ASSERT_TRUE(table.has_value()) << to_string(table.error());
  ASSERT_EQ(table->rows(), kRows + 1);
  EXPECT_EQ(table->tokens(kRows - 1).front(), "<a_" + std::to_string((kRows - 1) % 251) + ">");
  EXPECT_EQ(table->items[kRows], "last");
}

TEST(HugeFiles, JsonBeyondFourGigabytesIsRefusedClearly) {
  const ScratchFolder folder;
  const std::string path = sparse(folder, "{\"0\": {\"cid\": [1]},", off_t{5} << 30);
  ReadOptions options;
  options.format = "corpus-json";
  const Result<Table> table = read_table(path, options);
  ASSERT_FALSE(table.has_value());
  EXPECT_EQ(table.error().code, ErrorCode::too_large);
  EXPECT_THAT(table.error().what, HasSubstr("4 GiB"));
  EXPECT_THAT(table.error().hint, HasSubstr(".npy or CSV"));
}

}  // namespace
}  // namespace sidproof::test
