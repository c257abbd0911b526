// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

namespace sidproof::properties {

/// The body of a law's property: an instance drawn as the law wants it, one of its
/// number systems, one of its shapes; fails with the law's witness when it is refuted, or
/// when no law has this id. An instance to which the law does not apply passes.
void require_law(std::string_view id);

}  // namespace sidproof::properties
