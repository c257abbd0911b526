// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <boost/multiprecision/cpp_int.hpp>

namespace sidproof {

// Expression templates are off: with them `auto x = a + b;` keeps references to
// temporaries.

/// An integer of any size.
using Integer = boost::multiprecision::number<boost::multiprecision::cpp_int::backend_type,
                                              boost::multiprecision::et_off>;

/// An exact fraction in lowest terms with positive denominator; division by zero
/// throws std::overflow_error.
using Rational = boost::multiprecision::number<boost::multiprecision::cpp_rational::backend_type,
                                               boost::multiprecision::et_off>;

}  // namespace sidproof
