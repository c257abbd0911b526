// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>
#include <optional>
#include <stdexcept>
#include <string>
#include <utility>

#include "exact/degree.hpp"
#include "laws/identity.hpp"
#include "laws/identity_sides.hpp"
#include "laws/witness.hpp"
#include "random/stream.hpp"

namespace sidproof::detail {

/// Degrees of the difference of two sides, the largest over all entries: of the
/// numerator, and of both denominators.
struct DifferenceDegree {
  std::uint64_t numerator = 0;
  std::uint64_t denominator = 0;
};
[[nodiscard]] DifferenceDegree degree_of_difference(const Sides<DegreeTracker>& sides);

/// log2 of the bound per point, rounded up: degree / (prime - poles); 0 (no
/// information) when that is not below 1.
[[nodiscard]] double log2_error_per_point(const DifferenceDegree& degree, std::uint64_t prime);

/// The degrees of an identity on one table, from its own code: F is a template with
/// operator()(trie, space, draw) -> Sides<N>, where draw() is a free number of type N.
template <class F>
[[nodiscard]] DifferenceDegree tracked_degree(const F& sides_of, const Trie& trie,
                                              const CodeSpace& space) {
  return degree_of_difference(sides_of(trie, space, [] { return DegreeTracker::variable(); }));
}

/// Tests one identity of that degree over the prime field P. `stream` tells apart the
/// primes of one seed.
template <class P, class F>
[[nodiscard]] IdentityRun run_identity(const F& sides_of, const Trie& trie, const CodeSpace& space,
                                       const IdentityOptions& options, std::uint64_t stream,
                                       const DifferenceDegree& tracked) {
  constexpr std::uint64_t most_redrawn = 64;
  IdentityRun run;
  run.field = FieldTraits<P>::name();
  run.prime = P::modulus;
  run.degree = tracked.numerator;
  run.poles = tracked.denominator;
  const double per_point = log2_error_per_point(tracked, P::modulus);
  if (per_point > -1) {
    run.verdict = Verdict::unknown("the degree " + std::to_string(run.degree) +
                                   " is too large for this prime");
    return run;
  }
  for (std::uint64_t attempt = 0; run.log2_error > options.log2_error; ++attempt) {
    if (run.redrawn > most_redrawn) {
      run.verdict = Verdict::unknown("a denominator vanishes at every point tried");
      return run;
    }
    RandomStream random(options.seed.derive(stream << 32U | attempt));
    std::optional<Sides<P>> sides;
    try {
      sides = sides_of(trie, space, [&] { return P::from_bits(random.below(P::modulus)); });
    } catch (const std::overflow_error&) {
      ++run.redrawn;
      continue;
    }
    P residue(0);
    for (const P& left : sides->left) residue += left;
    run.points.push_back({attempt, residue.value()});
    for (std::size_t i = 0; i < sides->left.size(); ++i) {
      if (sides->left[i] == sides->right[i]) continue;
      run.verdict =
          Verdict::refuted("entry " + std::to_string(i) + " at attempt " + std::to_string(attempt) +
                           ": " + text_of(sides->left[i]) + " is not " + text_of(sides->right[i]) +
                           " " + std::string(run.field));
      return run;
    }
    run.log2_error += per_point;
  }
  run.verdict = Verdict::holds();
  return run;
}

}  // namespace sidproof::detail
