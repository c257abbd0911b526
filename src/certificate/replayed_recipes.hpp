// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "certificate/certificate.hpp"

namespace sidproof {

/// What the laws say of each way of training on a table with these facts, read off
/// the multiplicities: which of Z < 1 and Z > 1 some model attains.
[[nodiscard]] std::vector<CertifiedRecipe> replayed_recipes(const CertifiedShape& shape,
                                                            const CertifiedFacts& facts);

}  // namespace sidproof
