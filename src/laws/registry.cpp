// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "laws/registry.hpp"

#include <algorithm>
#include <array>
#include <stdexcept>
#include <string>

#include "laws/constrained_checks.hpp"
#include "laws/equivalence_checks.hpp"
#include "laws/maxima_laws.hpp"
#include "laws/number_systems.hpp"
#include "laws/partition_checks.hpp"
#include "laws/reduction_checks.hpp"
#include "laws/search_checks.hpp"
#include "laws/several_sequences_checks.hpp"
#include "laws/soft_mask_laws.hpp"
#include "laws/variable_length_checks.hpp"

namespace sidproof {
namespace {

using enum CodesKind;
using I = const Instance&;
using M = ModelShape;

using AllFields = Numbers<FlintRational, Rational, CheckedRational, Mersenne61, Prime61m31>;
using Rationals = Numbers<FlintRational, Rational, CheckedRational>;
using TwoRationals = Numbers<FlintRational, CheckedRational>;
using TwoLibraries = Numbers<FlintRational, Rational>;
using RationalsAndAPrime = Numbers<FlintRational, Rational, Mersenne61>;
using OneOfEach = Numbers<FlintRational, Mersenne61>;
// Losses are sums of logarithms of Boost's rationals.
using Logarithms = Numbers<Rational>;

constexpr std::array models = {M::cascaded, M::parallel, M::markov, M::mixture};
constexpr std::array tables = {M::cascaded, M::parallel, M::markov};
constexpr std::array cascaded_models = {M::cascaded, M::markov, M::mixture};
constexpr std::array parallel_models = {M::parallel};
constexpr std::array no_model = {M::cascaded};

template <std::size_t n>
bool lists(const std::array<M, n>& shapes, M shape) {
  return std::ranges::find(shapes, shape) != shapes.end();
}

// A zero denominator is a premise in a prime field and a defect over the rationals;
// a disagreement of two libraries is a defect anywhere.
template <class List, const auto& shapes, auto law>
Verdict check(I instance, NumberSystem numbers, M shape) {
  if (!lists(shapes, shape)) return does_not_apply("not for models of this shape");
  try {
    return List::run(numbers,
                     [&]<class F>() { return law.template operator()<F>(instance, shape); });
  } catch (const std::overflow_error& error) {
    if (numbers == NumberSystem::mersenne61 || numbers == NumberSystem::prime61m31)
      return does_not_apply("a denominator vanishes in this field");
    return Verdict::refuted(std::string("not computed: ") + error.what());
  } catch (const Disagreement& error) {
    return Verdict::refuted(std::string("two libraries disagree: ") + error.what());
  }
}

// A law over the numbers of List and models of these shapes; `law` is called as
// law.operator()<F>(instance, shape).
template <class List, const auto& shapes, auto law>
constexpr RegisteredLaw over(std::string_view id, std::string_view name, CodesKind codes,
                             bool positive) {
  return {id, name, codes, positive, List::list, shapes, check<List, shapes, law>};
}

Verdict several_sequences(NumberSystem numbers, Verdict masses, I instance, M shape) {
  if (numbers != NumberSystem::boost) return masses;
  const std::array<Verdict, 2> parts = {masses, check_random_sequence(instance, shape)};
  return merge_applicable(parts);
}

constexpr std::array laws = {
    over<AllFields, models,
         []<class F>(I i, M m) { return EquivalenceChecks<F>::normalisation(i, m); }>(
        "A1", "normalisation", fixed_length, false),
    over<AllFields, models, []<class F>(I i, M m) { return EquivalenceChecks<F>::chain(i, m); }>(
        "A2a", "chain", any_length, false),
    over<AllFields, cascaded_models,
         []<class F>(I i, M m) { return EquivalenceChecks<F>::equivalence(i, m); }>(
        "A2", "equivalence_cascaded", bijection, false),
    over<AllFields, tables,
         []<class F>(I i, M m) { return EquivalenceChecks<F>::any_family(i, m); }>(
        "A2c", "any_family", fixed_length, false),
    over<AllFields, parallel_models,
         []<class F>(I i, M m) { return EquivalenceChecks<F>::equivalence(i, m); }>(
        "A3", "equivalence_parallel", bijection, false),
    over<AllFields, models,
         []<class F>(I i, M m) { return EquivalenceChecks<F>::realisation(i, m); }>(
        "A4", "realisation", bijection, false),
    over<AllFields, tables, []<class F>(I i, M m) { return EquivalenceChecks<F>::gradient(i, m); }>(
        "A5", "gradient", any_length, true),
    over<AllFields, models, []<class F>(I i, M m) { return EquivalenceChecks<F>::order(i, m); }>(
        "A6", "order", fixed_length, false),
    over<AllFields, models, []<class F>(I i, M m) { return PartitionChecks<F>::partition(i, m); }>(
        "B1", "partition", any_length, false),
    over<AllFields, no_model,
         []<class F>(I i, M m) { return PartitionChecks<F>::bijective_iff(i, m); }>(
        "B2", "bijective_iff", fixed_length, false),
    over<Rationals, models, []<class F>(I i, M m) { return PartitionChecks<F>::leakage(i, m); }>(
        "B3", "leakage", fixed_length, false),
    over<Rationals, no_model,
         []<class F>(I i, M m) { return PartitionChecks<F>::collision(i, m); }>(
        "B4", "collision", fixed_length, false),
    over<AllFields, models,
         []<class F>(I i, M m) { return PartitionChecks<F>::objective_gap(i, m); }>(
        "B5", "objective_gap", any_length, false),
    over<AllFields, models, []<class F>(I i, M m) { return PartitionChecks<F>::item_laws(i, m); }>(
        "B6", "item_laws", fixed_length, false),
    over<Logarithms, no_model,
         []<class F>(I i, M) { return c1_injective_iff_equal_maxima(i.map(), i.counts); }>(
        "C1", "injective_iff_equal_maxima", fixed_length, false),
    over<Logarithms, no_model,
         []<class F>(I i, M) { return c1v_prefix_code_iff_equal_maxima(i.map(), i.counts); }>(
        "C1v", "prefix_code_iff_equal_maxima", any_length, false),
    over<Logarithms, no_model,
         []<class F>(I i, M) { return c2_collision_entropy(i.map(), i.counts); }>(
        "C2", "collision_entropy", fixed_length, false),
    over<Logarithms, parallel_models,
         []<class F>(I i, M) {
           return c3_total_correlation(i.map(), i.counts, i.model<F, ParallelShape>());
         }>("C3", "total_correlation", fixed_length, true),
    over<Logarithms, no_model, []<class F>(I i, M) { return c4_decomposition(i.map(), i.counts); }>(
        "C4", "decomposition", fixed_length, false),
    over<Logarithms, no_model, []<class F>(I i, M) { return d1_complete_prefix_code(i.map()); }>(
        "D1", "complete_prefix_code", any_length, false),
    over<Logarithms, no_model, []<class F>(I i, M) { return d2_kraft(i.map()); }>(
        "D2", "kraft", any_length, false),
    over<TwoRationals, models,
         []<class F>(I i, M m) { return VariableLengthChecks<F>::one_positive_model(i, m); }>(
        "D3", "one_positive_model", any_length, true),
    over<TwoRationals, tables,
         []<class F>(I i, M m) { return VariableLengthChecks<F>::end_token(i, m); }>(
        "D4", "end_token", any_length, false),
    over<RationalsAndAPrime, models,
         []<class F>(I i, M m) {
           return several_sequences(number_system_of<F>,
                                    SeveralSequencesChecks<F>::item_masses(i, m), i, m);
         }>("E1", "item_masses", fixed_length, true),
    over<RationalsAndAPrime, tables,
         []<class F>(I i, M m) { return SeveralSequencesChecks<F>::past_dependent(i, m); }>(
        "E2", "past_dependent", fixed_length, false),
    over<TwoLibraries, no_model,
         []<class F>(I i, M m) { return SeveralSequencesChecks<F>::consistency(i, m); }>(
        "E3", "consistency", fixed_length, false),
    over<AllFields, models,
         []<class F>(I i, M m) { return ConstrainedChecks<F>::local_global_ratio(i, m); }>(
        "F1", "local_global_ratio", any_length, true),
    over<AllFields, models,
         []<class F>(I i, M m) { return ConstrainedChecks<F>::local_equals_global(i, m); }>(
        "F2", "local_equals_global", any_length, true),
    over<AllFields, models,
         []<class F>(I i, M m) { return ConstrainedChecks<F>::masked_training(i, m); }>(
        "F2b", "masked_training", any_length, true),
    over<AllFields, models,
         []<class F>(I i, M m) { return ConstrainedChecks<F>::lookahead(i, m); }>("F3", "lookahead",
                                                                                  any_length, true),
    over<AllFields, models,
         []<class F>(I i, M m) { return ConstrainedChecks<F>::importance_weights(i, m); }>(
        "F4", "importance_weights", any_length, true),
    over<AllFields, models,
         []<class F>(I i, M m) { return ConstrainedChecks<F>::coherence(i, m); }>(
        "F5", "coherence", fixed_length, true),
    over<AllFields, models,
         []<class F>(I i, M m) { return ConstrainedChecks<F>::soft_mask(i, m); }>("F6", "soft_mask",
                                                                                  any_length, true),
    over<Logarithms, no_model, []<class F>(I i, M) { return f7_coarse_constraints(i.map()); }>(
        "F7", "coarse_constraints", fixed_length, false),
    over<Logarithms, models, []<class F>(I i, M m) { return check_mean_over_tokens(i, m); }>(
        "G1", "mean_over_tokens", fixed_length, true),
    over<Logarithms, models, []<class F>(I i, M m) { return check_mean_over_examples(i, m); }>(
        "G2", "mean_over_examples", any_length, true),
    over<Logarithms, tables, []<class F>(I i, M m) { return check_other_reductions(i, m); }>(
        "G3", "other_reductions", any_length, true),
    over<OneOfEach, tables,
         []<class F>(I i, M m) { return ReductionChecks<F>::larger_vocabulary(i, m); }>(
        "G4", "larger_vocabulary", bijection, true),
    over<OneOfEach, tables,
         []<class F>(I i, M m) { return ReductionChecks<F>::packed_stream(i, m); }>(
        "G5", "packed_stream", any_length, false),
    over<TwoRationals, models, []<class F>(I i, M m) { return SearchChecks<F>::wide_beam(i, m); }>(
        "H1", "wide_beam", any_length, false),
    over<TwoRationals, models,
         []<class F>(I i, M m) { return SearchChecks<F>::certificate(i, m); }>("H2", "certificate",
                                                                               any_length, false),
    over<TwoRationals, models,
         []<class F>(I i, M m) { return SearchChecks<F>::not_monotone(i, m); }>(
        "H3", "not_monotone", any_length, false),
    over<TwoRationals, models,
         []<class F>(I i, M m) { return SearchChecks<F>::length_normalisation(i, m); }>(
        "H4", "length_normalisation", any_length, false),
    over<TwoRationals, models,
         []<class F>(I i, M m) { return SearchChecks<F>::total_order(i, m); }>("H5", "total_order",
                                                                               any_length, false),
    over<TwoRationals, models,
         []<class F>(I i, M m) { return SearchChecks<F>::temperature(i, m); }>("H6", "temperature",
                                                                               fixed_length, false),
    over<TwoRationals, models,
         []<class F>(I i, M m) { return SearchChecks<F>::truncated_sampling(i, m); }>(
        "H7", "truncated_sampling", any_length, true),
    over<TwoRationals, models,
         []<class F>(I i, M m) { return SearchChecks<F>::depends_on_nothing_else(i, m); }>(
        "H8", "depends_on_nothing_else", any_length, true),
    over<Logarithms, no_model, []<class F>(I i, M m) { return check_hit_rates(i, m); }>(
        "H9", "hit_rates", any_length, false),
};

}  // namespace

std::span<const RegisteredLaw> registered_laws() { return laws; }

const RegisteredLaw* find_law(std::string_view label) {
  for (const RegisteredLaw& law : laws) {
    const std::string both = std::string(law.id).append(" ").append(law.name);
    if (label == law.id || label == law.name || label == both) return &law;
  }
  return nullptr;
}

std::string_view name(NumberSystem numbers) {
  switch (numbers) {
    case NumberSystem::flint: return "flint";
    case NumberSystem::boost: return "boost";
    case NumberSystem::checked: return "checked";
    case NumberSystem::mersenne61: return "mersenne61";
    case NumberSystem::prime61m31: return "prime61m31";
  }
  return {};
}

std::string_view name(ModelShape shape) {
  switch (shape) {
    case ModelShape::cascaded: return "cascaded";
    case ModelShape::parallel: return "parallel";
    case ModelShape::markov: return "markov";
    case ModelShape::mixture: return "mixture";
  }
  return {};
}

std::string_view name(CodesKind codes) {
  switch (codes) {
    case fixed_length: return "fixed_length";
    case any_length: return "any_length";
    case bijection: return "bijection";
  }
  return {};
}

std::optional<NumberSystem> number_system(std::string_view word) {
  for (const NumberSystem numbers : AllFields::list)
    if (word == name(numbers)) return numbers;
  return std::nullopt;
}

std::optional<ModelShape> model_shape(std::string_view word) {
  for (const ModelShape shape : models)
    if (word == name(shape)) return shape;
  return std::nullopt;
}

}  // namespace sidproof
