// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

namespace sidproof {

/// A certified interval: the real number that it stands for lies in [lo, hi].
/// Unless said otherwise the number is an entropy or a loss in nats.
struct Enclosure {
  double lo = 0;
  double hi = 0;

  [[nodiscard]] double mid() const { return lo + (hi - lo) / 2; }
};

}  // namespace sidproof
