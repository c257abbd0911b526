// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>

#include "tokenizers/code_rows.hpp"

namespace sidproof {

/// One token an item, written `<item_ID>`: row i gets token i of a codebook of
/// `rows` tokens. AR-NTP is then FV-MLE itself (k = 1).
/// Guarantees: one-to-one, onto, prefix-free, fixed length, order independent (an
/// item's token is named after its id).
[[nodiscard]] CodeRows atomic_codes(std::size_t rows);

}  // namespace sidproof
