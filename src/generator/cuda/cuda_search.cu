// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cstdint>
#include <set>
#include <span>
#include <utility>
#include <vector>

#include "generator/cuda/cuda_place.cuh"
#include "generator/cuda/cuda_search.hpp"
#include "generator/cuda/current_device.cuh"

namespace sidproof::reference {
namespace {

// Searches of one plan: all steps are one CUDA graph from the second run on.
class CudaSearcher final : public Searcher {
 public:
  // `inputs` without its trie.
  CudaSearcher(const CudaExecutor& executor, ProgramInputs inputs, const SearchPlan& plan,
               const StepTrie& trie)
      : device_(executor.device()),
        place_(executor),
        first_edge_(trie.first_edge().size()),
        program_(
            place_,
            [&] {
              const CudaPlace::Uploads uploads(place_);
              uploads(trie.first_edge(), first_edge_);
              uploads(trie.narrow(), narrow_);
              uploads(trie.wide(), wide_);
              uploads.finish();
              inputs.trie = {first_edge_.data(), trie.wide().empty() ? narrow_.data() : nullptr,
                             wide_.data()};
              return std::move(inputs);
            }(),
            plan) {}

  [[nodiscard]] Result<std::vector<Found>> run(
      std::span<const std::vector<std::uint32_t>> prompts) override {
    const CurrentDevice current(device_);
    if (auto ready = program_.prepare(prompts); !ready) return tl::unexpected(ready.error());
    place_.execute([this] { program_.run(); });
    return program_.results();
  }

 private:
  int device_;
  CudaPlace place_;
  DeviceArray<std::uint32_t> first_edge_, wide_;
  DeviceArray<std::uint16_t> narrow_;
  StepProgram<CudaPlace> program_;
};

}  // namespace

double sort_bytes(const SearchPlan& plan) {
  std::size_t temporary = 0;
  std::set<std::size_t> sizes;
  for (std::size_t d = 0; d < plan.depth(); ++d) {
    sizes.insert(plan.levels[d].candidates);
    if (d > 0) sizes.insert(plan.levels[d].beams);
  }
  for (const std::size_t size : sizes)
    temporary = std::max(temporary, CudaPlace::temporary_bytes(plan.requests(), size));
  const std::size_t begins = sizes.size() * (plan.requests() + 1) * sizeof(int);
  return static_cast<double>(temporary + begins);
}

std::unique_ptr<Searcher> cuda_searcher(const CudaExecutor& executor, ProgramInputs inputs,
                                        const SearchPlan& plan, const StepTrie& trie) {
  return std::make_unique<CudaSearcher>(executor, std::move(inputs), plan, trie);
}

}  // namespace sidproof::reference
