// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "base/parallel.hpp"
#include "exact/mersenne61.hpp"
#include "random/seed.hpp"
#include "tokenization/trie.hpp"
#include "verdict/verdict.hpp"

namespace sidproof {

/// B1 partition modulo 2^61 - 1 on very many random models of one small table: Z as
/// the sum over the rows of the products of their conditionals, and backwards over
/// the trie with the multiplicities at its ends. Several models go through the trie
/// at once. Model m of a seed is free_trie_model<Mersenne61> with the numbers
/// Mersenne61::from_bits(RandomStream(seed.derive(m)).bits64()) in turn, so that
/// any one of them can be had again alone.
class BulkIdentity {
 public:
  static constexpr std::size_t lanes = 16;
  using Residues = std::array<Mersenne61, lanes>;
  struct Routes {
    Residues by_items;
    Residues backward;
  };

  /// As for free_trie_model: `space` is at least as long as the longest sequence.
  BulkIdentity(const Trie& trie, const CodeSpace& space);

  /// Both routes to Z of the models first ... first + lanes - 1. Keeps scratch: one
  /// object a thread.
  [[nodiscard]] Routes check(const Seed& seed, std::uint64_t first);

 private:
  using Values = std::array<std::uint64_t, lanes>;
  void draw(const Seed& seed, std::uint64_t first);
  [[nodiscard]] Residues sum_of_products() const;
  [[nodiscard]] Residues backward();

  std::vector<std::uint32_t> first_child_;
  std::vector<bool> full_;             // has every token of its alphabet as a child
  std::vector<std::uint32_t> paths_;   // the nodes of each row, from its end up
  std::vector<std::size_t> path_end_;  // per row
  std::vector<std::uint32_t> terminals_;
  // Per node, scratch of the models in hand.
  std::vector<Values> into_;
  std::vector<Values> below_;
};

/// What a run over many models found.
struct BulkRun {
  std::uint64_t models = 0;
  std::uint64_t z_is_one = 0;  ///< models with Z = 1
  std::uint64_t checksum = 0;  ///< the sum of all Z mod 2^61 - 1
  Verdict verdict;             ///< holds, or refuted at the first model on which the routes differ
};

/// Checks the models 0 ... models - 1 of a seed. Does not depend on the number of
/// threads.
[[nodiscard]] BulkRun check_models(const Trie& trie, const CodeSpace& space, const Seed& seed,
                                   std::uint64_t models, Threads threads);

}  // namespace sidproof
