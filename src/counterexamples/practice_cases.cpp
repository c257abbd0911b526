// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "counterexamples/assemble.hpp"
#include "counterexamples/cases.hpp"
#include "exact/flint_rational.hpp"
#include "laws/partition_laws.hpp"
#include "objective/family_optimum.hpp"
#include "objective/optima.hpp"
#include "objective/reductions.hpp"

namespace sidproof::counterexamples {
namespace {

using Searched = FlintRational;

// Each of two models is strictly better for its own loss: the optima differ.
template <ConditionalModel M>
Verdict each_better_for_its_own(const M& nll, const M& other, const TokenMap& map,
                                const ItemCounts& counts, const Reduction& reduction) {
  const bool first = reduced_loss(nll, map, counts, {}) < reduced_loss(other, map, counts, {});
  const bool second =
      reduced_loss(other, map, counts, reduction) < reduced_loss(nll, map, counts, reduction);
  return claim("each optimum is strictly better for its own loss", first && second,
               text_of_map(map));
}

// The optimum of sum of n(v)/|code v| * -ln Q(code v): frequencies in which an item of
// length l counts 1/l.
CascadedTable<Rational> best_for_means(const TokenMap& map, const ItemCounts& counts) {
  std::vector<Rational> weights;
  for (std::size_t v = 0; v < map.items(); ++v)
    weights.push_back(Rational(counts[v]) / Rational(map[v].size()));
  return best_of_family<Rational>(CascadedShape(map.space()), map, weights);
}

// Optimum of the smoothed loss at k = 1: the smoothed frequencies.
CascadedTable<Rational> smoothed_frequencies(const TokenMap& map, const ItemCounts& counts,
                                             const Rational& smoothing) {
  const auto frequencies = best_of_family<Rational>(CascadedShape(map.space()), map, counts);
  const std::uint32_t tokens = map.space().alphabet(0);
  std::vector<Rational> cells;
  for (const Rational& q : frequencies.cells())
    cells.push_back((1 - smoothing) * q + smoothing / tokens);
  return {frequencies.shape(), std::move(cells)};
}

template <Field N>
N prefix_likelihood(const CascadedTable<N>& model, const TokenMap& map, std::size_t item) {
  return prefix_mass(model, map[item].first(map[item].size() - 1));
}

// The mass of all items that have this item's tokens but the last.
template <Field N>
N group_mass(const CascadedTable<N>& model, const TokenMap& map, std::size_t item) {
  const SequenceView stem = map[item].first(map[item].size() - 1);
  N mass(0);
  for (std::size_t v = 0; v < map.items(); ++v)
    if (std::ranges::equal(map[v].first(stem.size()), stem)) mass += prefix_mass(model, map[v]);
  return mass;
}

}  // namespace

Counterexample g2_mean() {
  SearchSpace space{.box = {2, 3, 3, 6},
                    .variable_length = true,
                    .admits = [](const TokenMap& map) { return is_prefix_code(map); },
                    .rows = Rows::none,
                    .data = true};
  const auto found = search<Rational>(space, [](const Candidate<Rational>& c) {
    return item_masses(best_for_means(c.map, c.counts), c.map) != best_item_law(c.counts);
  });
  auto example = begin(
      {"G2-mean", "G2", "the mean over an item's tokens has the optimum of the item's likelihood",
       "equal lengths", "averaging the loss per sequence makes longer items count less"},
      space, "prefix-free", found);
  const auto mean = best_for_means(example.map, example.counts);
  const auto nll =
      best_of_family<Rational>(CascadedShape(example.map.space()), example.map, example.counts);
  example.models = {{"optimum of the mean loss", mean}, {"optimum of the likelihood", nll}};
  example.columns = {column("mean loss", item_masses(mean, example.map), Place{0, "scores"}),
                     column("likelihood", item_masses(nll, example.map), Place{1, "scores"})};
  example.left = {"item 0 at the optimum of the mean loss", *example.columns[0].values[0], {}};
  example.right = {"item 0 at the optimum of the likelihood", *example.columns[1].values[0], {}};
  Reduction means;
  means.mean = Reduction::Mean::over_examples;
  example.law.emplace_back("reduced_loss",
                           each_better_for_its_own(nll, mean, example.map, example.counts, means));
  return example;
}

Counterexample g3_stripped() {
  SearchSpace space{
      .box = {2, 3, 3, 6},
      .admits = [](const TokenMap& map) { return is_injective(map) && map.space().length() > 1; },
      .rows = Rows::positive};
  const auto found = search<Searched>(space, [](const Candidate<Searched>& c) {
    return !(prefix_likelihood(c.model, c.map, 0) == group_mass(c.model, c.map, 0));
  });
  auto example = begin(
      {"G3-stripped", "G3", "without its last token the loss is the likelihood of the item's group",
       "nothing leaks at the last level",
       "dropping a de-duplication token from the loss credits a group with probability "
       "that none of its items has"},
      space, "one-to-one", found);
  const CascadedTable<Rational>& model = example.models[0].model;
  example.columns = {column("Q", item_masses(model, example.map), Place{0, "scores"})};
  example.left = {
      "Q of item 0 without its last token", prefix_likelihood(model, example.map, 0), {}};
  example.right = {"Q of all items that begin so", group_mass(model, example.map, 0), {}};
  example.law.emplace_back("b1_partition", b1_partition(model, example.map));
  return example;
}

Counterexample g3_smoothing() {
  // At k = 1 the optimum is known in closed form; the table is bijective, so that
  // nothing but the smoothing is wrong.
  SearchSpace space{.box = {2, 1, 3, 6},
                    .admits = [](const TokenMap& map) { return is_bijective(map); },
                    .rows = Rows::none,
                    .data = true};
  const Rational half = fraction<Rational>(1, 2);
  const auto found = search<Rational>(space, [&](const Candidate<Rational>& c) {
    return item_masses(smoothed_frequencies(c.map, c.counts, half), c.map) !=
           best_item_law(c.counts);
  });
  auto example = begin(
      {"G3-smoothing", "G3", "label smoothing has the optimum of the likelihood",
       "no smoothing (here 1/2)", "a smoothed loss reports, and trains towards, another item law"},
      space, "bijective", found);
  const auto smooth = smoothed_frequencies(example.map, example.counts, half);
  const auto nll =
      best_of_family<Rational>(CascadedShape(example.map.space()), example.map, example.counts);
  example.models = {{"optimum of the smoothed loss", smooth}, {"optimum of the likelihood", nll}};
  example.columns = {column("smoothed", item_masses(smooth, example.map), Place{0, "scores"}),
                     column("likelihood", item_masses(nll, example.map), Place{1, "scores"})};
  example.left = {"item 0 at the optimum of the smoothed loss", *example.columns[0].values[0], {}};
  example.right = {"item 0 at the optimum of the likelihood", *example.columns[1].values[0], {}};
  Reduction smoothed;
  smoothed.smoothing = half;
  example.law.emplace_back(
      "reduced_loss", each_better_for_its_own(nll, smooth, example.map, example.counts, smoothed));
  return example;
}

Counterexample g4_vocabulary() {
  // The items fill a codebook of two tokens or more at every position; the softmax has
  // more tokens than that.
  const auto fills_a_codebook = [](const TokenMap& map) {
    const std::size_t k = map.space().length();
    std::vector<std::vector<bool>> used(k, std::vector<bool>(map.space().alphabet(0), false));
    for (std::size_t v = 0; v < map.items(); ++v)
      for (std::size_t j = 0; j < k; ++j) used[j][map[v][j]] = true;
    std::size_t sequences = 1;
    for (const std::vector<bool>& tokens : used) {
      const auto codebook = static_cast<std::size_t>(std::ranges::count(tokens, true));
      if (codebook < 2 || codebook == tokens.size()) return false;
      sequences *= codebook;
    }
    return is_injective(map) && sequences == map.items();
  };
  SearchSpace space{.box = {2, 3, 3, 6}, .admits = fills_a_codebook, .rows = Rows::positive};
  const auto found = search<Searched>(space, [](const Candidate<Searched>& c) {
    return !(z_direct(c.model, c.map) == Searched(1));
  });
  auto example =
      begin({"G4-vocabulary", "G4", "when all sequences over the codebooks are items, Z = 1",
             "the softmax is over the codebook, not over a larger vocabulary",
             "a full trie still leaks when each step may also emit words, separators "
             "or another level's tokens"},
            space, "full-codebook", found);
  const CascadedTable<Rational>& model = example.models[0].model;
  example.columns = {column("Q", item_masses(model, example.map), Place{0, "scores"})};
  example.left = {"Z", z_direct(model, example.map), Place{0, "Z"}};
  example.right = {"a law on the items sums to", 1, {}};
  example.law.emplace_back("b3_leakage", b3_leakage(model, example.map));
  return example;
}

}  // namespace sidproof::counterexamples
