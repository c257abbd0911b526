// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "generator/network/network.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <stdexcept>
#include <utility>
#include <vector>

#include "generator/network/gpt2_by_hand.hpp"

namespace sidproof {
namespace {

using reference::Batch;
using reference::Cache;
using reference::Executor;
using reference::Network;
using reference::Order;
using reference::Shape;

Shape small_shape(bool tied = true) {
  Shape shape;
  shape.vocabulary = 37;
  shape.positions = 12;
  shape.width = 24;
  shape.layers = 3;
  shape.heads = 3;
  shape.inner = 50;
  shape.tied = tied;
  return shape;
}

const std::vector<std::uint32_t> tokens{0, 5, 36, 5, 17, 2, 30};

// All logits of the last token. `step` tokens are computed at once; token t lies in
// the slot (t * stride + 3) % slots.
std::vector<float> last_logits(const Network& network, std::size_t step, std::uint32_t stride,
                               const Executor& executor) {
  constexpr std::uint32_t slots = 11;
  Cache cache(network.shape(), slots);
  std::vector<std::uint32_t> path;
  std::vector<float> hidden;
  for (std::size_t begin = 0; begin < tokens.size(); begin += step) {
    Batch batch;
    for (std::size_t t = begin; t < std::min(tokens.size(), begin + step); ++t) {
      const auto slot = (static_cast<std::uint32_t>(t) * stride + 3) % slots;
      batch.add(tokens[t], static_cast<std::uint32_t>(t), slot, path);
      path.push_back(slot);
    }
    hidden = network.forward(batch, cache, executor);
  }
  const std::size_t width = network.shape().width;
  return network.logits(std::span(hidden).last(width), 0, network.shape().vocabulary, executor);
}

TEST(Network, IsGpt2) {
  for (const bool tied : {true, false}) {
    const Network network(random_weights(small_shape(tied), Seed{0, 4}));
    const auto logits = last_logits(network, tokens.size(), 1, Executor());
    const auto expected = gpt2_by_hand(network.weights(), tokens);
    ASSERT_EQ(logits.size(), expected.size());
    double spread = 0;
    for (std::size_t i = 0; i < logits.size(); ++i) {
      EXPECT_NEAR(static_cast<double>(logits[i]), expected[i], 2e-5);
      spread = std::max(spread, std::abs(expected[i] - expected[0]));
    }
    EXPECT_GT(spread, 1.0);
  }
}

TEST(Network, EveryScheduleAndCacheLayoutGivesTheSameBits) {
  const Network network(random_weights(small_shape(), Seed{0, 5}));
  const auto expected = last_logits(network, tokens.size(), 1, Executor());
  for (const Order order : {Order::forward, Order::backward, Order::shuffled})
    for (const unsigned threads : {1U, 3U})
      for (const unsigned block : {1U, 4U, 7U, 64U})
        for (const std::size_t step : {1U, 3U})
          for (const std::uint32_t stride : {1U, 4U, 10U})
            ASSERT_EQ(
                last_logits(network, step, stride, Executor({Threads{threads}, block, order})),
                expected);
}

TEST(Network, OtherRowsOfTheBatchMakeNoDifference) {
  const Network network(random_weights(small_shape(), Seed{0, 6}));
  Cache alone(network.shape(), 2);
  Batch one;
  one.add(7, 0, 1, {});
  const auto expected = network.forward(one, alone, Executor());
  Cache crowded(network.shape(), 9);
  Batch many;
  for (std::uint32_t i = 0; i < 4; ++i) many.add(i, 0, i, {});
  many.add(7, 0, 8, {});
  many.add(9, 1, 5, std::vector<std::uint32_t>{8});
  const auto hidden = network.forward(many, crowded, Executor());
  const std::size_t width = network.shape().width;
  EXPECT_TRUE(std::equal(expected.begin(), expected.end(),
                         hidden.begin() + static_cast<std::ptrdiff_t>(4 * width)));
  EXPECT_FALSE(std::equal(expected.begin(), expected.end(), hidden.begin()));
}

TEST(Network, OrdersArePermutations) {
  for (const Order order : {Order::forward, Order::backward, Order::shuffled})
    for (std::size_t count = 1; count < 20; ++count) {
      std::vector<bool> seen(count, false);
      for (std::size_t i = 0; i < count; ++i) seen[reference::ordered(order, i, count)] = true;
      EXPECT_EQ(std::count(seen.begin(), seen.end(), true), static_cast<std::ptrdiff_t>(count));
    }
}

TEST(Weights, FollowFromTheSeed) {
  const auto a = to_tensors(random_weights(small_shape(), Seed{0, 7}));
  const auto b = to_tensors(random_weights(small_shape(), Seed{0, 7}));
  const auto c = to_tensors(random_weights(small_shape(), Seed{0, 8}));
  std::size_t values = 0;
  for (const auto& [name, tensor] : a) {
    EXPECT_EQ(tensor.values, b.at(name).values);
    EXPECT_NE(tensor.values, c.at(name).values) << name;
    values += tensor.values.size();
  }
  EXPECT_EQ(values, small_shape().parameters());
}

TEST(Weights, TensorsRoundTrip) {
  for (const bool tied : {true, false}) {
    const auto weights = random_weights(small_shape(tied), Seed{0, 9});
    const auto read = from_tensors(weights.shape, to_tensors(weights));
    ASSERT_TRUE(read);
    EXPECT_EQ(to_tensors(*read).size(), to_tensors(weights).size());
    for (const auto& [name, tensor] : to_tensors(weights))
      EXPECT_EQ(to_tensors(*read).at(name).values, tensor.values);
  }
}

TEST(Weights, BadTensorsAreRefusedByName) {
  const Shape shape = small_shape();
  const auto good = to_tensors(random_weights(shape, Seed{0, 10}));
  const auto problem = [&](auto&& change) {
    auto tensors = good;
    change(tensors);
    const auto read = from_tensors(shape, std::move(tensors));
    EXPECT_FALSE(read);
    if (read) return std::string();
    EXPECT_EQ(read.error().code, ErrorCode::malformed);
    return read.error().what;
  };
  EXPECT_EQ(problem([](Tensors& t) { t.erase("transformer.h.1.ln_2.bias"); }),
            "there is no tensor 'transformer.h.1.ln_2.bias'");
  EXPECT_EQ(problem([](Tensors& t) { t["transformer.wpe.weight"].shape = {24, 12}; }),
            "the tensor 'transformer.wpe.weight' has the shape [24, 12], not [12, 24]");
  EXPECT_EQ(problem([](Tensors& t) { t["transformer.ln_f.bias"].values.pop_back(); }),
            "the tensor 'transformer.ln_f.bias' holds 23 values, its shape says 24");
  EXPECT_EQ(problem([](Tensors& t) {
              t["transformer.wte.weight"].values[5] = std::numeric_limits<float>::quiet_NaN();
            }),
            "value 5 of the tensor 'transformer.wte.weight' is not a finite number");
  EXPECT_EQ(problem([](Tensors& t) {
              t["transformer.wte.weight"].values[6] = std::numeric_limits<float>::infinity();
            }),
            "value 6 of the tensor 'transformer.wte.weight' is not a finite number");
  EXPECT_EQ(problem([](Tensors& t) { t["other"] = {{1}, {0.0F}}; }),
            "the tensor 'other' is no part of this network");
  EXPECT_EQ(
      problem([](Tensors& t) { t["lm_head.weight"] = {{37, 24}, std::vector<float>(37 * 24)}; }),
      "the head is tied but 'lm_head.weight' is not the token embedding");
}

TEST(Weights, ATiedHeadMayBeSpelledOut) {
  const Shape shape = small_shape();
  auto tensors = to_tensors(random_weights(shape, Seed{0, 10}));
  tensors["lm_head.weight"] = tensors["transformer.wte.weight"];
  EXPECT_TRUE(from_tensors(shape, tensors));
}

TEST(Shape, ImpossibleSizesAreRefused) {
  const auto code = [](auto&& change) {
    Shape shape = small_shape();
    change(shape);
    const auto valid = validate(shape);
    return valid ? ErrorCode::internal : valid.error().code;
  };
  EXPECT_TRUE(validate(small_shape()));
  EXPECT_EQ(code([](Shape& s) { s.heads = 5; }), ErrorCode::usage);
  EXPECT_EQ(code([](Shape& s) { s.layers = 0; }), ErrorCode::usage);
  EXPECT_EQ(code([](Shape& s) { s.epsilon = -1; }), ErrorCode::usage);
  EXPECT_EQ(code([](Shape& s) { s.epsilon = std::nan(""); }), ErrorCode::usage);
  EXPECT_EQ(code([](Shape& s) { s.vocabulary = std::size_t{1} << 40U; }), ErrorCode::too_large);
  EXPECT_EQ(code([](Shape& s) {
              s.width = 30000;
              s.layers = 90;
            }),
            ErrorCode::too_large);
}

// What the kernels follow without looking: each out of range, one after the other.
TEST(Network, WhatIsOutOfRangeIsRefusedBeforeAnyKernelRuns) {
  Shape shape;
  shape.vocabulary = 5;
  shape.positions = 3;
  shape.width = 4;
  shape.layers = 1;
  shape.heads = 2;
  shape.inner = 6;
  const Network network(random_weights(shape, Seed{0, 8}));
  auto cache = network.cache(2);
  const auto forward = [&](auto change) {
    Batch batch;
    batch.add(4, 0, 0, {});
    batch.add(0, 2, 1, std::vector<std::uint32_t>{0});
    change(batch);
    return network.forward(batch, *cache, Executor()).size();
  };
  EXPECT_EQ(forward([](Batch&) {}), 8U);
  EXPECT_THROW(forward([](Batch& b) { b.token[1] = 5; }), std::invalid_argument);
  EXPECT_THROW(forward([](Batch& b) { b.position[0] = 3; }), std::invalid_argument);
  EXPECT_THROW(forward([](Batch& b) { b.slot[1] = 2; }), std::invalid_argument);
  EXPECT_THROW(forward([](Batch& b) { b.path[1] = 2; }), std::invalid_argument);
  EXPECT_THROW(forward([](Batch& b) { b.position.pop_back(); }), std::invalid_argument);
  EXPECT_THROW(forward([](Batch& b) { b.slot.pop_back(); }), std::invalid_argument);
  EXPECT_THROW(forward([](Batch& b) { b.path_begin[1] = 9; }), std::invalid_argument);
  EXPECT_THROW(forward([](Batch& b) { b.path_begin[1] = 0; }), std::invalid_argument);  // no path
  EXPECT_THROW(forward([](Batch& b) { b.path.push_back(0); }), std::invalid_argument);

  const std::vector<float> hidden(8, 0.5F);
  const auto logits = [&](std::size_t values, std::size_t first, std::size_t count) {
    return network.logits(std::span(hidden).first(values), first, count, Executor()).size();
  };
  EXPECT_EQ(logits(8, 0, 5), 10U);
  EXPECT_EQ(logits(4, 5, 0), 0U);
  EXPECT_THROW(logits(7, 0, 5), std::invalid_argument);
  EXPECT_THROW(logits(4, 1, 5), std::invalid_argument);
  EXPECT_THROW(logits(4, 6, 0), std::invalid_argument);
  EXPECT_THROW(logits(4, 2, ~std::size_t{0}), std::invalid_argument);
  EXPECT_THROW(static_cast<void>(network.parallel_logits(hidden, 0, 0, 1, Executor())),
               std::invalid_argument);
  EXPECT_THROW(Executor({Threads{1}, 0, Order::forward}), std::invalid_argument);
  EXPECT_EQ(network
                .forward(
                    [] {
                      Batch batch;
                      batch.add(1, 0, 0, {});
                      return batch;
                    }(),
                    *cache, Executor({Threads{0}, 1, Order::forward}))
                .size(),
            4U);
}

TEST(Network, WeightsOfAnotherShapeAreRefused) {
  Shape shape;
  shape.vocabulary = 5;
  shape.positions = 3;
  shape.width = 4;
  shape.heads = 2;
  shape.inner = 6;
  const reference::Weights good = random_weights(shape, Seed{0, 9});
  EXPECT_TRUE(has_sizes(good));
  const auto refused = [&](auto change) {
    reference::Weights weights = good;
    change(weights);
    EXPECT_FALSE(has_sizes(weights));
    EXPECT_THROW(Network{weights}, std::invalid_argument);
  };
  refused([](reference::Weights& w) { w.tokens.pop_back(); });
  refused([](reference::Weights& w) { w.layers.pop_back(); });
  refused([](reference::Weights& w) { w.layers[1].down_bias.push_back(0); });
  refused([](reference::Weights& w) { w.shape.vocabulary = 6; });
  refused([](reference::Weights& w) { w.shape.tied = false; });
  refused([](reference::Weights& w) { w.shape.parallel_heads = 1; });
  refused([](reference::Weights& w) { w.shape.heads = 3; });
}

}  // namespace
}  // namespace sidproof
