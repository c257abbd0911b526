// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "generator/cuda/device_memory.hpp"

#include <cstdint>

#include "generator/network/forward.hpp"

namespace sidproof::reference {
namespace {

std::string megabytes(double bytes) {
  return std::to_string(static_cast<std::uint64_t>(bytes / 1e6) + 1) + " MB";
}

}  // namespace

double weight_bytes(const Shape& shape) {
  const double head = static_cast<double>(shape.vocabulary) * static_cast<double>(shape.width);
  return (static_cast<double>(shape.parameters()) + head) * sizeof(float);
}

double session_bytes(const Shape& shape, std::size_t slots) {
  return Cache::bytes(shape, slots) + static_cast<double>(slots) *
                                          static_cast<double>(ActivationsView::floats(shape)) *
                                          sizeof(float);
}

Result<void> fits(double needed, double free, const std::string& what, const std::string& device) {
  constexpr double usable = 0.97;
  if (needed <= usable * free) return {};
  return fail(
      ErrorCode::too_large,
      what + " take " + megabytes(needed) + "; " + device + " has " + megabytes(free) + " free", {},
      "choose a smaller network, a narrower beam or fewer items, or --executor cpu");
}

}  // namespace sidproof::reference
