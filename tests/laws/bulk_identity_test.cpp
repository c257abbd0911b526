// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "laws/bulk_identity.hpp"

#include <gtest/gtest.h>

#include "model/model_draws.hpp"
#include "objective/partition.hpp"
#include "random/stream.hpp"

namespace sidproof {
namespace {

using testing_tools::Draws;

const Seed seed{0x0123456789abcdefU, 0xfedcba9876543210U};

TrieModel<Mersenne61> model_alone(const Trie& trie, const CodeSpace& space, std::uint64_t number) {
  RandomStream random(seed.derive(number));
  return free_trie_model<Mersenne61>(trie, space,
                                     [&] { return Mersenne61::from_bits(random.bits64()); });
}

void expect_routes_of_single_models(const TokenMap& map, std::uint64_t first) {
  const auto trie = Trie::build(map.codes());
  BulkIdentity bulk(*trie, map.space());
  for (std::uint64_t begin = first; begin < first + 2 * BulkIdentity::lanes;
       begin += BulkIdentity::lanes) {
    const auto routes = bulk.check(seed, begin);
    for (std::size_t l = 0; l < BulkIdentity::lanes; ++l) {
      const auto model = model_alone(*trie, map.space(), begin + l);
      ASSERT_EQ(routes.by_items[l], z_along_paths(model));
      ASSERT_EQ(routes.backward[l], z_backward(model));
    }
  }
}

TEST(BulkIdentity, RoutesAreThoseOfTheTemplatesModelByModel) {
  Draws draws(1);
  for (int round = 0; round < 300; ++round) {
    const CodeSpace space = draws.space(4, 4);
    const TokenMap map =
        round % 4 == 0 ? draws.bijection(space) : draws.map(space, round % 2 == 0, 40);
    expect_routes_of_single_models(map, draws.below(1'000'000));
  }
}

// More children a node, and rows, than products fit in 128 bits.
TEST(BulkIdentity, SumsOfManyProductsDoNotOverflow) {
  Draws draws(2);
  const CodeSpace space({300, 300});
  std::vector<Sequence> codes;
  for (std::uint32_t i = 0; i < 1500; ++i)
    codes.push_back({i % 300, static_cast<std::uint32_t>(i < 600 ? i % 300 : draws.below(300))});
  for (std::uint32_t i = 0; i < 300; ++i) codes.push_back({7, i});
  expect_routes_of_single_models({space, codes}, 5);
}

TEST(BulkIdentity, RunsOverModelsDoNotDependOnThreads) {
  const CodeSpace space({3, 2});
  const TokenMap map(space, {{0, 0}, {0, 1}, {2, 1}, {2, 1}});
  const auto trie = Trie::build(map.codes());
  const std::uint64_t models = (std::uint64_t{1} << 17U) + 5;
  const BulkRun one = check_models(*trie, space, seed, models, Threads{1});
  const BulkRun three = check_models(*trie, space, seed, models, Threads{3});
  EXPECT_EQ(one.verdict.truth, Truth::holds);
  EXPECT_EQ(one.models, models);
  EXPECT_EQ(one.z_is_one, 0U);
  EXPECT_EQ(three.z_is_one, one.z_is_one);
  EXPECT_EQ(three.checksum, one.checksum);
  Mersenne61 sum(0);
  for (std::uint64_t number = 0; number < 1000; ++number)
    sum += z_along_paths(model_alone(*trie, space, number));
  EXPECT_EQ(check_models(*trie, space, seed, 1000, Threads{1}).checksum, sum.value());
}

TEST(BulkIdentity, ZIsOneForEveryModelOfABijection) {
  Draws draws(3);
  const TokenMap map = draws.bijection(CodeSpace({4, 4, 4}));
  const BulkRun run =
      check_models(*Trie::build(map.codes()), map.space(), seed, 150'000, Threads{2});
  EXPECT_EQ(run.verdict.truth, Truth::holds);
  EXPECT_EQ(run.z_is_one, run.models);
}

}  // namespace
}  // namespace sidproof
