// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "campaign/store.hpp"

#include <gtest/gtest.h>
#include <sqlite3.h>
#include <sys/resource.h>

#include <csignal>
#include <filesystem>
#include <fstream>
#include <functional>
#include <iterator>

#include "base/version.hpp"
#include "campaign/sqlite.hpp"
#include "campaign/store_file.hpp"
#include "io/scratch_folder.hpp"
#include "laws/random_instance.hpp"

namespace sidproof {
namespace {

using test::ScratchFolder;

CampaignPlan small_plan() {
  CampaignPlan plan;
  plan.seed = {1, 2};
  plan.block = 10;
  plan.program = version;
  plan.instances = random_instances_version;
  plan.units = {{"B1", "flint", "cascaded"}, {"B2", "boost", "cascaded"}};
  return plan;
}

FailureRecord failure_of(std::size_t unit, const std::string& instance, std::uint64_t index) {
  return {unit, instance, "request", "[]", "why", "drawn " + std::to_string(index), index, 1};
}

std::string bytes_of(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

void write_bytes(const std::string& path, const std::string& bytes) {
  std::ofstream(path, std::ios::binary) << bytes;
}

Store filled(const std::string& path) {
  Store store = *Store::create(path, small_plan());
  EXPECT_TRUE(store
                  .commit({0, 0, {10, 1, 2, 3}},
                          {failure_of(0, "a", 4), failure_of(0, "b", 5), failure_of(0, "a", 9)})
                  .has_value());
  EXPECT_TRUE(store.commit({1, 0, {10, 0, 0, 0}}, {}).has_value());
  EXPECT_TRUE(store.commit({1, 3, {10, 5, 0, 0}}, {}).has_value());
  EXPECT_TRUE(store.commit({0, 1, {4, 0, 0, 1}}, {failure_of(0, "a", 12)}).has_value());
  return store;
}

struct Contents {
  std::vector<UnitProgress> progress;
  Store::Failures failures;
};

// Of a filled store that is closed again.
Contents contents_of_filled(const std::string& path) {
  const Store store = filled(path);
  return {store.progress(), store.failures()};
}

void expect_refused(const std::string& path, ErrorCode code, const std::string& what) {
  const auto store = Store::open(path);
  ASSERT_FALSE(store.has_value()) << what;
  EXPECT_EQ(store.error().code, code) << to_string(store.error());
  EXPECT_NE(store.error().what.find(what), std::string::npos) << to_string(store.error());
  EXPECT_EQ(store.error().where.path, path);
  EXPECT_FALSE(store.error().hint.empty());
}

// Runs statements on a store's file as another program would.
void tamper(const std::string& path, const char* statements) {
  Sqlite database = *Sqlite::open(path);
  const auto done = database.execute(statements);
  ASSERT_TRUE(done.has_value()) << to_string(done.error());
}

TEST(Store, KeepsPlanBlocksAndFailures) {
  const ScratchFolder folder;
  const std::string path = folder / "store";
  const auto [progress, failures] = contents_of_filled(path);
  const auto again = Store::open(path);
  ASSERT_TRUE(again.has_value()) << to_string(again.error());
  EXPECT_EQ(again->plan(), small_plan());
  EXPECT_EQ(again->progress(), progress);
  EXPECT_EQ(again->failures(), failures);
  EXPECT_EQ(progress.at(0), (UnitProgress{1, {10, 1, 2, 3}, 3, {{1, {4, 0, 0, 1}}}}));
  EXPECT_EQ(progress.at(1), (UnitProgress{1, {10, 0, 0, 0}, 0, {{3, {10, 5, 0, 0}}}}));
  EXPECT_EQ(failures.at({0, "a"}).times, 3U);
  EXPECT_EQ(failures.at({0, "a"}).index, 4U);
  EXPECT_EQ(failures.at({0, "b"}).times, 1U);
  EXPECT_EQ(folder.entries(), 2U);  // the open store and its log
}

TEST(Store, AddsTheNextCasesToABlock) {
  Store store = *Store::in_memory(small_plan());
  ASSERT_TRUE(store.commit({0, 0, {4, 1, 1, 1}}, {failure_of(0, "a", 3)}).has_value());
  ASSERT_TRUE(store.commit({0, 0, {6, 0, 1, 2}}, {}).has_value());
  EXPECT_EQ(store.progress().at(0), (UnitProgress{1, {10, 1, 2, 3}, 3, {}}));
}

TEST(Store, SumsFinishedBlocksOnceNothingIsMissingBeforeThem) {
  const ScratchFolder folder;
  const std::string path = folder / "store";
  Store store = *Store::create(path, small_plan());
  const auto commit = [&](std::uint64_t block, std::uint64_t cases, std::uint64_t failed) {
    std::vector<FailureRecord> failures;
    for (std::uint64_t n = 0; n < std::min(failed, shrunk_per_block); ++n)
      failures.push_back(failure_of(1, "a", block * 10 + n));
    ASSERT_TRUE(store.commit({1, block, {cases, 0, 0, failed}}, failures).has_value());
  };
  const auto now = [&] { return store.progress().at(1); };
  commit(2, 10, 9);
  commit(1, 6, 0);
  EXPECT_EQ(now(), (UnitProgress{0, {}, 0, {{1, {6, 0, 0, 0}}, {2, {10, 0, 0, 9}}}}));
  commit(0, 10, 1);
  EXPECT_EQ(now(), (UnitProgress{1, {10, 0, 0, 1}, 1, {{1, {6, 0, 0, 0}}, {2, {10, 0, 0, 9}}}}));
  commit(1, 4, 0);
  EXPECT_EQ(now(), (UnitProgress{3, {30, 0, 0, 10}, 9, {}}));
  commit(4, 10, 0);
  const auto twice = store.commit({1, 2, {1, 0, 0, 0}}, {});
  ASSERT_FALSE(twice.has_value());
  EXPECT_EQ(twice.error().code, ErrorCode::internal);
  EXPECT_FALSE(store.commit({1, 4, {1, 0, 0, 0}}, {}).has_value());
  EXPECT_FALSE(store.commit({1, 5, {11, 0, 0, 0}}, {}).has_value());
  const UnitProgress last = now();
  EXPECT_EQ(last, (UnitProgress{3, {30, 0, 0, 10}, 9, {{4, {10, 0, 0, 0}}}}));
  store = *Store::in_memory(small_plan());  // closes the file
  EXPECT_EQ(Store::open(path)->progress().at(1), last);
}

TEST(Store, DoesNotGrowWithTheNumberOfBlocks) {
  const ScratchFolder folder;
  const std::string path = folder / "store";
  Store store = *Store::create(path, small_plan());
  for (std::uint64_t block = 0; block < 3000; ++block)
    ASSERT_TRUE(store.commit({0, block, {10, 1, 0, 0}}, {}).has_value());
  EXPECT_EQ(store.progress().at(0), (UnitProgress{3000, {30000, 3000, 0, 0}, 0, {}}));
  store = *Store::in_memory(small_plan());
  EXPECT_LT(std::filesystem::file_size(path), 64U * 1024U);
}

TEST(Store, TheEarliestCaseStandsForAFailureWhateverTheOrder) {
  Store store = *Store::in_memory(small_plan());
  const auto later = store.commit({0, 5, {10, 0, 0, 1}}, {failure_of(0, "a", 55)});
  ASSERT_EQ(later->size(), 1U);
  EXPECT_EQ(later->front().index, 55U);
  const auto earlier = store.commit({0, 2, {10, 0, 0, 1}}, {failure_of(0, "a", 22)});
  ASSERT_EQ(earlier->size(), 1U);
  EXPECT_EQ(earlier->front().index, 22U);
  EXPECT_EQ(earlier->front().drawn, "drawn 22");
  EXPECT_EQ(earlier->front().times, 2U);
  const auto last = store.commit({0, 9, {10, 0, 0, 1}}, {failure_of(0, "a", 99)});
  EXPECT_EQ(last->front().index, 22U);
  EXPECT_EQ(last->front().drawn, "drawn 22");
  const auto elsewhere = store.commit({1, 0, {10, 0, 0, 1}}, {failure_of(1, "a", 7)});
  EXPECT_EQ(elsewhere->front().times, 1U);
  EXPECT_EQ(store.failures().size(), 2U);
}

TEST(Store, IsNeverCreatedOverAnotherFile) {
  const ScratchFolder folder;
  const std::string path = folder / "store";
  write_bytes(path, "mine");
  const auto store = Store::create(path, small_plan());
  ASSERT_FALSE(store.has_value());
  EXPECT_EQ(store.error().code, ErrorCode::cannot_write);
  EXPECT_EQ(bytes_of(path), "mine");
  const auto nowhere = Store::create(folder / "absent/store", small_plan());
  ASSERT_FALSE(nowhere.has_value());
  EXPECT_EQ(nowhere.error().code, ErrorCode::cannot_write);
}

TEST(Store, IsNotBegunBesideTheLogOfAnother) {
  const ScratchFolder folder;
  const std::string path = folder / "store";
  std::string log;
  {
    const Store store = filled(path);
    log = bytes_of(path + "-wal");
    ASSERT_FALSE(log.empty());
  }
  std::filesystem::remove(path);
  for (const char* ending : {"-wal", "-journal"}) {
    write_bytes(path + ending, log);
    const auto store = Store::create(path, small_plan());
    ASSERT_FALSE(store.has_value());
    EXPECT_EQ(store.error().code, ErrorCode::cannot_write);
    EXPECT_EQ(store.error().where.path, path + ending);
    EXPECT_FALSE(std::filesystem::exists(path));
    std::filesystem::remove(path + ending);
  }
  EXPECT_TRUE(Store::create(path, small_plan()).has_value());
}

TEST(Store, OneProcessAtATime) {
  const ScratchFolder folder;
  const std::string path = folder / "store";
  const Store store = filled(path);
  expect_refused(path, ErrorCode::cannot_open, "locked");
}

TEST(Store, RefusesWhatIsNoStoreAndLeavesItAlone) {
  const ScratchFolder folder;
  const std::string path = folder / "store";
  filled(path);
  const std::string whole = bytes_of(path);
  std::string foreign = whole;
  foreign[70] ^= 1;  // application id
  std::string later = whole;
  later[63] = 2;  // user version
  const struct {
    std::string bytes;
    ErrorCode code;
    const char* what;
  } cases[] = {{"", ErrorCode::malformed, "no SQLite database"},
               {"x", ErrorCode::malformed, "no SQLite database"},
               {whole.substr(0, 99), ErrorCode::malformed, "no SQLite database"},
               {"{\"a\": 1}" + std::string(500, ' '), ErrorCode::malformed, "no SQLite database"},
               {std::string(5000, '\0'), ErrorCode::malformed, "no SQLite database"},
               {foreign, ErrorCode::malformed, "no store of a sidproof campaign"},
               {later, ErrorCode::unsupported, "the store has version 2"}};
  for (const auto& [bytes, code, what] : cases) {
    write_bytes(path, bytes);
    expect_refused(path, code, what);
    EXPECT_EQ(bytes_of(path), bytes);
    EXPECT_EQ(folder.entries(), 1U);
  }
  expect_refused(folder.path(), ErrorCode::cannot_open, "no regular file");
  expect_refused(folder / "absent", ErrorCode::cannot_open, "No such file");
}

// The rows can still be read, but writing on could destroy them.
TEST(Store, DamageBesideTheRowsIsRefusedToo) {
  const ScratchFolder folder;
  const std::string path = folder / "store";
  filled(path);
  std::string bytes = bytes_of(path);
  bytes[39] = 1;  // the number of free pages
  write_bytes(path, bytes);
  expect_refused(path, ErrorCode::malformed, "damaged");
}

TEST(Store, EveryTruncationIsRefused) {
  const ScratchFolder folder;
  const std::string path = folder / "store";
  filled(path);
  const std::string whole = bytes_of(path);
  ASSERT_GT(whole.size(), 8192U);
  for (std::size_t size = 0; size < whole.size(); size += 509) {
    write_bytes(path, whole.substr(0, size));
    const auto store = Store::open(path);
    ASSERT_FALSE(store.has_value()) << size;
    EXPECT_EQ(store.error().code, ErrorCode::malformed) << to_string(store.error());
  }
}

TEST(Store, NoChangedByteIsEverBelieved) {
  const ScratchFolder folder;
  const std::string path = folder / "store";
  const auto [progress, failures] = contents_of_filled(path);
  const std::string whole = bytes_of(path);
  int refused = 0;
  for (std::size_t place = 0; place < whole.size(); ++place) {
    if (whole[place] == 0 && place % 64 != 0) continue;  // mostly free space
    std::string bytes = whole;
    bytes[place] = static_cast<char>(bytes[place] ^ (1 << place % 8));
    write_bytes(path, bytes);
    const auto store = Store::open(path);
    if (!store) {
      ++refused;
      EXPECT_TRUE(store.error().code == ErrorCode::malformed ||
                  store.error().code == ErrorCode::unsupported ||
                  store.error().code == ErrorCode::cannot_write)
          << place << to_string(store.error());
      continue;
    }
    EXPECT_EQ(store->plan(), small_plan()) << place;
    EXPECT_EQ(store->progress(), progress) << place;
    EXPECT_EQ(store->failures(), failures) << place;
  }
  EXPECT_GT(refused, 500);
}

TEST(Store, WellFormedTamperingIsNoticed) {
  const ScratchFolder folder;
  const std::string path = folder / "store";
  filled(path);
  const std::string whole = bytes_of(path);
  for (const char* statements :
       {"UPDATE block SET cases = 9 WHERE unit = 1",
        "UPDATE block SET failed = 2 WHERE unit = 0",
        "UPDATE block SET unit = 1 WHERE unit = 0",
        "UPDATE block SET block = 7 WHERE unit = 0",
        "INSERT INTO block SELECT unit, 8, cases, not_applicable, undecided, failed, digest FROM "
        "block WHERE unit = 1",
        "UPDATE whole SET blocks = 2",
        "UPDATE whole SET failed = 1 WHERE unit = 1",
        "UPDATE whole SET kept = 2 WHERE unit = 0",
        "DELETE FROM whole WHERE unit = 0",
        "UPDATE whole SET unit = 5 WHERE unit = 1",
        "DELETE FROM block WHERE unit = 0",
        "UPDATE failure SET times = 1 WHERE instance = 'a'",
        "DELETE FROM failure WHERE instance = 'b'",
        "UPDATE failure SET reason = 'because'",
        "UPDATE failure SET first = first + 1",
        "DELETE FROM campaign",
        "INSERT INTO campaign SELECT * FROM campaign",
        "UPDATE campaign SET seed = '0x00000000000000010000000000000003'",
        "UPDATE campaign SET block = 11",
        "UPDATE campaign SET block = 0",
        "UPDATE campaign SET program = '9.9.9'",
        "UPDATE unit SET law = 'B3' WHERE unit = 0",
        "DELETE FROM unit WHERE unit = 1",
        "DROP TABLE failure",
        "CREATE TABLE other(a)",
        "CREATE INDEX i ON block(cases)",
        "ALTER TABLE block ADD COLUMN more INTEGER"}) {
    write_bytes(path, whole);
    tamper(path, statements);
    const auto store = Store::open(path);
    ASSERT_FALSE(store.has_value()) << statements;
    EXPECT_EQ(store.error().code, ErrorCode::malformed) << statements;
  }
  // A block less is no lie: its cases are checked again.
  write_bytes(path, whole);
  tamper(path, "DELETE FROM block WHERE unit = 1");
  EXPECT_TRUE(Store::open(path).has_value());
}

TEST(Store, AnotherProgramsCampaignIsRefused) {
  const ScratchFolder folder;
  CampaignPlan plan = small_plan();
  plan.program = "0.0.0-other";
  const auto other = Store::create(folder / "a", plan);
  ASSERT_FALSE(other.has_value());
  EXPECT_EQ(other.error().code, ErrorCode::unsupported);
  plan = small_plan();
  plan.instances += 1;
  ASSERT_FALSE(Store::create(folder / "b", plan).has_value());
  expect_refused(folder / "a", ErrorCode::unsupported, "begun by sidproof 0.0.0-other");
  expect_refused(folder / "b", ErrorCode::unsupported, "instances version");
}

// Until the limit of file sizes is lifted, as on a disk that is full.
class NoSpace {
 public:
  explicit NoSpace(rlim_t bytes) {
    ::getrlimit(RLIMIT_FSIZE, &before_);
    handler_ = std::signal(SIGXFSZ, SIG_IGN);
    const rlimit limit{bytes, before_.rlim_max};
    ::setrlimit(RLIMIT_FSIZE, &limit);
  }
  NoSpace(const NoSpace&) = delete;
  NoSpace& operator=(const NoSpace&) = delete;
  ~NoSpace() {
    ::setrlimit(RLIMIT_FSIZE, &before_);
    std::signal(SIGXFSZ, handler_);
  }

 private:
  rlimit before_{};
  void (*handler_)(int) = SIG_DFL;
};

TEST(Store, AFullDiskLosesNothingAndTheStoreGoesOn) {
  const ScratchFolder folder;
  const std::string path = folder / "store";
  Store store = filled(path);
  const std::vector<UnitProgress> before = store.progress();
  FailureRecord large = failure_of(1, std::string(200'000, 'x'), 13);
  {
    const NoSpace full(100'000);
    const auto refused = store.commit({1, 1, {10, 0, 0, 1}}, {large});
    ASSERT_FALSE(refused.has_value());
    EXPECT_EQ(refused.error().code, ErrorCode::cannot_write) << to_string(refused.error());
    EXPECT_NE(refused.error().hint.find("space"), std::string::npos);
    EXPECT_EQ(store.progress(), before);
    EXPECT_EQ(store.failures().size(), 2U);
    EXPECT_FALSE(Store::create(folder / "other", small_plan()).has_value() &&
                 std::filesystem::file_size(folder / "other") > 100'000);
  }
  ASSERT_TRUE(store.commit({1, 1, {10, 0, 0, 1}}, {large}).has_value());
  EXPECT_EQ(store.failures().at({1, large.instance}).times, 1U);
  {
    const NoSpace full(1000);
    const auto none = Store::create(folder / "third", small_plan());
    ASSERT_FALSE(none.has_value());
    EXPECT_EQ(none.error().code, ErrorCode::cannot_write);
  }
  EXPECT_FALSE(std::filesystem::exists(folder / "third"));
}

TEST(Store, IsTheSameAfterCommitsInAnyOrder) {
  const auto fill = [](Store& store, const std::vector<int>& order) {
    for (const int block : order)
      ASSERT_TRUE(store
                      .commit({0, static_cast<std::uint64_t>(block), {10, 0, 0, 1}},
                              {failure_of(0, block % 2 == 0 ? "a" : "b",
                                          static_cast<std::uint64_t>(block) * 10)})
                      .has_value());
  };
  Store one = *Store::in_memory(small_plan());
  Store other = *Store::in_memory(small_plan());
  fill(one, {0, 1, 2, 3, 4, 5});
  fill(other, {4, 1, 5, 0, 3, 2});
  EXPECT_EQ(one.progress(), other.progress());
  EXPECT_EQ(one.progress().at(0), (UnitProgress{6, {60, 0, 0, 6}, 6, {}}));
  EXPECT_EQ(one.failures(), other.failures());
}

}  // namespace
}  // namespace sidproof
