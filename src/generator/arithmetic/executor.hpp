// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cstddef>
#include <stdexcept>
#include <vector>

#include "base/parallel.hpp"
#include "generator/arithmetic/block.hpp"

namespace sidproof::reference {

/// Runs kernels on the host. Results never depend on any of its settings; they are
/// there to show that.
class Executor {
 public:
  struct Settings {
    Threads threads;
    unsigned block_threads = 4;  ///< threads of a block, >= 1
    Order order = Order::forward;
  };

  Executor() = default;
  /// Throws std::invalid_argument for blocks without threads.
  explicit Executor(Settings settings) : settings_(settings) {
    if (settings.block_threads == 0) throw std::invalid_argument("a block needs a thread");
  }

  [[nodiscard]] const Settings& settings() const { return settings_; }

  /// kernel(block) for every block 0 ... blocks-1, each with kernel.shared()
  /// doubles of memory of its own.
  template <class Kernel>
  void run(std::size_t blocks, const Kernel& kernel) const {
    const std::size_t threads = std::max(1U, settings_.threads.count);
    const std::size_t chunk = std::max<std::size_t>(1, blocks / (threads * 8));
    const std::size_t chunks = (blocks + chunk - 1) / chunk;
    parallel_for(settings_.threads, chunks, [&](std::size_t part) {
      std::vector<double> shared(kernel.shared());
      const std::size_t end = std::min(blocks, (part + 1) * chunk);
      for (std::size_t i = part * chunk; i < end; ++i)
        kernel(HostBlock(ordered(settings_.order, i, blocks), settings_.block_threads,
                         settings_.order, shared.data()));
    });
  }

 private:
  Settings settings_;
};

}  // namespace sidproof::reference
