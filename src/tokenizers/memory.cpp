// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "tokenizers/memory.hpp"

#include <algorithm>
#include <limits>

#include "base/memory.hpp"

namespace sidproof {
namespace {

constexpr double largest = 0x1p64;

}  // namespace

std::uint64_t predicted_bytes(const Features& features, const TokenizerOptions& options) {
  // In double: the products may exceed 64 bits, and an estimate is all that is asked.
  const auto rows = static_cast<double>(features.rows);
  const auto columns = static_cast<double>(features.columns);
  const bool learned = options.codebooks.has_value();
  const auto levels = static_cast<double>(learned ? options.codebooks->levels : options.levels);
  const auto size = static_cast<double>(learned ? options.codebooks->size : options.codebook);
  const double row_indices = 64 * rows;  // order, ranks, assignment, distances, row sets
  const double codes = 16 * rows * (levels + 1);
  const double texts = 120 * size * levels;
  if (options.method == Method::atomic)
    return static_cast<std::uint64_t>(std::min(200 * rows, largest / 2));

  const double points = 4 * rows * columns;
  const double sample = 4 * columns * std::min(rows, 16 * size + 4096);
  const double codebooks = 4 * size * columns * levels;
  const double sums = 8 * size * 16 * static_cast<double>(options.threads.count);
  double total = row_indices + codes + texts + points + sample + codebooks + sums;
  switch (options.method) {
    case Method::hierarchical: total += points + 4 * rows * columns * levels; break;
    case Method::product: total += points; break;
    case Method::optimised_product:
      total += 2 * points + 12 * columns * std::min(rows, 10000.0) + 64 * columns * columns;
      break;
    default: break;
  }
  return total >= largest ? std::numeric_limits<std::uint64_t>::max()
                          : static_cast<std::uint64_t>(total);
}

Result<void> check_memory(const Features& features, const TokenizerOptions& options) {
  return require_memory("tokenizing, beyond the features,",
                        static_cast<double>(predicted_bytes(features, options)),
                        "use a smaller codebook, fewer levels or fewer items, or raise the limit",
                        options.memory_limit);
}

}  // namespace sidproof
