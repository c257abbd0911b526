// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "generator/arithmetic/host_device.hpp"
#include "generator/decoding/catalogue.hpp"

namespace sidproof::reference {

/// A StepTrie as kernels read it.
struct StepTrieView {
  const std::uint32_t* first_edge;  ///< of the inner nodes, and the number of edges
  const std::uint16_t* narrow;      ///< codes; null where they are wide
  const std::uint32_t* wide;

  /// The edges of an inner node are [edge(node), edge(node + 1)).
  [[nodiscard]] SIDPROOF_HOST_DEVICE std::uint32_t edge(std::uint32_t node) const {
    return first_edge[node];
  }
  /// The code on an edge.
  [[nodiscard]] SIDPROOF_HOST_DEVICE std::uint32_t code(std::uint32_t at) const {
    return narrow != nullptr ? narrow[at] : wide[at];
  }
  /// The node that an edge leads to.
  [[nodiscard]] SIDPROOF_HOST_DEVICE static std::uint32_t child(std::uint32_t edge) {
    return edge + 1;
  }
};

/// A catalogue's trie in the form that a step of decoding reads: an offset for every
/// inner node, a code for every edge. Nodes are numbered breadth first, so an edge's
/// number says where it leads, and at most 6 bytes a node are enough (8 where a
/// codebook has more than 65 536 codes). The items of a leaf stay with the catalogue.
class StepTrie {
 public:
  explicit StepTrie(const Catalogue& catalogue);

  [[nodiscard]] StepTrieView view() const;
  [[nodiscard]] const std::vector<std::uint32_t>& first_edge() const { return first_edge_; }
  /// One of both is empty.
  [[nodiscard]] const std::vector<std::uint16_t>& narrow() const { return narrow_; }
  [[nodiscard]] const std::vector<std::uint32_t>& wide() const { return wide_; }
  /// Bytes of its arrays.
  [[nodiscard]] std::size_t bytes() const;

 private:
  std::vector<std::uint32_t> first_edge_;
  std::vector<std::uint16_t> narrow_;
  std::vector<std::uint32_t> wide_;
};

}  // namespace sidproof::reference
