// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <stdexcept>
#include <utility>
#include <vector>

#include "generator/network/gpt2_by_hand.hpp"
#include "generator/network/network.hpp"
#include "generator/network/parallel_head_by_hand.hpp"

namespace sidproof {
namespace {

using reference::Batch;
using reference::Cache;
using reference::Executor;
using reference::Network;
using reference::OperatorCall;
using reference::Order;
using reference::Shape;
using reference::Weights;

constexpr std::size_t positions = 4;
constexpr std::size_t codebook = 9;

Shape parallel_shape() {
  Shape shape;
  shape.vocabulary = 1 + positions * codebook;
  shape.positions = 12;
  shape.width = 24;
  shape.layers = 2;
  shape.heads = 3;
  shape.inner = 50;
  shape.parallel_heads = positions;
  return shape;
}

const std::vector<std::uint32_t> tokens{0, 5, 36, 5, 17, 2, 30};

std::vector<float> last_state(const Network& network) {
  Cache cache(network.shape(), tokens.size());
  Batch batch;
  std::vector<std::uint32_t> path;
  for (std::uint32_t t = 0; t < tokens.size(); ++t) {
    batch.add(tokens[t], t, t, path);
    path.push_back(t);
  }
  auto hidden = network.forward(batch, cache, Executor());
  hidden.erase(hidden.begin(), hidden.end() - static_cast<std::ptrdiff_t>(network.shape().width));
  return hidden;
}

std::vector<float> head(const Network& network, const std::vector<float>& state,
                        std::size_t position, const Executor& executor = Executor()) {
  return network.parallel_logits(state, position, 1 + position * codebook, codebook, executor);
}

TEST(ParallelHeads, AreRpgs) {
  const Network network(random_weights(parallel_shape(), Seed{0, 4}));
  const auto by_hand = gpt2_state_by_hand(network.weights(), tokens);
  const auto state = last_state(network);
  for (std::size_t j = 0; j < positions; ++j) {
    const auto logits = head(network, state, j);
    const auto expected =
        parallel_head_by_hand(network.weights(), by_hand, j, 1 + j * codebook, codebook);
    ASSERT_EQ(logits.size(), codebook);
    for (std::size_t i = 0; i < codebook; ++i) {
      EXPECT_NEAR(static_cast<double>(logits[i]), expected[i], 4e-5);
      // A cosine, divided by the temperature.
      EXPECT_LE(std::abs(expected[i]), 1 / 0.03);
    }
    const auto [least, most] = std::minmax_element(expected.begin(), expected.end());
    EXPECT_GT(*most - *least, 5.0);
  }
}

TEST(ParallelHeads, EveryScheduleGivesTheSameBits) {
  const Network network(random_weights(parallel_shape(), Seed{0, 5}));
  const auto state = last_state(network);
  const auto expected = head(network, state, 2);
  for (const Order order : {Order::forward, Order::backward, Order::shuffled})
    for (const unsigned threads : {1U, 3U})
      for (const unsigned block : {1U, 7U, 64U})
        EXPECT_EQ(head(network, state, 2, Executor({Threads{threads}, block, order})), expected);
}

TEST(ParallelHeads, DoNotSeeTheLengthsOfEmbeddings) {
  Weights weights = random_weights(parallel_shape(), Seed{0, 6});
  const Network network(weights);
  const auto state = last_state(network);
  // Of the codebook of position 1 alone, which the tokens do not touch: powers of two are exact.
  for (std::size_t i = 0; i < weights.shape.width; ++i)
    weights.tokens[(1 + codebook) * weights.shape.width + i] *= 8.0F;
  const Network scaled(std::move(weights));
  EXPECT_EQ(head(network, state, 1), head(scaled, state, 1));
}

TEST(ParallelHeads, AStateOfZerosHasNoDirection) {
  Weights weights = random_weights(parallel_shape(), Seed{0, 7});
  std::fill(weights.heads[0].linear.begin(), weights.heads[0].linear.end(), 0.0F);
  std::fill(weights.heads[0].linear_bias.begin(), weights.heads[0].linear_bias.end(), 0.0F);
  const Network network(std::move(weights));
  const std::vector<float> zeros(parallel_shape().width, 0.0F);
  for (const float logit : head(network, zeros, 0)) EXPECT_EQ(logit, 0.0F);
}

TEST(ParallelHeads, ShowEveryOperator) {
  const Network network(random_weights(parallel_shape(), Seed{0, 8}));
  const auto state = last_state(network);
  std::vector<OperatorCall::Kind> kinds;
  static_cast<void>(
      network.parallel_logits(state, 3, 1 + 3 * codebook, codebook, Executor(),
                              [&](const OperatorCall& call) { kinds.push_back(call.kind); }));
  using Kind = OperatorCall::Kind;
  EXPECT_EQ(kinds, (std::vector<Kind>{Kind::silu_linear, Kind::unit, Kind::unit, Kind::linear}));
}

TEST(ParallelHeads, HaveTensorsOfTheirOwn) {
  const Weights weights = random_weights(parallel_shape(), Seed{0, 9});
  const auto tensors = to_tensors(weights);
  EXPECT_EQ(tensors.at("pred_heads.3.linear.weight").shape, (std::vector<std::size_t>{24, 24}));
  EXPECT_EQ(tensors.at("pred_heads.0.linear.bias").shape, (std::vector<std::size_t>{24}));
  std::size_t values = 0;
  for (const auto& [name, tensor] : tensors) values += tensor.values.size();
  EXPECT_EQ(values, weights.shape.parameters());
  const auto read = from_tensors(weights.shape, tensors);
  ASSERT_TRUE(read);
  EXPECT_EQ(read->heads[2].linear, weights.heads[2].linear);
  // The network below does not depend on the heads.
  Shape cascaded = weights.shape;
  cascaded.parallel_heads = 0;
  EXPECT_EQ(random_weights(cascaded, Seed{0, 9}).layers[1].down, weights.layers[1].down);
  const auto strange = from_tensors(cascaded, tensors);
  ASSERT_FALSE(strange);
  EXPECT_EQ(strange.error().what,
            "the tensor 'pred_heads.0.linear.bias' is no part of this network");
}

TEST(ParallelHeads, ImpossibleOnesAreRefused) {
  const auto valid = [](auto&& change) {
    Shape shape = parallel_shape();
    change(shape);
    return validate(shape).has_value();
  };
  EXPECT_TRUE(valid([](Shape&) {}));
  EXPECT_FALSE(valid([](Shape& s) { s.tied = false; }));
  for (const double temperature :
       {0.0, -1.0, 1e-7, 1e7, std::nan(""), std::numeric_limits<double>::infinity()}) {
    EXPECT_FALSE(valid([&](Shape& s) { s.head_temperature = temperature; })) << temperature;
    EXPECT_TRUE(valid([&](Shape& s) {
      s.head_temperature = temperature;
      s.parallel_heads = 0;
    }));
  }
  EXPECT_FALSE(valid([](Shape& s) { s.parallel_heads = std::size_t{1} << 40U; }));
}

TEST(ParallelHeads, WhatIsOutOfRangeIsRefused) {
  Shape shape;
  shape.vocabulary = 5;
  shape.positions = 3;
  shape.width = 4;
  shape.heads = 2;
  shape.inner = 6;
  shape.parallel_heads = 2;
  const Network network(random_weights(shape, Seed{0, 10}));
  const std::vector<float> hidden(8, 0.5F);
  const auto logits = [&](std::size_t values, std::size_t position, std::size_t first,
                          std::size_t count) {
    return network
        .parallel_logits(std::span(hidden).first(values), position, first, count, Executor())
        .size();
  };
  EXPECT_EQ(logits(4, 1, 1, 4), 4U);
  EXPECT_THROW(logits(8, 1, 1, 4), std::invalid_argument);
  EXPECT_THROW(logits(4, 2, 1, 4), std::invalid_argument);
  EXPECT_THROW(logits(4, 1, 2, 4), std::invalid_argument);
  EXPECT_THROW(logits(4, 1, 6, 0), std::invalid_argument);
  EXPECT_THROW(static_cast<void>(network.logits(std::span(hidden).first(4), 0, 5, Executor())),
               std::invalid_argument);
}

}  // namespace
}  // namespace sidproof
