// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cmath>

#include "generator/arithmetic/elementary.hpp"
#include "generator/arithmetic/elementary_check.hpp"

namespace sidproof {

inline bool is_positive(float x) { return std::isfinite(x) && x > 0.0F; }

inline constexpr ElementaryFunction exponential_function{
    [](double x) { return reference::exponential(x); }, arb_exp,
    [](float x) { return x >= -104.0F && x <= 88.7228F; }};
inline constexpr ElementaryFunction logarithm_function{
    [](double x) { return reference::logarithm(x); }, arb_log, is_positive};
inline constexpr ElementaryFunction tangent_function{
    [](double x) { return reference::hyperbolic_tangent(x); }, arb_tanh,
    [](float x) { return std::isfinite(x); }};
inline constexpr ElementaryFunction inverse_root_function{
    [](double x) { return reference::inverse_root(x); }, arb_rsqrt, is_positive};

}  // namespace sidproof
