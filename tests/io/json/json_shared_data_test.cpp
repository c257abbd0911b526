// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
//
// Real published tables beside the project; skipped where they are not.
#include <gmock/gmock.h>

#include <cmath>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <sstream>

#include "io/json/json_support.hpp"

namespace sidproof::test {
namespace {

const std::string kData = SIDPROOF_SOURCE_DIR "/../shared/data";

struct Counts {
  std::size_t distinct = 0;
  std::size_t groups = 0;
  std::size_t in_groups = 0;
  std::size_t largest = 1;
  double mean_log = 0;
};

// Counted from the texts, by the slow and simple way.
Counts count(const Table& table) {
  std::map<std::vector<std::string>, std::size_t> sizes;
  for (std::size_t r = 0; r < table.rows(); ++r) ++sizes[table.tokens(r)];
  Counts counts;
  counts.distinct = sizes.size();
  for (const auto& [sequence, size] : sizes) {
    counts.largest = std::max(counts.largest, size);
    if (size < 2) continue;
    ++counts.groups;
    counts.in_groups += size;
    counts.mean_log += static_cast<double>(size) * std::log(static_cast<double>(size)) /
                       static_cast<double>(table.rows());
  }
  return counts;
}

TEST(PublishedTables, ReadAsIndependentlyCounted) {
  std::ifstream expected(kData + "/EXPECTED.csv");
  if (!expected) GTEST_SKIP() << "the published tables are not here";
  std::string line;
  std::getline(expected, line);
  std::size_t tables = 0;
  while (std::getline(expected, line)) {
    std::vector<std::string> cells;
    std::istringstream row(line);
    for (std::string cell; std::getline(row, cell, ',');) cells.push_back(cell);
    ASSERT_EQ(cells.size(), 10U) << line;
    const Result<Table> table = read_table(kData + '/' + cells[0]);
    ASSERT_TRUE(table.has_value()) << to_string(table.error());
    EXPECT_EQ(table->format, "index-json");
    EXPECT_EQ(std::to_string(table->rows()), cells[1]) << line;
    EXPECT_EQ(std::to_string(table->codes.max_length()), cells[2]);
    EXPECT_TRUE(table->codes.is_fixed_length());
    std::string used;
    for (const Alphabet& alphabet : table->alphabets)
      used.append(used.empty() ? "" : "|").append(std::to_string(alphabet.size()));
    EXPECT_EQ(used, cells[3]);
    const Counts counts = count(*table);
    EXPECT_EQ(std::to_string(counts.distinct), cells[4]);
    EXPECT_EQ(std::to_string(counts.groups), cells[5]);
    EXPECT_EQ(std::to_string(counts.in_groups), cells[6]);
    EXPECT_EQ(std::to_string(counts.largest), cells[7]);
    EXPECT_EQ(std::to_string(table->rows() - counts.distinct), cells[8]);
    EXPECT_NEAR(counts.mean_log, std::stod(cells[9]), 1e-11);
    ++tables;
  }
  EXPECT_GE(tables, 14U);
}

TEST(Samples, EveryJsonFormatReadsTheSameTinyCatalogue) {
  const std::string samples = kData + "/samples/";
  if (!std::filesystem::exists(samples)) GTEST_SKIP() << "the samples are not here";
  const std::map<std::string, std::string> formats{
      {"01.index.json", "index-json"},           {"02.id2sid.json", "index-json"},
      {"04.codebook.json", "joined-json"},       {"05.sid_map.json", "sid-map-json"},
      {"06.wrapped.json", "wrapped-json"},       {"07a.raw.sem_ids.json", "codes-json"},
      {"07b.offset.sem_ids.json", "codes-json"}, {"08.corpus.json", "corpus-json"},
      {"15.actionpiece.json", "actionpiece"},    {"15.item.feat.json", "codes-json"},
      {"17.onerec_chat.jsonl", "onerec-chat"},   {"18a.sid2pid.json", "sid2pid-json"}};
  for (const auto& [file, format] : formats) {
    const Result<Table> table = read_table(samples + file);
    ASSERT_TRUE(table.has_value()) << file << ": " << to_string(table.error());
    EXPECT_EQ(table->format, format) << file;
    EXPECT_EQ(table->rows(), 6U) << file;
    EXPECT_EQ(table->codes.max_length(), 3U) << file;
    const Counts counts = count(*table);
    EXPECT_EQ(counts.distinct, 5U) << file;
    EXPECT_EQ(counts.groups, 1U) << file;
    EXPECT_EQ(counts.largest, 2U) << file;
    EXPECT_EQ(table->tokens(2), table->tokens(3)) << file;
  }
  EXPECT_EQ(found(*read_table(samples + "07b.offset.sem_ids.json"), Finding::Kind::offset_codes),
            3U);
  EXPECT_EQ(found(*read_table(samples + "07a.raw.sem_ids.json"), Finding::Kind::offset_codes), 0U);
  EXPECT_EQ(
      found(*read_table(samples + "hazard.repeated_key.index.json"), Finding::Kind::repeated_item),
      1U);
  EXPECT_EQ(
      found(*read_table(samples + "hazard.case_only.index.json"), Finding::Kind::case_only_tokens),
      4U);
  EXPECT_EQ(read_table(samples + "hazard.prefix_and_empty.index.json")->codes.min_length(), 0U);
}

}  // namespace
}  // namespace sidproof::test
