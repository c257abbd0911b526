// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

#include "base/error.hpp"
#include "generator/decoding/catalogue.hpp"
#include "generator/network/shape.hpp"

namespace sidproof::reference {

/// Can a network of this shape read the prompt and `more` tokens after it? Errors: usage (an
/// empty prompt, a token that the network does not have, more tokens than it has positions).
[[nodiscard]] Result<void> validate_prompt(const Shape& shape,
                                           std::span<const std::uint32_t> prompt, std::size_t more);

/// Is a network of this shape one for the catalogue? Errors: usage (fewer tokens than the
/// catalogue has, another number of parallel heads than its sequences have tokens).
[[nodiscard]] Result<void> validate_network(const Shape& shape, const Catalogue& catalogue);

}  // namespace sidproof::reference
