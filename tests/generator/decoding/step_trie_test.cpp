// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "generator/decoding/step_trie.hpp"

#include <gtest/gtest.h>

#include "generator/decoding/small_catalogues.hpp"

namespace sidproof {
namespace {

using namespace reference;

// Codes, children and the bound on its size against the catalogue's own trie.
void expect_same_trie(const Catalogue& catalogue, double bytes_a_node) {
  const StepTrie compact(catalogue);
  const Trie& trie = catalogue.trie();
  const StepTrieView view = compact.view();
  for (std::uint32_t node = 0; node < catalogue.leaves().first; ++node) {
    ASSERT_EQ(view.edge(node + 1) - view.edge(node), trie.child_count(node));
    for (std::uint32_t edge = view.edge(node); edge < view.edge(node + 1); ++edge) {
      const std::uint32_t child = StepTrieView::child(edge);
      ASSERT_EQ(trie.parent(child), node);
      ASSERT_EQ(view.code(edge), trie.token(child));
    }
  }
  ASSERT_EQ(view.edge(catalogue.leaves().first), trie.nodes() - 1);
  EXPECT_LE(static_cast<double>(compact.bytes()), bytes_a_node * static_cast<double>(trie.nodes()));
}

TEST(StepTrie, IsTheCataloguesTrieInSixBytesANode) {
  for (const auto& [name, table] : small_tables()) {
    SCOPED_TRACE(name);
    expect_same_trie(*Catalogue::make(table), 6.0);
  }
  // Shapes of real tables: 4 tokens of 256 codes; one long chain; one wide level.
  expect_same_trie(*Catalogue::make(random_table({256, 256, 256, 256}, 12'000, 41)), 6.0);
  expect_same_trie(*Catalogue::make(random_table({2, 1, 1, 1, 1, 1, 1, 1}, 1, 42)), 6.0);
  expect_same_trie(*Catalogue::make(random_table({65'536}, 30'000, 43)), 6.0);
}

TEST(StepTrie, LargerCodebooksGetWiderCodes) {
  const Table table = numeric_table({65'537, 3}, {{65'536, 2}, {0, 0}, {65'536, 1}, {1, 2}});
  const auto catalogue = Catalogue::make(table);
  expect_same_trie(*catalogue, 8.0);
  EXPECT_TRUE(StepTrie(*catalogue).narrow().empty());
  EXPECT_EQ(StepTrie(*catalogue).wide().size(), catalogue->trie().nodes() - 1);
  const auto narrow = Catalogue::make(numeric_table({65'536, 3}, {{65'535, 2}, {0, 0}}));
  EXPECT_TRUE(StepTrie(*narrow).wide().empty());
  expect_same_trie(*narrow, 6.0);
}

}  // namespace
}  // namespace sidproof
