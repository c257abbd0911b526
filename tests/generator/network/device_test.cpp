// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "generator/network/device.hpp"

#include <gtest/gtest.h>

#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include "generator/check/check_host.hpp"
#include "generator/cuda/device_memory.hpp"
#include "generator/decoding/host_place.hpp"
#include "generator/decoding/search.hpp"
#include "generator/decoding/small_catalogues.hpp"
#include "generator/decoding/step_program.hpp"
#include "generator/network/forward.hpp"

namespace sidproof {
namespace {

using namespace reference;

struct Memory final : DeviceMemory {
  explicit Memory(std::size_t floats) : values(floats) {}
  std::vector<float> values;
};

class PretendedSearcher final : public Searcher {
 public:
  PretendedSearcher(ProgramInputs inputs, const SearchPlan& plan, StepTrie trie)
      : trie_(std::move(trie)), place_(executor_) {
    inputs.trie = trie_.view();
    program_.emplace(place_, std::move(inputs), plan);
  }

  [[nodiscard]] Result<std::vector<Found>> run(
      std::span<const std::vector<std::uint32_t>> prompts) override {
    if (auto ready = program_->prepare(prompts); !ready) return tl::unexpected(ready.error());
    program_->run();
    return program_->results();
  }

 private:
  StepTrie trie_;
  Executor executor_{{Threads{2}, 7, Order::backward}};
  HostPlace place_;
  std::optional<StepProgram<HostPlace>> program_;
};

// A device that is the host's own memory, of which it has a limited amount, and that may
// break down after some passes.
class PretendedDevice final : public Device {
 public:
  PretendedDevice(Weights weights, double free, int passes)
      : weights_(std::move(weights)),
        head_(Network::transposed_head(weights_)),
        free_(free),
        passes_(passes) {}

  [[nodiscard]] std::string name() const override { return "a pretended device"; }

  [[nodiscard]] Result<std::unique_ptr<DeviceMemory>> cache(std::size_t slots) override {
    const Shape& s = weights_.shape;
    if (auto fit = fits(session_bytes(s, slots), free_, "a session's tokens", name()); !fit)
      return tl::unexpected(fit.error());
    return std::make_unique<Memory>(2 * s.layers * slots * s.width);
  }

  [[nodiscard]] std::vector<float> forward(const Batch& batch, DeviceMemory& memory,
                                           const Observer&) override {
    if (passes_-- == 0) throw DeviceFailure("the pretended device broke down");
    auto& values = dynamic_cast<Memory&>(memory).values;
    const Shape& s = weights_.shape;
    const std::size_t rows = batch.rows();
    std::vector<float> activations(rows * ActivationsView::floats(s));
    const auto views = ActivationsView::in(activations.data(), s, rows);
    forward_pass(s, WeightsView::make(weights_, [](const auto& v) { return v.data(); }),
                 {rows, batch.longest_path(), batch.token.data(), batch.position.data(),
                  batch.slot.data(), batch.path.data(), batch.path_begin.data()},
                 {values.data(), values.size() / (2 * s.layers)}, views,
                 Executor({Threads{2}, 7, Order::shuffled}), Unobserved());
    return {views.normed, views.normed + rows * s.width};
  }

  [[nodiscard]] Result<std::unique_ptr<Searcher>> searcher(const SearchPlan& plan,
                                                           const StepTrie& trie) override {
    if (auto fit = fits(plan.bytes(weights_.shape), free_, "a search", name()); !fit)
      return tl::unexpected(fit.error());
    return std::make_unique<PretendedSearcher>(
        ProgramInputs{weights_.shape,
                      WeightsView::make(weights_, [](const auto& v) { return v.data(); }),
                      head_.data(),
                      {}},
        plan, trie);
  }

  [[nodiscard]] std::vector<float> logits(std::span<const float> hidden, std::size_t first,
                                          std::size_t count) override {
    const Shape& s = weights_.shape;
    const std::size_t rows = hidden.size() / s.width;
    std::vector<float> result(rows * count);
    Executor().run(rows, LinearKernel{hidden.data(), head_.data(), nullptr, nullptr, result.data(),
                                      s.width, s.vocabulary, first, count});
    return result;
  }

