// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include "generator/cuda/cuda_place.cuh"
#include "generator/cuda/cuda_search.hpp"

namespace sidproof::reference {
namespace {

// Searches of one plan: all steps are one CUDA graph, made in the first run.
class CudaSearcher final : public Searcher {
 public:
  // `inputs` without its trie.
  CudaSearcher(const CudaExecutor& executor, ProgramInputs inputs, const SearchPlan& plan,
               const StepTrie& trie)
      : place_(executor),
        first_edge_(trie.first_edge().size()),
        program_(
            place_,
            [&] {
              place_.upload(std::span<const std::uint32_t>(trie.first_edge()), first_edge_);
              place_.upload(std::span<const std::uint16_t>(trie.narrow()), narrow_);
              place_.upload(std::span<const std::uint32_t>(trie.wide()), wide_);
              inputs.trie = {first_edge_.data(), trie.wide().empty() ? narrow_.data() : nullptr,
                             wide_.data()};
              return std::move(inputs);
            }(),
            plan) {}

  [[nodiscard]] Result<std::vector<Found>> run(
      std::span<const std::vector<std::uint32_t>> prompts) override {
    program_.prepare(prompts);
    place_.execute([this] { program_.run(); });
    return program_.results();
  }

 private:
  CudaPlace place_;
  DeviceArray<std::uint32_t> first_edge_, wide_;
  DeviceArray<std::uint16_t> narrow_;
  StepProgram<CudaPlace> program_;
};

}  // namespace

std::unique_ptr<Searcher> cuda_searcher(const CudaExecutor& executor, ProgramInputs inputs,
                                        const SearchPlan& plan, const StepTrie& trie) {
  return std::make_unique<CudaSearcher>(executor, std::move(inputs), plan, trie);
}

}  // namespace sidproof::reference
