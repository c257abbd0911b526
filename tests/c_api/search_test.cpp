// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
// The C interface, given a network's logits, is the generator's own search bit by bit.
#include "generator/decoding/search.hpp"

#include <gtest/gtest.h>
#include <sidproof.h>

#include <algorithm>
#include <limits>
#include <memory>

#include "generator/decoding/item_law.hpp"
#include "generator/decoding/small_catalogues.hpp"

namespace sidproof {
namespace {

using namespace reference;

struct Free {
  void operator()(sidproof_trie* trie) const { sidproof_trie_free(trie); }
};
using Handle = std::unique_ptr<sidproof_trie, Free>;

Handle handle_of(const Table& table) {
  std::vector<std::uint32_t> codes;
  std::vector<std::uint32_t> codebooks;
  for (std::size_t row = 0; row < table.rows(); ++row)
    for (std::size_t j = 0; j < table.codes.max_length(); ++j)
      codes.push_back(table.codes.token(row, j));
  for (const Alphabet& alphabet : table.alphabets) codebooks.push_back(alphabet.size());
  sidproof_trie* trie = nullptr;
  EXPECT_EQ(sidproof_trie_build(codes.data(), table.rows(), table.codes.max_length(),
                                codebooks.data(), &trie),
            SIDPROOF_OK)
      << sidproof_last_error();
  return Handle(trie);
}

// The logits after a prefix, computed from scratch.
std::vector<float> logits_after(const SmallCase& small, std::uint32_t node) {
  const Catalogue& catalogue = small.catalogue;
  const Sequence prefix = catalogue.trie().prefix(node);
  std::vector<std::uint32_t> tokens = small.prompt;
  for (std::size_t j = 0; j < prefix.size(); ++j)
    tokens.push_back(catalogue.first_token(j) + prefix[j]);
  auto cache = small.network.cache(tokens.size());
  Batch batch;
  std::vector<std::uint32_t> path;
  for (std::uint32_t t = 0; t < tokens.size(); ++t) {
    batch.add(tokens[t], t, t, path);
    path.push_back(t);
  }
  const auto hidden = small.network.forward(batch, *cache, Executor());
  return small.network.logits(std::span(hidden).last(small.network.shape().width),
                              catalogue.first_token(prefix.size()),
                              catalogue.codebook(prefix.size()), Executor());
}

constexpr std::pair<Decoding, int> modes[] = {{Decoding::raw, SIDPROOF_RAW},
                                              {Decoding::global, SIDPROOF_GLOBAL},
                                              {Decoding::local, SIDPROOF_LOCAL}};

TEST(CApi, StepsAreTheGeneratorsBeamSearch) {
  for (const auto& [name, table] : small_tables()) {
    const SmallCase small = SmallCase::make(table, 3);
    const Handle trie = handle_of(table);
    for (const auto& [decoding, mode] : modes)
      for (const std::size_t width : {1U, 2U, 5U, 1000U}) {
        const Found expected =
            *beam_search(small.network, small.catalogue, small.prompt, width, decoding, Executor());
        std::vector<sidproof_beam> beams{{0, 0, 0}};
        std::int64_t best_cut = std::numeric_limits<std::int64_t>::min();
        for (std::size_t depth = 0; depth < small.catalogue.length(); ++depth) {
          std::vector<float> logits;
          for (const sidproof_beam& beam : beams)
            std::ranges::copy(logits_after(small, beam.node), std::back_inserter(logits));
          std::vector<sidproof_beam> next(width);
          std::size_t found = 0;
          std::int64_t cut = 0;
          ASSERT_EQ(sidproof_step(trie.get(), mode, beams.data(), beams.size(), logits.data(),
                                  width, next.data(), &found, &cut),
                    SIDPROOF_OK)
              << name << sidproof_last_error();
          best_cut = std::max(best_cut, cut);
          next.resize(found);
          beams = std::move(next);
        }
        std::vector<Scored> results;
        for (const sidproof_beam& beam : beams) results.push_back({beam.node, beam.score});
        EXPECT_EQ(results, expected.results) << name;
        EXPECT_EQ(best_cut, expected.best_pruned ? expected.best_pruned->score
                                                 : std::numeric_limits<std::int64_t>::min());
      }
  }
}

TEST(CApi, ProbabilitiesAreTheExactLawsRoundedOnce) {
  for (const auto& [name, table] : small_tables()) {
    const SmallCase small = SmallCase::make(table, 5);
    const Catalogue& catalogue = small.catalogue;
    const Handle trie = handle_of(table);
    std::size_t stride = 0;
    for (std::size_t j = 0; j < catalogue.length(); ++j)
      stride = std::max(stride, catalogue.codebook(j));
    std::vector<float> logits(catalogue.leaves().first * stride);
    for (std::uint32_t node = 0; node < catalogue.leaves().first; ++node)
      std::ranges::copy(logits_after(small, node),
                        logits.begin() + static_cast<std::ptrdiff_t>(node * stride));
    const ItemLaw law = item_law(catalogue, small.laws);
    for (const auto& [decoding, mode] : modes) {
      std::vector<double> found(catalogue.items());
      ASSERT_EQ(sidproof_item_probabilities(trie.get(), mode, logits.data(), stride, found.data(),
                                            nullptr),
                SIDPROOF_OK);
      for (std::uint32_t item = 0; item < catalogue.items(); ++item) {
        const Rational exact =
            probability(catalogue, small.laws, law, catalogue.trie().node_of_row(item), decoding);
        const Rational apart = Rational(found[item]) - exact;
        EXPECT_LE(abs(apart) * Rational(Integer(1) << 53U), exact) << name;  // half a unit
      }
    }
  }
}

}  // namespace
}  // namespace sidproof
