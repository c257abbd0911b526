// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

#include "tokenizers/code_rows.hpp"

namespace sidproof {

/// Appends to every item its counter inside its group, modulo `vocabulary` (the
/// de-duplication layer that shares the codebook's width). Tokens are numbered as
/// in append.hpp; the new position's codebook is `vocabulary`.
/// Guarantees: prefix-free for any input, fixed length when the input has it. NOT
/// one-to-one: members 0 and `vocabulary` of a group larger than `vocabulary` share
/// their sequence again; one-to-one exactly when no group is larger. Smallest
/// counterexample: vocabulary + 1 items of one code. Not onto, order dependent.
/// Precondition: vocabulary > 0.
[[nodiscard]] CodeRows counter_modulo(const CodeRows& codes, std::uint32_t vocabulary);

}  // namespace sidproof
