// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cmath>
#include <cstdint>
#include <cstring>

#include "generator/arithmetic/host_device.hpp"

namespace sidproof::reference {

// The elementary functions of the arithmetic contract (docs/generator.md). Every
// compiler and device gets the same bits: only + - * / and sqrt of binary64 in
// round-to-nearest, no library calls, no fused operations, so no hardware for
// fused operations is needed either.

[[nodiscard]] SIDPROOF_HOST_DEVICE inline double from_bits(std::uint64_t bits) {
  double value = 0;
  std::memcpy(&value, &bits, sizeof value);
  return value;
}

[[nodiscard]] SIDPROOF_HOST_DEVICE inline std::uint64_t to_bits(double value) {
  std::uint64_t bits = 0;
  std::memcpy(&bits, &value, sizeof bits);
  return bits;
}

/// The nearest integer, ties to even; |x| < 2^51.
[[nodiscard]] SIDPROOF_HOST_DEVICE inline double nearest_integer(double x) {
  constexpr double shift = 6755399441055744.0;  // 1.5 * 2^52: adding it rounds to integers
  const double shifted = x + shift;
  return shifted - shift;
}

/// x = exponent * ln 2 + rest with |rest| <= 0.3466.
struct ReducedArgument {
  double exponent;
  double rest;
};

// ln 2 in two parts: the first has 33 bits, so its product with an exponent is exact.
inline constexpr double ln2_high = 6.93147180369123816490e-01;
inline constexpr double ln2_low = 1.90821492927058770002e-10;

[[nodiscard]] SIDPROOF_HOST_DEVICE inline ReducedArgument reduce_exponent(double x) {
  constexpr double inverse_ln2 = 1.4426950408889634074;
  const double n = nearest_integer(x * inverse_ln2);
  return {n, (x - n * ln2_high) - n * ln2_low};
}

/// e^r - 1 for |r| <= 0.3466: Taylor's polynomial of degree 13.
[[nodiscard]] SIDPROOF_HOST_DEVICE inline double exponential_minus_one(double r) {
  double p = 1.0 / 6227020800.0;
  p = p * r + 1.0 / 479001600.0;
  p = p * r + 1.0 / 39916800.0;
  p = p * r + 1.0 / 3628800.0;
  p = p * r + 1.0 / 362880.0;
  p = p * r + 1.0 / 40320.0;
  p = p * r + 1.0 / 5040.0;
  p = p * r + 1.0 / 720.0;
  p = p * r + 1.0 / 120.0;
  p = p * r + 1.0 / 24.0;
  p = p * r + 1.0 / 6.0;
  p = p * r + 0.5;
  return r + (r * r) * p;
}

/// e^x with a relative error of at most 2^-51.5 for -708 <= x <= 709 (checked on
/// every binary32 and on a dense sample of binary64); 0 below, infinity above, NaN for
/// NaN.
[[nodiscard]] SIDPROOF_HOST_DEVICE inline double exponential(double x) {
  if (x != x) return x;
  if (x < -708.0) return 0.0;
  if (x > 709.0) return from_bits(0x7ff0000000000000U);
  const ReducedArgument reduced = reduce_exponent(x);
  const double scale = from_bits(
      static_cast<std::uint64_t>(static_cast<std::int64_t>(reduced.exponent) + 1023) << 52U);
  return (1.0 + exponential_minus_one(reduced.rest)) * scale;
}

/// ln x with a relative error of at most 2^-51 for normal x > 0.
[[nodiscard]] SIDPROOF_HOST_DEVICE inline double logarithm(double x) {
  constexpr double root_of_two = 1.4142135623730951;
  const std::uint64_t bits = to_bits(x);
  double exponent = static_cast<double>(static_cast<std::int64_t>(bits >> 52U) - 1023);
  double mantissa = from_bits((bits & 0x000fffffffffffffU) | 0x3ff0000000000000U);
  if (mantissa > root_of_two) {
    mantissa = mantissa * 0.5;
    exponent = exponent + 1.0;
  }
  // ln m = 2 artanh s = 2 s + 2 s (z/3 + z^2/5 + ...), |s| <= 0.1716.
  const double f = mantissa - 1.0;
  const double s = f / (2.0 + f);
  const double z = s * s;
  double p = 1.0 / 21.0;
  p = p * z + 1.0 / 19.0;
  p = p * z + 1.0 / 17.0;
  p = p * z + 1.0 / 15.0;
  p = p * z + 1.0 / 13.0;
  p = p * z + 1.0 / 11.0;
  p = p * z + 1.0 / 9.0;
  p = p * z + 1.0 / 7.0;
  p = p * z + 1.0 / 5.0;
  p = p * z + 1.0 / 3.0;
  // 2 s = f - s f exactly in the reals; written so, the error of s counts f times.
  const double tail = 2.0 * (z * p);
  const double fraction = f - s * (f - tail);
  return exponent * ln2_high + (exponent * ln2_low + fraction);
}

/// tanh x with a relative error of at most 2^-50: (e^2|x| - 1) / (e^2|x| + 1). NaN for
/// NaN.
[[nodiscard]] SIDPROOF_HOST_DEVICE inline double hyperbolic_tangent(double x) {
  if (x != x) return x;
  const double magnitude = x < 0.0 ? -x : x;
  double result = 1.0;
  if (magnitude < 22.0) {
    const ReducedArgument reduced = reduce_exponent(2.0 * magnitude);
    const double scale = from_bits(
        static_cast<std::uint64_t>(static_cast<std::int64_t>(reduced.exponent) + 1023) << 52U);
    const double minus_one = (scale - 1.0) + scale * exponential_minus_one(reduced.rest);
    result = minus_one / (minus_one + 2.0);
  }
  return to_bits(x) >> 63U != 0 ? -result : result;
}

/// 1/sqrt(x) for x > 0, two correctly rounded operations: relative error < 2^-52.
[[nodiscard]] SIDPROOF_HOST_DEVICE inline double inverse_root(double x) {
  return 1.0 / std::sqrt(x);
}

/// x (1 + tanh u)/2 with u = sqrt(2/pi) (x + 0.044715 x^3), GPT-2's "gelu_new", as
/// x / (1 + e^-2u): the same number without the cancellation in 1 + tanh u.
[[nodiscard]] SIDPROOF_HOST_DEVICE inline double gelu_new(double x) {
  constexpr double root_two_over_pi = 0.79788456080286535588;
  const double u = root_two_over_pi * (x + 0.044715 * (x * x * x));
  return x / (1.0 + exponential(-2.0 * u));
}

/// x / (1 + e^-x), the activation of parallel heads.
[[nodiscard]] SIDPROOF_HOST_DEVICE inline double silu(double x) {
  return x / (1.0 + exponential(-x));
}

// binary32 results: computed in binary64, rounded once. Correctly rounded for every
// binary32 argument (tests/generator/arithmetic/elementary_exhaustive_test.cpp).

[[nodiscard]] SIDPROOF_HOST_DEVICE inline float exponential(float x) {
  return static_cast<float>(exponential(static_cast<double>(x)));
}
[[nodiscard]] SIDPROOF_HOST_DEVICE inline float logarithm(float x) {
  return static_cast<float>(logarithm(static_cast<double>(x)));
}
[[nodiscard]] SIDPROOF_HOST_DEVICE inline float hyperbolic_tangent(float x) {
  return static_cast<float>(hyperbolic_tangent(static_cast<double>(x)));
}
[[nodiscard]] SIDPROOF_HOST_DEVICE inline float inverse_root(float x) {
  return static_cast<float>(inverse_root(static_cast<double>(x)));
}

}  // namespace sidproof::reference
