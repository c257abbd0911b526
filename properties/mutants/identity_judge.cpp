// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "properties/mutants/identity_judge.hpp"

#include <algorithm>
#include <cmath>
#include <set>
#include <stdexcept>

#include "exact/mersenne61.hpp"
#include "laws/identity_engine.hpp"

namespace sidproof::mutants {
namespace {

using Complaint = std::optional<std::string>;

const IdentityOptions options{{0x0123456789abcdefU, 0xfedcba9876543210U}, -100, {}};

// Bijective, one-to-one, with collisions, of several lengths (complete, with a hole,
// nested), without positions; full nodes at one level, at several and nowhere.
std::vector<TokenMap> tables() {
  return {
      {CodeSpace({2, 3}), {{1, 2}, {0, 0}, {1, 0}, {0, 2}, {0, 1}, {1, 1}}},
      {CodeSpace({3, 2}), {{2, 1}, {0, 0}, {0, 1}}},
      {CodeSpace({3, 2, 2}), {{0, 1, 1}, {1, 1, 1}, {1, 1, 1}, {2, 0, 0}, {2, 0, 1}, {2, 0, 1}}},
      {CodeSpace({2, 2, 3}), {{0}, {1, 0}, {1, 1, 0}, {1, 1, 1}, {1, 1, 2}}},
      {CodeSpace({2, 2}), {{0}, {1, 0}}},
      {CodeSpace({2, 2}), {{}, {0}, {0, 1}, {0, 1}}},
      {CodeSpace(), {{}, {}}},
      {CodeSpace({1, 3}), {{0, 0}, {0, 1}, {0, 2}}},
  };
}

bool begins(SequenceView sequence, SequenceView prefix) {
  return prefix.size() <= sequence.size() &&
         std::equal(prefix.begin(), prefix.end(), sequence.begin());
}

// Both by the definition, not by the code under test.
bool is_complete(const TokenMap& map) {
  bool complete = true;
  map.space().for_each([&](SequenceView s) {
    std::size_t started = 0;
    for (std::size_t v = 0; v < map.items(); ++v) started += begins(s, map[v]) ? 1U : 0U;
    complete = complete && started == 1;
  });
  return complete;
}
bool has_proper_prefix(const TokenMap& map) {
  for (std::size_t u = 0; u < map.items(); ++u)
    for (std::size_t v = 0; v < map.items(); ++v)
      if (map[u].size() < map[v].size() && begins(map[v], map[u])) return true;
  return false;
}

Complaint judge_run(const IdentityRun& run, const TokenMap& map) {
  const std::string where = std::string(run.law) + " on " + text_of_map(map) + ": ";
  if (run.law == "B2 unit partition") {
    if ((run.verdict.truth == Truth::holds) != is_complete(map))
      return where + std::string(name(run.verdict.truth));
    return std::nullopt;
  }
  if (run.law.front() == 'F' && has_proper_prefix(map)) return std::nullopt;
  if (run.verdict.truth != Truth::holds) return where + run.verdict.reason;
  if (run.log2_error > -100) return where + "error bound not reached";
  if (static_cast<double>(run.points.size()) * -61 > run.log2_error)
    return where + "an error below 2^-61 a point";
  std::set<std::uint64_t> attempts;
  for (const IdentityPoint& point : run.points) attempts.insert(point.attempt);
  if (attempts.size() != run.points.size() || run.points.size() < 2)
    return where + "too few different points";
  return std::nullopt;
}

Complaint judge_tables() {
  for (const TokenMap& map : tables()) {
    const auto trie = Trie::build(map.codes());
    for (const IdentityRun& run : test_identities(*trie, map.space(), options))
      if (auto complaint = judge_run(run, map)) return complaint;
  }
  return std::nullopt;
}

Complaint judge_degree(const char* formula, const DegreeTracker& bound, std::uint64_t numerator,
                       std::uint64_t denominator) {
  if (bound.numerator() >= numerator && bound.denominator() >= denominator) return std::nullopt;
  return std::string("degree of ") + formula + ": " + std::to_string(bound.numerator()) + " over " +
         std::to_string(bound.denominator());
}

// The bound is at least the degree of formulas in x, y, z, w that was found by hand.
Complaint judge_degrees() {
  const DegreeTracker x = DegreeTracker::variable();
  const DegreeTracker y = x;
  const DegreeTracker z = x;
  const DegreeTracker w = x;
  DegreeTracker tower = x;
  for (int i = 0; i < 70; ++i) tower *= DegreeTracker(tower);
  for (const Complaint& complaint :
       {judge_degree("(x + y)^3", (x + y) * (x + y) * (x + y), 3, 0),
        judge_degree("x y z + w", x * y * z + w, 3, 0), judge_degree("w - x y", w - x * y, 2, 0),
        judge_degree("x / y + z / w", x / y + z / w, 2, 2),
        judge_degree("x / y - z", x / y - z, 2, 1),
        judge_degree("(x / y) (z / w)", (x / y) * (z / w), 2, 2),
        judge_degree("(x / y) / (z / w)", (x / y) / (z / w), 2, 2),
        judge_degree("1 / (x y)", DegreeTracker(1) / (x * y), 0, 2),
        judge_degree("x^(2^70)", tower, ~std::uint64_t{0}, 0)})
    if (complaint) return complaint;
  return std::nullopt;
}

Complaint judge_error_bound() {
  const auto bound = [](std::uint64_t numerator, std::uint64_t denominator) {
    return detail::log2_error_per_point({numerator, denominator}, std::uint64_t{1} << 61U);
  };
  if (std::abs(bound(8, 0) + 58) > 1e-6 || bound(8, 0) < -58) return "the error of degree 8";
  if (std::abs(bound(8, std::uint64_t{1} << 60U) + 57) > 1e-6) return "the error with many poles";
  if (bound(1, ~std::uint64_t{0}) != 0 || bound(~std::uint64_t{0}, 0) != 0)
    return "the error of a degree beyond the prime";
  return std::nullopt;
}

template <class Sides>
IdentityRun run(const Sides& sides) {
  const TokenMap map(CodeSpace({3}), {{0}, {1}});
  const auto trie = Trie::build(map.codes());
  return detail::run_identity<Mersenne61>(sides, *trie, map.space(), options, 0,
                                          detail::tracked_degree(sides, *trie, map.space()));
}

// False claims of which only one entry, the first or the last, differs; a claim with a
// pole at the first point; one with a pole everywhere; one of too large a degree.
Complaint judge_the_engine() {
  const auto first = [](const Trie&, const CodeSpace&, const auto& draw) {
    const auto x = draw();
    return Sides<std::decay_t<decltype(x)>>{{x, x}, {x * x, x}};
  };
  const auto last = [](const Trie&, const CodeSpace&, const auto& draw) {
    const auto x = draw();
    return Sides<std::decay_t<decltype(x)>>{{x, x}, {x, x * x}};
  };
  if (run(first).verdict.truth != Truth::refuted) return "x = x^2 is not refuted";
  if (run(last).verdict.truth != Truth::refuted) return "x = x^2 as second entry is not refuted";
  if (run(first).degree < 2 || run(last).degree < 2) return "the degree of x - x^2";
  int points = 0;
  const auto pole = [&points](const Trie&, const CodeSpace&, const auto& draw) {
    const auto x = draw();
    using N = std::decay_t<decltype(x)>;
    // The first call tracks degrees, the second one is the first point.
    if (points++ == 1) throw_division_by_zero();
    return Sides<N>{{x}, {x}};
  };
  const IdentityRun redrawn = run(pole);
  if (redrawn.redrawn != 1 || redrawn.verdict.truth != Truth::holds || redrawn.points.size() != 2 ||
      redrawn.points.front().attempt != 1)
    return "a point at which a denominator vanishes is not drawn again";
  const auto undefined = [](const Trie&, const CodeSpace&, const auto& draw) {
    const auto x = draw();
    using N = std::decay_t<decltype(x)>;
    return Sides<N>{{N(1) / (x - x)}, {N(1)}};
  };
  if (run(undefined).verdict.truth != Truth::unknown) return "1/0 is not undecided";
  const auto huge = [](const Trie&, const CodeSpace&, const auto& draw) {
    auto x = draw();
    for (int i = 0; i < 70; ++i) x *= decltype(x)(x);
    return Sides<decltype(x)>{{x}, {x}};
  };
  if (run(huge).verdict.truth != Truth::unknown) return "a degree beyond the prime is accepted";
  return std::nullopt;
}

// Different attempts, primes and seeds give different points.
Complaint judge_points() {
  const TokenMap map(CodeSpace({3, 3}), {{0, 0}, {0, 2}, {2, 1}, {2, 1}});
  const auto trie = Trie::build(map.codes());
  IdentityOptions other = options;
  other.seed.high ^= 1U;
  std::set<std::uint64_t> residues;
  std::size_t points = 0;
  const auto here = test_identities(*trie, map.space(), options);
  const auto there = test_identities(*trie, map.space(), other);
  for (const IdentityRun* run : {&here[0], &here[1], &there[0]})
    for (const IdentityPoint& point : run->points) {
      residues.insert(point.residue);
      ++points;
    }
  if (residues.size() != points) return "a point is used twice";
  return std::nullopt;
}

}  // namespace

std::optional<std::string> judge_identity_testing() {
  for (const auto judge :
       {judge_degrees, judge_error_bound, judge_the_engine, judge_points, judge_tables})
    if (auto complaint = judge()) return complaint;
  return std::nullopt;
}

}  // namespace sidproof::mutants
