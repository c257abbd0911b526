// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
// faiss indexes and xLLM records.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "io/tabular_support.hpp"

namespace sidproof::test {
namespace {

using testing::HasSubstr;

template <class Value>
std::string raw(Value value) {
  return bytes_of<Value>({value});
}

/// A faiss index built field by field; every field can be broken by a test.
struct Faiss {
  std::string type = "IwPQ";
  std::string quantizer = "IxF2";
  std::string storage = "ilar";
  std::int64_t total = 3;
  std::uint64_t lists = 2;
  std::uint64_t codes = 3;
  std::uint64_t bits = 8;
  std::uint64_t code_size = 3;
  bool by_residual = true;
  std::string sizes = "full" + bytes_of<std::uint64_t>({2, 2, 1});
  std::string content = "\1\2\3\4\5\6" + bytes_of<std::int64_t>({20, 10}) + "\7\x08\x09" +
                        bytes_of<std::int64_t>({30});

  static std::string header(std::int64_t vectors, std::int32_t metric = 1) {
    return raw<std::int32_t>(4) + raw<std::int64_t>(vectors) + raw<std::int64_t>(1 << 20) +
           raw<std::int64_t>(1 << 20) + '\1' + raw(metric) +
           (metric > 1 ? raw<float>(2.0F) : std::string());
  }
  static std::string floats(std::size_t count) {
    return raw<std::uint64_t>(count) + std::string(4 * count, '\x3f');
  }
  [[nodiscard]] std::string bytes() const {
    return type + header(total) + raw(lists) + raw<std::uint64_t>(1) + quantizer +
           header(static_cast<std::int64_t>(lists)) + floats(8) + '\0' + raw<std::uint64_t>(0) +
           (by_residual ? '\1' : '\0') + raw(code_size) + raw<std::uint64_t>(4) + raw(codes) +
           raw(bits) + floats(16) + storage + raw(lists) + raw(code_size) + sizes + content;
  }
};

const std::vector<Row> kFaissRows = {
    {"20", {"1", "2", "3"}}, {"10", {"4", "5", "6"}}, {"30", {"7", "8", "9"}}};

TEST(FaissIndex, TakesCodesAndIdsFromSeveralLists) {
  const Table table = must_read(Faiss().bytes());
  EXPECT_EQ(table.format, "faiss-ivfpq");
  EXPECT_EQ(rows(table), kFaissRows);
  EXPECT_EQ(table.declared_codebooks, (std::vector<std::uint64_t>{256, 256, 256}));
  EXPECT_THAT(table.findings,
              testing::Contains(testing::Field(&Finding::message, HasSubstr("coarse centroids"))));
}

TEST(FaissIndex, OtherMetricsHaveAnArgumentMore) {
  const std::string whole = Faiss().bytes();
  const std::string plain = Faiss::header(3);
  EXPECT_EQ(rows(must_read("IwPQ" + Faiss::header(3, 4) + whole.substr(4 + plain.size()))),
            kFaissRows);
}

TEST(FaissIndex, ReadsSparseListSizes) {
  Faiss index;
  index.lists = 9;
  index.sizes = "sprs" + bytes_of<std::uint64_t>({4, 1, 2, 7, 1});
  EXPECT_EQ(rows(must_read(index.bytes())), kFaissRows);
  index.sizes = "sprs" + bytes_of<std::uint64_t>({4, 7, 2, 1, 1});
  EXPECT_THAT(must_refuse(index.bytes(), {}).what, HasSubstr("do not ascend"));
  index.sizes = "sprs" + bytes_of<std::uint64_t>({4, 1, 2, 9, 1});
  EXPECT_THAT(must_refuse(index.bytes(), {}).what, HasSubstr("too large"));
}

TEST(FaissIndex, UnpacksCodesThatAreNotBytes) {
  Faiss index;
  index.bits = 4;
  index.code_size = 2;  // 3 codes of 4 bits, lowest first
  index.content = "\x21\x03\x54\x06" + bytes_of<std::int64_t>({20, 10}) + "\x87\x09" +
                  bytes_of<std::int64_t>({30});
  EXPECT_EQ(rows(must_read(index.bytes())), kFaissRows);

  index.bits = 10;  // 3 codes of 10 bits in 4 bytes
  index.code_size = 4;
  const auto packed = [](std::uint32_t a, std::uint32_t b, std::uint32_t c) {
    return raw<std::uint32_t>(a | b << 10U | c << 20U);
  };
  index.content = packed(1000, 2, 1023) + packed(4, 512, 6) + bytes_of<std::int64_t>({20, 10}) +
                  packed(7, 8, 9) + bytes_of<std::int64_t>({30});
  EXPECT_EQ(rows(must_read(index.bytes())), (std::vector<Row>{{"20", {"1000", "2", "1023"}},
                                                              {"10", {"4", "512", "6"}},
                                                              {"30", {"7", "8", "9"}}}));
}

TEST(FaissIndex, LooksBehindPreTransforms) {
  const std::string ends = raw<std::int32_t>(4) + raw<std::int32_t>(4) + '\1';
  const std::string linear =
      "LTra" + std::string(1, '\0') + Faiss::floats(16) + Faiss::floats(0) + ends;
  const std::string pca = "PcAm" + raw<float>(0) + '\0' + raw<std::int32_t>(0) + Faiss::floats(4) +
                          Faiss::floats(4) + Faiss::floats(16) + '\0' + Faiss::floats(16) +
                          Faiss::floats(4) + ends;
  const std::string norm = "VNrm" + raw<float>(2) + ends;
  const std::string centre = "VCnt" + Faiss::floats(4) + ends;
  const std::string behind =
      "IxPT" + Faiss::header(3) + raw<std::int32_t>(4) + linear + pca + norm + centre;
  EXPECT_EQ(rows(must_read(behind + Faiss().bytes())), kFaissRows);
  EXPECT_THAT(must_refuse("IxPT" + Faiss::header(3) + raw<std::int32_t>(1) + "Viqt", {}).what,
              HasSubstr("Viqt"));
}

TEST(FaissIndex, RefusesOtherIndexesByName) {
  const auto refused = [](const Faiss& index, const char* name) {
    const Error error = must_refuse(index.bytes(), {});
    EXPECT_EQ(error.code, ErrorCode::unsupported);
    EXPECT_THAT(error.what, HasSubstr(name));
  };
  Faiss index;
  index.type = "IwFl";
  refused(index, "IwFl");
  index = {};
  index.quantizer = "IHNf";
  refused(index, "IHNf");
  index = {};
  index.storage = "ilod";
  refused(index, "ilod");
}

TEST(FaissIndex, RefusesContradictionsAndCuts) {
  const auto what = [](const Faiss& index) {
    const Error error = must_refuse(index.bytes(), "faiss-ivfpq");
    EXPECT_EQ(error.code, ErrorCode::malformed) << error.what;
    return error.what;
  };
  Faiss index;
  index.total = 4;
  EXPECT_THAT(what(index), HasSubstr("declares 4 vectors, its lists hold 3"));
  index = {};
  index.code_size = 4;
  EXPECT_THAT(what(index), HasSubstr("do not make"));
  index = {};
  index.bits = 0;
  EXPECT_THAT(what(index), HasSubstr("do not make"));
  index = {};
  index.sizes = "full" + bytes_of<std::uint64_t>({2, std::uint64_t{1} << 61U, 1});
  EXPECT_THAT(what(index), HasSubstr("ends early"));
  index = {};
  index.content += "x";
  EXPECT_THAT(what(index), HasSubstr("1 bytes follow"));
  const std::string whole = Faiss().bytes();
  for (std::size_t size = 4; size < whole.size(); ++size)
    EXPECT_FALSE(read_bytes(whole.substr(0, size), "faiss-ivfpq").has_value()) << size;
}

TEST(FaissSample, HasTheCodesThatFaissReconstructs) {
  if (shared_data().empty()) GTEST_SKIP() << "no shared data";
  const Result<Table> index = read_table(shared_data() + "/samples/14.opq4.ivfpq.index");
  const Result<Table> expected = read_table(shared_data() + "/samples/14.expected_codes_by_id.npy");
  ASSERT_TRUE(index.has_value()) << to_string(index.error());
  ASSERT_TRUE(expected.has_value()) << to_string(expected.error());
  ASSERT_EQ(index->rows(), 300U);
  for (std::size_t row = 0; row < index->rows(); ++row)
    EXPECT_EQ(index->tokens(row), expected->tokens(std::stoul(index->items[row]))) << row;
  EXPECT_EQ(expected->tokens(7), expected->tokens(11));
}

std::string record(std::int64_t item, std::int32_t a, std::int32_t b, std::int32_t c) {
  return raw(item) + bytes_of<std::int32_t>({a, b, c});
}

TEST(XllmRecords, KeepEveryRecordAlsoOfTheSameItem) {
  const Table table =
      must_read(record(1000, 3, 1, 2) + record(5, 0, 0, 0) + record(1000, 3, 1, 0), "xllm-records");
  EXPECT_EQ(table.format, "xllm-records");
  EXPECT_EQ(rows(table),
            (std::vector<Row>{
                {"1000", {"3", "1", "2"}}, {"5", {"0", "0", "0"}}, {"1000", {"3", "1", "0"}}}));
  ASSERT_FALSE(table.findings.empty());
  EXPECT_EQ(table.findings[0].kind, Finding::Kind::repeated_item);
}

TEST(XllmRecords, BrokenRecordsAreErrorsWithTheirByte) {
  const Error over = must_refuse(record(1, 2, 3, 4) + "abc", "xllm-records");
  EXPECT_EQ(over.code, ErrorCode::malformed);
  EXPECT_EQ(over.where.byte, 20U);
  const Error negative = must_refuse(record(1, 2, 3, 4) + record(2, 3, -4, 5), "xllm-records");
  EXPECT_EQ(negative.code, ErrorCode::out_of_range);
  EXPECT_EQ(negative.where.byte, 32U);
}

TEST(XllmRecords, HaveNoMagicNumberAndAreReadOnlyByTheirName) {
  EXPECT_THAT(must_refuse(record(1, 2, 3, 4), {}).hint,
              testing::HasSubstr("xllm-records (records"));
  EXPECT_FALSE(read_bytes(record(1, 2, 3, 1 << 30)).has_value());
  EXPECT_EQ(rows(must_read(record(-1, 2, 3, 1 << 30), "xllm-records")),
            (std::vector<Row>{{"-1", {"2", "3", "1073741824"}}}));
  EXPECT_THAT(must_refuse("twenty letters here.", "xllm-records").what,
              testing::HasSubstr("a text"));
  // Item ids may look like the magic numbers of other files.
  EXPECT_EQ(must_read(record(0x04034b50, 2, 3, 4), "xllm-records").rows(), 1U);
  EXPECT_EQ(must_read(record(0xfeff, 2, 3, 4), "xllm-records").rows(), 1U);
}

TEST(XllmSample, HoldsTheSixItems) {
  if (shared_data().empty()) GTEST_SKIP() << "no shared data";
  ReadOptions options;
  options.format = "xllm-records";
  const Result<Table> table = read_table(shared_data() + "/samples/18b.xllm_records.bin", options);
  ASSERT_TRUE(table.has_value()) << to_string(table.error());
  EXPECT_EQ(rows(*table), six_items({"1000", "1001", "1002", "1003", "1004", "1005"}));
}

}  // namespace
}  // namespace sidproof::test
