// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "generator/decoding/search.hpp"

namespace sidproof::reference {

/// Diverse beam search (Vijayakumar et al. 2016, arXiv 1610.02424): the beams form groups
/// that are served in turn at every step. A group's candidate is chosen by its score
/// less `penalty` for every beam that an earlier group chose at this step and that it
/// repeats; scores themselves stay the model's, so penalties do not add up along a path.
struct DiverseGroups {
  enum class Repeats {
    token,   ///< the same token at this position, whatever came before: the paper's Hamming
    prefix,  ///< the same whole prefix
  };
  std::size_t width = 10;    ///< beams of all groups together
  std::size_t groups = 5;    ///< 1 ... width; the first ones take what does not divide
  std::int64_t penalty = 0;  ///< in 2^-40 nats, 0 ... 1024 nats
  Repeats repeats = Repeats::token;
};

/// Searches over laws that are known already: what beam_search() does with a network
/// that gives these laws, for as many widths as wanted. Sequences with a token that was cut
/// are absent. Catalogue must outlive it.
class LawSearch {
 public:
  /// Throws std::invalid_argument when the laws are not the catalogue's.
  LawSearch(const Catalogue& catalogue, const TrieLaws& laws, Decoding decoding);

  /// beam_search(). Nothing for a width of 0.
  [[nodiscard]] Found beam(std::size_t width) const;

  /// All groups' sequences without repeats in the order H5; groups may find the same
  /// ones (with penalty 0 they all do), so there can be fewer than `width`. Errors: usage
  /// (no groups, more groups than beams, a penalty out of range).
  [[nodiscard]] Result<std::vector<Scored>> diverse(const DiverseGroups& plan) const;

  /// The score of a node of the trie: the sum of the logs on its path, cut_log where one of
  /// them was cut.
  [[nodiscard]] std::int64_t score(std::uint32_t node) const { return score_[node]; }

 private:
  [[nodiscard]] std::vector<Scored> children(const std::vector<Scored>& beams) const;
  const Catalogue* catalogue_;
  std::vector<std::int64_t> score_;
};

}  // namespace sidproof::reference
