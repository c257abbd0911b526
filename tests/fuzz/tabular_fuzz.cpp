// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
// One reader of a table that is not JSON, on any bytes: SIDPROOF_FUZZ_FORMAT names
// it. Whatever is accepted must be a sound table; whatever is refused must say why.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "io/files/mapped_file.hpp"
#include "io/read_table.hpp"

namespace {

void require(bool holds) {
  if (!holds) std::abort();
}

void check(const sidproof::Table& table) {
  require(table.rows() > 0);
  require(table.items.size() == table.rows());
  require(table.alphabets.size() == table.codes.max_length());
  for (std::size_t row = 0; row < table.rows(); ++row) {
    require(table.tokens(row).size() == table.codes.length(row));
    for (std::size_t j = 0; j < table.codes.length(row); ++j) {
      const std::uint32_t token = table.codes.token(row, j);
      require(token < table.alphabets[j].size());
      require(table.alphabets[j].find(table.alphabets[j].text(token)) == token);
    }
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const auto file = sidproof::MappedFile::from_bytes(bytes);
  sidproof::ReadOptions options;
  options.format = SIDPROOF_FUZZ_FORMAT;
  options.locate_rows = true;
  const auto table = sidproof::read_table(file, options);
  if (table) {
    check(*table);
    require(table->row_bytes.empty() || table->row_bytes.size() == table->rows());
  } else {
    require(!table.error().what.empty());
    require(table.error().code != sidproof::ErrorCode::internal);
  }
  return 0;
}
