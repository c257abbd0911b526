// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "io/arrays/read_features.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <cstring>
#include <fstream>
#include <limits>
#include <string>
#include <vector>

#include "io/scratch_folder.hpp"

namespace sidproof {
namespace {

// A .npy file made by hand, independently of the program's own writer.
std::string npy(const std::string& descr, const std::string& shape, const std::string& data,
                const std::string& fortran = "False", char version = 1) {
  std::string dictionary = "{'descr': '";
  dictionary += descr;
  dictionary += "', 'fortran_order': ";
  dictionary += fortran;
  dictionary += ", 'shape': (";
  dictionary += shape;
  dictionary += "), }\n";
  std::string bytes = "\x93NUMPY";
  bytes += version;
  bytes += '\0';
  bytes += static_cast<char>(dictionary.size());
  bytes += '\0';
  if (version > 1) bytes.append(2, '\0');
  return bytes + dictionary + data;
}

template <class Real>
std::string bytes_of(const std::vector<Real>& values) {
  std::string bytes(values.size() * sizeof(Real), '\0');
  std::memcpy(bytes.data(), values.data(), bytes.size());
  return bytes;
}

class ReadFeatures : public ::testing::Test {
 protected:
  std::string file(const std::string& bytes) {
    const std::string path = folder_ / "features.npy";
    std::ofstream(path, std::ios::binary) << bytes;
    return path;
  }
  Error error_of(const std::string& bytes) {
    const Result<Features> result = read_features(file(bytes));
    EXPECT_FALSE(result);
    return result ? Error{} : result.error();
  }
  test::ScratchFolder folder_;
};

TEST_F(ReadFeatures, ReadsFloat32RowByRow) {
  const Result<Features> features =
      read_features(file(npy("<f4", "2, 3", bytes_of<float>({1, 2, 3, 4, 5, -6.5F}))));
  ASSERT_TRUE(features);
  EXPECT_EQ(features->rows, 2U);
  EXPECT_EQ(features->columns, 3U);
  EXPECT_EQ(features->row(1)[2], -6.5F);
  EXPECT_EQ(features->items[1], "1");
  EXPECT_EQ(features->rounded, 0U);
}

// The header length decides whether the values are aligned: try four of them.
TEST_F(ReadFeatures, ReadsFloat32AtAnyAlignment) {
  for (std::size_t blanks = 0; blanks < 4; ++blanks) {
    const Result<Features> features =
        read_features(file(npy("<f4", "1, 2" + std::string(blanks, ' '), bytes_of<float>({7, 8}))));
    ASSERT_TRUE(features);
    EXPECT_EQ(features->row(0)[1], 8.0F);
  }
}

TEST_F(ReadFeatures, RoundsFloat64AndCountsWhatChanged) {
  const Result<Features> features =
      read_features(file(npy("<f8", "2, 2", bytes_of<double>({0.5, 0.1, 1e-60, 2}))));
  ASSERT_TRUE(features);
  EXPECT_EQ(features->row(0)[1], 0.1F);
  EXPECT_EQ(features->row(1)[0], 0.0F);
  EXPECT_EQ(features->rounded, 2U);
}

TEST_F(ReadFeatures, LetsNaNAndInfinityPassToTheTokenizer) {
  const double infinity = std::numeric_limits<double>::infinity();
  const Result<Features> features =
      read_features(file(npy("<f8", "1, 2", bytes_of<double>({std::nan(""), infinity}))));
  ASSERT_TRUE(features);
  EXPECT_TRUE(std::isnan(features->row(0)[0]));
  EXPECT_TRUE(std::isinf(features->row(0)[1]));
  EXPECT_EQ(features->rounded, 0U);
}

TEST_F(ReadFeatures, RefusesFloat64BeyondFloat32WithItsByte) {
  const std::string bytes = npy("<f8", "1, 2", bytes_of<double>({1, 3.5e38}));
  const Error error = error_of(bytes);
  EXPECT_EQ(error.code, ErrorCode::out_of_range);
  EXPECT_EQ(error.where.byte, bytes.size() - 8);
  // The largest double that still rounds to the largest float.
  EXPECT_TRUE(read_features(file(npy("<f8", "1, 1", bytes_of<double>({0x1.fffffefffffffp127})))));
  EXPECT_FALSE(read_features(file(npy("<f8", "1, 1", bytes_of<double>({0x1.ffffffp127})))));
}

TEST_F(ReadFeatures, RefusesTypesThatAreNoReals) {
  const std::string eight(8, '\0');
  for (const char* descr : {"<i4", "|O", ">f4", "<f2", "<c8", "<U1"}) {
    const Error error = error_of(npy(descr, "1, 2", eight));
    EXPECT_EQ(error.code, ErrorCode::unsupported) << descr;
    EXPECT_NE(error.hint.find("np.save"), std::string::npos) << descr;
  }
  EXPECT_NE(error_of(npy("|O", "1, 1", eight)).what.find("pickled"), std::string::npos);
  EXPECT_NE(error_of(npy(">f4", "1, 2", eight)).what.find("big-endian"), std::string::npos);
}

TEST_F(ReadFeatures, RefusesFortranOrderUnlessItIsTheSame) {
  const std::string data = bytes_of<float>({1, 2, 3, 4});
  EXPECT_EQ(error_of(npy("<f4", "2, 2", data, "True")).code, ErrorCode::unsupported);
  EXPECT_TRUE(read_features(file(npy("<f4", "4, 1", data, "True"))));
}

TEST_F(ReadFeatures, RefusesOtherNumbersOfDimensions) {
  const std::string data = bytes_of<float>({1, 2, 3, 4});
  for (const char* shape : {"4,", "1, 2, 2", ""})
    EXPECT_EQ(error_of(npy("<f4", shape, data)).code, ErrorCode::unsupported) << shape;
}

TEST_F(ReadFeatures, RefusesDataThatDoesNotFitTheShape) {
  const std::string data = bytes_of<float>({1, 2, 3, 4});
  for (const char* shape : {"2, 3", "2, 1", "0, 4", "4, 0", "4294967296, 4294967296",
                            "18446744073709551615, 2", "2, 9223372036854775809"})
    EXPECT_EQ(error_of(npy("<f4", shape, data)).code, ErrorCode::malformed) << shape;
}

TEST_F(ReadFeatures, SurvivesEveryTruncation) {
  const std::string bytes = npy("<f4", "2, 2", bytes_of<float>({1, 2, 3, 4}));
  for (std::size_t size = 0; size < bytes.size(); ++size)
    EXPECT_FALSE(read_features(file(bytes.substr(0, size)))) << size;
  EXPECT_FALSE(read_features(file(bytes + "x")));
}

TEST_F(ReadFeatures, NamesTheFileThatCannotBeOpened) {
  const Result<Features> result = read_features("/nonexistent/features.npy");
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().code, ErrorCode::cannot_open);
}

TEST_F(ReadFeatures, ReadsCodebooksLevelByLevel) {
  std::vector<double> values;
  for (int i = 0; i < 24; ++i) values.push_back(i);
  const Result<LearnedCodebooks> codebooks =
      read_codebooks(file(npy("<f8", "2, 3, 4", bytes_of(values), "False", 2)));
  ASSERT_TRUE(codebooks);
  EXPECT_EQ(codebooks->levels, 2U);
  EXPECT_EQ(codebooks->size, 3U);
  EXPECT_EQ(codebooks->columns, 4U);
  EXPECT_EQ(codebooks->codeword(1, 2)[3], 23.0F);
  EXPECT_EQ(codebooks->codeword(0, 1)[0], 4.0F);
  EXPECT_EQ(read_codebooks(file(npy("<f4", "2, 2", bytes_of<float>({1, 2, 3, 4})))).error().code,
            ErrorCode::unsupported);
}

}  // namespace
}  // namespace sidproof
