// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
// Identity testing on real published tables, all models of each table at once.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <string>

#include "exact/mersenne61.hpp"
#include "io/read_table.hpp"
#include "laws/identity.hpp"
#include "objective/partition.hpp"

namespace sidproof {
namespace {

struct Published {
  const char* path;
  std::uint32_t largest_group;  // of the column in EXPECTED.csv
};

class SharedTables : public testing::TestWithParam<Published> {};

TEST_P(SharedTables, EveryIdentityHoldsAndNoTableIsOnto) {
  const std::string path = std::string(SIDPROOF_SOURCE_DIR) + "/../shared/data/" + GetParam().path;
  if (!std::filesystem::exists(path)) GTEST_SKIP() << "no " << path;
  const auto table = read_table(path);
  ASSERT_TRUE(table.has_value()) << to_string(table.error());
  std::vector<std::uint32_t> sizes;
  for (const Alphabet& alphabet : table->alphabets) sizes.push_back(alphabet.size());
  const CodeSpace space(sizes);
  const auto trie = Trie::build(table->codes);
  ASSERT_TRUE(trie.has_value());
  for (const IdentityRun& run : test_identities(*trie, space, {{20260415, 1}, -100, Threads{2}})) {
    const bool asks_for_onto = run.law == "B2 unit partition";
    ASSERT_EQ(run.verdict.truth, asks_for_onto ? Truth::refuted : Truth::holds)
        << run.law << ": " << run.verdict.reason;
    if (!asks_for_onto) {
      ASSERT_LE(run.log2_error, -100);
    }
  }
  // B2's witness on this very table: the model that emits the most crowded
  // sequence has Z = the size of its group.
  std::uint32_t crowded = 0;
  for (std::uint32_t node = 0; node < trie->nodes(); ++node)
    if (trie->terminals(node) > trie->terminals(crowded)) crowded = node;
  std::vector<Mersenne61> into(trie->nodes(), Mersenne61(0));
  for (std::uint32_t node = crowded; node != 0; node = trie->parent(node))
    into[node] = Mersenne61(1);
  const TrieModel<Mersenne61> emitter(*trie, space, into,
                                      std::vector<Mersenne61>(trie->nodes(), Mersenne61(0)));
  EXPECT_EQ(z_backward(emitter).value(), GetParam().largest_group);
}

INSTANTIATE_TEST_SUITE_P(Published, SharedTables,
                         testing::Values(Published{"GenRec/Games.index.json", 6},
                                         Published{"GenRec/Instruments.index.json", 3},
                                         Published{"GenRec/Industrial_and_Scientific.id2sid.json",
                                                   2}));

}  // namespace
}  // namespace sidproof
