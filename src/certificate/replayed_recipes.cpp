// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "certificate/replayed_recipes.hpp"

#include <string>

namespace sidproof {
namespace {

struct Premises {
  bool function;      // each item has one sequence
  bool no_group;      // no two items share one
  bool prefix_free;   // none begins another
  bool fixed_length;  // all have one length
};

// Z is a mean of the multiplicities (B1), and every one of them is the Z of a point mass.
GapSign gap(const Premises& table, std::uint64_t least, std::uint64_t most) {
  if (!table.function) return GapSign::undefined;
  if (least == most) return most == 1 ? GapSign::zero : GapSign::constant;
  if (least >= 1) return GapSign::at_least_zero;
  return most > 1 ? GapSign::either : GapSign::at_most_zero;
}

bool is_constant(GapSign gap) { return gap == GapSign::zero || gap == GapSign::constant; }

std::string unmasked_laws(const Premises& table, GapSign gap) {
  if (!table.function) return "E1";
  if (gap == GapSign::constant) return "A2c any_family, B1 partition";
  if (!table.no_group)
    return table.prefix_free ? "B4 collision, C2 collision_entropy"
                             : "B4 collision, C2 collision_entropy, D1";
  if (!table.prefix_free) return "C1v, D1, D4";
  if (gap == GapSign::zero)
    return table.fixed_length ? "A2 equivalence_cascaded, A2c any_family, B2 bijective_iff"
                              : "A2c any_family, D1";
  return table.fixed_length ? "A2c any_family, B3 leakage, C1 injective_iff_equal_maxima"
                            : "A2c any_family, B3 leakage, C1v";
}

std::string masked_laws(const Premises& table, GapSign gap) {
  if (!table.function) return "E1, F2b masked_training";
  if (gap == GapSign::constant) return "A2c any_family, B1 partition, F2b masked_training";
  if (table.prefix_free)
    return table.no_group ? "A2c any_family, F2b masked_training"
                          : "F2b masked_training, B6 item_laws, C2 collision_entropy";
  return table.no_group ? "D1, D4, F2b masked_training"
                        : "D1, D4, F2b masked_training, C2 collision_entropy";
}

std::string parallel_laws(const Premises& table, GapSign gap) {
  if (!table.fixed_length) return "A3 equivalence_parallel";
  if (!table.function) return "E1";
  if (gap == GapSign::constant) return "A2c any_family, B1 partition, C3 total_correlation";
  if (!table.no_group)
    return "B2 bijective_iff, C2 collision_entropy, C3 total_correlation, C4 decomposition";
  return gap == GapSign::zero ? "A3 equivalence_parallel, B2 bijective_iff, C3 total_correlation"
                              : "A2c any_family, B3 leakage, C3 total_correlation";
}

Truth equivalent(GapSign gap) { return is_constant(gap) ? Truth::holds : Truth::refuted; }

}  // namespace

std::vector<CertifiedRecipe> replayed_recipes(const CertifiedShape& shape,
                                              const CertifiedFacts& facts) {
  const Premises table{facts.conflicting_items == 0, facts.collision_groups == 0,
                       facts.proper_prefixes == 0, shape.min_length == shape.max_length};
  const GapSign grid = gap(table, facts.least_multiplicity, facts.largest_multiplicity);
  const GapSign trie = gap(table, facts.least_multiplicity_on_trie, facts.largest_multiplicity);
  // Heads of one length cannot be trained on sequences of several.
  const GapSign parallel = table.fixed_length ? grid : GapSign::undefined;
  return {{"trained without mask", equivalent(grid), grid, unmasked_laws(table, grid)},
          {"trained with the trie mask", equivalent(trie), trie, masked_laws(table, trie)},
          {"parallel heads", equivalent(parallel), parallel, parallel_laws(table, parallel)}};
}

}  // namespace sidproof
