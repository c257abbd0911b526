// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "laws/bulk_identity.hpp"
#include "tokenization/token_map.hpp"

namespace sidproof {
namespace {

TEST(BulkIdentitySlow, HundredMillionModelsOfSixtyFourItemsHaveZOneByBothRoutes) {
  const CodeSpace space({4, 4, 4});
  std::vector<Sequence> codes;
  space.for_each([&](SequenceView s) { codes.emplace_back(s.begin(), s.end()); });
  const auto trie = Trie::build(TokenMap(space, codes).codes());
  const BulkRun run = check_models(*trie, space, {20260415, 64}, 100'000'000, Threads{2});
  EXPECT_EQ(run.verdict.truth, Truth::holds) << run.verdict.reason;
  EXPECT_EQ(run.z_is_one, 100'000'000U);
}

}  // namespace
}  // namespace sidproof
