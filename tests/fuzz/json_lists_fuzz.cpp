// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
// The two ways to read {"id": [...]}: whatever the fast one accepts, the careful
// one accepts too, with the same rows; what the careful one accepts and the fast
// one does not is at most a matter of speed. The first byte chooses the kind.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "fuzz/require.hpp"
#include "io/json/json_rows.hpp"

namespace {

using namespace sidproof;
using fuzz::require;

void check_equal(const Table& fast, const Table& careful) {
  require(fast.rows() == careful.rows());
  require(fast.row_bytes == careful.row_bytes);
  require(fast.items.are_row_numbers() == careful.items.are_row_numbers());
  for (std::size_t row = 0; row < fast.rows(); ++row) {
    require(fast.items[row] == careful.items[row]);
    require(fast.codes.row(row) == careful.codes.row(row));
    require(fast.tokens(row) == careful.tokens(row));
  }
  require(fast.findings.size() == careful.findings.size());
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const auto file =
      MappedFile::from_bytes({reinterpret_cast<const char*>(data) + 1, size - 1}, "/no/such/file");
  const bool texts = data[0] % 2 == 0;
  ReadOptions options;
  options.locate_rows = true;
  TableBuilder builder(file, "fast", options);
  if (!read_plain_lists(file, texts ? ListOf::texts : ListOf::codes, builder, Progress::none()))
    return 0;
  const Result<Table> fast = builder.finish();
  const Result<Table> careful =
      read_items(file, "careful", options, Progress::none(), texts ? read_texts : read_codes);
  require(fast.has_value() == careful.has_value());
  if (fast) check_equal(*fast, *careful);
  return 0;
}
