// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "tokenization/table.hpp"

namespace sidproof {

/// The integer codes of a table's tokens: what formats of integers store. Token
/// texts that are plain decimal numbers below 2^32 are codes.
class TokenValues {
 public:
  /// Nothing when some token of some alphabet is no code.
  [[nodiscard]] static std::optional<TokenValues> of(const Table& table);

  [[nodiscard]] std::uint32_t operator()(std::size_t position, std::uint32_t token) const {
    return values_[position].empty() ? token : values_[position][token];
  }
  [[nodiscard]] std::uint32_t largest() const { return largest_; }

 private:
  std::vector<std::vector<std::uint32_t>> values_;  // empty: the token is its code
  std::uint32_t largest_ = 0;
};

}  // namespace sidproof
