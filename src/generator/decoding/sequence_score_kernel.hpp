// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>

#include "generator/arithmetic/host_device.hpp"
#include "generator/arithmetic/token_rule.hpp"

namespace sidproof::reference {

/// score[s] = sum over the positions j of logs[begin[j] + codes[s * length + j]], or
/// cut_log where one of these is; a block scores `tile` sequences.
struct SequenceScoreKernel {
  static constexpr std::size_t tile = 256;

  const std::int64_t* logs;    ///< of all positions, one codebook after the other
  const std::uint32_t* begin;  ///< per position: its codebook in `logs`
  const std::uint32_t* codes;  ///< sequences x length
  std::int64_t* score;
  std::size_t sequences;
  std::size_t length;

  [[nodiscard]] std::size_t shared() const { return 0; }

  template <class Block>
  SIDPROOF_HOST_DEVICE void operator()(const Block& block) const {
    const std::size_t first = block.index() * tile;
    const std::size_t end = sequences - first < tile ? sequences : first + tile;
    block.phase([&](unsigned thread) {
      for (std::size_t s = first + thread; s < end; s += block.threads()) {
        std::int64_t sum = 0;
        for (std::size_t j = 0; j < length && sum != cut_log; ++j) {
          const std::int64_t log = logs[begin[j] + codes[s * length + j]];
          sum = log == cut_log ? cut_log : sum + log;
        }
        score[s] = sum;
      }
    });
  }
};

}  // namespace sidproof::reference
