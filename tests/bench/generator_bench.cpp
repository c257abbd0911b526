// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
// Constrained beam search of the generator: the workloads W1 to W6 and W8 of
// docs/performance.md ("The generator's workloads"), in sizes of a test, or whole with
// SIDPROOF_BENCH_FULL=1; by the host, or by a GPU with SIDPROOF_EXECUTOR=cuda.
#include <benchmark/benchmark.h>

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "generator/cuda/cuda_device.hpp"
#include "generator/decoding/batch_search.hpp"
#include "random/stream.hpp"

namespace sidproof {
namespace {

using namespace reference;

bool whole() { return std::getenv("SIDPROOF_BENCH_FULL") != nullptr; }

// A search: `requests` beams of `width` over `items` random sequences of `length` codes
// below `codebook`; without layers the logits are noise and no network is computed.
struct Workload {
  std::size_t requests = 1;
  std::size_t width = 1;
  std::size_t length = 3;
  std::uint32_t codebook = 256;
  std::size_t items = 1000;
  std::size_t layers = 0;
  std::size_t network_width = 64;
};

Table random_sequences(const Workload& w) {
  RandomStream random(Seed{17, w.items});
  std::vector<std::uint32_t> codes(w.items * w.length);
  for (std::uint32_t& code : codes) code = static_cast<std::uint32_t>(random.below(w.codebook));
  Table table;
  table.codes = Codes::fixed(w.items, w.length, std::move(codes));
  for (std::size_t j = 0; j < w.length; ++j)
    table.alphabets.push_back(Alphabet::numbers(w.codebook));
  table.items = ItemIds::row_numbers(w.items);
  return table;
}

Result<Network> network_for(const Workload& w, const Catalogue& catalogue) {
  Shape shape;
  shape.vocabulary = catalogue.vocabulary();
  shape.positions = 9 * w.length;
  shape.width = w.layers == 0 ? 4 : w.network_width;
  shape.layers = std::max<std::size_t>(1, w.layers);
  shape.heads = w.layers == 0 ? 1 : 4;
  shape.inner = 4 * shape.width;
  Weights weights = random_weights(shape, Seed{0, 18});
  const char* executor = std::getenv("SIDPROOF_EXECUTOR");
  if (executor == nullptr || std::strcmp(executor, "cuda") != 0) return Network(std::move(weights));
  auto device = cuda_device(weights);
  if (!device) return tl::unexpected(device.error());
  return Network(std::move(weights), std::move(*device));
}

void search(benchmark::State& state, const Workload& w) {
  const auto catalogue = Catalogue::make(random_sequences(w));
  if (!catalogue) return state.SkipWithError(to_string(catalogue.error()).c_str());
  const auto network = network_for(w, *catalogue);
  if (!network) return state.SkipWithError(to_string(network.error()).c_str());
  std::vector<std::vector<std::uint32_t>> prompts;
  for (std::uint32_t r = 0; r < w.requests; ++r)
    prompts.push_back(*catalogue->prompt(w.layers == 0
                                             ? std::vector<std::uint32_t>{}
                                             : std::vector<std::uint32_t>{r, 2 * r + 1, r + 5},
                                         network->shape().positions));
  auto plan = SearchPlan::make(network->shape(), *catalogue, prompts, w.width, Decoding::raw);
  if (!plan) return state.SkipWithError(to_string(plan.error()).c_str());
  plan->noise = w.layers == 0;
  const Executor executor({Threads::all()});
  const auto searcher = make_searcher(*network, *catalogue, *plan, executor);
  if (!searcher) return state.SkipWithError(to_string(searcher.error()).c_str());
  std::size_t returned = 0;
  for (auto _ : state) {
    const auto found = (*searcher)->run(prompts);
    if (!found) return state.SkipWithError(to_string(found.error()).c_str());
    returned = found->front().results.size();
    benchmark::DoNotOptimize(found);
  }
  const StepTrie trie(*catalogue);
  const auto nodes = static_cast<double>(catalogue->trie().nodes());
  state.counters["items"] = static_cast<double>(catalogue->items());
  state.counters["returned"] = static_cast<double>(returned);
  state.counters["B/node"] = static_cast<double>(trie.bytes()) / nodes;
  state.counters["s/step"] =
      benchmark::Counter(static_cast<double>(state.iterations()) * static_cast<double>(w.length),
                         benchmark::Counter::kIsRate | benchmark::Counter::kInvert);
  state.SetLabel(network->executor_name());
}

void add(const std::string& name, const Workload& w) {
  benchmark::RegisterBenchmark((name + "/items:" + std::to_string(w.items)).c_str(),
                               [w](benchmark::State& state) { search(state, w); })
      ->Unit(benchmark::kMicrosecond)
      ->UseRealTime();
}

void add_all() {
  const std::size_t part = whole() ? 1 : 1000;  // of the items
  const auto scaled = [](std::uint32_t size, std::uint32_t small) {
    return whole() ? size : small;
  };
  for (const std::size_t items : {100'000U, 1'000'000U, 10'000'000U, 20'000'000U})
    add("W1-C", {2, 70, 8, scaled(2048, 128), items / part, 0});
  for (const std::uint32_t codebook : {256U, 1024U, 2048U, 8192U})
    add("W1-V/V:" + std::to_string(codebook), {2, 70, 8, codebook, 10'000'000 / part, 0});
  for (std::uint32_t branch = 2; branch <= (whole() ? 1U << 18U : 1U << 12U); branch *= 8)
    add("W2/branch:" + std::to_string(branch), {2, 1, 2, branch, 1'000'000 / part, 0});
  add("W3", {16, 20, 4, 256, whole() ? 12'101U : 300U, 2, whole() ? 128U : 32U});
  for (const std::size_t requests : {1U, 2U, 4U, 8U})
    add("W4-selection/B:" + std::to_string(requests),
        {requests, 256, 1, scaled(151'936, 8192), scaled(600'000, 20'000), 0});
  for (const std::size_t width : {128U, 256U, 512U}) {
    add("W5-noise/M:" + std::to_string(width), {4, width, 3, 8192, 1'000'000 / part, 0});
    add("W5-GPT-2/M:" + std::to_string(width),
        {4, whole() ? width : width / 32, 3, scaled(8192, 256), 1'000'000 / part, 4,
         whole() ? 256U : 32U});
  }
  add("W6", {1, 5000, 3, 8192, 1'000'000 / part, 0});
  for (const std::size_t requests : {1U, whole() ? 64U : 2U})
    add("W8/B:" + std::to_string(requests), {requests, 4096, 3, 16, whole() ? 4096U : 500U, 2});
}

}  // namespace
}  // namespace sidproof

int main(int count, char** arguments) {
  benchmark::Initialize(&count, arguments);
  if (benchmark::ReportUnrecognizedArguments(count, arguments)) return 64;
  sidproof::add_all();
  benchmark::RunSpecifiedBenchmarks();
  benchmark::Shutdown();
  return 0;
}
