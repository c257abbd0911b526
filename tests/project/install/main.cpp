// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
// A program outside the project that audits a table made in memory.
#include <audit/audit.hpp>
#include <cstdio>

int main() {
  sidproof::Table table;
  table.codes = sidproof::Codes::fixed(3, 2, std::vector<std::uint8_t>{0, 1, 1, 0, 0, 1});
  table.alphabets = {sidproof::Alphabet::numbers(2), sidproof::Alphabet::numbers(2)};
  table.items = sidproof::ItemIds::row_numbers(3);
  const auto result = sidproof::audit(table);
  if (!result) return 2;
  std::printf("distinct sequences: %llu\n",
              static_cast<unsigned long long>(result->distinct_sequences));
  return result->distinct_sequences == 2 && result->excess == 1 ? 0 : 1;
}
