// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
// Identity testing at the size of a large catalogue: degrees of millions, still far
// below the primes.
#include <gtest/gtest.h>

#include "laws/identity.hpp"
#include "random/stream.hpp"

namespace sidproof {
namespace {

TEST(IdentitySlow, EveryLawHoldsOnAMillionItemsWithCollisions) {
  constexpr std::size_t items = 1'000'000;
  RandomStream random({20260415, 4});
  std::vector<std::uint8_t> tokens(items * 4);
  for (std::size_t i = 0; i < tokens.size(); ++i)
    tokens[i] = static_cast<std::uint8_t>(random.below(i % 4 == 3 ? 8 : 64));
  const auto trie = Trie::build(Codes::fixed(items, 4, std::move(tokens)));
  ASSERT_TRUE(trie.has_value());
  const CodeSpace space({64, 64, 64, 8});
  const auto [begin, end] = trie->level(4);
  ASSERT_LT(end - begin, items);  // collisions
  ASSERT_LT(end - begin, *space.sequences());
  for (const IdentityRun& run : test_identities(*trie, space, {{20260415, 1}, -100, Threads{2}})) {
    if (run.law == "B2 unit partition") {
      EXPECT_EQ(run.verdict.truth, Truth::refuted);
      continue;
    }
    EXPECT_EQ(run.verdict.truth, Truth::holds) << run.law << ": " << run.verdict.reason;
    EXPECT_LE(run.log2_error, -100) << run.law;
    EXPECT_LE(run.points.size(), 4U) << run.law;
  }
}

}  // namespace
}  // namespace sidproof
