// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>

#include "base/error.hpp"
#include "generator/network/shape.hpp"

namespace sidproof::reference {

// What a network takes of a device's memory, known before anything is allocated.

/// The weights and the transposed head, in bytes.
[[nodiscard]] double weight_bytes(const Shape& shape);

/// Keys and values of `slots` tokens and the activations of up to `slots` rows.
[[nodiscard]] double session_bytes(const Shape& shape, std::size_t slots);

/// Errors: too_large (`needed` bytes for `what` exceed 97 % of the `free` ones of a device).
[[nodiscard]] Result<void> fits(double needed, double free, const std::string& what,
                                const std::string& device);

}  // namespace sidproof::reference
