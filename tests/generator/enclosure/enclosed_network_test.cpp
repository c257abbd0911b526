// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "generator/enclosure/enclosed_network.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <stdexcept>

#include "generator/decoding/small_catalogues.hpp"
#include "generator/network/gpt2_by_hand.hpp"

namespace sidproof {
namespace {

using namespace reference;

// ln of the softmax over the codebook, at every edge, by plain loops in binary64.
std::vector<double> logs_by_hand(const SmallCase& small) {
  const Trie& trie = small.catalogue.trie();
  std::vector<double> logs(trie.nodes(), 0.0);
  for (std::uint32_t node = 0; node < small.catalogue.leaves().first; ++node) {
    const Sequence prefix = trie.prefix(node);
    std::vector<std::uint32_t> tokens = small.prompt;
    for (std::size_t j = 0; j < prefix.size(); ++j)
      tokens.push_back(small.catalogue.first_token(j) + prefix[j]);
    const auto logits = gpt2_by_hand(small.network.weights(), tokens);
    const std::uint32_t first = small.catalogue.first_token(prefix.size());
    double sum = 0;
    for (std::size_t code = 0; code < small.catalogue.codebook(prefix.size()); ++code)
      sum += std::exp(logits[first + code]);
    for (std::uint32_t child = trie.first_child(node); child < trie.first_child(node + 1); ++child)
      logs[child] = logits[first + trie.token(child)] - std::log(sum);
  }
  return logs;
}

TEST(EnclosedNetwork, IsTheNetworkOverTheReals) {
  for (const auto& [name, table] : small_tables()) {
    const SmallCase small = SmallCase::make(table, 41);
    const auto laws =
        enclosed_trie_laws(small.network, small.catalogue, small.prompt, 128, Threads{2});
    const auto expected = logs_by_hand(small);
    for (std::size_t node = 1; node < expected.size(); ++node) {
      const Enclosure log = laws.log[node].enclose();
      ASSERT_NEAR(log.mid(), expected[node], 1e-12) << name;
      ASSERT_LT(laws.log[node].radius(), 1e-20) << name;
    }
  }
}

TEST(EnclosedNetwork, MorePrecisionStaysInsideLess) {
  const SmallCase small = SmallCase::make(random_table({4, 3, 3}, 60, 1), 42);
  const auto coarse =
      enclosed_trie_laws(small.network, small.catalogue, small.prompt, 96, Threads{1});
  const auto fine =
      enclosed_trie_laws(small.network, small.catalogue, small.prompt, 256, Threads{1});
  for (std::size_t node = 1; node < coarse.log.size(); ++node) {
    EXPECT_TRUE((coarse.log[node] - fine.log[node]).contains_zero());
    EXPECT_TRUE((coarse.masked_log[node] - fine.masked_log[node]).contains_zero());
    EXPECT_LT(fine.log[node].radius(), coarse.log[node].radius() * 1e-30);
  }
}

TEST(EnclosedNetwork, TeacherForcingAgreesWithThePassOverTheTrie) {
  for (const auto& [name, table] : small_tables()) {
    const SmallCase small = SmallCase::make(table, 43);
    const auto laws =
        enclosed_trie_laws(small.network, small.catalogue, small.prompt, 128, Threads{1});
    const Trie& trie = small.catalogue.trie();
    for (const std::uint32_t leaf :
         {small.catalogue.leaves().first, small.catalogue.leaves().second - 1}) {
      const auto forced =
          enclosed_sequence(small.network, small.catalogue, small.prompt, leaf, 128);
      ASSERT_EQ(forced.log.size(), small.catalogue.length());
      std::uint32_t node = leaf;
      for (std::size_t j = small.catalogue.length(); j-- > 0; node = trie.parent(node)) {
        ASSERT_TRUE((forced.log[j] - laws.log[node]).contains_zero()) << name;
        ASSERT_TRUE((forced.masked_log[j] - laws.masked_log[node]).contains_zero()) << name;
      }
    }
  }
}

TEST(EnclosedNetwork, WhatTheNetworkCannotReadIsRefused) {
  const SmallCase small = SmallCase::make(full_table({2, 2}), 5);
  using Prompt = std::vector<std::uint32_t>;
  const auto trie = [&](const Prompt& prompt, int bits, double temperature) {
    return enclosed_trie_laws(small.network, small.catalogue, prompt, bits, Threads{1},
                              Progress::none(), temperature)
        .log.size();
  };
  EXPECT_EQ(trie({0}, 64, 1), small.catalogue.trie().nodes());
  for (const Prompt& prompt : {Prompt{}, Prompt{5000}, Prompt(16, 1)})
    EXPECT_THROW(trie(prompt, 64, 1), std::invalid_argument);
  EXPECT_THROW(trie({0}, 1, 1), std::invalid_argument);
  EXPECT_THROW(trie({0}, 64, 0), std::invalid_argument);
  const auto sequence = [&](const Prompt& prompt, std::uint32_t leaf) {
    return enclosed_sequence(small.network, small.catalogue, prompt, leaf, 64).log.size();
  };
  EXPECT_EQ(sequence({0}, small.catalogue.leaves().first), 2U);
  EXPECT_THROW(sequence({0}, 0), std::invalid_argument);
  EXPECT_THROW(sequence({0}, small.catalogue.leaves().second), std::invalid_argument);
  EXPECT_THROW(sequence({}, small.catalogue.leaves().first), std::invalid_argument);
}

}  // namespace
}  // namespace sidproof
