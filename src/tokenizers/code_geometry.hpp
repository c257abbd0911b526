// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

namespace sidproof {

/// What a collision policy needs to know of a quantizer: how well each token of a
/// level fits an item, given the tokens before it.
class CodeGeometry {
 public:
  CodeGeometry() = default;
  CodeGeometry(const CodeGeometry&) = delete;
  CodeGeometry& operator=(const CodeGeometry&) = delete;
  virtual ~CodeGeometry() = default;

  /// Squared distance of item `row` to each token of level prefix.size() after
  /// `prefix`; infinity for tokens that have no codeword there. distance.size() is
  /// the level's codebook size.
  virtual void distances(std::size_t row, std::span<const std::uint32_t> prefix,
                         std::span<double> distance) const = 0;

  /// The item's place in the canonical order of the features (canonical.hpp).
  [[nodiscard]] virtual std::size_t rank(std::size_t row) const = 0;
};

}  // namespace sidproof
