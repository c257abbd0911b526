// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "laws/variable_length_checks.hpp"

#include <utility>

#include "laws/number_systems.hpp"
#include "laws/on_model.hpp"
#include "laws/variable_length_laws.hpp"

namespace sidproof {
namespace {

TokenMap complete_code(const Instance& instance) {
  const CodeSpace space = instance.space();
  std::vector<Sequence> open = {{}};
  std::vector<Sequence> codes;
  for (std::size_t met = 0; met < open.size(); ++met) {
    const Sequence node = open[met];
    if (node.size() == space.length() || instance.choice(met) % 2 == 1) {
      codes.push_back(node);
      continue;
    }
    for (std::uint32_t token = 0; token < space.alphabet(node.size()); ++token) {
      open.push_back(node);
      open.back().push_back(token);
    }
  }
  return {space, codes};
}

}  // namespace

template <OrderedField F>
Verdict VariableLengthChecks<F>::one_positive_model(const Instance& instance, ModelShape shape) {
  const AnyTable<F> model = model_of<F>(instance, shape, true);
  const std::array<Verdict, 2> parts = {d3_one_positive_model(model, instance.map()),
                                        d3_one_positive_model(model, complete_code(instance))};
  return merge_applicable(parts);
}

template <OrderedField F>
Verdict VariableLengthChecks<F>::end_token(const Instance& instance, ModelShape shape) {
  std::vector<Verdict> parts = {d4_end_token_frees_prefixes(instance.map())};
  for (const EndToken end : {EndToken::forced, EndToken::open}) {
    Instance ended = instance;
    ended.alphabets = with_end_token(instance.space(), end).alphabets();
    for (const bool positive : {false, true})
      parts.push_back(d4_end_token_leaks(model_of<F>(ended, shape, positive), instance.map(), end));
  }
  return merge_applicable(parts);
}

template struct VariableLengthChecks<FlintRational>;
template struct VariableLengthChecks<CheckedRational>;

}  // namespace sidproof
