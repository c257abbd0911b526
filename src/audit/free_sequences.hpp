// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <boost/unordered/unordered_flat_map.hpp>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <utility>
#include <vector>

namespace sidproof {

/// The tokens first ... end - 1 that a position may use; first < end.
struct TokenRange {
  std::uint64_t first = 0;
  std::uint64_t end = 0;
};

/// The trie of the sequences in use, asked for unused ones over the given token
/// ranges, one a position. At most 2^32 - 1 prefixes.
class FreeSequences {
 public:
  explicit FreeSequences(std::vector<TokenRange> ranges) : ranges_(std::move(ranges)) {}

  /// False when the trie is too large for 32-bit nodes.
  [[nodiscard]] bool add(std::span<const std::uint32_t> sequence);

  /// The first (smallest tokens first) unused sequence of the same length that
  /// keeps the first `kept` tokens of `used`, which is in the trie; it counts as
  /// used from now on. No result when all are used, or equal, extend or precede
  /// a sequence in use. Total time over all calls is linear in the trie and calls.
  [[nodiscard]] std::optional<std::vector<std::uint32_t>> take(std::span<const std::uint32_t> used,
                                                               std::size_t kept);

 private:
  struct Hash {
    std::size_t operator()(std::uint64_t key) const;
  };
  using Map = boost::unordered_flat_map<std::uint64_t, std::uint32_t, Hash>;

  [[nodiscard]] std::optional<std::uint32_t> child(std::uint32_t node, std::uint32_t token) const;
  [[nodiscard]] std::uint64_t& next_token(std::uint32_t node, std::size_t depth,
                                          std::size_t length);
  [[nodiscard]] std::optional<std::uint32_t> open_node(std::span<const std::uint32_t> prefix) const;

  std::vector<TokenRange> ranges_;
  Map edges_;                      // (node, token) -> node
  std::vector<bool> ends_{false};  // per node: a sequence ends here
  // (node, length) -> first token below which an unused sequence of this length
  // may exist. Sequences are only ever added, so it never goes back.
  boost::unordered_flat_map<std::uint64_t, std::uint64_t, Hash> next_;
};

}  // namespace sidproof