 private:
  Weights weights_;
  std::vector<float> head_;
  double free_;
  int passes_;
};

Network on_device(const Network& network, double free = 1e9, int passes = -1) {
  return Network(network.weights(),
                 std::make_shared<PretendedDevice>(network.weights(), free, passes));
}

TEST(Device, LawsBeamsAndRecomputationsAreTheHostsBits) {
  for (const auto& [name, table] : small_tables()) {
    const SmallCase small = SmallCase::make(table, 21);
    const Network network = on_device(small.network);
    const auto laws = trie_laws(network, small.catalogue, small.prompt, Executor());
    ASSERT_TRUE(laws);
    EXPECT_EQ(*laws, small.laws) << name;
    for (const Decoding decoding : {Decoding::raw, Decoding::local}) {
      const auto expected =
          beam_search(small.network, small.catalogue, small.prompt, 3, decoding, Executor());
      const auto found =
          beam_search(network, small.catalogue, small.prompt, 3, decoding, Executor());
      ASSERT_TRUE(found);
      EXPECT_EQ(found->results, expected->results) << name;
    }
    const std::vector<std::vector<std::uint32_t>> prompts{small.prompt, {0}};
    const auto batch =
        batch_search(network, small.catalogue, prompts, 3, Decoding::raw, Executor());
    ASSERT_TRUE(batch);
    EXPECT_EQ(batch->front().results, beam_search(small.network, small.catalogue, small.prompt, 3,
                                                  Decoding::raw, Executor())
                                          ->results);
    const auto law = recomputed_law(network, small.catalogue, small.prompt, 0, Executor());
    ASSERT_TRUE(law);
    EXPECT_EQ(law->outside, small.laws.outside[0]);
  }
}

TEST(Device, AnotherNetworksWeightsGiveOtherLaws) {
  const SmallCase small = SmallCase::make(full_table({3, 4, 2}), 22);
  const Network other = small_network(small.catalogue, 23);
  const Network mixed_up(small.network.weights(),
                         std::make_shared<PretendedDevice>(other.weights(), 1e9, -1));
  EXPECT_NE(*trie_laws(mixed_up, small.catalogue, small.prompt, Executor()), small.laws);
}

TEST(Device, TheCheckAgainstTheHostNoticesOtherBits) {
  const SmallCase small = SmallCase::make(random_table({6, 6, 6}, 40, 2), 28);
  const auto judge = [&](const Network& network) {
    Computed computed{
        small.prompt, *trie_laws(network, small.catalogue, small.prompt, Executor()), {}};
    return *check_host(reference_subject(network, small.catalogue), network, small.catalogue,
                       computed, Threads{1});
  };
  EXPECT_EQ(judge(on_device(small.network)).truth, Truth::holds);
  Weights wrong = small.network.weights();
  wrong.norm_bias[3] += 1e-5F;
  const Network mixed_up(small.network.weights(),
                         std::make_shared<PretendedDevice>(std::move(wrong), 1e9, -1));
  const Verdict verdict = judge(mixed_up);
  EXPECT_EQ(verdict.truth, Truth::refuted);
  EXPECT_NE(verdict.reason.find(", by the host "), std::string::npos) << verdict.reason;
}

TEST(Device, ASessionThatDoesNotFitIsRefusedBeforeItStarts) {
  const SmallCase small = SmallCase::make(full_table({3, 4, 2}), 24);
  const Network network = on_device(small.network, 5000, 0);  // not a single pass happens
  const auto found =
      beam_search(network, small.catalogue, small.prompt, 9, Decoding::raw, Executor());
  ASSERT_FALSE(found);
  EXPECT_EQ(found.error().code, ErrorCode::too_large);
  EXPECT_NE(found.error().what.find("a pretended device has"), std::string::npos);
  EXPECT_FALSE(
      recomputed_law(on_device(small.network, 10), small.catalogue, small.prompt, 0, Executor()));
}

TEST(Device, ABreakdownIsAnExceptionOfItsOwn) {
  const SmallCase small = SmallCase::make(full_table({3, 4, 2}), 25);
  for (const int passes : {0, 1, 2}) {
    const Network network = on_device(small.network, 1e9, passes);
    EXPECT_THROW(static_cast<void>(trie_laws(network, small.catalogue, small.prompt, Executor())),
                 DeviceFailure);
  }
}

TEST(Device, CachesAndNetworksDoNotMix) {
  const SmallCase small = SmallCase::make(full_table({2, 2}), 26);
  Batch batch;
  batch.add(0, 0, 0, {});
  Cache host(small.network.shape(), 1);
  EXPECT_THROW(static_cast<void>(on_device(small.network).forward(batch, host, Executor())),
               std::logic_error);
  auto device = on_device(small.network).cache(1);
  ASSERT_TRUE(device);
  EXPECT_THROW(static_cast<void>(small.network.forward(batch, *device, Executor())),
               std::logic_error);
}

TEST(Device, HasAName) {
  const SmallCase small = SmallCase::make(full_table({2, 2}), 27);
  EXPECT_EQ(small.network.executor_name(), "cpu");
  EXPECT_EQ(on_device(small.network).executor_name(), "a pretended device");
}

}  // namespace
}  // namespace sidproof
