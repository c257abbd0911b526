// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdint>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>
#include <vector>

#include "io/json/json_support.hpp"
#include "io/read_table.hpp"

namespace sidproof::test {

/// The catalogue that every sample holds: B003 and B004 collide.
inline std::vector<Row> six_items(const std::vector<std::string>& ids) {
  const std::vector<std::vector<std::string>> codes = {{"3", "1", "2"}, {"3", "1", "0"},
                                                       {"0", "2", "2"}, {"0", "2", "2"},
                                                       {"1", "0", "3"}, {"3", "0", "1"}};
  std::vector<Row> all;
  for (std::size_t i = 0; i < codes.size(); ++i) all.emplace_back(ids[i], codes[i]);
  return all;
}

inline std::vector<Row> six_named_items() {
  return six_items({"B001", "B002", "B003", "B004", "B005", "B006"});
}

inline std::vector<Row> six_numbered_items() { return six_items({"0", "1", "2", "3", "4", "5"}); }

/// The shared data folder, or empty when it is not there.
inline std::string shared_data() {
  const std::string folder = std::string(SIDPROOF_SOURCE_DIR) + "/../shared/data";
  return std::filesystem::is_directory(folder) ? folder : std::string();
}

/// Little-endian bytes of values, one after the other.
template <class Value>
std::string bytes_of(const std::vector<Value>& values) {
  std::string bytes(values.size() * sizeof(Value), '\0');
  if (!values.empty()) std::memcpy(bytes.data(), values.data(), bytes.size());
  return bytes;
}

/// A .npy file with this header dictionary, as NumPy pads it.
inline std::string npy(std::string dictionary, std::string_view data, int version = 1) {
  const std::size_t prefix = version == 1 ? 10 : 12;
  while ((prefix + dictionary.size() + 1) % 64 != 0) dictionary += ' ';
  dictionary += '\n';
  std::string file = "\x93NUMPY";
  file += static_cast<char>(version);
  file += '\0';
  std::size_t length = dictionary.size();
  for (std::size_t i = 8; i < prefix; ++i, length >>= 8U) file += static_cast<char>(length & 0xFFU);
  return file + dictionary + std::string(data);
}

inline std::string npy_of(const std::string& type, const std::string& shape, std::string_view data,
                          bool fortran = false, int version = 1) {
  return npy("{'descr': '" + type + "', 'fortran_order': " + (fortran ? "True" : "False") +
                 ", 'shape': " + shape + ", }",
             data, version);
}

/// The error of reading these bytes; the test fails when they are read.
inline Error must_refuse(std::string_view bytes, const std::string& format) {
  const Result<Table> table = read_bytes(bytes, format);
  EXPECT_FALSE(table.has_value()) << "was read as " << table->format;
  return table ? Error{} : table.error();
}

inline void write_bytes(const std::string& path, std::string_view bytes) {
  std::ofstream(path, std::ios::binary).write(bytes.data(), std::ssize(bytes));
}

}  // namespace sidproof::test
