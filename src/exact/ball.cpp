// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "exact/ball.hpp"

#include <algorithm>
#include <limits>
#include <new>
#include <stdexcept>
#include <string>

#include "base/parallel.hpp"
#include "exact/arb_number.hpp"

namespace sidproof {
namespace {

// FLINT keeps freed numbers a thread and would lose them with it.
[[maybe_unused]] const bool released = (at_thread_end(&flint_cleanup), true);

static_assert(sizeof(arb_struct) == 6 * sizeof(std::int64_t) &&
              alignof(arb_struct) <= alignof(std::int64_t));

arb_struct* raw(std::byte* storage) { return std::launder(reinterpret_cast<arb_struct*>(storage)); }
const arb_struct* raw(const std::byte* storage) {
  return std::launder(reinterpret_cast<const arb_struct*>(storage));
}

// An integer of FLINT that is freed when it goes out of scope.
class BigInteger {
 public:
  explicit BigInteger(std::string_view digits) {
    fmpz_init(value_);
    if (digits.empty() || fmpz_set_str(value_, std::string(digits).c_str(), 10) != 0) {
      fmpz_clear(value_);
      throw std::invalid_argument("not an integer: " + std::string(digits));
    }
  }
  BigInteger(const BigInteger&) = delete;
  BigInteger& operator=(const BigInteger&) = delete;
  ~BigInteger() { fmpz_clear(value_); }
  [[nodiscard]] const fmpz* get() const { return value_; }

 private:
  fmpz_t value_;
};

double bound(const arb_struct* ball, bool lower) {
  arf_t end;
  arf_init(end);
  if (lower)
    arb_get_lbound_arf(end, ball, 64);
  else
    arb_get_ubound_arf(end, ball, 64);
  const double result = arf_get_d(end, lower ? ARF_RND_FLOOR : ARF_RND_CEIL);
  arf_clear(end);
  return result;
}

}  // namespace

Ball::Ball(std::int64_t integer, int bits) : bits_(bits) {
  auto* ball = new (storage_) arb_struct;
  arb_init(ball);
  arb_set_si(ball, integer);
}
Ball::Ball(const Ball& other) : Ball() { *this = other; }
Ball::Ball(Ball&& other) noexcept : bits_(other.bits_) {
  auto* ball = new (storage_) arb_struct;
  arb_init(ball);
  arb_swap(ball, raw(other.storage_));
}
Ball& Ball::operator=(const Ball& other) {
  if (this != &other) {
    arb_set(raw(storage_), raw(other.storage_));
    bits_ = other.bits_;
  }
  return *this;
}
Ball& Ball::operator=(Ball&& other) noexcept {
  arb_swap(raw(storage_), raw(other.storage_));
  std::swap(bits_, other.bits_);
  return *this;
}
Ball::~Ball() { arb_clear(raw(storage_)); }

Ball Ball::fraction(std::string_view numerator, std::string_view denominator, int bits) {
  const BigInteger top(numerator);
  const BigInteger bottom(denominator);
  if (fmpz_sgn(bottom.get()) == 0) throw_division_by_zero();
  Ball result(0, bits);
  arb_fmpz_div_fmpz(raw(result.storage_), top.get(), bottom.get(), bits);
  return result;
}

Ball Ball::dyadic(std::int64_t mantissa, int exponent, int bits) {
  Ball result(mantissa, bits);
  arb_mul_2exp_si(raw(result.storage_), raw(result.storage_), exponent);
  return result;
}

Ball Ball::copy_of(const void* arb, int bits) {
  Ball result(0, bits);
  arb_set(raw(result.storage_), static_cast<const arb_struct*>(arb));
  return result;
}

Ball& Ball::operator+=(const Ball& other) {
  bits_ = std::max(bits_, other.bits_);
  arb_add(raw(storage_), raw(storage_), raw(other.storage_), bits_);
  return *this;
}
Ball& Ball::operator-=(const Ball& other) {
  bits_ = std::max(bits_, other.bits_);
  arb_sub(raw(storage_), raw(storage_), raw(other.storage_), bits_);
  return *this;
}
Ball& Ball::operator*=(const Ball& other) {
  bits_ = std::max(bits_, other.bits_);
  arb_mul(raw(storage_), raw(storage_), raw(other.storage_), bits_);
  return *this;
}
Ball& Ball::operator/=(const Ball& other) {
  if (arb_is_zero(raw(other.storage_)) != 0) throw_division_by_zero();
  bits_ = std::max(bits_, other.bits_);
  arb_div(raw(storage_), raw(storage_), raw(other.storage_), bits_);
  return *this;
}
Ball Ball::operator-() const {
  Ball result(0, bits_);
  arb_neg(raw(result.storage_), raw(storage_));
  return result;
}

Ball log(const Ball& x) {
  Ball result(0, x.bits_);
  arb_log(raw(result.storage_), raw(x.storage_), x.bits_);
  return result;
}
Ball exp(const Ball& x) {
  Ball result(0, x.bits_);
  arb_exp(raw(result.storage_), raw(x.storage_), x.bits_);
  return result;
}
Ternary less(const Ball& a, const Ball& b) {
  if (arb_lt(raw(a.storage_), raw(b.storage_)) != 0) return Ternary::yes;
  return arb_ge(raw(a.storage_), raw(b.storage_)) != 0 ? Ternary::no : Ternary::unknown;
}

bool Ball::contains_zero() const { return arb_contains_zero(raw(storage_)) != 0; }

double Ball::radius() const { return mag_get_d(arb_radref(raw(storage_))); }

Enclosure Ball::enclose() const {
  if (arb_is_finite(raw(storage_)) == 0) {
    const double infinity = std::numeric_limits<double>::infinity();
    return {-infinity, infinity};
  }
  return {bound(raw(storage_), true), bound(raw(storage_), false)};
}

}  // namespace sidproof
