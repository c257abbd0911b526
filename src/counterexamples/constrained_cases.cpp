// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include <set>

#include "counterexamples/assemble.hpp"
#include "counterexamples/cases.hpp"
#include "decoding/constrained.hpp"
#include "exact/flint_rational.hpp"
#include "laws/constrained_laws.hpp"
#include "laws/partition_laws.hpp"

namespace sidproof::counterexamples {
namespace {

using Searched = FlintRational;

bool one_to_one(const TokenMap& map) { return is_injective(map); }

template <Field N>
std::vector<N> local_law(const CascadedTable<N>& model, const Trie& trie) {
  return at_items(local_masses(on_trie(model, trie)), trie);
}

template <Field N>
std::vector<N> global_law(const CascadedTable<N>& model, const Trie& trie) {
  return at_items(global_masses(on_trie(model, trie)), trie);
}

Trie trie_of(const TokenMap& map) { return *Trie::build(map.codes()); }

void show_laws(Counterexample& example) {
  const Trie trie = trie_of(example.map);
  const CascadedTable<Rational>& model = example.models[0].model;
  example.columns = {column("Q", item_masses(model, example.map), Place{0, "scores"}),
                     column("LOCAL", local_law(model, trie), Place{0, "local"}),
                     column("GLOBAL", global_law(model, trie), Place{0, "global"})};
  example.law.emplace_back("f1_local_global_ratio", f1_local_global_ratio(on_trie(model, trie)));
  example.law.emplace_back("f2_local_equals_global", f2_local_equals_global(on_trie(model, trie)));
}

TokenMap without(const TokenMap& map, std::size_t item) {
  std::vector<Sequence> codes;
  for (std::size_t v = 0; v < map.items(); ++v)
    if (v != item) codes.emplace_back(map[v].begin(), map[v].end());
  return {map.space(), codes};
}

template <Field N>
std::vector<N> local_without(const CascadedTable<N>& model, const TokenMap& map, std::size_t item) {
  return local_law(model, trie_of(without(map, item)));
}

// The two survivors that a removal swaps, with the item removed.
struct Swap {
  std::size_t removed;
  std::pair<std::size_t, std::size_t> pair;  // numbers among the survivors
};
template <OrderedField N>
std::optional<Swap> swap_by_removal(const CascadedTable<N>& model, const TokenMap& map,
                                    const Trie& trie) {
  if (map.items() < 3) return std::nullopt;
  const std::vector<N> whole = local_law(model, trie);
  for (std::size_t removed = 0; removed < map.items(); ++removed) {
    std::vector<N> kept = whole;
    kept.erase(kept.begin() + static_cast<std::ptrdiff_t>(removed));
    if (const auto pair = swapped_pair(kept, local_without(model, map, removed)))
      return Swap{removed, *pair};
  }
  return std::nullopt;
}

// Tokens outside the trie keep `factor` of their weight, rows are normalised again;
// off the trie there is nothing to mask.
template <Field N>
CascadedTable<N> soft_masked(const CascadedTable<N>& model, const TokenMap& map, const N& factor) {
  const Trie trie = trie_of(map);
  const CascadedShape& shape = model.shape();
  std::vector<N> weights(model.cells().begin(), model.cells().end());
  for (const Sequence& prefix : rows_in_use(map)) {
    const std::size_t begin = shape.row_begin(shape.row_of(prefix));
    for (std::uint32_t t = 0; t < map.space().alphabet(prefix.size()); ++t)
      if (!trie.child(*trie.find(prefix), t)) weights[begin + t] *= factor;
  }
  return softmax<N>(shape, std::move(weights));
}

// What a constraint on single positions, or on neighbours, admits.
std::optional<Sequence> admitted_non_item(const TokenMap& map, bool neighbours) {
  const std::size_t k = map.space().length();
  std::vector<std::set<Sequence>> seen(k);
  std::set<Sequence> codes;
  const auto window = [&](SequenceView s, std::size_t j) {
    return neighbours && j > 0 ? Sequence{s[j - 1], s[j]} : Sequence{s[j]};
  };
  for (std::size_t v = 0; v < map.items(); ++v) {
    codes.emplace(map[v].begin(), map[v].end());
    for (std::size_t j = 0; j < k; ++j) seen[j].insert(window(map[v], j));
  }
  std::optional<Sequence> found;
  map.space().for_each([&](SequenceView s) {
    bool admitted = !found && !codes.contains(Sequence(s.begin(), s.end()));
    for (std::size_t j = 0; j < k && admitted; ++j) admitted = seen[j].contains(window(s, j));
    if (admitted) found.emplace(s.begin(), s.end());
  });
  return found;
}

// The uniform law on what the constraint admits next.
CascadedTable<Rational> constrained_uniform(const TokenMap& map, bool neighbours) {
  CascadedShape shape(map.space());
  std::vector<Rational> weights(shape.cells(), 0);
  for (std::size_t j = 0; j < map.space().length(); ++j) {
    std::vector<std::uint32_t> alphabets = map.space().alphabets();
    alphabets.resize(j);
    CodeSpace(std::move(alphabets)).for_each([&](SequenceView prefix) {
      const std::size_t begin = shape.row_begin(shape.row_of(prefix));
      bool any = false;
      for (std::size_t v = 0; v < map.items(); ++v)
        if (!neighbours || j == 0 || map[v][j - 1] == prefix[j - 1]) {
          weights[begin + map[v][j]] = 1;
          any = true;
        }
      if (!any) weights[begin] = 1;
    });
  }
  return softmax<Rational>(std::move(shape), std::move(weights));
}

Counterexample f7(bool neighbours, Size box, Statement statement) {
  SearchSpace space{.box = box, .naming = Naming::items, .admits = one_to_one, .rows = Rows::none};
  const auto found = search<Rational>(space, [&](const Candidate<Rational>& c) {
    return admitted_non_item(c.map, neighbours).has_value();
  });
  auto example = begin(std::move(statement), space, "one-to-one", found);
  const auto model = constrained_uniform(example.map, neighbours);
  example.models.push_back({"uniform over what the constraint admits", model});
  example.columns = {column("Q", item_masses(model, example.map), Place{0, "scores"})};
  const Sequence intruder = *admitted_non_item(example.map, neighbours);
  example.left = {"mass on the items; " + text_of_sequence(intruder) + " is admitted and no item",
                  z_direct(model, example.map), Place{0, "valid_mass"}};
  example.right = {"a sound constraint puts on the items", 1, {}};
  example.law.emplace_back("b3_leakage", b3_leakage(model, example.map));
  return example;
}

}  // namespace

Counterexample f2_law() {
  SearchSpace space{.box = {2, 3, 3, 6}, .admits = one_to_one, .rows = Rows::positive};
  const auto found = search<Searched>(space, [](const Candidate<Searched>& c) {
    return local_law(c.model, c.trie) != global_law(c.model, c.trie);
  });
  auto example =
      begin({"F2-law", "F2", "LOCAL (mask every step) is GLOBAL (condition on the items)",
             "siblings complete equally: h is equal below every valid prefix",
             "masked decoding of a model trained without mask samples from another law "
             "than the model's own, conditioned on valid items"},
            space, "one-to-one", found);
  show_laws(example);
  const auto& local = example.columns[1].values;
  const auto& global = example.columns[2].values;
  std::size_t item = 0;
  while (local[item] == global[item]) ++item;
  example.left = {"LOCAL of item " + std::to_string(item), *local[item], {}};
  example.right = {"GLOBAL of item " + std::to_string(item), *global[item], {}};
  return example;
}

Counterexample f2_best() {
  SearchSpace space{.box = {2, 3, 3, 6}, .admits = one_to_one, .rows = Rows::positive};
  const auto found = search<Searched>(space, [](const Candidate<Searched>& c) {
    const auto local = only_best(local_law(c.model, c.trie));
    const auto global = only_best(global_law(c.model, c.trie));
    return local && global && *local != *global;
  });
  auto example = begin({"F2-best", "F2", "LOCAL and GLOBAL recommend the same item",
                        "siblings complete equally: h is equal below every valid prefix",
                        "the mask itself changes the recommendation: LOCAL does not see what is "
                        "lost below a prefix"},
                       space, "one-to-one", found);
  show_laws(example);
  const Trie trie = trie_of(example.map);
  const std::vector<Rational> local = local_law(example.models[0].model, trie);
  const std::vector<Rational> global = global_law(example.models[0].model, trie);
  const std::size_t u = *only_best(local);
  const std::size_t v = *only_best(global);
  const std::string pair = "odds of item " + std::to_string(u) + " over item " + std::to_string(v);
  example.left = {"LOCAL, " + pair, local[u] / local[v], {}};
  example.right = {"GLOBAL, " + pair, global[u] / global[v], {}};
  return example;
}

Counterexample f5_coherence() {
  SearchSpace space{.box = {3, 3, 3, 5}, .admits = one_to_one, .rows = Rows::positive};
  const auto found = search<Searched>(space, [](const Candidate<Searched>& c) {
    return swap_by_removal(c.model, c.map, c.trie).has_value();
  });
  auto example = begin(
      {"F5-coherence", "F5", "taking an item out of the catalogue leaves the order of the others",
       "GLOBAL instead of LOCAL",
       "an in-stock filter in the trie's mask re-ranks items that stay in stock"},
      space, "one-to-one", found);
  const CascadedTable<Rational>& model = example.models[0].model;
  const Trie trie = trie_of(example.map);
  const Swap swap = *swap_by_removal(model, example.map, trie);
  const std::vector<Rational> local = local_law(model, trie);
  const std::vector<Rational> rest = local_without(model, example.map, swap.removed);
  Column after{"LOCAL without item " + std::to_string(swap.removed), {}, {}};
  std::vector<std::size_t> survivors;
  for (std::size_t v = 0; v < example.map.items(); ++v) {
    if (v == swap.removed) {
      after.values.emplace_back();
      continue;
    }
    after.values.emplace_back(rest[survivors.size()]);
    survivors.push_back(v);
  }
  example.columns = {column("Q", item_masses(model, example.map), Place{0, "scores"}),
                     column("LOCAL", local, Place{0, "local"}), std::move(after),
                     column("GLOBAL", global_law(model, trie), Place{0, "global"})};
  const auto [a, b] = swap.pair;
  const std::string pair =
      "odds of item " + std::to_string(survivors[a]) + " over item " + std::to_string(survivors[b]);
  example.left = {"LOCAL with all items, " + pair, local[survivors[a]] / local[survivors[b]], {}};
  example.right = {
      "LOCAL without item " + std::to_string(swap.removed) + ", " + pair, rest[a] / rest[b], {}};
  const Trie smaller = trie_of(without(example.map, swap.removed));
  example.law.emplace_back("f5_coherence", sidproof::f5_coherence(on_trie(model, trie), smaller));
  return example;
}

Counterexample f6_soft_mask() {
  SearchSpace space{.box = {2, 3, 3, 6}, .admits = one_to_one, .rows = Rows::positive};
  const auto found = search<Searched>(space, [](const Candidate<Searched>& c) {
    const auto soft = soft_masked(c.model, c.map, fraction<Searched>(1, 2));
    return !(z_direct(soft, c.map) == Searched(1));
  });
  auto example = begin({"F6-soft-mask", "F6", "a mask keeps all probability on the items",
                        "the mask is -infinity (here a penalty of ln 2 is subtracted from logits)",
                        "a finite penalty only makes the leak smaller"},
                       space, "one-to-one", found);
  const auto soft = soft_masked(example.models[0].model, example.map, fraction<Rational>(1, 2));
  example.models.push_back({"q with the penalty", soft});
  const Trie trie = trie_of(example.map);
  example.columns = {column("penalty", item_masses(soft, example.map), Place{1, "scores"}),
                     column("LOCAL", local_law(example.models[0].model, trie), Place{0, "local"})};
  example.left = {"mass on the items with the penalty", z_direct(soft, example.map), Place{1, "Z"}};
  Rational masked = 0;
  for (const Rational& mass : local_law(example.models[0].model, trie)) masked += mass;
  example.right = {"mass on the items with the mask", masked, {}};
  example.law.emplace_back("f2b_masked_training",
                           f2b_masked_training(on_trie(example.models[0].model, trie)));
  return example;
}

Counterexample f7_positions() {
  return f7(
      false, {2, 3, 3, 1},
      {"F7-positions", "F7", "allowing the tokens that occur at each position admits items only",
       "the trie (its prefixes)",
       "a list of tokens per position is no substitute for the trie: it invents items"});
}

Counterexample f7_bigram() {
  return f7(
      true, {2, 3, 3, 1},
      {"F7-bigram", "F7", "allowing the token pairs that occur at each position admits items only",
       "the trie (its prefixes)",
       "nor is a list of neighbours: two items that meet in the middle are crossed"});
}

}  // namespace sidproof::counterexamples
