// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <limits>
#include <utility>

#include "io/arrays/npy_header.hpp"
#include "io/scratch_folder.hpp"
#include "io/tabular_support.hpp"
#include "io/write_table.hpp"

namespace sidproof::test {
namespace {

using testing::HasSubstr;

template <class Value>
std::string swapped_bytes_of(std::vector<Value> values) {
  std::string bytes = bytes_of(values);
  for (std::size_t i = 0; i < bytes.size(); i += sizeof(Value))
    std::reverse(bytes.begin() + std::ptrdiff_t(i),
                 bytes.begin() + std::ptrdiff_t(i + sizeof(Value)));
  return bytes;
}

template <class Value>
std::vector<Value> six_rows() {
  return {3, 1, 2, 3, 1, 0, 0, 2, 2, 0, 2, 2, 1, 0, 3, 3, 0, 1};
}

template <class Value>
std::vector<Value> six_columns() {
  return {3, 3, 0, 0, 1, 3, 1, 1, 2, 2, 0, 0, 2, 0, 2, 2, 3, 1};
}

TEST(Npy, ReadsEveryIntegerTypeInBothByteOrders) {
  const auto check = [](const std::string& type, const std::string& data) {
    EXPECT_EQ(rows(must_read(npy_of(type, "(6, 3)", data), "npy")), six_numbered_items()) << type;
  };
  check("|u1", bytes_of(six_rows<std::uint8_t>()));
  check("|i1", bytes_of(six_rows<std::int8_t>()));
  check("<u2", bytes_of(six_rows<std::uint16_t>()));
  check("<i2", bytes_of(six_rows<std::int16_t>()));
  check("<u4", bytes_of(six_rows<std::uint32_t>()));
  check("<i4", bytes_of(six_rows<std::int32_t>()));
  check("<u8", bytes_of(six_rows<std::uint64_t>()));
  check("<i8", bytes_of(six_rows<std::int64_t>()));
  check(">u2", swapped_bytes_of(six_rows<std::uint16_t>()));
  check(">i2", swapped_bytes_of(six_rows<std::int16_t>()));
  check(">u4", swapped_bytes_of(six_rows<std::uint32_t>()));
  check(">i4", swapped_bytes_of(six_rows<std::int32_t>()));
  check(">u8", swapped_bytes_of(six_rows<std::uint64_t>()));
  check(">i8", swapped_bytes_of(six_rows<std::int64_t>()));
}

TEST(Npy, ReadsFortranOrderByColumns) {
  const auto check = [](const std::string& type, const std::string& data) {
    EXPECT_EQ(rows(must_read(npy_of(type, "(6, 3)", data, true), "npy")), six_numbered_items());
  };
  check("|u1", bytes_of(six_columns<std::uint8_t>()));
  check("<i8", bytes_of(six_columns<std::int64_t>()));
  check(">u4", swapped_bytes_of(six_columns<std::uint32_t>()));
}

TEST(Npy, ReadsFormatVersionsOneToThree) {
  for (const int version : {1, 2, 3}) {
    const std::string file =
        npy_of("<i8", "(6, 3)", bytes_of(six_rows<std::int64_t>()), false, version);
    EXPECT_EQ(rows(must_read(file)), six_numbered_items()) << version;
  }
  EXPECT_EQ(must_refuse(npy_of("|u1", "(1, 1)", "a", false, 4), "npy").code,
            ErrorCode::unsupported);
}

TEST(Npy, MapsLittleEndianUnsignedRowsWithoutACopy) {
  const std::string data = bytes_of(six_rows<std::uint16_t>());
  const MappedFile file = MappedFile::from_bytes(npy_of("<u2", "(6, 3)", data));
  const Result<Table> table = read_table(file, {});
  ASSERT_TRUE(table.has_value());
  const void* const first = table->codes.visit([](const auto& view) -> const void* {
    if constexpr (requires { view.data; }) return view.data;
    return nullptr;
  });
  EXPECT_EQ(first, file.bytes().data() + file.bytes().size() - data.size());
}

TEST(Npy, NarrowsWideTypesToTheSmallestWidth) {
  const auto width = [](std::int64_t largest) {
    const Table table =
        must_read(npy_of("<i8", "(2, 1)", bytes_of<std::int64_t>({0, largest})), "npy");
    return table.codes.visit(
        [](const auto& view) { return sizeof(typename std::decay_t<decltype(view)>::token_type); });
  };
  EXPECT_EQ(width(255), 1U);
  EXPECT_EQ(width(256), 2U);
  EXPECT_EQ(width(65535), 2U);
}

TEST(Npy, AlphabetsReachTheLargestCodeWhereverItStands) {
  for (const std::size_t columns : {1U, 3U, 32U, 70U}) {
    const std::size_t rows = 150;
    std::uint32_t state = 1;
    std::string data(rows * columns, '\0');
    for (char& code : data)
      code = static_cast<char>((state = state * 1664525U + 1013904223U) >> 26U);
    for (std::size_t at = 0; at < data.size(); at += data.size() < 1000 ? 1U : 41U) {
      const char kept = std::exchange(data[at], static_cast<char>(200));
      const Table table =
          must_read(npy_of("|u1", "(150, " + std::to_string(columns) + ")", data), "npy");
      std::vector<std::uint32_t> sizes(columns, 0);
      for (std::size_t i = 0; i < data.size(); ++i)
        sizes[i % columns] =
            std::max(sizes[i % columns], std::uint32_t{static_cast<unsigned char>(data[i])} + 1);
      for (std::size_t j = 0; j < columns; ++j) EXPECT_EQ(table.alphabets[j].size(), sizes[j]);
      data[at] = kept;
    }
  }
}

// Rows of two bytes.
Table read_pairs(const std::string& data, unsigned threads) {
  ReadOptions options;
  options.threads.count = threads;
  return must_read(npy_of("|u1", "(" + std::to_string(data.size() / 2) + ", 2)", data), "npy",
                   options);
}

// Rows are shared out to threads by the million.
TEST(Npy, LargeArraysAreReadAlikeByAnyNumberOfThreads) {
  constexpr std::size_t n = (std::size_t{1} << 20) + 3;
  for (const std::size_t place : {std::size_t{0}, n - 1}) {
    std::string data(2 * n, '\1');
    data[2 * place] = static_cast<char>(200);
    data[2 * (n - 1 - place) + 1] = static_cast<char>(90);
    for (const unsigned threads : {1U, 3U}) {
      const Table table = read_pairs(data, threads);
      EXPECT_EQ(table.alphabets[0].size(), 201U);
      EXPECT_EQ(table.alphabets[1].size(), 91U);
    }
  }
}

TEST(Npy, OffsetsAreFoundByAnyNumberOfThreads) {
  constexpr std::size_t n = std::size_t{3} << 16U;
  for (const std::size_t place : {std::size_t{0}, n / 2, n - 1}) {
    std::string data(2 * n, '\0');
    for (std::size_t row = 0; row < n; ++row) {
      data[2 * row] = static_cast<char>(row % 3 + 1);
      data[2 * row + 1] = static_cast<char>(row % 2 + 6);
    }
    data[2 * place] = 4;  // in one row only
    data[2 * place + 1] = 5;
    for (const unsigned threads : {1U, 3U}) {
      const Table table = read_pairs(data, threads);
      EXPECT_THAT(message(table, Finding::Kind::offset_codes), HasSubstr("1-4, 5-7"))
          << place << ' ' << threads;
    }
  }
}

TEST(Npy, RowsAreLocatedByTheirBytes) {
  const std::string data = bytes_of(six_rows<std::uint16_t>());
  const std::string file = npy_of("<u2", "(6, 3)", data);
  ReadOptions options;
  options.locate_rows = true;
  const Result<Table> table = read_table(MappedFile::from_bytes(file), options);
  ASSERT_TRUE(table.has_value());
  ASSERT_EQ(table->row_bytes.size(), 6U);
  for (std::size_t row = 0; row < 6; ++row)
    EXPECT_EQ(table->row_bytes[row], file.size() - data.size() + 6 * row);
  const Result<Table> columns = read_table(
      MappedFile::from_bytes(npy_of("<u2", "(6, 3)", bytes_of(six_columns<std::uint16_t>()), true)),
      options);
  ASSERT_TRUE(columns.has_value());
  EXPECT_TRUE(columns->row_bytes.empty());  // no row stands in one place
}

TEST(Npy, KeepsTheLargestCodeAndDoesNotAllocateAnAlphabetUpToIt) {
  const std::int64_t most = std::numeric_limits<std::uint32_t>::max();
  const Table table = must_read(npy_of("<i8", "(2, 2)", bytes_of<std::int64_t>({7, most, 9, 3})));
  EXPECT_EQ(rows(table), (std::vector<Row>{{"0", {"7", "4294967295"}}, {"1", {"9", "3"}}}));
  EXPECT_EQ(table.alphabets[0].size(), 10U);
  EXPECT_EQ(table.alphabets[1].size(), 2U);
}

TEST(Npy, NamesTheRowAndColumnOfAValueThatIsNoCode) {
  const Error negative =
      must_refuse(npy_of("<i8", "(2, 2)", bytes_of<std::int64_t>({1, 2, -1, 4})), "npy");
  EXPECT_EQ(negative.code, ErrorCode::out_of_range);
  EXPECT_THAT(negative.what, HasSubstr("the value -1 in row 1, column 0"));
  EXPECT_EQ(negative.where.byte, 128U + 16U);

  const Error large = must_refuse(
      npy_of("<u8", "(2, 2)", bytes_of<std::uint64_t>({1, 2, 3, 4294967296U}), true), "npy");
  EXPECT_EQ(large.code, ErrorCode::out_of_range);
  EXPECT_THAT(large.what, HasSubstr("the value 4294967296 in row 1, column 1"));
  EXPECT_THAT(large.what, HasSubstr("above 4294967295"));

  const Error swapped =
      must_refuse(npy_of("<i8", "(2, 2)", bytes_of<std::int64_t>({1, -7, 3, 4}), true), "npy");
  EXPECT_THAT(swapped.what, HasSubstr("row 1, column 0"));
}

TEST(Npy, RefusesWhatIsNoTableOfIntegersAndSaysWhatToDo) {
  const auto code = [](const std::string& file) { return must_refuse(file, "npy").code; };
  const Error pickle = must_refuse(npy_of("|O", "(1, 1)", "\x80\x03."), "npy");
  EXPECT_EQ(pickle.code, ErrorCode::unsupported);
  EXPECT_THAT(pickle.what, HasSubstr("pickle"));
  EXPECT_THAT(pickle.hint, HasSubstr("np.save"));
  EXPECT_EQ(code(npy_of("<f4", "(1, 1)", "abcd")), ErrorCode::unsupported);
  EXPECT_EQ(code(npy_of("<U1", "(1, 1)", "abcd")), ErrorCode::unsupported);
  EXPECT_EQ(code(npy_of("<i3", "(1, 1)", "abc")), ErrorCode::unsupported);
  EXPECT_EQ(
      code(npy("{'descr': [('a', '<i4')], 'fortran_order': False, 'shape': (1, 1), }", "abcd")),
      ErrorCode::unsupported);
  EXPECT_EQ(code(npy_of("|u1", "(3,)", "abc")), ErrorCode::unsupported);
  EXPECT_EQ(code(npy_of("|u1", "()", "a")), ErrorCode::unsupported);
  EXPECT_EQ(code(npy_of("|u1", "(1, 1, 1)", "a")), ErrorCode::unsupported);
}

TEST(Npy, RefusesDamagedFilesWithoutBelievingTheirSizes) {
  const auto what = [](const std::string& file) {
    const Error error = must_refuse(file, "npy");
    EXPECT_TRUE(error.code == ErrorCode::malformed || error.code == ErrorCode::too_large);
    return error.what;
  };
  EXPECT_THAT(what(npy_of("|u1", "(2, 3)", "abcde")), HasSubstr("ends early"));
  EXPECT_THAT(what(npy_of("|u1", "(2, 3)", "abcdefg")), HasSubstr("1 bytes follow"));
  // 2^62 rows of 4 columns of 4 bytes: the product wraps around to 0.
  EXPECT_THAT(what(npy_of("<u4", "(4611686018427387904, 4)", "")), HasSubstr("ends early"));
  EXPECT_THAT(what(npy_of("<u8", "(9223372036854775808, 2)", "")), HasSubstr("ends early"));
  EXPECT_THAT(what(npy_of("|u1", "(99999999999999999999, 2)", "")), HasSubstr("dictionary"));
  EXPECT_THAT(what(npy_of("|u1", "(0, 3)", "")), HasSubstr("no item"));
  EXPECT_THAT(what(npy_of("|u1", "(1000000000000, 0)", "")), HasSubstr("no columns"));
  EXPECT_THAT(what(npy_of("|u1", "(1, 65537)", std::string(65537, 'a'))),
              HasSubstr("65537 columns"));
  EXPECT_THAT(what(std::string("\x93NUMPY\x01\0\xff\xff", 10)), HasSubstr("claims 65535 bytes"));
  EXPECT_THAT(what(std::string("\x93NUMPY\x02\0\xff\xff\xff\xff", 12)),
              HasSubstr("claims 4294967295"));
  EXPECT_THAT(what(std::string("\x93NUMPY\x01", 7)), HasSubstr("cut off"));
  EXPECT_THAT(what(npy("{'descr': '|u1', 'shape': (1, 1), }", "a")), HasSubstr("dictionary"));
  EXPECT_THAT(what(npy("{'descr': '|u1', 'fortran_order': False, 'shape': (1, -1), }", "a")),
              HasSubstr("dictionary"));
  EXPECT_THAT(what(npy("{'descr': '|u1'", "a")), HasSubstr("dictionary"));
}

TEST(Npy, EveryCutOfAFileIsRefused) {
  const std::string whole = npy_of("<i4", "(6, 3)", bytes_of(six_rows<std::int32_t>()));
  for (std::size_t size = 0; size < whole.size(); ++size)
    EXPECT_FALSE(read_bytes(whole.substr(0, size), "npy").has_value()) << size;
}

TEST(Npy, ANumericHeaderRoundTrips) {
  for (const std::size_t width : {1U, 2U, 4U}) {
    std::string file = make_npy_header(width, 5, 7);
    EXPECT_EQ(file.size() % 64, 0U);
    file.append(5 * 7 * width, '\0');
    const Result<NpyHeader> header = parse_npy_header(file, "");
    ASSERT_TRUE(header.has_value()) << to_string(header.error());
    EXPECT_EQ(header->rows, 5U);
    EXPECT_EQ(header->columns, 7U);
    EXPECT_EQ(header->width, width);
    EXPECT_FALSE(header->is_signed || header->fortran_order || header->big_endian);
  }
}

class NpyMapping : public testing::Test {
 protected:
  Result<Table> read(const std::string& mapping) {
    write_bytes(folder_ / "codes.npy", npy_of("|u1", "(2, 1)", std::string("\1\2", 2)));
    write_bytes(folder_ / "codes.mapping.jsonl", mapping);
    return read_table(folder_ / "codes.npy");
  }
  ScratchFolder folder_;
};

TEST_F(NpyMapping, NamesTheRowsInAnyOrder) {
  const Result<Table> table = read(
      "{\"row_index\": 1, \"item_id\": 9, \"raw_item_id\": \"B\"}\n\n"
      "{\"row_index\": 0, \"item_id\": 8, \"raw_item_id\": \"\\u00e4\"}\r\n");
  ASSERT_TRUE(table.has_value()) << to_string(table.error());
  EXPECT_EQ(rows(*table), (std::vector<Row>{{"\u00e4", {"1"}}, {"B", {"2"}}}));
}

TEST_F(NpyMapping, UsesItemIdWhereThereIsNoRawItemId) {
  const Result<Table> table =
      read("{\"row_index\": 0, \"item_id\": 8}\n{\"row_index\": 1, \"item_id\": \"x\"}\n");
  ASSERT_TRUE(table.has_value());
  EXPECT_EQ(rows(*table), (std::vector<Row>{{"8", {"1"}}, {"x", {"2"}}}));
}

TEST_F(NpyMapping, KeepsRepeatedItemsAndReportsThem) {
  const Result<Table> table =
      read("{\"row_index\": 0, \"item_id\": \"x\"}\n{\"row_index\": 1, \"item_id\": \"x\"}\n");
  ASSERT_TRUE(table.has_value());
  EXPECT_EQ(rows(*table), (std::vector<Row>{{"x", {"1"}}, {"x", {"2"}}}));
  ASSERT_FALSE(table->findings.empty());
  EXPECT_EQ(table->findings[0].kind, Finding::Kind::repeated_item);
}

TEST_F(NpyMapping, RefusesAMappingThatIsNotOneToOneOnTheRows) {
  const auto line_of = [&](const std::string& mapping) {
    const Result<Table> table = read(mapping);
    EXPECT_FALSE(table.has_value());
    return table ? std::optional<std::uint64_t>() : table.error().where.line;
  };
  const std::string first = "{\"row_index\": 0, \"item_id\": \"x\"}\n";
  EXPECT_EQ(line_of(first + first), 2U);
  EXPECT_EQ(line_of(first + "{\"row_index\": 2, \"item_id\": \"y\"}\n"), 2U);
  EXPECT_EQ(line_of(first + "{\"row_index\": -1, \"item_id\": \"y\"}\n"), 2U);
  EXPECT_EQ(line_of(first + "{\"row_index\": 1}\n"), 2U);
  EXPECT_EQ(line_of(first + "[]\n"), 2U);
  EXPECT_EQ(line_of(first + "{\"row_index\": 1, \"item_id\": \"y\", \"raw_item_id\": \"z\"}\n"),
            2U);
  EXPECT_EQ(line_of(first), std::nullopt);
  EXPECT_FALSE(read(first).has_value());
}

TEST_F(NpyMapping, AFileNamedByTheCallerMustExist) {
  write_bytes(folder_ / "codes.npy", npy_of("|u1", "(1, 1)", "a"));
  ReadOptions options;
  options.mapping = folder_ / "none.jsonl";
  const Result<Table> table = read_table(folder_ / "codes.npy", options);
  ASSERT_FALSE(table.has_value());
  EXPECT_EQ(table.error().code, ErrorCode::cannot_open);
}

TEST_F(NpyMapping, AStaleMappingIsReplacedWhenATableOfNumbersIsWritten) {
  ASSERT_TRUE(
      read("{\"row_index\": 0, \"item_id\": \"x\"}\n{\"row_index\": 1, \"item_id\": \"y\"}\n"));
  const Table numbered = must_read(npy_of("|u1", "(2, 1)", std::string("\3\4", 2)), "npy");
  ASSERT_TRUE(write_table(numbered, folder_ / "codes.npy").has_value());
  const Result<Table> again = read_table(folder_ / "codes.npy");
  ASSERT_TRUE(again.has_value()) << to_string(again.error());
  EXPECT_EQ(rows(*again), rows(numbered));
}

TEST(NpySamples, HoldTheSixItems) {
  if (shared_data().empty()) GTEST_SKIP() << "no shared data";
  const std::string samples = shared_data() + "/samples/";
  const auto read = [&](const std::string& name) {
    const Result<Table> table = read_table(samples + name);
    return table ? rows(*table) : std::vector<Row>();
  };
  EXPECT_EQ(read("09.codes.npy"), six_named_items());
  EXPECT_EQ(read("09.uint8.npy"), six_numbered_items());
  EXPECT_EQ(read("bad.fortran.npy"), six_numbered_items());
  EXPECT_EQ(read("bad.bigendian.npy"), six_numbered_items());
  const Result<Table> object = read_table(samples + "bad.object.npy");
  ASSERT_FALSE(object.has_value());
  EXPECT_EQ(object.error().code, ErrorCode::unsupported);
}

}  // namespace
}  // namespace sidproof::test
