// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "laws/registry.hpp"

#include <array>
#include <stdexcept>
#include <string>

#include "laws/constrained_checks.hpp"
#include "laws/equivalence_checks.hpp"
#include "laws/maxima_laws.hpp"
#include "laws/number_systems.hpp"
#include "laws/partition_checks.hpp"

namespace sidproof {
namespace {

using enum CodesKind;

constexpr std::array fields = {NumberSystem::flint, NumberSystem::boost, NumberSystem::checked,
                               NumberSystem::mersenne61, NumberSystem::prime61m31};
constexpr std::array rationals = {NumberSystem::flint, NumberSystem::boost, NumberSystem::checked};
// Losses are sums of logarithms of Boost's rationals.
constexpr std::array logarithms = {NumberSystem::boost};
constexpr std::array models = {ModelShape::cascaded, ModelShape::parallel, ModelShape::markov,
                               ModelShape::mixture};
constexpr std::array softmax_models = {ModelShape::cascaded, ModelShape::parallel,
                                       ModelShape::markov};
constexpr std::array cascaded_models = {ModelShape::cascaded, ModelShape::markov,
                                        ModelShape::mixture};
constexpr std::array parallel_models = {ModelShape::parallel};
constexpr std::array no_model = {ModelShape::cascaded};

// A zero denominator is a premise in a prime field and a defect over the rationals;
// a disagreement of two libraries is a defect anywhere.
template <class Law>
Verdict guarded(NumberSystem numbers, Law&& law) {
  try {
    return law();
  } catch (const std::overflow_error& error) {
    if (numbers == NumberSystem::mersenne61 || numbers == NumberSystem::prime61m31)
      return does_not_apply("a denominator vanishes in this field");
    return Verdict::refuted(std::string("not computed: ") + error.what());
  } catch (const Disagreement& error) {
    return Verdict::refuted(std::string("two libraries disagree: ") + error.what());
  }
}

// `law.operator()<F>(instance, shape)` over any field, or over those with an order.
template <auto law>
Verdict in_fields(const Instance& instance, NumberSystem numbers, ModelShape shape) {
  return guarded(numbers, [&] {
    return over_fields(numbers,
                       [&]<Field F>() { return law.template operator()<F>(instance, shape); });
  });
}
template <auto law>
Verdict in_rationals(const Instance& instance, NumberSystem numbers, ModelShape shape) {
  return guarded(numbers, [&] {
    return over_rationals(numbers,
                          [&]<Field F>() { return law.template operator()<F>(instance, shape); });
  });
}
template <auto law>
Verdict in_logarithms(const Instance& instance, NumberSystem numbers, ModelShape shape) {
  if (numbers != NumberSystem::boost) return does_not_apply("this law needs logarithms");
  return guarded(numbers, [&] { return law(instance, shape); });
}

using I = const Instance&;
using M = ModelShape;

constexpr std::array laws = {
    RegisteredLaw{
        "A1", "normalisation", fixed_length, false, fields, models,
        in_fields<[]<class F>(I i, M m) { return EquivalenceChecks<F>::normalisation(i, m); }>},
    RegisteredLaw{"A2a", "chain", any_length, false, fields, models,
                  in_fields<[]<class F>(I i, M m) { return EquivalenceChecks<F>::chain(i, m); }>},
    RegisteredLaw{
        "A2", "equivalence_cascaded", bijection, false, fields, cascaded_models,
        in_fields<[]<class F>(I i, M m) { return EquivalenceChecks<F>::equivalence(i, m); }>},
    RegisteredLaw{
        "A3", "equivalence_parallel", bijection, false, fields, parallel_models,
        in_fields<[]<class F>(I i, M m) { return EquivalenceChecks<F>::equivalence(i, m); }>},
    RegisteredLaw{
        "A4", "realisation", fixed_length, false, fields, models,
        in_fields<[]<class F>(I i, M m) { return EquivalenceChecks<F>::realisation(i, m); }>},
    RegisteredLaw{
        "A5", "gradient", any_length, true, fields, softmax_models,
        in_fields<[]<class F>(I i, M m) { return EquivalenceChecks<F>::gradient(i, m); }>},
    RegisteredLaw{"A6", "order", fixed_length, false, fields, parallel_models,
                  in_fields<[]<class F>(I i, M m) { return EquivalenceChecks<F>::order(i, m); }>},
    RegisteredLaw{"B1", "partition", any_length, false, fields, models,
                  in_fields<[]<class F>(I i, M m) { return PartitionChecks<F>::partition(i, m); }>},
    RegisteredLaw{
        "B2", "bijective_iff", fixed_length, false, fields, no_model,
        in_fields<[]<class F>(I i, M m) { return PartitionChecks<F>::bijective_iff(i, m); }>},
    RegisteredLaw{
        "B3", "leakage", fixed_length, false, rationals, models,
        in_rationals<[]<class F>(I i, M m) { return PartitionChecks<F>::leakage(i, m); }>},
    RegisteredLaw{
        "B4", "collision", fixed_length, false, rationals, no_model,
        in_rationals<[]<class F>(I i, M m) { return PartitionChecks<F>::collision(i, m); }>},
    RegisteredLaw{
        "B5", "objective_gap", any_length, false, fields, models,
        in_fields<[]<class F>(I i, M m) { return PartitionChecks<F>::objective_gap(i, m); }>},
    RegisteredLaw{"B6", "item_laws", fixed_length, false, fields, models,
                  in_fields<[]<class F>(I i, M m) { return PartitionChecks<F>::item_laws(i, m); }>},
    RegisteredLaw{
        "C1", "injective_iff_equal_maxima", fixed_length, false, logarithms, no_model,
        in_logarithms<[](I i, M) { return c1_injective_iff_equal_maxima(i.map(), i.counts); }>},
    RegisteredLaw{
        "C1v", "prefix_code_iff_equal_maxima", any_length, false, logarithms, no_model,
        in_logarithms<[](I i, M) { return c1v_prefix_code_iff_equal_maxima(i.map(), i.counts); }>},
    RegisteredLaw{"C2", "collision_entropy", fixed_length, false, logarithms, no_model,
                  in_logarithms<[](I i, M) { return c2_collision_entropy(i.map(), i.counts); }>},
    RegisteredLaw{"C3", "total_correlation", fixed_length, false, logarithms, no_model,
                  in_logarithms<[](I i, M) { return c3_total_correlation(i.map(), i.counts); }>},
    RegisteredLaw{"C4", "decomposition", fixed_length, false, logarithms, no_model,
                  in_logarithms<[](I i, M) { return c4_decomposition(i.map(), i.counts); }>},
    RegisteredLaw{"D1", "complete_prefix_code", any_length, false, logarithms, no_model,
                  in_logarithms<[](I i, M) { return d1_complete_prefix_code(i.map()); }>},
    RegisteredLaw{"D2", "kraft", any_length, false, logarithms, no_model,
                  in_logarithms<[](I i, M) { return d2_kraft(i.map()); }>},
    RegisteredLaw{"F1", "local_global_ratio", any_length, true, fields, models,
                  in_fields<[]<class F>(I i, M m) {
                    return ConstrainedChecks<F>::local_global_ratio(i, m);
                  }>},
    RegisteredLaw{"F2", "local_equals_global", any_length, true, fields, models,
                  in_fields<[]<class F>(I i, M m) {
                    return ConstrainedChecks<F>::local_equals_global(i, m);
                  }>},
    RegisteredLaw{
        "F2b", "masked_training", any_length, true, fields, models,
        in_fields<[]<class F>(I i, M m) { return ConstrainedChecks<F>::masked_training(i, m); }>},
    RegisteredLaw{
        "F3", "lookahead", any_length, true, fields, models,
        in_fields<[]<class F>(I i, M m) { return ConstrainedChecks<F>::lookahead(i, m); }>},
    RegisteredLaw{"F4", "importance_weights", any_length, true, fields, models,
                  in_fields<[]<class F>(I i, M m) {
                    return ConstrainedChecks<F>::importance_weights(i, m);
                  }>},
    RegisteredLaw{
        "F5", "coherence", fixed_length, true, fields, models,
        in_fields<[]<class F>(I i, M m) { return ConstrainedChecks<F>::coherence(i, m); }>},
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
  for (const NumberSystem numbers : fields)
    if (word == name(numbers)) return numbers;
  return std::nullopt;
}

std::optional<ModelShape> model_shape(std::string_view word) {
  for (const ModelShape shape : models)
    if (word == name(shape)) return shape;
  return std::nullopt;
}

}  // namespace sidproof
