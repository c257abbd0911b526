// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "generator/pathologies/big_fraction.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <utility>

#include "exact/enclose.hpp"

namespace sidproof::reference {
namespace {

BigFraction sum_of(const std::vector<BigFraction>& terms, std::size_t begin, std::size_t end) {
  if (end - begin == 1) return terms[begin];
  const std::size_t middle = begin + (end - begin) / 2;
  const BigFraction left = sum_of(terms, begin, middle);
  const BigFraction right = sum_of(terms, middle, end);
  return {left.numerator * right.denominator + right.numerator * left.denominator,
          left.denominator * right.denominator};
}

}  // namespace

BigFraction sum(const std::vector<BigFraction>& terms) {
  return terms.empty() ? BigFraction{} : sum_of(terms, 0, terms.size());
}

Enclosure enclose(const BigFraction& fraction) {
  if (fraction.numerator == 0) return {0, 0};
  // As many bits as leave a quotient of about 128.
  const Integer size = abs(fraction.numerator);
  const auto bits =
      static_cast<std::int64_t>(msb(fraction.denominator)) - static_cast<std::int64_t>(msb(size));
  const auto shift = static_cast<unsigned>(std::max<std::int64_t>(0, bits + 128));
  Integer quotient;
  Integer remainder;
  divide_qr(Integer(size << shift), fraction.denominator, quotient, remainder);
  const Integer unit = Integer(1) << shift;
  const Enclosure found{
      sidproof::enclose(Rational(quotient, unit)).lo,
      sidproof::enclose(Rational(remainder == 0 ? quotient : Integer(quotient + 1), unit)).hi};
  return fraction.numerator < 0 ? Enclosure{-found.hi, -found.lo} : found;
}

Rational reduced(const BigFraction& fraction) { return {fraction.numerator, fraction.denominator}; }

}  // namespace sidproof::reference
