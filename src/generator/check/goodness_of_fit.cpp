// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "generator/check/goodness_of_fit.hpp"

#ifdef SIDPROOF_FLINT3
#include <flint/arb_hypgeom.h>
#endif

#include <stdexcept>
#include <vector>

#include "exact/arb_number.hpp"
#include "exact/ball.hpp"

namespace sidproof::reference {
namespace {

constexpr slong bits = 128;

void set(arb_ptr result, const Integer& value) {
  if (arb_set_str(result, value.str().c_str(), bits) != 0)
    throw std::invalid_argument("not a number");
}

}  // namespace

Enclosure log_e_value(std::span<const std::uint64_t> counts, std::span<const Rational> law) {
  std::uint64_t n = 0;
  bool fits = counts.size() == law.size();
  for (std::size_t i = 0; fits && i < counts.size(); ++i) {
    n += counts[i];
    fits = law[i] > 0 || (law[i] == 0 && counts[i] == 0);
  }
  if (!fits) throw std::invalid_argument("not one probability for each count, above 0 where it is");
  ArbNumber denominator_of_p;
  // Probabilities of the cells that were seen; the others cancel.
  std::vector<std::uint64_t> seen;
  std::vector<ArbNumber> p(counts.size());
  for (std::size_t i = 0; i < counts.size(); ++i) {
    if (counts[i] == 0) continue;
    set(p[seen.size()], numerator(law[i]));
    set(denominator_of_p, denominator(law[i]));
    arb_div(p[seen.size()], p[seen.size()], denominator_of_p, bits);
    seen.push_back(counts[i]);
  }
  ArbNumber mixture;
  ArbNumber exponent;
  ArbNumber a;
  ArbNumber term;
  slong mixed = 0;
  ArbNumber likelihood;  // sum of c ln p
  for (std::size_t i = 0; i < seen.size(); ++i) {
    arb_log(term, p[i], bits);
    arb_addmul_ui(likelihood, term, seen[i], bits);
  }
  for (slong power = 4; power <= 24; power += 2, ++mixed) {
    arb_set_ui(a, 1);
    arb_mul_2exp_si(a, a, power);
    arb_lgamma(exponent, a, bits);
    arb_add_ui(a, a, n, bits);
    arb_lgamma(term, a, bits);
    arb_sub(exponent, exponent, term, bits);
    arb_sub(exponent, exponent, likelihood, bits);
    for (std::size_t i = 0; i < seen.size(); ++i) {
      arb_mul_2exp_si(a, p[i], power);
      arb_lgamma(term, a, bits);
      arb_sub(exponent, exponent, term, bits);
      arb_add_ui(a, a, seen[i], bits);
      arb_lgamma(term, a, bits);
      arb_add(exponent, exponent, term, bits);
    }
    arb_exp(term, exponent, bits);
    arb_add(mixture, mixture, term, bits);
  }
  arb_div_si(mixture, mixture, mixed, bits);
  arb_log(mixture, mixture, bits);
  return Ball::copy_of(mixture, static_cast<int>(bits)).enclose();
}

}  // namespace sidproof::reference
