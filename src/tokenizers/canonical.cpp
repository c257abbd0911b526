// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "tokenizers/canonical.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <span>
#include <string>
#include <utility>

namespace sidproof {
namespace {

struct Run {
  std::size_t begin;
  std::size_t end;
  std::size_t column;
};

}  // namespace

CanonicalOrder canonical_order(const Features& features) {
  CanonicalOrder order;
  order.rows.resize(features.rows);
  std::iota(order.rows.begin(), order.rows.end(), std::size_t{0});
  if (features.rows == 0) return order;

  // Column after column, always inside runs that are equal so far: rows that
  // repeat cost one look at each of their values, not a comparison with each other.
  std::vector<std::pair<float, std::size_t>> keys;
  std::vector<Run> pending{{0, features.rows, 0}};
  while (!pending.empty()) {
    const Run run = pending.back();
    pending.pop_back();
    if (run.column == features.columns || run.end - run.begin == 1) {
      ++order.distinct;
      continue;
    }
    keys.clear();
    bool equal = true;
    for (std::size_t i = run.begin; i < run.end; ++i) {
      const float value = features.values[order.rows[i] * features.columns + run.column];
      keys.emplace_back(value, order.rows[i]);
      equal = equal && value == keys.front().first;
    }
    if (equal) {
      pending.push_back({run.begin, run.end, run.column + 1});
      continue;
    }
    std::sort(keys.begin(), keys.end());
    for (std::size_t i = 0; i < keys.size(); ++i) order.rows[run.begin + i] = keys[i].second;
    for (std::size_t begin = 0, i = 1; i <= keys.size(); ++i) {
      if (i < keys.size() && keys[i].first == keys[begin].first) continue;
      pending.push_back({run.begin + begin, run.begin + i, run.column + 1});
      begin = i;
    }
  }
  return order;
}

Result<void> check_features(const Features& features) {
  if (features.rows == 0 || features.columns == 0)
    return fail(ErrorCode::malformed,
                "the features have no " + std::string(features.rows == 0 ? "rows" : "columns"));
  if (features.rows >= std::numeric_limits<std::uint32_t>::max())
    return fail(ErrorCode::too_large, "the features have 2^32 rows or more", {},
                "tokenize at most 4294967294 items at once");
  if (features.values.size() != features.rows * features.columns ||
      features.items.size() != features.rows)
    return fail(ErrorCode::usage, "the features' values or item ids do not fit their shape");
  const auto bad = std::find_if(features.values.begin(), features.values.end(),
                                [](float value) { return !std::isfinite(value); });
  if (bad == features.values.end()) return {};
  const auto position = static_cast<std::size_t>(bad - features.values.begin());
  return fail(ErrorCode::malformed,
              std::string(std::isnan(*bad) ? "NaN" : "infinity") + " in the features at row " +
                  std::to_string(position / features.columns) + ", column " +
                  std::to_string(position % features.columns) + " (both counted from 0)",
              {}, "replace it or leave the item out");
}

double scale_of(const Features& features) {
  float largest = 0;
  for (const float value : features.values) largest = std::max(largest, std::abs(value));
  return largest == 0 ? 1.0 : std::ldexp(1.0, -std::ilogb(largest));
}

Tiles scaled_tiles(const Features& features, const CanonicalOrder& order, double scale,
                   std::size_t columns) {
  Tiles tiles(order.rows.size(), columns);
  for (std::size_t i = 0; i < order.rows.size(); ++i) {
    const std::span<const float> row = features.row(order.rows[i]);
    for (std::size_t j = 0; j < row.size(); ++j)
      tiles.at(i, j) = static_cast<float>(row[j] * scale);
  }
  return tiles;
}

}  // namespace sidproof
