// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>

#include "exact/field.hpp"

namespace sidproof {

/// Two libraries gave different results for one operation: one of them, or the
/// hardware, is wrong.
class Disagreement : public std::logic_error {
 public:
  using std::logic_error::logic_error;
};

/// One number computed by two number types in lock step. After every operation
/// the results are compared by their canonical texts, and every comparison must
/// come out alike; otherwise Disagreement is thrown with the operation, both
/// operands and both results. To be instantiated with unlike libraries.
template <Field A, Field B>
class Checked {
 public:
  Checked() = default;
  explicit Checked(std::int64_t integer) : a_(integer), b_(integer) {
    verify("from integer", *this);
  }

  /// Pairs two results; throws Disagreement when they differ.
  Checked(A a, B b) : a_(std::move(a)), b_(std::move(b)) { verify("pair", *this); }

  [[nodiscard]] const A& first() const { return a_; }
  [[nodiscard]] const B& second() const { return b_; }

  Checked& operator+=(const Checked& other) {
    return apply("+", other, [](auto& x, const auto& y) { x += y; });
  }
  Checked& operator-=(const Checked& other) {
    return apply("-", other, [](auto& x, const auto& y) { x -= y; });
  }
  Checked& operator*=(const Checked& other) {
    return apply("*", other, [](auto& x, const auto& y) { x *= y; });
  }
  Checked& operator/=(const Checked& other) {
    return apply("/", other, [](auto& x, const auto& y) { x /= y; });
  }
  Checked operator-() const { return Checked(A(-a_), B(-b_)); }
  friend Checked operator+(Checked x, const Checked& y) { return x += y; }
  friend Checked operator-(Checked x, const Checked& y) { return x -= y; }
  friend Checked operator*(Checked x, const Checked& y) { return x *= y; }
  friend Checked operator/(Checked x, const Checked& y) { return x /= y; }

  friend bool operator==(const Checked& x, const Checked& y) {
    return agreed("==", x, y, x.a_ == y.a_, x.b_ == y.b_);
  }
  friend bool operator<(const Checked& x, const Checked& y)
    requires OrderedField<A> && OrderedField<B>
  {
    return agreed("<", x, y, x.a_ < y.a_, x.b_ < y.b_);
  }

 private:
  // Both must throw (division by zero) or neither.
  template <class Operation>
  Checked& apply(std::string_view operation, const Checked& other, Operation&& operate) {
    const Checked before = *this;
    const bool first_threw = throws([&] { operate(a_, other.a_); });
    const bool second_threw = throws([&] { operate(b_, other.b_); });
    if (first_threw != second_threw)
      throw Disagreement("only one library refused " + describe(operation, before, other));
    if (first_threw) throw_division_by_zero();
    if (FieldTraits<A>::text(a_) != FieldTraits<B>::text(b_))
      throw Disagreement(describe(operation, before, other) + " is " + FieldTraits<A>::text(a_) +
                         " or " + FieldTraits<B>::text(b_));
    return *this;
  }
  template <class Action>
  static bool throws(Action&& action) {
    try {
      action();
      return false;
    } catch (const std::overflow_error&) {
      return true;
    }
  }
  static void verify(std::string_view operation, const Checked& result) {
    if (FieldTraits<A>::text(result.a_) != FieldTraits<B>::text(result.b_))
      throw Disagreement(std::string(operation) + ": " + FieldTraits<A>::text(result.a_) + " or " +
                         FieldTraits<B>::text(result.b_));
  }
  static bool agreed(std::string_view operation, const Checked& x, const Checked& y, bool first,
                     bool second) {
    if (first != second) throw Disagreement(describe(operation, x, y) + " is decided differently");
    return first;
  }
  static std::string describe(std::string_view operation, const Checked& x, const Checked& y) {
    return FieldTraits<A>::text(x.a_) + " " + std::string(operation) + " " +
           FieldTraits<A>::text(y.a_);
  }

  A a_{};
  B b_{};
};

template <Field A, Field B>
struct FieldTraits<Checked<A, B>> {
  static std::string_view name() {
    static const std::string name = "checked: " + std::string(FieldTraits<A>::name()) +
                                    " against " + std::string(FieldTraits<B>::name());
    return name;
  }
  static std::string text(const Checked<A, B>& number) { return text_of(number.first()); }
};

}  // namespace sidproof
