// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "objective/parallel_family.hpp"

#include <stdexcept>
#include <utility>
#include <vector>

#include "exact/field.hpp"

namespace sidproof {
namespace {

// One equation: sum of coefficients * log odds = sum of exponents * log counts.
struct Equation {
  std::vector<Rational> coefficients;
  std::vector<Rational> exponents;
};

void subtract(Equation& from, const Equation& other, const Rational& factor) {
  for (std::size_t i = 0; i < from.coefficients.size(); ++i)
    from.coefficients[i] -= factor * other.coefficients[i];
  for (std::size_t i = 0; i < from.exponents.size(); ++i)
    from.exponents[i] -= factor * other.exponents[i];
}

void divide(Equation& equation, const Rational& divisor) {
  for (Rational& coefficient : equation.coefficients) coefficient /= divisor;
  for (Rational& exponent : equation.exponents) exponent /= divisor;
}

// log Q(tok v)/Z = log n(v) - log N: a constant, and the log odds of every token
// against token 0 of its position.
std::vector<Equation> equations(const TokenMap& map, const ParallelShape& shape) {
  std::vector<Equation> all;
  for (std::size_t v = 0; v < map.items(); ++v) {
    Equation equation{std::vector<Rational>(1 + shape.cells()), std::vector<Rational>(map.items())};
    equation.coefficients[0] = 1;
    for (std::size_t j = 0; j < map.space().length(); ++j)
      if (map[v][j] != 0) equation.coefficients[1 + shape.row_begin(j) + map[v][j]] = 1;
    equation.exponents[v] = 1;
    all.push_back(std::move(equation));
  }
  return all;
}

// Row echelon form, reduced; the unknown of each equation, equations without one last.
std::vector<std::size_t> solve(std::vector<Equation>& all) {
  std::vector<std::size_t> unknowns;
  const std::size_t columns = all.front().coefficients.size();
  for (std::size_t column = 0; column < columns && unknowns.size() < all.size(); ++column) {
    std::size_t pivot = unknowns.size();
    while (pivot < all.size() && all[pivot].coefficients[column] == 0) ++pivot;
    if (pivot == all.size()) continue;
    std::swap(all[unknowns.size()], all[pivot]);
    Equation& chosen = all[unknowns.size()];
    divide(chosen, Rational(chosen.coefficients[column]));
    for (Equation& other : all)
      if (&other != &chosen) subtract(other, chosen, Rational(other.coefficients[column]));
    unknowns.push_back(column);
  }
  return unknowns;
}

// prod counts^exponents; nothing unless all exponents are whole.
std::optional<Rational> product(const std::vector<Rational>& exponents, const ItemCounts& counts) {
  Rational result = 1;
  for (std::size_t v = 0; v < exponents.size(); ++v) {
    if (denominator(exponents[v]) != 1) return std::nullopt;
    const Rational base =
        exponents[v] < 0 ? Rational(1) / Rational(counts[v]) : Rational(counts[v]);
    const Integer whole = numerator(exponents[v]);
    result *=
        power<Rational>(base, static_cast<std::uint64_t>(whole < 0 ? Integer(-whole) : whole));
  }
  return result;
}

// Does prod counts^exponents equal 1? Fractions of exponents are cleared first.
bool is_one(std::vector<Rational> exponents, const ItemCounts& counts) {
  for (std::size_t v = 0; v < exponents.size(); ++v) {
    const Rational scale(denominator(exponents[v]));
    for (Rational& exponent : exponents) exponent *= scale;
  }
  return product(exponents, counts) == Rational(1);
}

}  // namespace

AttainedLaw heads_of_empirical_law(const TokenMap& map, const ItemCounts& counts) {
  if (!map.is_fixed_length() || !is_injective(map))
    throw std::invalid_argument("the map is not one-to-one and of fixed length");
  for (const std::uint64_t count : counts)
    if (count == 0) throw std::invalid_argument("an item without an event");
  ParallelShape shape(map.space());
  std::vector<Equation> all = equations(map, shape);
  const std::vector<std::size_t> unknowns = solve(all);
  AttainedLaw result;
  for (std::size_t i = unknowns.size(); i < all.size(); ++i)
    if (!is_one(all[i].exponents, counts)) return result;
  result.attained = true;
  std::vector<Rational> odds(shape.cells(), 1);
  for (std::size_t i = 0; i < unknowns.size(); ++i) {
    if (unknowns[i] == 0) continue;
    const auto value = product(all[i].exponents, counts);
    if (!value) return result;
    odds[unknowns[i] - 1] = *value;
  }
  result.heads = softmax<Rational>(std::move(shape), std::move(odds));
  return result;
}

}  // namespace sidproof
