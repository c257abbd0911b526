// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <utility>
#include <vector>

#include "generator/check/check.hpp"
#include "generator/decoding/small_catalogues.hpp"

namespace sidproof {

/// A table, a small network for it, and two histories to check them on.
struct CheckSetting {
  Table table;
  reference::Catalogue catalogue;
  reference::Network network;
  std::vector<reference::Observed> observed;

  static CheckSetting make(const Table& table, std::uint64_t seed, bool parallel = false) {
    auto catalogue = reference::Catalogue::make(table);
    reference::Network network = small_network(*catalogue, seed, parallel);
    const auto last = static_cast<std::uint32_t>(catalogue->items() - 1);
    std::vector<reference::Observed> observed{{{0, last, last / 2}, last / 3}, {{}, 0}};
    return {table, std::move(*catalogue), std::move(network), std::move(observed)};
  }

  static reference::CheckOptions options() {
    reference::CheckOptions options;
    options.samples = 20'000;
    options.seed = Seed{0, 77};
    options.bits = 128;
    return options;
  }
};

}  // namespace sidproof
