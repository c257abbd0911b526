// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "tokenizers/memory.hpp"

#include <unistd.h>

#include <algorithm>
#include <limits>
#include <string>

namespace sidproof {
namespace {

constexpr double largest = 0x1p64;

std::uint64_t machine_memory() {
  const long pages = sysconf(_SC_PHYS_PAGES);
  const long size = sysconf(_SC_PAGESIZE);
  if (pages <= 0 || size <= 0) return std::numeric_limits<std::uint64_t>::max();
  return static_cast<std::uint64_t>(pages) * static_cast<std::uint64_t>(size);
}

std::string mebibytes(std::uint64_t bytes) {
  return std::to_string((bytes + (1U << 20U) - 1) >> 20U) + " MiB";
}

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
  const std::uint64_t limit = options.memory_limit == 0 ? machine_memory() : options.memory_limit;
  const std::uint64_t predicted = predicted_bytes(features, options);
  if (predicted <= limit) return {};
  return fail(ErrorCode::too_large,
              "tokenizing would take about " + mebibytes(predicted) + " beyond the features, " +
                  mebibytes(limit) + " are allowed",
              {}, "use a smaller codebook, fewer levels or fewer items, or raise the limit");
}

}  // namespace sidproof
