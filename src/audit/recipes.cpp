// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "audit/recipes.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <boost/unordered/unordered_flat_set.hpp>
#include <cstdint>
#include <utility>

#include "audit/missing_sequence.hpp"

namespace sidproof {
namespace {

// What the laws ask of a table.
struct Shape {
  bool one_to_one = false;
  bool prefix_free = false;
  bool onto = false;
};

std::string collision_text(const AuditResult& audit) {
  if (audit.groups.size() == 0)
    return fmt::format("{} items have several sequences", audit.conflicting_items);
  return fmt::format("{} items share a sequence, up to {} the same", audit.items_in_groups,
                     audit.largest_group);
}

RecipeVerdict unmasked(const AuditResult& audit, const Shape& shape) {
  RecipeVerdict recipe{"trained without mask", {}, {}, {}};
  if (audit.conflicting_items > 0) {
    recipe.equivalent = Verdict::refuted(collision_text(audit));
    recipe.meaning =
        "The table is no function: which sequence of an item is trained on decides the loss. "
        "Settle each item's sequence first.";
    recipe.laws = "E1";
  } else if (!shape.one_to_one) {
    recipe.equivalent = Verdict::refuted(collision_text(audit));
    recipe.meaning =
        "AR-NTP cannot tell the items of a group apart: for unrestricted models its best loss lies "
        "below FV-MLE's by H(V | tok V) of the traffic, exactly what it does not know.";
    recipe.laws = "B4 collision, C2 collision_entropy";
    if (!shape.prefix_free) {
      recipe.meaning += " Sequences that begin others can add up to more than probability 1.";
      recipe.laws += ", D1";
    }
  } else if (!shape.prefix_free) {
    recipe.equivalent = Verdict::refuted("a sequence is a proper prefix of another");
    recipe.meaning =
        "The scores of the items can add up to more than 1 and equal maxima fail; train an end "
        "token.";
    recipe.laws = "C1v, D1, D4";
  } else if (!shape.onto) {
    recipe.equivalent = Verdict::refuted("probability leaks to sequences that are no item's");
    recipe.meaning =
        "The two losses differ by the mean of log Z, which changes with the parameters: the "
        "best parameters can differ. Only unrestricted tabular models reach the same optimum.";
    recipe.laws = audit.min_length == audit.max_length
                      ? "A2c any_family, B3 leakage, C1 injective_iff_equal_maxima"
                      : "A2c any_family, B3 leakage, C1v";
  } else {
    recipe.equivalent = Verdict::holds("Z = 1 for every model");
    recipe.meaning =
        "The two losses are one function of the parameters, in every model family, provided "
        "that each position's softmax ranges over its codebook and nothing else.";
    recipe.laws = audit.min_length == audit.max_length
                      ? "A2 equivalence_cascaded, A2c any_family, B2 bijective_iff"
                      : "A2c any_family, D1";
  }
  return recipe;
}

RecipeVerdict masked(const AuditResult& audit, const Shape& shape) {
  RecipeVerdict recipe{"trained with the trie mask", {}, {}, {}};
  if (audit.conflicting_items > 0) {
    recipe.equivalent = Verdict::refuted(collision_text(audit));
    recipe.meaning = "The table is no function; a mask does not choose between the sequences.";
    recipe.laws = "E1, F2b masked_training";
  } else if (!shape.prefix_free) {
    recipe.equivalent = Verdict::refuted("a sequence ends at an inner node of the trie");
    recipe.meaning =
        "Without an end token no mask makes a law of it: the trie's leaves are not the items. "
        "Train an end token and mask that, too.";
    recipe.laws = "D1, D4, F2b masked_training";
    if (!shape.one_to_one) {
      recipe.meaning += " Items of one group would still share their probability.";
      recipe.laws += ", C2 collision_entropy";
    }
  } else if (!shape.one_to_one) {
    recipe.equivalent = Verdict::refuted(collision_text(audit));
    recipe.meaning =
        "Equivalent to maximum likelihood over groups of items that share a sequence, not over "
        "items: inside a group every item gets the group's score.";
    recipe.laws = "F2b masked_training, B6 item_laws, C2 collision_entropy";
  } else {
    recipe.equivalent = Verdict::holds("masked to the trie, the model is a law on the items");
    recipe.meaning =
        "The two losses are one function of the parameters, in every model family, provided "
        "that the mask comes before the softmax, in training as in decoding.";
    recipe.laws = "A2c any_family, F2b masked_training";
  }
  return recipe;
}

RecipeVerdict parallel_heads(const AuditResult& audit, const Shape& shape) {
  RecipeVerdict recipe{"parallel heads", {}, {}, {}};
  if (audit.min_length != audit.max_length) {
    recipe.equivalent = Verdict::refuted("the sequences differ in length");
    recipe.meaning = "Parallel heads need one length; pad the table to one or use a cascade.";
    recipe.laws = "A3 equivalence_parallel";
  } else if (audit.conflicting_items > 0) {
    recipe.equivalent = Verdict::refuted(collision_text(audit));
    recipe.meaning = "The table is no function: settle each item's sequence first.";
    recipe.laws = "E1";
  } else if (!shape.one_to_one) {
    recipe.equivalent = Verdict::refuted(collision_text(audit));
    recipe.meaning =
        "Two errors of opposite sign: heads cannot tell the items of a group apart, and they "
        "miss how tokens depend on each other (total correlation). Their difference can look "
        "like nothing.";
    recipe.laws = "B2 bijective_iff, C2 collision_entropy, C3 total_correlation, C4 decomposition";
  } else if (!shape.onto) {
    recipe.equivalent = Verdict::refuted("probability leaks to sequences that are no item's");
    recipe.meaning =
        "Heads spread probability over the whole grid and never renormalise it over the items; "
        "the losses differ by the mean of log Z, which changes with the parameters.";
    recipe.laws = "A2c any_family, B3 leakage, C3 total_correlation";
  } else {
    recipe.equivalent = Verdict::holds("Z = 1 for every model");
    recipe.meaning =
        "The two losses are one function of the parameters; the optimum stays above that of an "
        "unrestricted model by the total correlation of the tokens.";
    recipe.laws = "A3 equivalence_parallel, B2 bijective_iff, C3 total_correlation";
  }
  return recipe;
}

}  // namespace

std::vector<RecipeVerdict> recipe_verdicts(const AuditResult& audit) {
  const Shape shape{audit.one_to_one.truth == Truth::holds, audit.prefix_free.truth == Truth::holds,
                    audit.onto.truth == Truth::holds};
  return {unmasked(audit, shape), masked(audit, shape), parallel_heads(audit, shape)};
}

namespace {

// The longest row that starts with the row's sequence: no sequence extends it.
std::uint64_t longest_extension(const Codes& codes, std::uint64_t row) {
  if (codes.is_fixed_length()) return row;
  std::uint64_t longest = row;
  codes.visit([&](const auto& rows) {
    const auto start = rows[row];
    for (std::uint64_t other = 0; other < rows.size(); ++other) {
      const auto candidate = rows[other];
      if (candidate.size() > rows[longest].size() &&
          std::equal(start.begin(), start.end(), candidate.begin()))
        longest = other;
    }
  });
  return longest;
}

// How many items' sequences begin the row's sequence: Z of the model that emits it.
std::uint64_t items_along(const Table& table, const AuditResult& audit, std::uint64_t row) {
  std::vector<std::uint64_t> along;
  table.codes.visit([&](const auto& rows) {
    const auto path = rows[row];
    for (std::uint64_t other = 0; other < rows.size(); ++other) {
      const auto own = rows[other];
      if (own.size() <= path.size() && std::equal(own.begin(), own.end(), path.begin()))
        along.push_back(other);
    }
  });
  if (audit.repeated_items == 0) return along.size();
  boost::unordered_flat_set<std::string> items;
  for (const std::uint64_t other : along) items.insert(table.items[other]);
  return items.size();
}

ZWitness emitting(const Table& table, const AuditResult& audit, std::uint64_t row) {
  const std::uint64_t path = longest_extension(table.codes, row);
  const std::uint64_t z = items_along(table, audit, path);
  return {true, Rational(z), table.tokens(path),
          fmt::format("the model that always emits {} gives probability 1 to each of {} items, so "
                      "Z = {} instead of 1",
                      table.sequence_text(path), z, z)};
}

}  // namespace

ZWitness z_witness(const Table& table, const AuditResult& audit) {
  if (audit.groups.size() > 0) return emitting(table, audit, audit.groups[0][0]);
  if (!audit.prefix_witnesses.empty())
    return emitting(table, audit, audit.prefix_witnesses.front().prefix_row);
  ZWitness witness;
  if (audit.conflicting_items > 0) {
    witness.explanation = "some items have several sequences: Z is not defined for such a table";
    return witness;
  }
  if (audit.onto.truth == Truth::holds) {
    witness.explanation = "the table is bijective onto its code space: Z = 1 for every model";
    return witness;
  }
  std::vector<std::uint64_t> codebooks;
  codebooks.reserve(audit.positions.size());
  for (const PositionUse& position : audit.positions) codebooks.push_back(position.codebook);
  // Without conflicts a repeated row repeats its item's sequence.
  auto sequence = missing_sequence(table, codebooks, audit.groups, audit.repeated_rows);
  if (!sequence) {
    witness.explanation = "some sequences are no item's: a model that emits one has Z = 0";
    return witness;
  }
  witness.exists = true;
  witness.z = 0;
  witness.sequence = std::move(*sequence);
  witness.explanation = fmt::format(
      "the model that always emits {}, which is no item's sequence, gives every item probability "
      "0, so Z = 0 instead of 1",
      fmt::join(witness.sequence, " "));
  return witness;
}

}  // namespace sidproof
