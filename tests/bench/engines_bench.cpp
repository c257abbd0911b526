// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
// One job on every engine, models a second on one core: k = 3, V = 4, 64 items; draw
// all 21 rows and 16 observations, find Z by items and by multiplicities, ask whether
// it is 1, and multiply the likelihood by tokens and by items. Two items share a
// sequence, so that Z = 1 for about one model in nine. engines_peers.py runs this
// beside Python.
#include <benchmark/benchmark.h>

#include "exact/flint_rational.hpp"
#include "exact/mersenne61.hpp"
#include "exact/rational.hpp"
#include "laws/bulk_identity.hpp"
#include "model/tabular.hpp"
#include "objective/integer_check.hpp"
#include "objective/partition.hpp"

namespace sidproof {
namespace {

// The same few instructions in every language (Knuth's MMIX multiplier).
class Linear {
 public:
  std::uint32_t below(std::uint32_t bound) {
    state_ = state_ * 6364136223846793005U + 1442695040888963407U;
    return static_cast<std::uint32_t>((state_ >> 33U) % bound);
  }

 private:
  std::uint64_t state_ = 1;
};

struct Setting {
  CodeSpace space{std::vector<std::uint32_t>{4, 4, 4}};
  CascadedShape shape{space};
  TokenMap map = all_sequences_but_the_last();
  Linear random;
  std::vector<std::uint32_t> weights = std::vector<std::uint32_t>(shape.cells());
  std::vector<std::uint32_t> draws = std::vector<std::uint32_t>(16);

  TokenMap all_sequences_but_the_last() const {
    std::vector<Sequence> codes;
    space.for_each([&](SequenceView s) { codes.emplace_back(s.begin(), s.end()); });
    codes[63] = codes[62];
    return {space, codes};
  }
  void draw() {
    for (auto& weight : weights) weight = random.below(9) + 1;
    for (auto& item : draws) item = random.below(64);
  }
};

// How many of the first models have Z = 1: all engines must find the same.
template <class Check>
void count_ones(benchmark::State& state, const Check& z_is_one) {
  Setting setting;
  int ones = 0;
  for (int model = 0; model < 1000; ++model) {
    setting.draw();
    ones += z_is_one(setting) ? 1 : 0;
  }
  state.counters["z_is_one_of_1000"] = ones;
}

template <class Check>
void time_models(benchmark::State& state, const Check& z_is_one) {
  Setting setting;
  for (auto _ : state) {
    setting.draw();
    benchmark::DoNotOptimize(z_is_one(setting));
  }
  state.SetItemsProcessed(state.iterations());
  count_ones(state, z_is_one);
}

void integers_without_gcd(benchmark::State& state) {
  const Setting shape;
  IntegerCheck check(shape.shape, shape.map);
  time_models(state, [&](const Setting& setting) {
    const auto verdict = check.fast(setting.weights, setting.draws);
    if (!verdict || !verdict->partition_agrees || !verdict->likelihoods_agree)
      state.SkipWithError("wrong");
    return verdict && verdict->z_is_one;
  });
}
BENCHMARK(integers_without_gcd);

// The formulas as they are written, the templates that the laws use.
template <class F>
void generic(benchmark::State& state) {
  std::vector<std::uint64_t> multiplicity(64, 1);
  multiplicity[62] = 2;
  multiplicity[63] = 0;
  ItemCounts counts(64);
  time_models(state, [&](const Setting& setting) {
    std::fill(counts.begin(), counts.end(), 0);
    for (const std::uint32_t item : setting.draws) ++counts[item];
    const auto model =
        from_weights<F>(setting.shape, std::span<const std::uint32_t>(setting.weights));
    const std::vector<F> masses = item_masses(model, setting.map);
    F z(0);
    for (const F& mass : masses) z += mass;
    F by_sequences(0);
    std::size_t index = 0;
    setting.space.for_each([&](SequenceView s) {
      by_sequences += F(static_cast<std::int64_t>(multiplicity[index++])) * prefix_mass(model, s);
    });
    if (!(z == by_sequences) ||
        !(ar_likelihood(model, setting.map, counts) == fv_likelihood<F>(masses, counts)))
      state.SkipWithError("wrong");
    return z == F(1);
  });
}
BENCHMARK(generic<Mersenne61>);
BENCHMARK(generic<FlintRational>);
BENCHMARK(generic<Rational>);

// Modulo 2^61 - 1, many models at once: rows drawn by Philox without weights, Z by
// items' products and backwards. The likelihoods are not part of it.
void bulk_mod_p(benchmark::State& state) {
  const Setting setting;
  const auto trie = Trie::build(setting.map.codes());
  constexpr std::uint64_t models = 10'000;
  for (auto _ : state) {
    const BulkRun run = check_models(*trie, setting.space, {1, 2}, models, Threads{1});
    if (run.verdict.truth != Truth::holds || run.z_is_one != 0) state.SkipWithError("wrong");
  }
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(models));
}
BENCHMARK(bulk_mod_p);

}  // namespace
}  // namespace sidproof

BENCHMARK_MAIN();
