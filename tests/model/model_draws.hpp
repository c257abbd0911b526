// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cstdint>
#include <random>
#include <vector>

#include "model/tabular.hpp"
#include "tokenization/token_map.hpp"

namespace sidproof::testing_tools {

/// Random small things for tests, biased to corners: spaces with k = 0 and
/// one-token alphabets, weights that are often zero or equal.
class Draws {
 public:
  explicit Draws(std::uint64_t seed) : random_(seed) {}

  std::uint64_t below(std::uint64_t bound) { return random_() % bound; }

  CodeSpace space(std::size_t longest = 3, std::uint32_t widest = 3) {
    std::vector<std::uint32_t> sizes(below(longest + 1));
    for (auto& size : sizes) size = static_cast<std::uint32_t>(below(widest)) + 1;
    return CodeSpace(std::move(sizes));
  }

  template <Shape S>
  std::vector<std::uint32_t> weights(const S& shape, bool positive) {
    std::vector<std::uint32_t> result(shape.cells());
    for (std::size_t row = 0; row < shape.rows(); ++row) {
      const std::size_t begin = shape.row_begin(row);
      const std::size_t end = shape.row_begin(row + 1);
      for (std::size_t cell = begin; cell < end; ++cell)
        result[cell] = static_cast<std::uint32_t>(below(5)) + (positive ? 1 : 0);
      const std::size_t kept = begin + below(end - begin);
      result[kept] = result[kept] == 0 ? 1 : result[kept];
    }
    return result;
  }

  template <Arithmetic N, Shape S>
  Tabular<N, S> model(const CodeSpace& space, bool positive = false) {
    S shape(space);
    const auto drawn = weights(shape, positive);
    return from_weights<N>(std::move(shape), std::span<const std::uint32_t>(drawn));
  }

  /// Codes of full length, or of any lengths; collisions are likely.
  TokenMap map(const CodeSpace& space, bool fixed_length = true, std::size_t most = 6) {
    std::vector<Sequence> codes(below(most) + 1);
    for (Sequence& code : codes) {
      code.resize(fixed_length ? space.length() : below(space.length() + 1));
      for (std::size_t j = 0; j < code.size(); ++j)
        code[j] = static_cast<std::uint32_t>(below(space.alphabet(j)));
    }
    return {space, codes};
  }

  /// Every sequence of the space once, in random order.
  TokenMap bijection(const CodeSpace& space) {
    std::vector<Sequence> codes;
    space.for_each([&](SequenceView s) { codes.emplace_back(s.begin(), s.end()); });
    std::shuffle(codes.begin(), codes.end(), random_);
    return {space, codes};
  }

  std::vector<std::uint64_t> counts(std::size_t items, std::uint64_t most = 4) {
    std::vector<std::uint64_t> result(items);
    for (auto& count : result) count = below(most);
    return result;
  }

 private:
  std::mt19937_64 random_;
};

}  // namespace sidproof::testing_tools
