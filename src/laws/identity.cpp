// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "laws/identity.hpp"

#include <array>
#include <cstddef>
#include <mutex>
#include <tuple>
#include <utility>

#include "exact/mersenne61.hpp"
#include "exact/montgomery.hpp"
#include "laws/identity_engine.hpp"
#include "laws/identity_gradient_sides.hpp"
#include "laws/identity_parallel_sides.hpp"

namespace sidproof {
namespace detail {

DifferenceDegree degree_of_difference(const Sides<DegreeTracker>& sides) {
  DifferenceDegree largest;
  for (std::size_t i = 0; i < sides.left.size(); ++i) {
    const DegreeTracker difference = sides.left[i] - sides.right[i];
    largest.numerator = std::max(largest.numerator, difference.numerator());
    largest.denominator = std::max(largest.denominator, difference.denominator());
  }
  return largest;
}

double log2_error_per_point(const DifferenceDegree& degree, std::uint64_t prime) {
  if (degree.denominator >= prime || degree.numerator >= prime - degree.denominator) return 0;
  // An identity of constants is decided by one point; 2^-61 is what we claim.
  const auto zeros = static_cast<double>(std::max<std::uint64_t>(degree.numerator, 1));
  const auto points = static_cast<double>(prime - degree.denominator);
  // More than the two conversions and logarithms can round, and than the proved bound
  // (spec/RationalTesting.v) exceeds this one by: it has |F| - 1 for |F| and counts the
  // degrees of all divisors as poles, here those of the last quotients alone. Inner
  // divisors of up to 10^9 degrees in all are covered; ten million items have 10^8.
  constexpr double slack = 1e-9;
  return std::log2(zeros) - std::log2(points) + slack;
}

}  // namespace detail

namespace {

// What a law needs of the table beyond being a table.
enum class Needs { nothing, prefix_free };

template <class F>
struct Identity {
  std::string_view law;
  Needs needs;
  F sides;  // (trie, space, draw) -> Sides
};
template <class F>
Identity(std::string_view, Needs, F) -> Identity<F>;

// The sides of a law of cascaded models: all models over the trie.
template <class F>
constexpr auto cascaded(F sides) {
  return [sides](const Trie& trie, const CodeSpace& space, const auto& draw) {
    return sides(free_trie_model<decltype(draw())>(trie, space, draw));
  };
}

constexpr std::tuple identities{
    Identity{"B1 partition", Needs::nothing,
             cascaded([](const auto& model) { return partition_sides(model); })},
    Identity{"A2 chain", Needs::nothing,
             cascaded([](const auto& model) { return chain_sides(model); })},
    Identity{"A3 equivalence_parallel", Needs::nothing,
             [](const Trie& trie, const CodeSpace& space, const auto& draw) {
               const auto heads = free_trie_heads<decltype(draw())>(trie, space, draw);
               return parallel_sides(heads, trie, space);
             }},
    Identity{"A5 gradient", Needs::nothing,
             [](const Trie& trie, const CodeSpace& space, const auto& draw) {
               const auto weights = free_trie_logits<decltype(draw())>(trie, space, draw);
               const auto direction = free_trie_logits<decltype(draw())>(trie, space, draw);
               return gradient_sides(trie, space, weights, direction);
             }},
    Identity{"B5 objective_gap", Needs::nothing,
             cascaded([](const auto& model) { return objective_gap_sides(model); })},
    Identity{"F1 local_global_ratio", Needs::prefix_free,
             cascaded([](const auto& model) { return local_global_sides(model); })},
    Identity{"F2b masked_training", Needs::prefix_free,
             cascaded([](const auto& model) { return masked_training_sides(model); })},
    Identity{"F3 lookahead", Needs::prefix_free,
             cascaded([](const auto& model) { return lookahead_sides(model); })},
    Identity{"F4 importance_weights", Needs::prefix_free,
             cascaded([](const auto& model) { return importance_sides(model); })},
    Identity{"B2 unit partition", Needs::nothing,
             cascaded([](const auto& model) { return unit_partition_sides(model); })}};
constexpr std::size_t identity_count = std::tuple_size_v<decltype(identities)>;

using detail::DifferenceDegree;

struct Tests {
  DifferenceDegree (*degree)(const Trie&, const CodeSpace&);
  // By prime.
  std::array<IdentityRun (*)(const Trie&, const CodeSpace&, const IdentityOptions&,
                             const DifferenceDegree&),
             2>
      run;
};

template <std::size_t number>
DifferenceDegree degree_of(const Trie& trie, const CodeSpace& space) {
  return detail::tracked_degree(std::get<number>(identities).sides, trie, space);
}

template <std::size_t number, class P, std::uint64_t stream>
IdentityRun run(const Trie& trie, const CodeSpace& space, const IdentityOptions& options,
                const DifferenceDegree& degree) {
  return detail::run_identity<P>(std::get<number>(identities).sides, trie, space, options, stream,
                                 degree);
}

template <class P>
IdentityRun not_run() {
  IdentityRun run;
  run.field = FieldTraits<P>::name();
  run.prime = P::modulus;
  run.verdict = does_not_apply("the table is not prefix free");
  return run;
}

struct Entry {
  std::string_view law;
  Needs needs;
  Tests tests;
};

template <std::size_t... number>
constexpr std::array<Entry, sizeof...(number)> entries_of(std::index_sequence<number...>) {
  return {Entry{std::get<number>(identities).law,
                std::get<number>(identities).needs,
                {degree_of<number>, {run<number, Mersenne61, 0>, run<number, Prime61m31, 1>}}}...};
}

constexpr auto entries =
    entries_of(std::make_index_sequence<std::tuple_size_v<decltype(identities)>>{});

}  // namespace

std::vector<std::string_view> identity_names() {
  std::vector<std::string_view> names;
  for (const Entry& entry : entries) names.push_back(entry.law);
  return names;
}

std::vector<IdentityRun> test_identities(const Trie& trie, const CodeSpace& space,
                                         const IdentityOptions& options, Progress& progress) {
  const bool prefix_free = is_prefix_free(trie);
  const auto applies = [&](const Entry& entry) {
    return prefix_free || entry.needs == Needs::nothing;
  };
  std::array<DifferenceDegree, entries.size()> degrees;
  parallel_for(options.threads, entries.size(), [&](std::size_t law) {
    if (applies(entries.at(law))) degrees.at(law) = entries.at(law).tests.degree(trie, space);
  });
  std::mutex telling;
  std::size_t finished = 0;
  // Laws outer, primes inner.
  std::vector<IdentityRun> runs(2 * entries.size());
  parallel_for(options.threads, runs.size(), [&](std::size_t task) {
    const std::size_t law = task / 2;
    const std::size_t prime = task % 2;
    const Entry& entry = entries.at(law);
    if (applies(entry))
      runs[task] = entry.tests.run.at(prime)(trie, space, options, degrees.at(law));
    else
      runs[task] = prime == 0 ? not_run<Mersenne61>() : not_run<Prime61m31>();
    runs[task].law = entry.law;
    const std::scoped_lock lock(telling);
    progress.update("identities",
                    static_cast<double>(++finished) / static_cast<double>(runs.size()));
  });
  return runs;
}

}  // namespace sidproof
