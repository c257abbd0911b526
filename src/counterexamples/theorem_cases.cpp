// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "counterexamples/assemble.hpp"
#include "counterexamples/cases.hpp"
#include "exact/flint_rational.hpp"
#include "laws/partition_laws.hpp"
#include "objective/optima.hpp"
#include "objective/parallel_family.hpp"

namespace sidproof::counterexamples {
namespace {

using Searched = FlintRational;

bool objectives_differ(const Candidate<Searched>& c) {
  std::vector<Searched> masses = item_masses(c.model, c.map);
  Searched z(0);
  for (const Searched& mass : masses) z += mass;
  if (is_zero(z)) return false;  // no law on the items to compare with
  return !(ar_likelihood(c.model, c.map, c.counts) ==
           fv_likelihood<Searched>(normalised(std::move(masses)), c.counts));
}

void compare_objectives(Counterexample& example) {
  const CascadedTable<Rational>& model = example.models[0].model;
  const std::vector<Rational> masses = item_masses(model, example.map);
  const std::vector<Rational> law = normalised(masses);
  example.columns = {column("Q", masses, Place{0, "scores"}),
                     column("Q/Z", law, Place{0, "share"})};
  example.left = {"lik_AR, the product of the token conditionals",
                  ar_likelihood(model, example.map, example.counts), Place{{}, "lik_AR"}};
  example.right = {"lik_FV, the product of Q(tok v)/Z",
                   fv_likelihood<Rational>(law, example.counts), Place{{}, "lik_FV_share"}};
  example.law.emplace_back("b5_objective_gap",
                           b5_objective_gap(model, example.map, example.counts));
}

Sequence reversed(SequenceView code) { return {code.rbegin(), code.rend()}; }

template <Field N>
std::vector<N> masses_backwards(const CascadedTable<N>& model, const TokenMap& map) {
  std::vector<N> masses;
  for (std::size_t v = 0; v < map.items(); ++v)
    masses.push_back(prefix_mass(model, reversed(map[v])));
  return masses;
}

// A2c: SHARE at the AR optimum of parallel heads, and the FV optimum of the same
// family, which is n/N where heads attain it.
struct FamilyOptima {
  ParallelHeads<Rational> ar;
  std::vector<Rational> ar_law;
  std::vector<Rational> fv_law;
};
FamilyOptima family_optima(const TokenMap& map, const ItemCounts& counts) {
  if (!heads_of_empirical_law(map, counts).attained)
    throw std::logic_error("a candidate whose FV optimum is not decided");
  ParallelHeads<Rational> ar = best_parallel(map, counts);
  std::vector<Rational> law = normalised(item_masses(ar, map));
  return {std::move(ar), std::move(law), best_item_law(counts)};
}

void show_family(Counterexample& example) {
  const FamilyOptima optima = family_optima(example.map, example.counts);
  const auto fv = heads_of_empirical_law(example.map, example.counts).heads;
  if (!fv) throw std::logic_error("heads with irrational odds");
  example.models = {{"AR optimum of the heads", as_cascaded(optima.ar)},
                    {"FV optimum of the heads", as_cascaded(*fv)}};
  example.columns = {
      column("AR: Q", item_masses(optima.ar, example.map), Place{0, "scores"}),
      column("AR: Q/Z", optima.ar_law, Place{0, "share"}),
      column("FV: Q/Z", normalised(item_masses(*fv, example.map)), Place{1, "share"}),
      column("n/N", optima.fv_law)};
  for (const NamedModel& named : example.models)
    example.law.emplace_back("b5_objective_gap",
                             b5_objective_gap(named.model, example.map, example.counts));
}

SearchSpace family_space(Size box) {
  return {.box = box,
          .naming = Naming::items,
          .admits = [](const TokenMap& map) { return is_injective(map); },
          .rows = Rows::none,
          .data = true};
}

}  // namespace

Counterexample a2_collision() {
  SearchSpace space{.box = {2, 3, 3, 6},
                    .admits = [](const TokenMap& map) { return !is_injective(map); },
                    .data = true};
  const auto found = search<Searched>(space, objectives_differ);
  auto example = begin({"A2-collision", "A2",
                        "the product of the token conditionals is the likelihood of a law on the "
                        "items",
                        "one-to-one",
                        "the two objectives are different numbers, apart by a factor of Z at "
                        "every event"},
                       space, "colliding", found);
  compare_objectives(example);
  return example;
}

Counterexample a2_leakage() {
  SearchSpace space{
      .box = {2, 3, 3, 6},
      .admits = [](const TokenMap& map) { return is_injective(map) && !is_onto(map); },
      .data = true};
  const auto found = search<Searched>(space, objectives_differ);
  auto example = begin({"A2-leakage", "A2",
                        "the product of the token conditionals is the likelihood of a law on the "
                        "items",
                        "onto the code space",
                        "also without any collision the objectives differ: nearly every real "
                        "table leaves sequences unused"},
                       space, "one-to-one, not onto", found);
  compare_objectives(example);
  return example;
}

Counterexample a2c_argmin() {
  const SearchSpace space = family_space({2, 3, 3, 6});
  const auto found = search<Rational>(space, [](const Candidate<Rational>& c) {
    const FamilyOptima optima = family_optima(c.map, c.counts);
    return optima.ar_law != optima.fv_law;
  });
  auto example =
      begin({"A2c-argmin", "A2c", "in every family of models both objectives have the same optimum",
             "onto the code space (or training with the trie's mask)",
             "one-to-one is enough for unrestricted tables (C1), not for a family with shared "
             "parameters: here heads that do not see the prefix. The FV optimum is proved: "
             "these heads attain n/N, which nothing beats"},
            space, "one-to-one", found);
  show_family(example);
  const auto& ar = example.columns[1].values;
  const auto& fv = example.columns[3].values;
  std::size_t item = 0;
  while (ar[item] == fv[item]) ++item;
  example.left = {"item " + std::to_string(item) + " at the AR optimum (Q/Z)", *ar[item], {}};
  example.right = {
      "item " + std::to_string(item) + " at the FV optimum of the same family", *fv[item], {}};
  return example;
}

Counterexample a2c_ranking() {
  const SearchSpace space = family_space({3, 3, 3, 6});
  const auto found = search<Rational>(space, [](const Candidate<Rational>& c) {
    const FamilyOptima optima = family_optima(c.map, c.counts);
    return swapped_pair(optima.ar_law, optima.fv_law).has_value();
  });
  auto example =
      begin({"A2c-ranking", "A2c",
             "in every family of models the optima of both objectives rank the items alike",
             "onto the code space (or training with the trie's mask)",
             "a one-to-one table on which the choice of objective changes what is recommended. "
             "The FV optimum is proved: these heads attain n/N, which nothing beats"},
            space, "one-to-one", found);
  show_family(example);
  const FamilyOptima optima = family_optima(example.map, example.counts);
  const auto [u, v] = *swapped_pair(optima.ar_law, optima.fv_law);
  const std::string pair = "odds of item " + std::to_string(u) + " over item " + std::to_string(v);
  example.left = {"AR optimum, " + pair, optima.ar_law[u] / optima.ar_law[v], {}};
  example.right = {"FV optimum, " + pair, optima.fv_law[u] / optima.fv_law[v], {}};
  return example;
}

Counterexample a6_order() {
  SearchSpace space{.box = {4, 3, 3, 6},
                    .naming = Naming::items,
                    .admits = [](const TokenMap& map) { return is_bijective(map); }};
  const auto found = search<Searched>(space, [](const Candidate<Searched>& c) {
    return item_masses(c.model, c.map) != masses_backwards(c.model, c.map);
  });
  auto example =
      begin({"A6-order", "A6", "trained conditionals give the same item law in every token order",
             "the order of training",
             "every order can realise every item law, but a trained cascaded model belongs to "
             "its order; parallel heads may move together with their positions"},
            space, "bijective", found);
  const CascadedTable<Rational>& model = example.models[0].model;
  const std::vector<Rational> forwards = item_masses(model, example.map);
  const std::vector<Rational> backwards = masses_backwards(model, example.map);
  example.columns = {column("as trained", forwards, Place{0, "scores"}),
                     column("read backwards", backwards)};
  std::size_t item = 0;
  while (forwards[item] == backwards[item]) ++item;
  const std::string name = "item " + std::to_string(item);
  example.left = {name + ", tokens in the order of training", forwards[item], {}};
  example.right = {name + ", tokens read backwards", backwards[item], {}};
  return example;
}

}  // namespace sidproof::counterexamples
