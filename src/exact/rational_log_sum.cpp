// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "exact/rational_log_sum.hpp"

#include <cmath>
#include <stdexcept>
#include <utility>
#include <vector>

#include "exact/ball.hpp"

namespace sidproof {
namespace {

constexpr int first_precision = 128;

// Splits integers into pairwise coprime factors, each with the sum of the
// coefficients of the arguments that it divides.
class CoprimeBase {
 public:
  void insert(Integer argument, Rational coefficient) {
    std::vector<Factor> pending;
    pending.emplace_back(std::move(argument), std::move(coefficient));
    while (!pending.empty()) {
      Factor factor = std::move(pending.back());
      pending.pop_back();
      if (factor.first != 1) split(std::move(factor), pending);
    }
  }
  [[nodiscard]] bool all_coefficients_vanish() const {
    for (const auto& [argument, coefficient] : factors_)
      if (coefficient != 0) return false;
    return true;
  }

 private:
  using Factor = std::pair<Integer, Rational>;

  // Either the factor is coprime to all others and joins them, or it and its
  // first relative are replaced by three factors of smaller product.
  void split(Factor factor, std::vector<Factor>& pending) {
    for (Factor& other : factors_) {
      const Integer common = gcd(factor.first, other.first);
      if (common == 1) continue;
      pending.emplace_back(common, factor.second + other.second);
      pending.emplace_back(factor.first / common, std::move(factor.second));
      pending.emplace_back(other.first / common, std::move(other.second));
      other = std::move(factors_.back());
      factors_.pop_back();
      return;
    }
    factors_.push_back(std::move(factor));
  }

  std::vector<Factor> factors_;
};

Ball evaluate(const std::map<Integer, Rational>& terms, int bits) {
  Ball sum(0, bits);
  for (const auto& [argument, coefficient] : terms)
    sum += Ball::fraction(numerator(coefficient).str(), denominator(coefficient).str(), bits) *
           log(Ball::fraction(argument.str(), "1", bits));
  return sum;
}

}  // namespace

void RationalLogSum::add(const Rational& argument, const Rational& coefficient) {
  if (argument <= 0) throw std::domain_error("logarithm of a number that is not positive");
  add_integer(numerator(argument), coefficient);
  add_integer(denominator(argument), -coefficient);
}

void RationalLogSum::add_integer(const Integer& argument, const Rational& coefficient) {
  if (argument == 1 || coefficient == 0) return;
  const auto [place, is_new] = terms_.try_emplace(argument, coefficient);
  if (is_new) return;
  place->second += coefficient;
  if (place->second == 0) terms_.erase(place);
}

RationalLogSum& RationalLogSum::operator+=(const RationalLogSum& other) {
  if (this == &other) return *this *= 2;
  for (const auto& [argument, coefficient] : other.terms_) add_integer(argument, coefficient);
  return *this;
}
RationalLogSum& RationalLogSum::operator-=(const RationalLogSum& other) {
  if (this == &other) return *this *= 0;
  for (const auto& [argument, coefficient] : other.terms_) add_integer(argument, -coefficient);
  return *this;
}
RationalLogSum& RationalLogSum::operator*=(const Rational& factor) {
  if (factor == 0)
    terms_.clear();
  else
    for (auto& term : terms_) term.second *= factor;
  return *this;
}

bool RationalLogSum::is_zero() const {
  CoprimeBase base;
  for (const auto& [argument, coefficient] : terms_) base.insert(argument, coefficient);
  return base.all_coefficients_vanish();
}

int RationalLogSum::sign() const {
  if (is_zero()) return 0;
  for (int bits = first_precision;; bits *= 2) {
    const Ball sum = evaluate(terms_, bits);
    if (less(Ball(0), sum) == Ternary::yes) return 1;
    if (less(sum, Ball(0)) == Ternary::yes) return -1;
  }
}

Enclosure RationalLogSum::enclose() const {
  if (is_zero()) return {0, 0};
  for (int bits = first_precision;; bits *= 2) {
    const Enclosure result = evaluate(terms_, bits).enclose();
    const double next = std::nextafter(std::nextafter(result.lo, INFINITY), INFINITY);
    if (result.hi <= next || std::isinf(result.hi) || std::isinf(result.lo)) return result;
  }
}

std::string RationalLogSum::text() const {
  std::string result;
  for (const auto& [argument, coefficient] : terms_) {
    const bool negative = coefficient < 0;
    const Rational size = negative ? Rational(-coefficient) : coefficient;
    if (!result.empty())
      result += negative ? " - " : " + ";
    else if (negative)
      result += '-';
    if (size != 1) result.append(size.str()).append(" ");
    result.append("ln ").append(argument.str());
  }
  return result.empty() ? "0" : result;
}

}  // namespace sidproof
