// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "exact/flint_rational.hpp"

#include <flint/fmpq.h>

#include <algorithm>
#include <new>
#include <stdexcept>

#include "base/parallel.hpp"

namespace sidproof {
namespace {

// FLINT keeps freed numbers a thread and would lose them with it.
[[maybe_unused]] const bool released = (at_thread_end(&flint_cleanup), true);

static_assert(sizeof(fmpq) == 2 * sizeof(std::int64_t) && alignof(fmpq) <= alignof(std::int64_t));

fmpq* raw(std::byte* storage) { return std::launder(reinterpret_cast<fmpq*>(storage)); }
const fmpq* raw(const std::byte* storage) {
  return std::launder(reinterpret_cast<const fmpq*>(storage));
}

bool is_integer(std::string_view text) {
  if (!text.empty() && text.front() == '-') text.remove_prefix(1);
  return !text.empty() &&
         std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

}  // namespace

FlintRational::FlintRational(std::int64_t integer) {
  auto* number = new (storage_) fmpq;
  fmpq_init(number);
  fmpz_set_si(fmpq_numref(number), integer);
}
FlintRational::FlintRational(const FlintRational& other) : FlintRational() { *this = other; }
FlintRational::FlintRational(FlintRational&& other) noexcept {
  auto* number = new (storage_) fmpq;
  fmpq_init(number);
  fmpq_swap(number, raw(other.storage_));
}
FlintRational& FlintRational::operator=(const FlintRational& other) {
  if (this != &other) fmpq_set(raw(storage_), raw(other.storage_));
  return *this;
}
FlintRational& FlintRational::operator=(FlintRational&& other) noexcept {
  fmpq_swap(raw(storage_), raw(other.storage_));
  return *this;
}
FlintRational::~FlintRational() { fmpq_clear(raw(storage_)); }

FlintRational FlintRational::parse(std::string_view text) {
  const std::size_t slash = text.find('/');
  const std::string numerator(text.substr(0, slash));
  const std::string denominator(slash == std::string_view::npos ? "1" : text.substr(slash + 1));
  if (!is_integer(numerator) || !is_integer(denominator))
    throw std::invalid_argument("not a fraction: " + std::string(text));
  FlintRational result;
  fmpq* number = raw(result.storage_);
  fmpz_set_str(fmpq_numref(number), numerator.c_str(), 10);
  fmpz_set_str(fmpq_denref(number), denominator.c_str(), 10);
  if (fmpz_is_zero(fmpq_denref(number)) != 0) throw_division_by_zero();
  fmpq_canonicalise(number);
  return result;
}

std::string FlintRational::text() const {
  char* digits = fmpq_get_str(nullptr, 10, raw(storage_));
  std::string result(digits);
  flint_free(digits);
  return result;
}

int FlintRational::sign() const { return fmpq_sgn(raw(storage_)); }
bool FlintRational::is_canonical() const { return fmpq_is_canonical(raw(storage_)) != 0; }

FlintRational& FlintRational::operator+=(const FlintRational& other) {
  fmpq_add(raw(storage_), raw(storage_), raw(other.storage_));
  return *this;
}
FlintRational& FlintRational::operator-=(const FlintRational& other) {
  fmpq_sub(raw(storage_), raw(storage_), raw(other.storage_));
  return *this;
}
FlintRational& FlintRational::operator*=(const FlintRational& other) {
  fmpq_mul(raw(storage_), raw(storage_), raw(other.storage_));
  return *this;
}
FlintRational& FlintRational::operator/=(const FlintRational& other) {
  if (fmpq_is_zero(raw(other.storage_)) != 0) throw_division_by_zero();
  fmpq_div(raw(storage_), raw(storage_), raw(other.storage_));
  return *this;
}
FlintRational FlintRational::operator-() const {
  FlintRational result;
  fmpq_neg(raw(result.storage_), raw(storage_));
  return result;
}

bool FlintRational::equals(const FlintRational& other) const {
  return fmpq_equal(raw(storage_), raw(other.storage_)) != 0;
}
int FlintRational::compare(const FlintRational& other) const {
  return fmpq_cmp(raw(storage_), raw(other.storage_));
}

}  // namespace sidproof
