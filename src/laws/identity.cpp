// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "laws/identity.hpp"

#include <array>
#include <cstddef>

#include "exact/mersenne61.hpp"
#include "exact/montgomery.hpp"
#include "laws/identity_engine.hpp"

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
  // Far more slack than the two conversions and logarithms can round.
  constexpr double slack = 1e-9;
  return std::log2(zeros) - std::log2(points) + slack;
}

}  // namespace detail

namespace {

// What a law needs of the table beyond being a table.
enum class Needs { nothing, prefix_free };

struct Partition {
  static constexpr std::string_view name = "B1 partition";
  static constexpr Needs needs = Needs::nothing;
  template <Arithmetic N>
  Sides<N> operator()(const TrieModel<N>& model) const {
    return partition_sides(model);
  }
};
struct Chain {
  static constexpr std::string_view name = "A2 chain";
  static constexpr Needs needs = Needs::nothing;
  template <Arithmetic N>
  Sides<N> operator()(const TrieModel<N>& model) const {
    return chain_sides(model);
  }
};
struct ObjectiveGap {
  static constexpr std::string_view name = "B5 objective_gap";
  static constexpr Needs needs = Needs::nothing;
  template <Arithmetic N>
  Sides<N> operator()(const TrieModel<N>& model) const {
    return objective_gap_sides(model);
  }
};
struct LocalGlobal {
  static constexpr std::string_view name = "F1 local_global_ratio";
  static constexpr Needs needs = Needs::prefix_free;
  template <Arithmetic N>
  Sides<N> operator()(const TrieModel<N>& model) const {
    return local_global_sides(model);
  }
};
struct MaskedTraining {
  static constexpr std::string_view name = "F2b masked_training";
  static constexpr Needs needs = Needs::prefix_free;
  template <Arithmetic N>
  Sides<N> operator()(const TrieModel<N>& model) const {
    return masked_training_sides(model);
  }
};
struct Lookahead {
  static constexpr std::string_view name = "F3 lookahead";
  static constexpr Needs needs = Needs::prefix_free;
  template <Arithmetic N>
  Sides<N> operator()(const TrieModel<N>& model) const {
    return lookahead_sides(model);
  }
};
struct Importance {
  static constexpr std::string_view name = "F4 importance_weights";
  static constexpr Needs needs = Needs::prefix_free;
  template <Arithmetic N>
  Sides<N> operator()(const TrieModel<N>& model) const {
    return importance_sides(model);
  }
};
struct UnitPartition {
  static constexpr std::string_view name = "B2 unit partition";
  static constexpr Needs needs = Needs::nothing;
  template <Arithmetic N>
  Sides<N> operator()(const TrieModel<N>& model) const {
    return unit_partition_sides(model);
  }
};

using Test = IdentityRun (*)(const Trie&, const CodeSpace&, const IdentityOptions&, bool);

template <class Law, class P, std::uint64_t stream>
IdentityRun test(const Trie& trie, const CodeSpace& space, const IdentityOptions& options,
                 bool prefix_free) {
  IdentityRun run;
  if (Law::needs == Needs::prefix_free && !prefix_free) {
    run.field = FieldTraits<P>::name();
    run.prime = P::modulus;
    run.verdict = does_not_apply("the table is not prefix free");
  } else {
    run = detail::run_identity<P>(Law{}, trie, space, options, stream);
  }
  run.law = Law::name;
  return run;
}

template <class... Law>
constexpr std::array<Test, 2 * sizeof...(Law)> tests_of() {
  return {{test<Law, Mersenne61, 0>..., test<Law, Prime61m31, 1>...}};
}
template <class... Law>
std::vector<std::string_view> names_of() {
  return {Law::name...};
}

constexpr auto all_tests = tests_of<Partition, Chain, ObjectiveGap, LocalGlobal, MaskedTraining,
                                    Lookahead, Importance, UnitPartition>();

}  // namespace

std::vector<std::string_view> identity_names() {
  return names_of<Partition, Chain, ObjectiveGap, LocalGlobal, MaskedTraining, Lookahead,
                  Importance, UnitPartition>();
}

std::vector<IdentityRun> test_identities(const Trie& trie, const CodeSpace& space,
                                         const IdentityOptions& options) {
  const bool prefix_free = is_prefix_free(trie);
  std::vector<IdentityRun> runs(all_tests.size());
  parallel_for(options.threads, runs.size(), [&](std::size_t task) {
    const std::size_t law = task / 2;
    const std::size_t prime = task % 2;
    runs[task] =
        all_tests.at(prime * (all_tests.size() / 2) + law)(trie, space, options, prefix_free);
  });
  return runs;
}

}  // namespace sidproof
