// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
// Identity tests over tries of growing tables; identity_curve.py prints them.
#include <benchmark/benchmark.h>

#include <random>

#include "exact/mersenne61.hpp"
#include "laws/identity.hpp"
#include "laws/identity_sides.hpp"
#include "random/stream.hpp"

namespace sidproof {
namespace {

Codes random_codes(std::size_t rows) {
  std::mt19937_64 random(rows);
  std::vector<std::uint8_t> tokens(rows * 4);
  for (auto& token : tokens) token = static_cast<std::uint8_t>(random());
  return Codes::fixed(rows, 4, std::move(tokens));
}

void build_trie(benchmark::State& state) {
  const Codes codes = random_codes(static_cast<std::size_t>(state.range(0)));
  for (auto _ : state) benchmark::DoNotOptimize(Trie::build(codes));
  state.SetItemsProcessed(state.iterations() * state.range(0));
}
BENCHMARK(build_trie)->RangeMultiplier(10)->Range(1000, 10'000'000)->Unit(benchmark::kMillisecond);

// One random point of B1 modulo 2^61 - 1: drawing the model and all three sides.
void partition_point(benchmark::State& state) {
  const Codes codes = random_codes(static_cast<std::size_t>(state.range(0)));
  const auto trie = Trie::build(codes);
  std::mt19937_64 random(1);
  for (auto _ : state) {
    const auto model = free_trie_model<Mersenne61>(*trie, CodeSpace({256, 256, 256, 256}),
                                                   [&] { return Mersenne61::from_bits(random()); });
    const auto sides = partition_sides(model);
    if (!(sides.left == sides.right)) state.SkipWithError("wrong");
  }
  state.counters["nodes"] = static_cast<double>(trie->nodes());
}
BENCHMARK(partition_point)
    ->RangeMultiplier(10)
    ->Range(1000, 10'000'000)
    ->Unit(benchmark::kMillisecond);

// All identities over both primes until the error is below 2^-100.
void all_identities(benchmark::State& state) {
  const Codes codes = random_codes(static_cast<std::size_t>(state.range(0)));
  const auto trie = Trie::build(codes);
  for (auto _ : state)
    benchmark::DoNotOptimize(
        test_identities(*trie, CodeSpace({256, 256, 256, 256}), {{1, 2}, -100, Threads{2}}));
}
BENCHMARK(all_identities)->Arg(1000)->Arg(41'000)->Unit(benchmark::kMillisecond)->UseRealTime();

}  // namespace
}  // namespace sidproof

BENCHMARK_MAIN();
