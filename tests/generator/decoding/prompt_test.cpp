// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "generator/decoding/prompt.hpp"

#include <gtest/gtest.h>

#include <functional>
#include <string>

#include "generator/decoding/batch_search.hpp"
#include "generator/decoding/parallel_laws.hpp"
#include "generator/decoding/small_catalogues.hpp"
#include "generator/pathologies/unconstrained.hpp"

namespace sidproof {
namespace {

using namespace reference;
using Tokens = std::vector<std::uint32_t>;

TEST(Prompt, IsReadWhenItsTokensAreKnownAndTheRestHasRoom) {
  Shape shape;
  shape.vocabulary = 10;
  shape.positions = 4;
  const auto words = [&](const Tokens& prompt, std::size_t more) {
    const auto valid = validate_prompt(shape, prompt, more);
    if (valid) return std::string("read");
    EXPECT_EQ(valid.error().code, ErrorCode::usage);
    return valid.error().what;
  };
  EXPECT_EQ(words({0, 9}, 2), "read");
  EXPECT_EQ(words({0, 9, 3, 3}, 0), "read");
  EXPECT_EQ(words({}, 0), "a prompt has at least one token");
  EXPECT_EQ(words({0, 1, 10}, 1),
            "token 2 of a prompt is 10, the network knows the tokens below 10");
  EXPECT_EQ(words({0, 1}, 3),
            "a prompt of 2 tokens leaves no room for 3 more: the network has 4 positions");
  EXPECT_NE(words({0}, 4), "read");
  EXPECT_NE(words({0}, ~std::size_t{0}), "read");
  EXPECT_NE(words(Tokens(5, 0), 0), "read");
}

TEST(Prompt, ANetworkIsForACatalogueWhoseTokensItKnows) {
  const auto catalogue = Catalogue::make(full_table({3, 4, 2}));
  Shape shape = small_network(*catalogue, 1).shape();
  EXPECT_TRUE(validate_network(shape, *catalogue));
  ++shape.vocabulary;  // of a larger network the catalogue uses a part
  EXPECT_TRUE(validate_network(shape, *catalogue));
  shape.vocabulary = catalogue->vocabulary() - 1;
  EXPECT_EQ(validate_network(shape, *catalogue).error().what,
            "the catalogue has 10 tokens, the network knows only 9");
  shape.vocabulary = catalogue->vocabulary();
  shape.parallel_heads = 2;
  EXPECT_EQ(validate_network(shape, *catalogue).error().code, ErrorCode::usage);
  shape.parallel_heads = 3;
  EXPECT_TRUE(validate_network(shape, *catalogue));
}

// Every entry that takes a prompt, by one head and by parallel heads.
TEST(Prompt, EveryEntryRefusesOneThatTheNetworkCannotRead) {
  const Table table = full_table({3, 4, 2});
  const Executor executor;
  for (const bool parallel : {false, true}) {
    const SmallCase small = SmallCase::make(table, 71, parallel);
    const auto vocabulary = static_cast<std::uint32_t>(small.network.shape().vocabulary);
    const std::size_t positions = small.network.shape().positions;
    using Entry = std::function<Result<void>(const Tokens&)>;
    const auto entry = [](auto body) {
      return Entry([body](const Tokens& prompt) -> Result<void> {
        auto result = body(prompt);
        if (!result) return tl::unexpected(result.error());
        return {};
      });
    };
    std::vector<std::pair<std::string, Entry>> entries{
        {"trie_laws", entry([&](const Tokens& prompt) {
           return trie_laws(small.network, small.catalogue, prompt, executor);
         })},
        {"recomputed_law", entry([&](const Tokens& prompt) {
           return recomputed_law(small.network, small.catalogue, prompt,
                                 small.catalogue.trie().level(2).first, executor);
         })},
        {"beam_search", entry([&](const Tokens& prompt) {
           return beam_search(small.network, small.catalogue, prompt, 3, Decoding::raw, executor);
         })}};
    if (parallel) {
      entries.emplace_back("position_laws", entry([&](const Tokens& prompt) {
                             return position_laws(small.network, small.catalogue, prompt, executor);
                           }));
    } else {
      entries.emplace_back("Session", entry([&](const Tokens& prompt) {
                             return Session::start(small.network, small.catalogue, prompt, 9,
                                                   executor);
                           }));
      entries.emplace_back("batch_search", entry([&](const Tokens& prompt) {
                             return batch_search(small.network, small.catalogue,
                                                 std::vector<Tokens>{{0}, prompt}, 3, Decoding::raw,
                                                 executor);
                           }));
      entries.emplace_back("unconstrained_beam", entry([&](const Tokens& prompt) {
                             return unconstrained_beam(small.network, small.catalogue, prompt, 3,
                                                       executor);
                           }));
    }
    for (const auto& [name, run] : entries) {
      SCOPED_TRACE(name);
      EXPECT_TRUE(run({0, vocabulary - 1}));
      for (const Tokens& bad : {Tokens{}, Tokens{0, vocabulary}, Tokens{5000, 0},
                                Tokens(positions + 1, 1), Tokens(60, 1), Tokens(100'000, 1)}) {
        const auto refused = run(bad);
        ASSERT_FALSE(refused) << bad.size();
        EXPECT_EQ(refused.error().code, ErrorCode::usage) << refused.error().what;
      }
      // With one head the tokens of a sequence, but the last, need positions too.
      if (!parallel) {
        EXPECT_TRUE(run(Tokens(positions - 2, 1)));
        EXPECT_FALSE(run(Tokens(positions - 1, 1)));
      } else {
        EXPECT_TRUE(run(Tokens(positions, 1)));
      }
    }
    // A catalogue with more tokens than the network.
    const auto larger = Catalogue::make(full_table({3, 4, 3}));
    EXPECT_EQ(trie_laws(small.network, *larger, Tokens{0}, executor).error().code,
              ErrorCode::usage);
    EXPECT_EQ(
        beam_search(small.network, *larger, Tokens{0}, 2, Decoding::raw, executor).error().code,
        ErrorCode::usage);
  }
}

TEST(Prompt, EveryEntryRefusesARuleThatIsNone) {
  const Executor executor;
  for (const bool parallel : {false, true}) {
    const SmallCase small = SmallCase::make(full_table({3, 4, 2}), 72, parallel);
    for (const TokenRule& rule : {TokenRule{0}, TokenRule{-1}, TokenRule{1, 0, 0.0}}) {
      EXPECT_EQ(beam_search(small.network, small.catalogue, small.prompt, 3, Decoding::raw,
                            executor, CacheLayout::in_order, rule)
                    .error()
                    .code,
                ErrorCode::usage);
      EXPECT_EQ(trie_laws(small.network, small.catalogue, small.prompt, executor, {},
                          most_trie_cost, rule)
                    .error()
                    .code,
                ErrorCode::usage);
      EXPECT_EQ(recomputed_law(small.network, small.catalogue, small.prompt, 0, executor, rule)
                    .error()
                    .code,
                ErrorCode::usage);
    }
  }
}

}  // namespace
}  // namespace sidproof
