// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "laws/reduction_checks.hpp"

#include "laws/number_systems.hpp"
#include "laws/on_model.hpp"
#include "laws/reduction_laws.hpp"

namespace sidproof {
namespace {

CascadedTable<Rational> cascaded(const Instance& instance, ModelShape shape,
                                 bool positive = false) {
  return as_cascaded(model_of<Rational>(instance, shape, positive));
}

}  // namespace

Verdict check_mean_over_tokens(const Instance& instance, ModelShape shape) {
  std::vector<Rational> end;
  for (std::size_t v = 0; v < instance.codes.size(); ++v)
    end.push_back(Rational(1 + instance.choice(v)) / (2 + instance.choice(v + 1)) / 6);
  return g1_mean_over_tokens(cascaded(instance, shape), instance.map(), instance.counts, end);
}

Verdict check_mean_over_examples(const Instance& instance, ModelShape shape) {
  return g2_mean_over_examples(cascaded(instance, shape), instance.map(), instance.counts);
}

Verdict check_other_reductions(const Instance& instance, ModelShape shape) {
  std::vector<Rational> weights;
  for (std::size_t j = 0; j < instance.alphabets.size(); ++j)
    weights.push_back(Rational(instance.choice(j) + 1) / 2);
  Instance filled = instance;
  filled.alphabets = padded(instance.map()).space().alphabets();
  const TokenMap map = instance.map();
  const std::array<Verdict, 3> parts = {
      g3_weights_and_rows(cascaded(instance, shape, true), map, instance.counts, weights,
                          Rational(instance.choice(0) % 9) / 8, instance.choice(1) % 3 + 1),
      g3_stripped_token(cascaded(instance, shape), map, instance.counts),
      g3_counted_pads(cascaded(filled, shape, true), map, instance.counts)};
  return merge_applicable(parts);
}

template <Field F>
Verdict ReductionChecks<F>::larger_vocabulary(const Instance& instance, ModelShape shape) {
  Instance wide = instance;
  for (std::size_t j = 0; j < wide.alphabets.size(); ++j)
    wide.alphabets[j] += instance.choice(j) % 3;
  return g4_larger_vocabulary(model_of<F>(wide, shape), instance.map());
}

template <Field F>
Verdict ReductionChecks<F>::packed_stream(const Instance& instance, ModelShape shape) {
  std::vector<std::size_t> user;
  for (const std::uint32_t choice : instance.choices)
    user.push_back(choice % instance.codes.size());
  std::vector<AnyTable<F>> models;
  for (std::size_t v = 0; v < instance.codes.size(); ++v)
    models.push_back(model_of<F>(instance.after(v), shape));
  const std::array<Verdict, 2> parts = {g5_decodable_borders(instance.map()),
                                        g5_packed_stream(models, instance.map(), user)};
  return merge_applicable(parts);
}

template struct ReductionChecks<FlintRational>;
template struct ReductionChecks<Mersenne61>;

}  // namespace sidproof
