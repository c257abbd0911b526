// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "counterexamples/assemble.hpp"
#include "counterexamples/cases.hpp"
#include "laws/maxima_laws.hpp"
#include "objective/family_optimum.hpp"
#include "objective/optima.hpp"

namespace sidproof::counterexamples {
namespace {

bool maxima_differ(const Candidate<Rational>& c) {
  const auto best = best_of_family<Rational>(CascadedShape(c.map.space()), c.map, c.counts);
  return ar_likelihood(best, c.map, c.counts) !=
         fv_likelihood<Rational>(best_item_law(c.counts), c.counts);
}

void compare_maxima(Counterexample& example) {
  const auto best =
      best_of_family<Rational>(CascadedShape(example.map.space()), example.map, example.counts);
  const std::vector<Rational> law = best_item_law(example.counts);
  example.models.push_back({"AR optimum", best});
  example.columns = {column("AR: Q", item_masses(best, example.map), Place{0, "scores"}),
                     column("FV: n/N", law)};
  example.left = {"max lik_AR", ar_likelihood(best, example.map, example.counts),
                  Place{{}, "lik_AR"}};
  example.right = {"max lik_FV", fv_likelihood<Rational>(law, example.counts), {}};
}

}  // namespace

Counterexample c1_collision() {
  SearchSpace space{.box = {2, 3, 3, 6},
                    .admits = [](const TokenMap& map) { return !is_injective(map); },
                    .rows = Rows::none,
                    .data = true};
  const auto found = search<Rational>(space, maxima_differ);
  auto example =
      begin({"C1-collision", "C1", "max lik_AR = max lik_FV on every data set", "one-to-one",
             "AR-NTP looks better than FV-MLE by exactly what it cannot tell apart (C2)"},
            space, "colliding", found);
  compare_maxima(example);
  example.law.emplace_back("c1_injective_iff_equal_maxima",
                           c1_injective_iff_equal_maxima(example.map, example.counts));
  example.law.emplace_back("c2_collision_entropy",
                           c2_collision_entropy(example.map, example.counts));
  return example;
}

Counterexample c1v_prefix() {
  SearchSpace space{.box = {2, 3, 3, 6},
                    .variable_length = true,
                    .admits = [](const TokenMap& map) { return is_injective(map); },
                    .rows = Rows::none,
                    .data = true};
  const auto found = search<Rational>(space, maxima_differ);
  auto example = begin({"C1v-prefix", "C1v", "max lik_AR = max lik_FV on every data set",
                        "prefix-free (one-to-one is kept)",
                        "without an end token the shorter item never pays for its ending"},
                       space, "one-to-one", found);
  compare_maxima(example);
  example.law.emplace_back("c1v_prefix_code_iff_equal_maxima",
                           c1v_prefix_code_iff_equal_maxima(example.map, example.counts));
  return example;
}

Counterexample c3_parallel() {
  SearchSpace space{.box = {2, 3, 3, 6},
                    .naming = Naming::items,
                    .admits = [](const TokenMap& map) { return is_injective(map); },
                    .rows = Rows::none,
                    .data = true};
  const auto found = search<Rational>(space, [](const Candidate<Rational>& c) {
    return ar_likelihood(best_parallel(c.map, c.counts), c.map, c.counts) !=
           ar_likelihood(best_cascaded(c.map, c.counts), c.map, c.counts);
  });
  auto example =
      begin({"C3-parallel", "C3", "the best parallel heads are as good as the best cascaded model",
             "independent token positions",
             "parallel heads fall short by the total correlation of the tokens, "
             "whatever the training"},
            space, "one-to-one", found);
  const auto cascaded = best_cascaded(example.map, example.counts);
  const auto parallel = as_cascaded(best_parallel(example.map, example.counts));
  example.models = {{"cascaded optimum", cascaded}, {"parallel optimum", parallel}};
  example.columns = {column("cascaded", item_masses(cascaded, example.map), Place{0, "scores"}),
                     column("parallel", item_masses(parallel, example.map), Place{1, "scores"})};
  example.left = {"max lik_AR, cascaded", ar_likelihood(cascaded, example.map, example.counts), {}};
  example.right = {
      "max lik_AR, parallel", ar_likelihood(parallel, example.map, example.counts), {}};
  example.law.emplace_back("c3_total_correlation",
                           c3_total_correlation(example.map, example.counts,
                                                best_parallel(example.map, example.counts)));
  return example;
}

}  // namespace sidproof::counterexamples
