// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
// Throughput of the law engine: bulk checks of random models (k = 3, V = 4, 64
// items, 16 observations) and identity tests over tries of growing tables.
#include <benchmark/benchmark.h>

#include <random>

#include "exact/flint_rational.hpp"
#include "exact/mersenne61.hpp"
#include "exact/rational.hpp"
#include "laws/identity.hpp"
#include "laws/identity_sides.hpp"
#include "model/tabular.hpp"
#include "objective/integer_check.hpp"
#include "objective/likelihood.hpp"

namespace sidproof {
namespace {

struct Setting {
  CodeSpace space{std::vector<std::uint32_t>{4, 4, 4}};
  CascadedShape shape{space};
  TokenMap map = all_sequences();
  std::mt19937_64 random{1};
  std::vector<std::uint32_t> weights = std::vector<std::uint32_t>(shape.cells());
  std::vector<std::uint32_t> draws = std::vector<std::uint32_t>(16);

  TokenMap all_sequences() const {
    std::vector<Sequence> codes;
    space.for_each([&](SequenceView s) { codes.emplace_back(s.begin(), s.end()); });
    return {space, codes};
  }
  void draw() {
    for (auto& weight : weights) weight = static_cast<std::uint32_t>(random() % 9) + 1;
    for (auto& item : draws) item = static_cast<std::uint32_t>(random() % 64);
  }
};

void integers_without_gcd(benchmark::State& state) {
  Setting setting;
  IntegerCheck check(setting.shape, setting.map);
  for (auto _ : state) {
    setting.draw();
    const auto verdict = check.fast(setting.weights, setting.draws);
    if (!verdict || !verdict->z_is_one || !verdict->likelihoods_agree) state.SkipWithError("wrong");
  }
  state.SetItemsProcessed(state.iterations());
}
BENCHMARK(integers_without_gcd);

// The generic formulas as the laws use them.
template <class F>
void generic(benchmark::State& state) {
  Setting setting;
  ItemCounts counts(64);
  for (auto _ : state) {
    setting.draw();
    std::fill(counts.begin(), counts.end(), 0);
    for (const std::uint32_t item : setting.draws) ++counts[item];
    const auto model =
        from_weights<F>(setting.shape, std::span<const std::uint32_t>(setting.weights));
    const std::vector<F> masses = item_masses(model, setting.map);
    F z(0);
    for (const F& mass : masses) z += mass;
    if (!(z == F(1)) ||
        !(ar_likelihood(model, setting.map, counts) == fv_likelihood<F>(masses, counts)))
      state.SkipWithError("wrong");
  }
  state.SetItemsProcessed(state.iterations());
}
BENCHMARK(generic<Mersenne61>);
BENCHMARK(generic<FlintRational>);
BENCHMARK(generic<Rational>);

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
