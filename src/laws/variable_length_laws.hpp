// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "laws/witness.hpp"
#include "model/tabular.hpp"
#include "objective/partition.hpp"
#include "tokenization/end_token.hpp"

namespace sidproof {

// THEORY D3 and D4: codes of several lengths; `score` is sum_v Q(code v).

/// D3: the score of a prefix code under one positive model is 1 iff every sequence
/// extends exactly one code; then every other model, positive or not, scores 1.
template <OrderedField F, Shape S>
[[nodiscard]] Verdict d3_one_positive_model(const Tabular<F, S>& positive, const TokenMap& map) {
  if (!is_prefix_code(map)) return does_not_apply("no prefix code");
  if (!has_no_zero(positive)) return does_not_apply("the model is not positive");
  const std::string instance = text_of_map(map) + "; model " + text_of_model(positive);
  const bool one = z_direct(positive, map) == F(1);
  bool complete = true;
  bool all_one = true;
  map.space().for_each([&](SequenceView s) {
    std::size_t extended = 0;
    for (std::size_t v = 0; v < map.items(); ++v)
      extended += std::ranges::equal(map[v], s.first(map[v].size())) ? 1U : 0U;
    complete = complete && extended == 1;
    all_one = all_one && z_direct(deterministic_model<F>(map.space(), s), map) == F(1);
  });
  const std::array<Verdict, 2> parts = {
      claim("score 1 for this model iff every sequence extends one code", one == complete,
            instance),
      claim("score 1 for this model iff for all deterministic ones", one == all_one, instance)};
  return merge(parts);
}

/// D4, the table: followed by END the codes are a prefix code iff tok is injective.
[[nodiscard]] Verdict d4_end_token_frees_prefixes(const TokenMap& map);

/// D4, the leak: with an END the score over the extended space falls short of 1 by
/// the mass of what is no item: with `forced` END the sequences of at most K tokens
/// that are no codes, with `open` END also everything longer; so a positive model
/// scores 1 iff END is forced and every sequence of at most K tokens is a code. For
/// injective tok; `model` is over with_end_token(map.space(), end).
template <OrderedField F, Shape S>
[[nodiscard]] Verdict d4_end_token_leaks(const Tabular<F, S>& model, const TokenMap& map,
                                         EndToken end) {
  if (!is_injective(map)) return does_not_apply("tok is not injective");
  const TokenMap ended = with_end_token(map, end);
  const std::string instance = text_of_map(ended) + "; model " + text_of_model(model);
  F leaked(0);
  bool onto = true;
  for (std::size_t length = 0; length <= map.space().length(); ++length) {
    std::vector<std::uint32_t> alphabets = map.space().alphabets();
    alphabets.resize(length);
    CodeSpace(alphabets).for_each([&](SequenceView s) {
      for (std::size_t v = 0; v < map.items(); ++v)
        if (std::ranges::equal(map[v], s)) return;
      Sequence spelled(s.begin(), s.end());
      spelled.push_back(ended.space().alphabet(length) - 1);
      leaked += prefix_mass(model, spelled);
      onto = false;
    });
  }
  if (end == EndToken::open)
    map.space().for_each([&](SequenceView s) {
      Sequence longer(s.begin(), s.end());
      longer.push_back(0);
      leaked += prefix_mass(model, longer);
    });
  const F score = z_direct(model, ended);
  const std::array<Verdict, 2> parts = {
      equal("score against 1 less what is no item", score, F(F(1) - leaked), instance),
      claim("positive: score 1 iff END is forced and all shorter sequences are codes",
            !has_no_zero(model) || (score == F(1)) == (onto && end == EndToken::forced), instance)};
  return merge(parts);
}

}  // namespace sidproof
