// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include <benchmark/benchmark.h>

#include <cstdint>
#include <random>
#include <vector>

#include "audit/audit.hpp"
#include "audit/collisions.hpp"

namespace sidproof {
namespace {

template <class Token>
Codes random_codes(std::size_t rows, std::size_t length, std::uint32_t alphabet) {
  std::mt19937 random(1);
  std::vector<Token> tokens(rows * length);
  for (Token& token : tokens) token = static_cast<Token>(random() % alphabet);
  return Codes::fixed(rows, length, std::move(tokens));
}

Table table_with(Codes codes, std::uint32_t alphabet) {
  Table table;
  table.alphabets.assign(codes.max_length(), Alphabet::numbers(alphabet));
  table.items = ItemIds::row_numbers(codes.rows());
  table.codes = std::move(codes);
  return table;
}

// Arguments: rows, tokens a row.
void collisions_of_bytes(benchmark::State& state) {
  const auto rows = static_cast<std::size_t>(state.range(0));
  const Codes codes =
      random_codes<std::uint8_t>(rows, static_cast<std::size_t>(state.range(1)), 256);
  for (auto _ : state) benchmark::DoNotOptimize(collisions(codes).distinct);
  state.SetItemsProcessed(state.iterations() * state.range(0));
}
BENCHMARK(collisions_of_bytes)
    ->Args({40000, 4})
    ->Args({1000000, 4})
    ->Args({10000000, 4})
    ->Args({10000000, 8})
    ->Args({10000000, 32})
    ->Unit(benchmark::kMillisecond);

// Arguments: rows, tokens a row, alphabet.
void whole_audit(benchmark::State& state) {
  const auto alphabet = static_cast<std::uint32_t>(state.range(2));
  const Table table =
      table_with(random_codes<std::uint16_t>(static_cast<std::size_t>(state.range(0)),
                                             static_cast<std::size_t>(state.range(1)), alphabet),
                 alphabet);
  for (auto _ : state) benchmark::DoNotOptimize(audit(table)->excess);
  state.SetItemsProcessed(state.iterations() * state.range(0));
}
BENCHMARK(whole_audit)
    ->Args({40000, 4, 256})
    ->Args({1000000, 4, 256})
    ->Args({1000000, 3, 8192})
    ->Args({1000000, 32, 256})
    ->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace sidproof

BENCHMARK_MAIN();
