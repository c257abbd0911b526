// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "counterexamples/size.hpp"

#include <fmt/format.h>

namespace sidproof {

std::string text_of_size(const Size& size) {
  return fmt::format("{} {}, k = {}, |T| = {}, denominator {}", size.items,
                     size.items == 1 ? "item" : "items", size.length, size.tokens,
                     size.denominator);
}

std::string text_of_box(const Size& box) {
  return fmt::format("items <= {}, k <= {}, |T| <= {}, denominators <= {}", box.items, box.length,
                     box.tokens, box.denominator);
}

}  // namespace sidproof
