// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <utility>
#include <vector>

namespace sidproof {

/// A token sequence as token numbers; position j's are below alphabet(j).
using Sequence = std::vector<std::uint32_t>;
using SequenceView = std::span<const std::uint32_t>;

/// S = T_1 x ... x T_k by its alphabet sizes. k = 0 is the space of the empty
/// sequence alone. Sequences are numbered in lexicographic order.
class CodeSpace {
 public:
  CodeSpace() = default;
  /// Throws std::invalid_argument when an alphabet is empty (no law on it exists).
  explicit CodeSpace(std::vector<std::uint32_t> alphabets);

  [[nodiscard]] std::size_t length() const { return alphabets_.size(); }
  [[nodiscard]] std::uint32_t alphabet(std::size_t position) const { return alphabets_[position]; }
  [[nodiscard]] const std::vector<std::uint32_t>& alphabets() const { return alphabets_; }

  // Positions are below length() and sequences in the space: callers look, as with an array;
  // contains_prefix() takes any.

  /// The number of sequences of the first `positions` positions; nullopt when it
  /// is 2^64 or more.
  [[nodiscard]] std::optional<std::uint64_t> prefixes(std::size_t positions) const;
  /// |S|.
  [[nodiscard]] std::optional<std::uint64_t> sequences() const { return prefixes(length()); }

  /// The number of a sequence (or of a prefix among those of its length).
  [[nodiscard]] std::uint64_t index(SequenceView sequence) const;
  /// The sequence of all positions with this number.
  [[nodiscard]] Sequence sequence(std::uint64_t index) const;

  /// Is this a sequence of at most length() tokens, each in its alphabet?
  [[nodiscard]] bool contains_prefix(SequenceView sequence) const;

  /// Calls f(SequenceView) for every sequence of S in order; the view is valid
  /// during the call.
  template <class F>
  void for_each(F&& f) const {
    Sequence sequence(length(), 0);
    do f(SequenceView(sequence));
    while (advance(sequence));
  }

  friend bool operator==(const CodeSpace&, const CodeSpace&) = default;

 private:
  // The next sequence in order; false after the last.
  bool advance(Sequence& sequence) const;
  std::vector<std::uint32_t> alphabets_;
};

}  // namespace sidproof
