// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "certificate/replayed_identities.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <stdexcept>
#include <string>

#include "certificate/replayed_gradient.hpp"
#include "certificate/replayed_heads.hpp"
#include "certificate/replayed_laws.hpp"
#include "exact/integer.hpp"
#include "exact/mersenne61.hpp"
#include "exact/montgomery.hpp"
#include "random/stream.hpp"

namespace sidproof {
namespace {

using replayed::Comparison;
using replayed::LevelModel;

enum Law : std::size_t {
  partition,
  chain,
  parallel,
  gradient,
  objective_gap,
  local_global,
  masked_training,
  lookahead,
  importance,
  unit_partition
};
struct LawName {
  std::string_view name;
  bool needs_prefix_free;
};
constexpr std::array<LawName, 10> laws = {{{"B1 partition", false},
                                           {"A2 chain", false},
                                           {"A3 equivalence_parallel", false},
                                           {"A5 gradient", false},
                                           {"B5 objective_gap", false},
                                           {"F1 local_global_ratio", true},
                                           {"F2b masked_training", true},
                                           {"F3 lookahead", true},
                                           {"F4 importance_weights", true},
                                           {"B2 unit partition", false}}};

template <Arithmetic N, class Draw>
Comparison<N> compare(std::size_t law, const LevelModel<N>& model, Draw&& draw) {
  switch (law) {
    case partition: return replayed::partition(model);
    case chain: return replayed::chain(model);
    case parallel: return replayed::parallel<N>(model.levels(), draw);
    case gradient: return replayed::gradient<N>(model.levels(), draw);
    case objective_gap: return replayed::objective_gap(model);
    case local_global: return replayed::local_global(model);
    case masked_training: return replayed::masked_training(model);
    case lookahead: return replayed::lookahead(model);
    case importance: return replayed::importance(model);
    default: return replayed::unit_partition(model);
  }
}

constexpr std::size_t primes = 2;
constexpr std::uint64_t most_redrawn = 64;

// The bound of one point in binary logarithm, rounded up: docs/certificate.md states
// the rule, which decides how many points there are.
double log2_error_per_point(const CertifiedIdentity& claim) {
  if (claim.poles >= claim.prime || claim.degree >= claim.prime - claim.poles) return 0;
  return std::log2(static_cast<double>(std::max<std::uint64_t>(claim.degree, 1))) -
         std::log2(static_cast<double>(claim.prime - claim.poles)) + 1e-9;
}

// The largest e with (degree / (prime - poles))^points <= 2^-e, exactly.
std::uint64_t error_bits(const CertifiedIdentity& claim) {
  Integer zeros = 1;
  Integer values = 1;
  for (std::size_t point = 0; point < claim.points.size(); ++point) {
    zeros *= std::max<std::uint64_t>(claim.degree, 1);
    values *= claim.prime - claim.poles;
  }
  const Integer ratio = values / zeros;
  return ratio == 0 ? 0 : boost::multiprecision::msb(ratio);
}

// Which laws a run of points is for: a law that is decided needs no more.
struct Open {
  CertifiedIdentity* claim;
  std::size_t law;
  double per_point;
  double log2_error = 0;
};

// Draws points until every open law is decided. All laws share a point's model.
template <class P>
void draw_points(const PrefixLevels& levels, const Seed& seed, std::uint64_t stream,
                 std::vector<Open> open) {
  for (std::uint64_t attempt = 0; !open.empty(); ++attempt) {
    // Heads and logits read the point's stream from its beginning, as the model does.
    const auto numbers = [&] {
      return [random = RandomStream(seed.derive(stream << 32U | attempt))]() mutable {
        return P::from_bits(random.below(P::modulus));
      };
    };
    const LevelModel<P> model(levels, numbers());
    for (Open& each : open) {
      CertifiedIdentity& claim = *each.claim;
      std::optional<Comparison<P>> comparison;
      try {
        comparison = compare<P>(each.law, model, numbers());
      } catch (const std::overflow_error&) {
        if (++claim.redrawn > most_redrawn) each.claim = nullptr;
        continue;
      }
      claim.points.push_back({attempt, comparison->residue().value()});
      each.log2_error += each.per_point;
      if (!comparison->agrees())
        claim.verdict = Truth::refuted;
      else if (each.log2_error <= certified_log2_error)
        claim.verdict = Truth::holds;
      if (claim.verdict != Truth::unknown) each.claim = nullptr;
    }
    std::erase_if(open, [](const Open& each) { return each.claim == nullptr; });
  }
}

}  // namespace

std::vector<std::string_view> certified_laws() {
  std::vector<std::string_view> names;
  for (const LawName& law : laws) names.push_back(law.name);
  return names;
}

std::vector<CertifiedIdentity> replayed_identities(const PrefixLevels& levels, const Seed& seed,
                                                   Threads threads, Progress& progress) {
  constexpr std::array<std::uint64_t, primes> moduli = {Mersenne61::modulus, Prime61m31::modulus};
  std::vector<CertifiedIdentity> claims;
  std::array<std::vector<Open>, primes> open;
  const bool prefix_free = levels.is_prefix_free();
  claims.reserve(laws.size() * primes);
  const auto variable = [] { return DegreeTracker::variable(); };
  const LevelModel<DegreeTracker> degrees(levels, variable);
  for (std::size_t law = 0; law < laws.size(); ++law) {
    progress.update("degrees", static_cast<double>(law) / static_cast<double>(laws.size()));
    const bool applies = prefix_free || !laws[law].needs_prefix_free;
    const auto degree =
        applies ? compare<DegreeTracker>(law, degrees, variable) : Comparison<DegreeTracker>();
    for (std::size_t prime = 0; prime < primes; ++prime) {
      CertifiedIdentity& claim = claims.emplace_back();
      claim.law = laws[law].name;
      claim.prime = moduli[prime];
      claim.degree = degree.degree();
      claim.poles = degree.poles();
      const double per_point = log2_error_per_point(claim);
      if (applies && per_point <= -1) open[prime].push_back({&claim, law, per_point});
    }
  }
  progress.update("points", 0);
  parallel_for(threads, primes, [&](std::size_t prime) {
    if (prime == 0)
      draw_points<Mersenne61>(levels, seed, prime, open[prime]);
    else
      draw_points<Prime61m31>(levels, seed, prime, open[prime]);
  });
  for (CertifiedIdentity& claim : claims)
    claim.error_bits = claim.verdict == Truth::holds ? error_bits(claim) : 0;
  progress.update("points", 1);
  return claims;
}

}  // namespace sidproof
