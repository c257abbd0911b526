// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <concepts>
#include <cstdint>
#include <stdexcept>
#include <string>
#include <string_view>

#include "exact/ternary.hpp"

namespace sidproof {

/// What the formulas of THEORY compute with: integers and the four operations.
/// | expression          | meaning                                                |
/// | N(i)                | the image of the integer i                             |
/// | a + b, a - b, a * b | as usual, never rounded                                |
/// | a / b               | throws std::overflow_error when b is zero              |
/// There is no comparison here: code that asks for Arithmetic only cannot branch
/// on values, so that its degree as a rational function is the same at every
/// point (see DegreeTracker).
template <class N>
concept Arithmetic = std::semiregular<N> && std::constructible_from<N, std::int64_t> &&
                     requires(const N& a, const N& b, N& c) {
                       { a + b } -> std::convertible_to<N>;
                       { a - b } -> std::convertible_to<N>;
                       { a* b } -> std::convertible_to<N>;
                       { a / b } -> std::convertible_to<N>;
                       { -a } -> std::convertible_to<N>;
                       c += a;
                       c -= a;
                       c *= a;
                     };

/// Exact arithmetic with decidable equality: rationals, prime fields.
template <class F>
concept Field = Arithmetic<F> && std::regular<F>;

/// A Field with a total order that agrees with the operations.
template <class F>
concept OrderedField = Field<F> && requires(const F& a, const F& b) {
  { a < b } -> std::convertible_to<bool>;
};

/// Numbers known up to an enclosure: comparisons may be undecided, so there is no
/// == and no <.
template <class E>
concept EnclosedNumber = Arithmetic<E> && !Field<E> && requires(const E& a, const E& b) {
  { less(a, b) } -> std::same_as<Ternary>;
};

/// Name and text of a number type, specialised beside each type:
/// `static std::string_view name()` and `static std::string text(const F&)`, the
/// latter so that equal numbers have equal texts.
template <class F>
struct FieldTraits;

/// The canonical text of a number, e.g. "-3/4".
template <class F>
[[nodiscard]] std::string text_of(const F& number) {
  return FieldTraits<F>::text(number);
}

template <Field F>
[[nodiscard]] bool is_zero(const F& number) {
  return number == F(0);
}

/// numerator / denominator in F; throws std::overflow_error when the denominator
/// is zero in F.
template <Arithmetic N>
[[nodiscard]] N fraction(std::int64_t numerator, std::int64_t denominator) {
  return N(numerator) / N(denominator);
}

/// base to the power of a non-negative exponent; 0 to the power 0 is 1, as the
/// likelihood of an empty data set wants it.
template <Arithmetic N>
[[nodiscard]] N power(N base, std::uint64_t exponent) {
  N result(1);
  while (exponent != 0) {
    if ((exponent & 1U) != 0) result *= base;
    exponent >>= 1U;
    if (exponent != 0) base *= N(base);
  }
  return result;
}

/// How every number type of the project reports a division by zero.
[[noreturn]] inline void throw_division_by_zero() { throw std::overflow_error("division by zero"); }

}  // namespace sidproof
