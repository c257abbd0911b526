// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "random/seed.hpp"

namespace sidproof {

/// One item of the demo catalogue before it has a row.
struct DemoItem {
  std::uint32_t department = 0;
  double popularity = 0;  ///< relative frequency in interactions
  std::string title;
  std::vector<float> features;
};

inline constexpr std::size_t demo_items_count = 12000;
inline constexpr std::size_t demo_columns = 32;
inline constexpr std::uint32_t demo_departments = 24;

/// A hierarchical mixture: departments of very different size, families inside
/// them, products inside families, and variants of one product (sizes, colours)
/// that lie close together or, like listings with one description, coincide. In
/// shuffled order. Arithmetic is + - * / only.
[[nodiscard]] std::vector<DemoItem> demo_items(const Seed& seed);

}  // namespace sidproof
