// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <stdexcept>
#include <vector>

#include "generator/decoding/item_law.hpp"
#include "random/seed.hpp"
#include "random/stream.hpp"

namespace sidproof::reference {

/// Draws sequences from GLOBAL or LOCAL with exactly that law: a draw is a function of
/// (seed, request, sample) alone, and no two draws share a Philox counter.
class Sampler {
 public:
  /// The law of `decoding`, which is global or local. Errors: usage (RAW, which may leave
  /// the trie; every sequence was cut; LOCAL where it can end in a dead end; laws that are
  /// not the catalogue's). All
  /// references must outlive the sampler.
  [[nodiscard]] static Result<Sampler> make(const Catalogue& catalogue, const TrieLaws& laws,
                                            const ItemLaw& law, Decoding decoding);

  /// Of the seed only the low half counts: the Philox key. request < 2^24 and
  /// sample < 2^40 are the high half of the counter. Throws std::invalid_argument beyond:
  /// two draws would be one.
  [[nodiscard]] static Seed stream(const Seed& seed, std::uint64_t request, std::uint64_t sample) {
    if (request >> 24U != 0 || sample >> 40U != 0)
      throw std::invalid_argument("more requests or samples than a seed has streams for");
    return {request << 40U | sample, seed.low};
  }

  /// The leaf of one draw. Throws what stream() throws.
  [[nodiscard]] std::uint32_t draw(const Seed& seed, std::uint64_t request,
                                   std::uint64_t sample) const;

  /// GLOBAL's inverse distribution function: the leaf of 0 <= u < law.inside(). As many
  /// u go to a leaf as its mass says, and leaves are in order. Throws std::invalid_argument
  /// for another u, and by LOCAL's sampler.
  [[nodiscard]] std::uint32_t global_leaf(Integer u) const;
  /// LOCAL's step at an inner node: the child of 0 <= u < inside(node). Throws
  /// std::invalid_argument for another u or node.
  [[nodiscard]] std::uint32_t local_child(std::uint32_t node, std::uint64_t u) const;
  /// The sum of the weights of an inner node's children.
  [[nodiscard]] std::uint64_t inside(std::uint32_t node) const { return inside_[node]; }

 private:
  Sampler(const Catalogue& catalogue, const TrieLaws& laws, const ItemLaw& law, Decoding decoding);
  const Catalogue* catalogue_;
  const TrieLaws* laws_;
  const ItemLaw* law_;
  Decoding decoding_;
  std::vector<std::uint64_t> inside_;  // per inner node
  std::vector<Integer> upto_;          // GLOBAL, per node: its block and its elder siblings'
};

/// Uniform on 0 ... bound - 1, exactly: words of the stream cut to the bound's number
/// of bits, rejected where not below it. Throws std::invalid_argument for a bound below 1.
[[nodiscard]] Integer uniform_below(RandomStream& random, const Integer& bound);

}  // namespace sidproof::reference
