// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace sidproof {

/// Numbers token sequences 0, 1, ... in order of first appearance. Two sequences
/// get one number exactly when they are equal token by token; the hash only finds
/// the candidates. At most 2^32 - 1 distinct sequences.
class SequenceNumbers {
 public:
  /// The sequence's number; a new one when it was never seen.
  std::uint32_t number(std::span<const std::uint32_t> sequence);

  /// Its number if it was seen before.
  [[nodiscard]] std::optional<std::uint32_t> find(std::span<const std::uint32_t> sequence) const;

  /// Distinct sequences so far.
  [[nodiscard]] std::uint32_t size() const { return static_cast<std::uint32_t>(hashes_.size()); }

  /// The sequence with this number; valid until the next call of number().
  [[nodiscard]] std::span<const std::uint32_t> operator[](std::uint32_t number) const {
    return std::span(tokens_).subspan(offsets_[number], offsets_[number + 1] - offsets_[number]);
  }

 private:
  static constexpr std::uint32_t vacant = ~std::uint32_t{0};
  [[nodiscard]] std::size_t slot_of(std::span<const std::uint32_t> sequence,
                                    std::uint64_t hash) const;
  void grow();

  std::vector<std::uint32_t> tokens_;
  std::vector<std::uint64_t> offsets_{0};
  std::vector<std::uint64_t> hashes_;
  std::vector<std::uint32_t> slots_ = std::vector<std::uint32_t>(16, vacant);  // power of two
};

}  // namespace sidproof
