// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
// Identity tests over tries of growing tables; identity_curve.py prints them.
#include <benchmark/benchmark.h>

#include <random>

#include "exact/mersenne61.hpp"
#include "laws/identity.hpp"
#include "laws/identity_gradient_sides.hpp"
#include "laws/identity_parallel_sides.hpp"
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

// One random point of one law modulo 2^61 - 1: drawing the model and all sides.
template <class F>
void point(benchmark::State& state, const F& sides_of) {
  const Codes codes = random_codes(static_cast<std::size_t>(state.range(0)));
  const auto trie = Trie::build(codes);
  const CodeSpace space({256, 256, 256, 256});
  RandomStream random({1, 2});
  for (auto _ : state) {
    const Sides<Mersenne61> sides = sides_of(
        *trie, space, [&] { return Mersenne61::from_bits(random.below(Mersenne61::modulus)); });
    if (sides.left != sides.right) state.SkipWithError("wrong");
  }
  state.counters["nodes"] = static_cast<double>(trie->nodes());
}

constexpr auto partition = [](const Trie& trie, const CodeSpace& space, const auto& draw) {
  return partition_sides(free_trie_model<Mersenne61>(trie, space, draw));
};
constexpr auto lookahead = [](const Trie& trie, const CodeSpace& space, const auto& draw) {
  return lookahead_sides(free_trie_model<Mersenne61>(trie, space, draw));
};
constexpr auto parallel = [](const Trie& trie, const CodeSpace& space, const auto& draw) {
  return parallel_sides(free_trie_heads<Mersenne61>(trie, space, draw), trie, space);
};
constexpr auto gradient = [](const Trie& trie, const CodeSpace& space, const auto& draw) {
  const auto weights = free_trie_logits<Mersenne61>(trie, space, draw);
  const auto direction = free_trie_logits<Mersenne61>(trie, space, draw);
  return gradient_sides(trie, space, weights, direction);
};
BENCHMARK_CAPTURE(point, B1_partition, partition)
    ->Arg(41'000)
    ->RangeMultiplier(10)
    ->Range(1000, 10'000'000)
    ->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(point, F3_lookahead, lookahead)
    ->Arg(41'000)
    ->Arg(10'000'000)
    ->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(point, A3_equivalence_parallel, parallel)
    ->Arg(41'000)
    ->Arg(10'000'000)
    ->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(point, A5_gradient, gradient)
    ->Arg(41'000)
    ->Arg(10'000'000)
    ->Unit(benchmark::kMillisecond);

// All identities over both primes until the error is below 2^-100.
void all_identities(benchmark::State& state) {
  const Codes codes = random_codes(static_cast<std::size_t>(state.range(0)));
  const auto trie = Trie::build(codes);
  std::size_t points = 0;
  for (auto _ : state)
    for (const IdentityRun& run :
         test_identities(*trie, CodeSpace({256, 256, 256, 256}), {{1, 2}, -100, Threads{2}}))
      points += run.points.size();
  state.counters["points"] = static_cast<double>(points) / static_cast<double>(state.iterations());
}
BENCHMARK(all_identities)->Arg(1000)->Arg(41'000)->Unit(benchmark::kMillisecond)->UseRealTime();

}  // namespace
}  // namespace sidproof

BENCHMARK_MAIN();
