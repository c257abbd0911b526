// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/parallel.hpp"
#include "tokenizers/product_blocks.hpp"
#include "tokenizers/tiles.hpp"

namespace sidproof {

/// The orthogonal matrix R that minimises |from R - to|^2 (Schoenemann 1966):
/// R = U V^T for from^T to = U S V^T, in double; the same bits for every thread
/// count. Preconditions: equal shapes, finite values.
[[nodiscard]] Rotation procrustes(const Tiles& from, const Tiles& to, Threads threads);

}  // namespace sidproof
