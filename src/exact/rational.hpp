// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "exact/field.hpp"
#include "exact/integer.hpp"

namespace sidproof {

template <>
struct FieldTraits<Rational> {
  static std::string_view name() { return "rational (Boost)"; }
  static std::string text(const Rational& number) { return number.str(); }
};

}  // namespace sidproof
