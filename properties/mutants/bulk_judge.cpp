// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "properties/mutants/bulk_judge.hpp"

#include <cstdint>
#include <vector>

#include "laws/bulk_identity.hpp"
#include "laws/witness.hpp"
#include "model/trie_model.hpp"
#include "objective/integer_check.hpp"
#include "objective/partition.hpp"
#include "random/stream.hpp"

namespace sidproof::mutants {
namespace {

using Complaint = std::optional<std::string>;

// The fast integer path against exact rationals.
Complaint judge_integers(const TokenMap& map) {
  const CascadedShape shape(map.space());
  IntegerCheck check(shape, map);
  RandomStream random(Seed{7, map.items()});
  const auto below = [&](std::uint64_t bound) {
    return static_cast<std::uint32_t>(random.below(bound));
  };
  for (int round = 0; round < 60; ++round) {
    const std::uint64_t bound = round % 6 == 5 ? 1000003 : 2 + round % 5;
    std::vector<std::uint32_t> weights(shape.cells());
    for (std::size_t row = 0; row < shape.rows(); ++row) {
      std::uint64_t sum = 0;
      for (std::size_t cell = shape.row_begin(row); cell < shape.row_begin(row + 1); ++cell)
        sum += weights[cell] = below(bound);
      if (sum == 0) weights[shape.row_begin(row)] = 1;
    }
    std::vector<std::uint32_t> draws(below(8));
    for (std::uint32_t& draw : draws) draw = below(map.items());
    const auto fast = check.fast(weights, draws);
    const std::string where = "bulk check of " + text_of_map(map);
    if (!fast && bound < 10) return where + ": small weights exceed its bounds";
    if (fast && !(*fast == check.slow(weights, draws))) return where + ": fast is not slow";
    if (fast && !(fast->partition_agrees && fast->likelihoods_agree))
      return where + ": a law is refuted";
  }
  return std::nullopt;
}

// Every sequence of the space once.
TokenMap whole(CodeSpace space) {
  std::vector<Sequence> codes;
  space.for_each([&](SequenceView s) { codes.emplace_back(s.begin(), s.end()); });
  return {std::move(space), codes};
}

// Many residues at once against one model at a time.
Complaint judge_residues(const TokenMap& map) {
  const Seed seed{11, map.items()};
  const auto trie = Trie::build(map.codes());
  BulkIdentity bulk(*trie, map.space());
  const BulkIdentity::Routes routes = bulk.check(seed, 3);
  const std::string where = "bulk residues of " + text_of_map(map);
  for (std::size_t lane = 0; lane < BulkIdentity::lanes; ++lane) {
    RandomStream random(seed.derive(3 + lane));
    const Mersenne61 z = z_along_paths(free_trie_model<Mersenne61>(
        *trie, map.space(), [&] { return Mersenne61::from_bits(random.bits64()); }));
    if (!(routes.by_items[lane] == z)) return where + ": by items";
    if (!(routes.backward[lane] == z)) return where + ": backward";
  }
  constexpr std::uint64_t models = 40;
  const BulkRun run = check_models(*trie, map.space(), seed, models, {});
  if (run.verdict.truth != Truth::holds) return where + ": " + run.verdict.reason;
  if ((run.z_is_one == models) != is_bijective(map)) return where + ": Z = 1";
  return std::nullopt;
}

}  // namespace

std::optional<std::string> judge_bulk_check() {
  for (const TokenMap& map :
       {TokenMap(CodeSpace({2, 2, 2}), {{0, 0, 0},
                                        {0, 0, 1},
                                        {0, 1, 0},
                                        {0, 1, 1},
                                        {1, 0, 0},
                                        {1, 0, 1},
                                        {1, 1, 0},
                                        {1, 1, 1}}),
        TokenMap(CodeSpace({3, 2}), {{2, 1}, {0, 0}, {2, 1}, {2, 1}}),
        TokenMap(CodeSpace({2, 3}), {{1, 2}, {0, 1}}), TokenMap(CodeSpace(), {{}, {}}),
        TokenMap(CodeSpace({1, 2}), {{0, 1}, {0, 0}})})
    if (auto complaint = judge_integers(map)) return complaint;
  // Some with so many rows or children that sums must be folded on the way.
  for (const TokenMap& map :
       {whole(CodeSpace({8, 8, 8})), whole(CodeSpace({600})),
        TokenMap(CodeSpace({3, 2}), {{2, 1}, {0, 0}, {2, 1}, {2, 1}}),
        TokenMap(CodeSpace({2, 2}), {{}, {0}, {0, 1}, {0, 1}}), TokenMap(CodeSpace(), {{}, {}})})
    if (auto complaint = judge_residues(map)) return complaint;
  return std::nullopt;
}

}  // namespace sidproof::mutants
