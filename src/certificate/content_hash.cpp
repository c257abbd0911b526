// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "certificate/content_hash.hpp"

namespace sidproof {
namespace {

void add_alphabet(Sha256& hash, const Alphabet& alphabet) {
  // Decimal numbers need no texts, and there may be 2^32 of them.
  hash.bytes(alphabet.is_numeric() ? "n" : "t").number(alphabet.size());
  if (alphabet.is_numeric()) return;
  for (std::uint32_t token = 0; token < alphabet.size(); ++token) hash.text(alphabet.text(token));
}

}  // namespace

Sha256::Digest content_hash(const Table& table, std::span<const std::uint64_t> codebooks) {
  Sha256 hash;
  hash.bytes("sidproof.table/1\n").number(table.rows()).number(table.alphabets.size());
  for (const Alphabet& alphabet : table.alphabets) add_alphabet(hash, alphabet);
  hash.number(codebooks.size());
  for (const std::uint64_t codebook : codebooks) hash.number(codebook);
  const bool numbered = table.items.are_row_numbers();
  table.codes.visit([&](const auto& rows) {
    for (std::size_t row = 0; row < rows.size(); ++row) {
      if (numbered)
        hash.text(table.items[row]);
      else
        hash.text(table.items.view(row));
      const auto code = rows[row];
      hash.number(code.size());
      for (const auto token : code) hash.word(token);
    }
  });
  return hash.finish();
}

Seed seed_of(const Sha256::Digest& content) {
  Seed seed;
  for (std::size_t i = 0; i < 8; ++i) {
    seed.high = seed.high << 8U | content[i];
    seed.low = seed.low << 8U | content[i + 8];
  }
  return seed;
}

}  // namespace sidproof
