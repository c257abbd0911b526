// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>

#include "generator/arithmetic/host_device.hpp"

namespace sidproof::reference {

// A kernel is a function of a block: a sequence of phases, each run by all threads
// of the block before the next begins. On a device a phase ends with a barrier; on
// the host it is a loop over the threads, whose order must not matter: running it
// backwards and shuffled looks for races.

/// In which order the host runs the blocks of a kernel and the threads of a block.
enum class Order { forward, backward, shuffled };

/// The i-th of `count` in this order; a permutation of 0 ... count-1.
[[nodiscard]] inline std::size_t ordered(Order order, std::size_t i, std::size_t count) {
  if (order == Order::backward) return count - 1 - i;
  if (order == Order::forward) return i;
  // Odd numbers first, then the even ones backwards: no neighbour stays in place.
  const std::size_t odd = count / 2;
  return i < odd ? 2 * i + 1 : 2 * (count - 1 - i);
}

class HostBlock {
 public:
  HostBlock(std::size_t index, unsigned threads, Order order, double* shared)
      : index_(index), threads_(threads), order_(order), shared_(shared) {}

  [[nodiscard]] std::size_t index() const { return index_; }
  [[nodiscard]] unsigned threads() const { return threads_; }
  /// Memory of the block, as many doubles as the kernel asked for.
  [[nodiscard]] double* shared() const { return shared_; }

  /// body(thread) for every thread of the block.
  template <class Body>
  void phase(const Body& body) const {
    for (unsigned i = 0; i < threads_; ++i)
      body(static_cast<unsigned>(ordered(order_, i, threads_)));
  }

 private:
  std::size_t index_;
  unsigned threads_;
  Order order_;
  double* shared_;
};

/// lane_sum() of token_law.hpp by the threads of a block. `partial` is 32 doubles of
/// shared memory that no other sum of the kernel uses; the result stands in
/// partial[0] until the end of the kernel.
template <class Block, class Term>
SIDPROOF_HOST_DEVICE void block_lane_sum(const Block& block, double* partial, std::size_t count,
                                         const Term& term) {
  constexpr std::size_t lanes = 32;
  block.phase([&](unsigned thread) {
    for (std::size_t lane = thread; lane < lanes; lane += block.threads()) {
      double sum = 0.0;
      for (std::size_t i = lane; i < count; i += lanes) sum = sum + term(i);
      partial[lane] = sum;
    }
  });
  for (std::size_t half = lanes / 2; half > 0; half /= 2)
    block.phase([&](unsigned thread) {
      for (std::size_t lane = thread; lane < half; lane += block.threads())
        partial[lane] = partial[lane] + partial[lane + half];
    });
}

}  // namespace sidproof::reference
