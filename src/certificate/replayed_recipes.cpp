// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "certificate/replayed_recipes.hpp"

#include <string>

namespace sidproof {
namespace {

struct Premises {
  bool function;      // each item has one sequence
  bool no_group;      // no two items share one
  bool prefix_free;   // none begins another
  bool onto;          // each sequence of S begins with one
  bool fixed_length;  // all have one length
};

GapSign sign(bool some_below, bool some_above) {
  if (some_below && some_above) return GapSign::either;
  if (some_below) return GapSign::at_most_zero;
  return some_above ? GapSign::at_least_zero : GapSign::zero;
}

// Z - 1 = sum of (mult(s) - 1) Q(s): a model below 1 needs a sequence that begins
// with no item's, a model above 1 one that begins with two.
GapSign gap_on_the_grid(const Premises& table) {
  if (!table.function) return GapSign::undefined;
  return sign(!table.onto, !(table.no_group && table.prefix_free));
}

// Nothing leaves the trie, so every path passes an item.
GapSign gap_on_the_trie(const Premises& table) {
  if (!table.function) return GapSign::undefined;
  return sign(false, !(table.no_group && table.prefix_free));
}

std::string unmasked_laws(const Premises& table) {
  if (!table.function) return "E1";
  if (!table.no_group)
    return table.prefix_free ? "B4 collision, C2 collision_entropy"
                             : "B4 collision, C2 collision_entropy, D1";
  if (!table.prefix_free) return "C1v, D1, D4";
  if (table.onto)
    return table.fixed_length ? "A2 equivalence_cascaded, A2c any_family, B2 bijective_iff"
                              : "A2c any_family, D1";
  return table.fixed_length ? "A2c any_family, B3 leakage, C1 injective_iff_equal_maxima"
                            : "A2c any_family, B3 leakage, C1v";
}

std::string masked_laws(const Premises& table) {
  if (!table.function) return "E1, F2b masked_training";
  if (table.prefix_free)
    return table.no_group ? "A2c any_family, F2b masked_training"
                          : "F2b masked_training, B6 item_laws, C2 collision_entropy";
  return table.no_group ? "D1, D4, F2b masked_training"
                        : "D1, D4, F2b masked_training, C2 collision_entropy";
}

std::string parallel_laws(const Premises& table) {
  if (!table.fixed_length) return "A3 equivalence_parallel";
  if (!table.function) return "E1";
  if (!table.no_group)
    return "B2 bijective_iff, C2 collision_entropy, C3 total_correlation, C4 decomposition";
  return table.onto ? "A3 equivalence_parallel, B2 bijective_iff, C3 total_correlation"
                    : "A2c any_family, B3 leakage, C3 total_correlation";
}

Truth equivalent(GapSign gap) { return gap == GapSign::zero ? Truth::holds : Truth::refuted; }

}  // namespace

std::vector<CertifiedRecipe> replayed_recipes(const CertifiedShape& shape,
                                              const CertifiedFacts& facts) {
  const Premises table{facts.conflicting_items == 0, facts.collision_groups == 0,
                       facts.proper_prefixes == 0, facts.onto == Truth::holds,
                       shape.min_length == shape.max_length};
  const GapSign grid = gap_on_the_grid(table);
  const GapSign trie = gap_on_the_trie(table);
  // Heads of one length cannot be trained on sequences of several.
  const GapSign parallel = table.fixed_length ? grid : GapSign::undefined;
  return {{"trained without mask", equivalent(grid), grid, unmasked_laws(table)},
          {"trained with the trie mask", equivalent(trie), trie, masked_laws(table)},
          {"parallel heads", equivalent(parallel), parallel, parallel_laws(table)}};
}

}  // namespace sidproof
