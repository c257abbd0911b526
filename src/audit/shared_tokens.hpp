// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <boost/unordered/unordered_flat_map.hpp>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "tokenization/alphabet.hpp"

namespace sidproof {

/// One numbering for the tokens of two tables: two tokens of one position get the
/// same number exactly when their texts are equal. Only tokens that are asked for
/// are looked at. The alphabets must outlive this.
class SharedTokens {
 public:
  SharedTokens(const std::vector<Alphabet>& before, const std::vector<Alphabet>& after);

  [[nodiscard]] std::uint32_t of_before(std::size_t position, std::uint32_t token) {
    return of(positions_[position], positions_[position].before, token);
  }
  [[nodiscard]] std::uint32_t of_after(std::size_t position, std::uint32_t token) {
    return of(positions_[position], positions_[position].after, token);
  }

 private:
  struct Side {
    const Alphabet* alphabet = nullptr;
    boost::unordered_flat_map<std::uint32_t, std::uint32_t> shared;
  };
  struct Position {
    Side before;
    Side after;
    Alphabet both;
    bool numeric = false;  // both sides write token t as the number t
  };
  static std::uint32_t of(Position& position, Side& side, std::uint32_t token);

  std::vector<Position> positions_;
};

}  // namespace sidproof
