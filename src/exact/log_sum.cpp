// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "exact/log_sum.hpp"

// FLINT's headers define macros (ulong, slong), so they stay inside this file.
#include <flint/ulong_extras.h>

#include <string>

#include "exact/arb_number.hpp"

namespace sidproof {
namespace {

constexpr slong first_precision = 128;

class BigInt {
 public:
  explicit BigInt(const Integer& number) {
    fmpz_init(value_);
    const auto small = static_cast<std::int64_t>(number);  // saturates
    if (number == small)
      fmpz_set_si(value_, small);
    else
      fmpz_set_str(value_, number.str().c_str(), 10);
  }
  ~BigInt() { fmpz_clear(value_); }
  BigInt(const BigInt&) = delete;
  BigInt& operator=(const BigInt&) = delete;
  fmpz* get() { return value_; }

 private:
  fmpz_t value_;
};

void evaluate(ArbNumber& result, const std::map<std::uint64_t, Integer>& terms,
              const Integer& divisor, slong precision) {
  arb_zero(result);
  ArbNumber logarithm;
  for (const auto& [argument, coefficient] : terms) {
    arb_log_ui(logarithm, argument, precision);
    arb_addmul_fmpz(result, logarithm, BigInt(coefficient).get(), precision);
  }
  arb_div_fmpz(result, result, BigInt(divisor).get(), precision);
}

// The doubles around the ball.
Enclosure outward(ArbNumber& ball) {
  Enclosure interval;
  arf_t end;
  arf_init(end);
  arb_get_lbound_arf(end, ball, 4 * first_precision);
  interval.lo = arf_get_d(end, ARF_RND_FLOOR);
  arb_get_ubound_arf(end, ball, 4 * first_precision);
  interval.hi = arf_get_d(end, ARF_RND_CEIL);
  arf_clear(end);
  return interval;
}

bool is_tight(ArbNumber& ball) { return arb_rel_accuracy_bits(ball) >= 64; }

}  // namespace

void LogSum::add(std::uint64_t argument, const Integer& coefficient) {
  if (argument < 2 || coefficient == 0) return;
  const auto [place, added] = terms_.try_emplace(argument, coefficient);
  if (added) return;
  place->second += coefficient;
  if (place->second == 0) terms_.erase(place);
}

void LogSum::add_scaled(const LogSum& other, int sign) {
  const Integer common = lcm(divisor_, other.divisor_);
  const Integer own = common / divisor_;
  const Integer foreign = common / other.divisor_ * sign;
  const std::map<std::uint64_t, Integer> added = other.terms_;  // `other` may be *this
  for (auto& [argument, coefficient] : terms_) coefficient *= own;
  divisor_ = common;
  for (const auto& [argument, coefficient] : added) add(argument, coefficient * foreign);
}

void LogSum::add(const LogSum& other) { add_scaled(other, 1); }
void LogSum::subtract(const LogSum& other) { add_scaled(other, -1); }

void LogSum::divide_by(const Integer& divisor) { divisor_ *= divisor; }

bool LogSum::cancels() const {
  std::map<std::uint64_t, Integer> exponents;  // of each prime in prod a_i^c_i
  for (const auto& [argument, coefficient] : terms_) {
    n_factor_t factors;
    n_factor_init(&factors);
    n_factor(&factors, argument, 1);
    for (int i = 0; i < factors.num; ++i)
      exponents[factors.p[i]] += coefficient * Integer(factors.exp[i]);
  }
  for (const auto& [prime, exponent] : exponents)
    if (exponent != 0) return false;
  return true;
}

bool LogSum::is_zero() const { return sign() == 0; }

int LogSum::sign() const {
  if (terms_.empty()) return 0;
  ArbNumber ball;
  for (slong precision = first_precision;; precision *= 2) {
    evaluate(ball, terms_, divisor_, precision);
    if (arb_is_positive(ball)) return 1;
    if (arb_is_negative(ball)) return -1;
    if (precision == first_precision && cancels()) return 0;
  }
}

Enclosure LogSum::enclose() const {
  if (terms_.empty()) return {0, 0};
  ArbNumber ball;
  for (slong precision = first_precision;; precision *= 2) {
    evaluate(ball, terms_, divisor_, precision);
    if (is_tight(ball)) return outward(ball);
    if (precision == first_precision && cancels()) return {0, 0};
  }
}

Enclosure LogSum::enclose_exp() const {
  if (terms_.empty()) return {1, 1};
  ArbNumber ball;
  for (slong precision = first_precision;; precision *= 2) {
    evaluate(ball, terms_, divisor_, precision);
    arb_exp(ball, ball, precision);
    if (is_tight(ball)) {
      // Near 1 a ball cannot tell exactly 1 from almost 1.
      if (arb_contains_si(ball, 1) && cancels()) return {1, 1};
      return outward(ball);
    }
  }
}

}  // namespace sidproof
