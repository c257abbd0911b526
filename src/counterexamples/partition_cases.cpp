// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "counterexamples/assemble.hpp"
#include "counterexamples/cases.hpp"
#include "decoding/item_laws.hpp"
#include "exact/flint_rational.hpp"
#include "laws/maxima_laws.hpp"
#include "laws/partition_laws.hpp"

namespace sidproof::counterexamples {
namespace {

using Searched = FlintRational;

// Z of the model against 1.
void compare_z_with_one(Counterexample& example) {
  const CascadedTable<Rational>& model = example.models[0].model;
  example.columns.push_back(column("Q", item_masses(model, example.map), Place{0, "scores"}));
  example.left = {"Z, the sum of Q(tok v) over the items", z_direct(model, example.map),
                  Place{0, "Z"}};
  example.right = {"a law on the items sums to", 1, {}};
  example.law.emplace_back("b1_partition", b1_partition(model, example.map));
}

}  // namespace

Counterexample b2_collision() {
  SearchSpace space{.box = {2, 3, 3, 6},
                    .admits = [](const TokenMap& map) { return !is_injective(map); }};
  const auto found = search<Searched>(
      space, [](const Candidate<Searched>& c) { return Searched(1) < z_direct(c.model, c.map); });
  auto example = begin({"B2-collision", "B2", "Z = 1 for every model", "one-to-one",
                        "items that share a sequence are counted more than once: next-token "
                        "training scores a law on sequences, not on items"},
                       space, "colliding", found);
  compare_z_with_one(example);
  example.law.emplace_back("b2_bijective_iff", b2_bijective_iff<Rational>(example.map));
  return example;
}

Counterexample b2_leakage() {
  SearchSpace space{.box = {2, 3, 3, 6}, .admits = [](const TokenMap& map) {
                      return is_injective(map) && !is_onto(map);
                    }};
  const auto found = search<Searched>(
      space, [](const Candidate<Searched>& c) { return z_direct(c.model, c.map) < Searched(1); });
  auto example = begin({"B2-leakage", "B2", "Z = 1 for every model", "onto the code space",
                        "a sequence that is no item takes probability away from the items"},
                       space, "one-to-one", found);
  compare_z_with_one(example);
  example.law.emplace_back("b2_bijective_iff", b2_bijective_iff<Rational>(example.map));
  return example;
}

Counterexample b2_one_model() {
  SearchSpace space{.box = {2, 3, 3, 6},
                    .admits = [](const TokenMap& map) { return !is_bijective(map); },
                    .rows = Rows::positive};
  const auto found = search<Searched>(
      space, [](const Candidate<Searched>& c) { return z_direct(c.model, c.map) == Searched(1); });
  auto example = begin({"B2-one-model", "B2", "Z = 1 for a positive model only if tok is bijective",
                        "for every model",
                        "one model never proves a bijection: here collisions and unused sequences "
                        "cancel; B2 needs all models, or a random one of a large field"},
                       space, "non-bijective", found);
  example.columns.push_back(
      column("Q", item_masses(example.models[0].model, example.map), Place{0, "scores"}));
  const Rational z = z_direct(example.models[0].model, example.map);
  const auto witness = b2_witness<Rational>(example.map);
  example.left = {"Z of this model, although tok is not bijective", z, Place{0, "Z"}};
  example.right = {
      "Z of the model that emits " + text_of_sequence(witness->emitted), witness->z, {}};
  example.law.emplace_back("b2_bijective_iff", b2_bijective_iff<Rational>(example.map));
  return example;
}

Counterexample b3_positive() {
  // All models with Z = 1 on a table with a hole have zeros; the smallest of them.
  SearchSpace space{.box = {2, 3, 3, 6}, .admits = [](const TokenMap& map) {
                      return is_injective(map) && !is_onto(map);
                    }};
  const auto found = search<Searched>(
      space, [](const Candidate<Searched>& c) { return z_direct(c.model, c.map) == Searched(1); });
  auto example = begin(
      {"B3-positive", "B3", "Z < 1 when tok is one-to-one and not onto", "positive conditionals",
       "a model that gives nothing to unused sequences leaks nothing, as the "
       "unrestricted optimum does (C1); no softmax can"},
      space, "one-to-one, not onto", found);
  const CascadedTable<Rational> model = example.models[0].model;
  const auto uniform = uniform_model<Rational>(CascadedShape(example.map.space()));
  example.models.push_back({"softmax of equal logits", uniform});
  example.columns.push_back(column("Q", item_masses(model, example.map), Place{0, "scores"}));
  example.left = {"Z of q", z_direct(model, example.map), Place{0, "Z"}};
  example.right = {"Z of the softmax of equal logits", z_direct(uniform, example.map),
                   Place{1, "Z"}};
  example.law.emplace_back("b3_leakage", b3_leakage(model, example.map));
  return example;
}

Counterexample b6_ranking() {
  SearchSpace space{.box = {3, 3, 3, 5}, .rows = Rows::positive};
  const auto found = search<Searched>(space, [](const Candidate<Searched>& c) {
    const std::vector<Searched> masses = item_masses(c.model, c.map);
    return swapped_pair(share_law(masses), split_law(masses, c.map)).has_value();
  });
  auto example =
      begin({"B6-ranking", "B6", "SHARE and SPLIT rank the items alike", "one-to-one",
             "with collisions 'the probability of an item' has two meanings, and they recommend "
             "different items"},
            space, "", found);
  const std::vector<Rational> masses = item_masses(example.models[0].model, example.map);
  const std::vector<Rational> share = share_law(masses);
  const std::vector<Rational> split = split_law(masses, example.map);
  const auto [u, v] = *swapped_pair(share, split);
  example.columns = {column("Q", masses, Place{0, "scores"}),
                     column("SHARE", share, Place{0, "share"}),
                     column("SPLIT", split, Place{0, "split"})};
  const std::string pair = "item " + std::to_string(u) + " over item " + std::to_string(v);
  example.left = {"SHARE, odds of " + pair, share[u] / share[v], {}};
  example.right = {"SPLIT, odds of " + pair, split[u] / split[v], {}};
  example.law.emplace_back("b6_item_laws", b6_item_laws(example.models[0].model, example.map));
  return example;
}

Counterexample d1_kraft() {
  const auto kraft = [](const TokenMap& map) {
    return z_direct(uniform_model<Rational>(ParallelShape(map.space())), map);
  };
  SearchSpace space{
      .box = {2, 3, 3, 6}, .variable_length = true, .admits = [&](const TokenMap& map) {
        return is_injective(map) && kraft(map) <= 1;
      }};
  const auto found = search<Searched>(
      space, [](const Candidate<Searched>& c) { return Searched(1) < z_direct(c.model, c.map); });
  auto example =
      begin({"D1-kraft", "D1", "the score (sum of Q(code v)) is at most 1 for every model",
             "prefix-free (a Kraft sum of at most 1 is put in its place)",
             "an item whose code begins another one is scored without paying for its ending"},
            space, "one-to-one, Kraft sum <= 1", found);
  compare_z_with_one(example);
  example.left.name = "the score of q";
  example.right.name = "the most that a prefix code scores";
  example.law.emplace_back("d1_complete_prefix_code", d1_complete_prefix_code(example.map));
  example.law.emplace_back("d2_kraft", d2_kraft(example.map));
  return example;
}

Counterexample d4_end() {
  // Every sequence of at most k tokens is an item; the end token has the number |T|.
  const auto tables = [](std::uint32_t items, std::uint32_t length, std::uint32_t tokens) {
    std::vector<Sequence> codes;
    for (std::uint32_t j = 0; j <= length; ++j)
      CodeSpace(std::vector<std::uint32_t>(j, tokens)).for_each([&](SequenceView s) {
        codes.emplace_back(s.begin(), s.end());
        codes.back().push_back(tokens);
      });
    std::vector<TokenMap> maps;
    if (codes.size() == items)
      maps.emplace_back(CodeSpace(std::vector<std::uint32_t>(length + 1, tokens + 1)), codes);
    return maps;
  };
  SearchSpace space{.box = {3, 3, 3, 6}, .tables = tables};
  const auto found = search<Searched>(space, [](const Candidate<Searched>& c) {
    return !(z_direct(c.model, c.map) == Searched(1));
  });
  auto example =
      begin({"D4-end", "D4",
             "with an end token, when every sequence of at most k tokens is an item, Z = 1",
             "END is forced after k tokens",
             "an end token makes codes prefix-free, not complete: what goes on after k tokens is "
             "lost"},
            space, "complete", found);
  example.end_token = found->size.tokens;
  compare_z_with_one(example);
  return example;
}

}  // namespace sidproof::counterexamples
