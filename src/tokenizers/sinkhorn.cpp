// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "tokenizers/sinkhorn.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "tokenizers/exponential.hpp"

namespace sidproof {
namespace {

void scale_rows(std::vector<double>& plan, std::size_t rows) {
  const std::size_t columns = plan.size() / rows;
  for (std::size_t i = 0; i < rows; ++i) {
    double sum = 0;
    for (std::size_t j = 0; j < columns; ++j) sum += plan[i * columns + j];
    const double target = 1.0 / static_cast<double>(rows);
    if (sum > 0)
      for (std::size_t j = 0; j < columns; ++j) plan[i * columns + j] *= target / sum;
  }
}

// A column without mass (all of it underflowed, or no codeword) stays empty.
void scale_columns(std::vector<double>& plan, std::size_t rows) {
  const std::size_t columns = plan.size() / rows;
  for (std::size_t j = 0; j < columns; ++j) {
    double sum = 0;
    for (std::size_t i = 0; i < rows; ++i) sum += plan[i * columns + j];
    const double target = 1.0 / static_cast<double>(columns);
    if (sum > 0)
      for (std::size_t i = 0; i < rows; ++i) plan[i * columns + j] *= target / sum;
  }
}

void reassign(CodeRows& codes, std::vector<std::size_t> group, const CodeGeometry& geometry,
              const SinkhornOptions& options) {
  // Sums inside the plan run in an order that the features alone decide.
  std::sort(group.begin(), group.end(),
            [&](std::size_t a, std::size_t b) { return geometry.rank(a) < geometry.rank(b); });
  const std::size_t columns = codes.codebooks.back();
  std::vector<double> cost(group.size() * columns);
  for (std::size_t i = 0; i < group.size(); ++i) {
    const auto code = codes[group[i]];
    geometry.distances(group[i], code.first(code.size() - 1),
                       std::span(cost).subspan(i * columns, columns));
  }
  const std::vector<double> plan =
      transport_plan(cost, group.size(), options.iterations, options.epsilon);
  for (std::size_t i = 0; i < group.size(); ++i) {
    const auto row = std::span(plan).subspan(i * columns, columns);
    codes[group[i]].back() =
        static_cast<std::uint32_t>(std::max_element(row.begin(), row.end()) - row.begin());
  }
}

}  // namespace

std::vector<double> transport_plan(std::span<const double> cost, std::size_t rows,
                                   unsigned iterations, double epsilon) {
  double low = std::numeric_limits<double>::infinity();
  double high = 0;
  for (const double value : cost) {
    if (!std::isfinite(value)) continue;
    low = std::min(low, value);
    high = std::max(high, value);
  }
  const double middle = (low + high) / 2;
  const double amplitude = high > low ? (high - low) / 2 : 1;
  std::vector<double> plan(cost.size());
  std::transform(cost.begin(), cost.end(), plan.begin(), [&](double value) {
    return std::isfinite(value) ? portable_exp(-((value - middle) / amplitude) / epsilon) : 0.0;
  });
  for (unsigned i = 0; i < iterations; ++i) {
    scale_rows(plan, rows);
    scale_columns(plan, rows);
  }
  return plan;
}

SinkhornResult sinkhorn(const CodeRows& codes, const CodeGeometry& geometry,
                        const SinkhornOptions& options) {
  SinkhornResult best{codes, 0};
  CodeRows current = codes;
  auto groups = collision_groups(current);
  std::uint64_t smallest = count_collisions(groups).excess;
  unsigned round = 0;
  while (!groups.empty() && round < options.rounds) {
    const CodeRows before = current;
    for (const auto& group : groups) reassign(current, group, geometry, options);
    ++round;
    if (current == before) break;
    groups = collision_groups(current);
    const std::uint64_t excess = count_collisions(groups).excess;
    if (excess < smallest) {
      smallest = excess;
      best.codes = current;
    }
  }
  best.rounds = round;
  return best;
}

}  // namespace sidproof
