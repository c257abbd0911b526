// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

#include "exact/field.hpp"
#include "exact/inverses.hpp"

namespace sidproof {

/// value + derivative * e with e^2 = 0: first derivatives without rounding, over
/// any Arithmetic. Nest it for second derivatives. A dual number whose value is
/// zero has no inverse.
template <Arithmetic N>
struct Dual {
  N value{0};
  N derivative{0};

  Dual() = default;
  explicit Dual(std::int64_t integer) : value(integer) {}
  explicit Dual(N constant, N slope = N(0))
      : value(std::move(constant)), derivative(std::move(slope)) {}

  Dual& operator+=(const Dual& other) {
    value += other.value;
    derivative += other.derivative;
    return *this;
  }
  Dual& operator-=(const Dual& other) {
    value -= other.value;
    derivative -= other.derivative;
    return *this;
  }
  Dual& operator*=(const Dual& other) {
    derivative = derivative * other.value + value * other.derivative;
    value = value * other.value;
    return *this;
  }
  Dual& operator/=(const Dual& other) {
    // One division: in a prime field it costs as much as many products.
    const N inverse = N(1) / other.value;
    value = value * inverse;
    derivative = (derivative - value * other.derivative) * inverse;
    return *this;
  }
  Dual operator-() const { return Dual(N(-value), N(-derivative)); }
  friend Dual operator+(Dual a, const Dual& b) { return a += b; }
  friend Dual operator-(Dual a, const Dual& b) { return a -= b; }
  friend Dual operator*(Dual a, const Dual& b) { return a *= b; }
  friend Dual operator/(Dual a, const Dual& b) { return a /= b; }
  friend bool operator==(const Dual& a, const Dual& b)
    requires Field<N>
  {
    return a.value == b.value && a.derivative == b.derivative;
  }
};

/// 1 / (v + d e) = 1/v - d / v^2 e: the values are inverted together.
template <Arithmetic N>
void invert_all(std::vector<Dual<N>>& numbers) {
  std::vector<N> inverses;
  inverses.reserve(numbers.size());
  for (const Dual<N>& number : numbers) inverses.push_back(number.value);
  invert_all(inverses);
  for (std::size_t i = 0; i < numbers.size(); ++i)
    numbers[i] = Dual<N>(inverses[i], N(-(inverses[i] * numbers[i].derivative) * inverses[i]));
}

}  // namespace sidproof
