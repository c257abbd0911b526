// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
// Any bytes through a table reader: the one that SIDPROOF_FUZZ_FORMAT names, or,
// where it is empty, the one that detection chooses. Whatever is accepted must be
// a sound table, whatever is refused must say why and where.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "fuzz/require.hpp"
#include "io/files/mapped_file.hpp"
#include "io/read_table.hpp"

namespace {

using sidproof::fuzz::require;

void check(const sidproof::Table& table, std::size_t size) {
  require(table.rows() > 0);
  require(table.items.size() == table.rows());
  require(table.alphabets.size() == table.codes.max_length());
  require(table.row_bytes.empty() || table.row_bytes.size() == table.rows());
  for (const std::uint64_t byte : table.row_bytes) require(byte < size);
  for (std::size_t row = 0; row < table.rows(); ++row) {
    for (std::size_t j = 0; j < table.codes.length(row); ++j) {
      const std::uint32_t token = table.codes.token(row, j);
      require(token < table.alphabets[j].size());
      require(table.alphabets[j].find(table.alphabets[j].text(token)) == token);
    }
  }
  for (const sidproof::Finding& finding : table.findings)
    require(!finding.message.empty() && finding.count > 0);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto file = sidproof::MappedFile::from_bytes({reinterpret_cast<const char*>(data), size},
                                                     "/no/such/file");
  sidproof::ReadOptions options;
  options.format = SIDPROOF_FUZZ_FORMAT;
  options.locate_rows = true;
  const auto table = sidproof::read_table(file, options);
  if (table) {
    check(*table, size);
    return 0;
  }
  require(!table.error().what.empty());
  require(table.error().code != sidproof::ErrorCode::internal);
  require(table.error().where.byte.value_or(0) <= size);
  return 0;
}
