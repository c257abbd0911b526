// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "audit/recipes.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <boost/unordered/unordered_flat_set.hpp>
#include <cmath>
#include <cstdint>
#include <utility>

#include "base/plural.hpp"

namespace sidproof::recipe_table {
namespace {

using Audit = const AuditResult&;
using Text = std::string (*)(Audit);

// What the laws ask of a table. As Z = sum of mult(s) Q(s) (B1), its range over all
// models is that of mult, over the code space or over the trie.
bool is_function(Audit a) { return a.conflicting_items == 0; }
bool fixed(Audit a) { return a.min_length == a.max_length; }
bool prefix_free(Audit a) { return a.proper_prefixes == 0; }
bool collides(Audit a) { return a.groups.size() > 0; }
bool always(Audit /*a*/) { return true; }
bool no_function(Audit a) { return !is_function(a); }
bool several_lengths(Audit a) { return !fixed(a); }
bool one(Audit a) { return a.multiplicities.constant() == 1; }
bool constant(Audit a) { return a.multiplicities.constant().has_value(); }
bool one_on_trie(Audit a) { return a.multiplicities.constant_on_trie() == 1; }
bool constant_on_trie(Audit a) { return a.multiplicities.constant_on_trie().has_value(); }
// Two sequences of the trie with other counts decide it, whatever the codebooks are.
bool undecided(Audit a) { return !a.multiplicities.least && constant_on_trie(a); }
bool has_prefixes(Audit a) { return !prefix_free(a); }

std::string sizes(Audit a) {
  std::string text;
  for (const PositionUse& position : a.positions)
    text += (text.empty() ? "" : "·") + std::to_string(position.codebook);
  return text;
}

// The models of whom a sentence without mask speaks.
std::string softmax(Audit a) {
  if (a.positions.empty()) return {};
  if (a.codebook_source != CodebookSource::in_use)
    return ", provided that each position's softmax ranges over its codebook and nothing else";
  if (a.positions.size() > 8)
    return ", provided that each position's softmax has just the codes in use and no other";
  return fmt::format(", provided that the softmax has just the codes in use, {}, and no other",
                     sizes(a));
}

std::string log_of(std::uint64_t c) {
  return fmt::format("log {} = {:.6f}", c, std::log(static_cast<double>(c)));
}

std::string not_told_apart(Audit a) {
  return collides(a) ? " Items of one group still cannot be told apart." : "";
}

std::string constant_difference(Audit a) {
  return fmt::format(
      "The two losses differ by the constant {} nats an event, so they have the same optimum and "
      "the same gradients, in every model family",
      log_of(a.multiplicities.most));
}

std::string several_sequences(Audit a) {
  return plural(a.conflicting_items, "item has", "items have") + " several sequences";
}

std::string collisions(Audit a) {
  return fmt::format("{} a sequence, up to {} the same",
                     plural(a.items_in_groups, "item shares", "items share"), a.largest_group);
}

std::string z_is_one(Audit /*a*/) { return "Z = 1 for every model"; }
std::string z_is_constant(Audit a) {
  return fmt::format("Z = {} for every model", a.multiplicities.most);
}
std::string a_prefix(Audit /*a*/) { return "a sequence is a proper prefix of another"; }
std::string leaks(Audit /*a*/) { return "probability leaks to sequences that are no item's"; }

/// A sentence of the table below, and the condition under which it is said. Of a recipe
/// the first one whose condition holds is said.
struct RecipeSentence {
  std::string_view name;
  bool (*when)(Audit);
  Truth equivalent;
  Text reason;
  Text meaning;
  std::string_view laws;
};

constexpr std::array unmasked_sentences = {
    RecipeSentence{"unmasked: no function", no_function, Truth::refuted, several_sequences,
                   [](Audit) {
                     return std::string(
                         "Which sequence of an item is trained on decides the loss. Settle each "
                         "item's sequence first.");
                   },
                   "E1"},
    RecipeSentence{
        "unmasked: one function", [](Audit a) { return one(a) && fixed(a); }, Truth::holds,
        z_is_one,
        [](Audit a) {
          return "The two losses are one function of the parameters, in every model family" +
                 softmax(a) + ".";
        },
        "A2 equivalence_cascaded, A2c any_family, B2 bijective_iff"},
    RecipeSentence{
        "unmasked: one function, several lengths", one, Truth::holds, z_is_one,
        [](Audit a) {
          return "The two losses are one function of the parameters, in every model family" +
                 softmax(a) + ".";
        },
        "A2c any_family, D1"},
    RecipeSentence{
        "unmasked: constant", constant, Truth::holds, z_is_constant,
        [](Audit a) { return constant_difference(a) + softmax(a) + "." + not_told_apart(a); },
        "A2c any_family, B1 partition"},
    RecipeSentence{"unmasked: code space unknown", undecided, Truth::unknown,
                   [](Audit a) { return a.onto.reason; },
                   [](Audit) {
                     return std::string(
                         "Whether probability leaks to sequences that are no item's depends on "
                         "what the softmax ranges over: give --codebooks.");
                   },
                   "B1 partition, B3 leakage"},
    RecipeSentence{
        "unmasked: collisions", [](Audit a) { return collides(a) && prefix_free(a); },
        Truth::refuted, collisions,
        [](Audit) {
          return std::string(
              "AR-NTP cannot tell the items of a group apart: for unrestricted models its best "
              "loss "
              "lies below FV-MLE's by H(V | tok V) of the traffic, exactly what it does not know.");
        },
        "B4 collision, C2 collision_entropy"},
    RecipeSentence{
        "unmasked: collisions and prefixes", collides, Truth::refuted, collisions,
        [](Audit) {
          return std::string(
              "AR-NTP cannot tell the items of a group apart, and no end token pays for sequences "
              "that begin others: for unrestricted models its best loss lies below FV-MLE's by "
              "H(V | tok V) of the traffic at least.");
        },
        "B4 collision, C2 collision_entropy, D1"},
    RecipeSentence{"unmasked: prefixes", has_prefixes, Truth::refuted, a_prefix,
                   [](Audit) {
                     return std::string(
                         "The scores of the items can add up to more than 1, and the best loss can "
                         "lie below FV-MLE's; train an end token.");
                   },
                   "C1v, D1, D4"},
    RecipeSentence{
        "unmasked: leaks", fixed, Truth::refuted, leaks,
        [](Audit) {
          return std::string(
              "The two losses differ by the mean of log Z, which changes with the parameters: the "
              "best parameters can differ. Unrestricted tabular models still reach the same "
              "optimum; "
              "a family with shared parameters need not.");
        },
        "A2c any_family, B3 leakage, C1 injective_iff_equal_maxima"},
    RecipeSentence{
        "unmasked: leaks, several lengths", always, Truth::refuted, leaks,
        [](Audit) {
          return std::string(
              "The two losses differ by the mean of log Z, which changes with the parameters: the "
              "best parameters can differ. Unrestricted tabular models still reach the same "
              "optimum; "
              "a family with shared parameters need not.");
        },
        "A2c any_family, B3 leakage, C1v"},
};

constexpr std::array masked_sentences = {
    RecipeSentence{"masked: no function", no_function, Truth::refuted, several_sequences,
                   [](Audit) {
                     return std::string("A mask does not choose between the sequences of an item.");
                   },
                   "E1, F2b masked_training"},
    RecipeSentence{
        "masked: one function", one_on_trie, Truth::holds,
        [](Audit) {
          return std::string("masked to the trie, the model is a distribution over the items");
        },
        [](Audit) {
          return std::string(
              "The two losses are one function of the parameters, in every model family, provided "
              "that the mask comes before the softmax, in training as in decoding.");
        },
        "A2c any_family, F2b masked_training"},
    RecipeSentence{"masked: constant", constant_on_trie, Truth::holds,
                   [](Audit a) { return "masked to the trie, " + z_is_constant(a); },
                   [](Audit a) {
                     return constant_difference(a) +
                            ", provided that the mask comes before the softmax, in training as in "
                            "decoding." +
                            not_told_apart(a);
                   },
                   "A2c any_family, B1 partition, F2b masked_training"},
    RecipeSentence{
        "masked: prefixes", [](Audit a) { return has_prefixes(a) && !collides(a); }, Truth::refuted,
        [](Audit) { return std::string("a sequence ends at an inner node of the trie"); },
        [](Audit) {
          return std::string(
              "Without an end token no mask makes a distribution over the items of it: the trie's "
              "leaves are not the items. Train an end token and mask that, too.");
        },
        "D1, D4, F2b masked_training"},
    RecipeSentence{
        "masked: collisions and prefixes", has_prefixes, Truth::refuted,
        [](Audit) { return std::string("a sequence ends at an inner node of the trie"); },
        [](Audit) {
          return std::string(
              "Without an end token no mask makes a distribution over the items of it: the trie's "
              "leaves are not the items. Train an end token and mask that, too. Items of one group "
              "would still share their probability.");
        },
        "D1, D4, F2b masked_training, C2 collision_entropy"},
    RecipeSentence{
        "masked: collisions", always, Truth::refuted, collisions,
        [](Audit) {
          return std::string(
              "Equivalent to maximum likelihood over groups of items that share a sequence, not "
              "over items: inside a group every item gets the group's score.");
        },
        "F2b masked_training, B6 item_laws, C2 collision_entropy"},
};

constexpr std::array parallel_sentences = {
    RecipeSentence{"parallel: several lengths", several_lengths, Truth::refuted,
                   [](Audit) { return std::string("the sequences differ in length"); },
                   [](Audit) {
                     return std::string(
                         "Parallel heads need one length; pad the table to one or use a cascade.");
                   },
                   "A3 equivalence_parallel"},
    RecipeSentence{
        "parallel: no function", no_function, Truth::refuted, several_sequences,
        [](Audit) {
          return std::string(
              "Which sequence of an item is trained on decides the loss. Settle each item's "
              "sequence first.");
        },
        "E1"},
    RecipeSentence{"parallel: one function", one, Truth::holds, z_is_one,
                   [](Audit a) {
                     return "The two losses are one function of the parameters" + softmax(a) +
                            "; the optimum stays above that of an unrestricted model by the total "
                            "correlation of the tokens.";
                   },
                   "A3 equivalence_parallel, B2 bijective_iff, C3 total_correlation"},
    RecipeSentence{
        "parallel: constant", constant, Truth::holds, z_is_constant,
        [](Audit a) {
          return constant_difference(a) + softmax(a) +
                 "; the optimum stays above that of an unrestricted model of the sequences by the "
                 "total correlation of the tokens." +
                 not_told_apart(a);
        },
        "A2c any_family, B1 partition, C3 total_correlation"},
    RecipeSentence{"parallel: code space unknown", undecided, Truth::unknown,
                   [](Audit a) { return a.onto.reason; },
                   [](Audit) {
                     return std::string(
                         "Whether probability leaks to sequences that are no item's depends on "
                         "what the softmax ranges over: give --codebooks.");
                   },
                   "B1 partition, B3 leakage"},
    RecipeSentence{
        "parallel: collisions", collides, Truth::refuted, collisions,
        [](Audit) {
          return std::string(
              "Two errors of opposite sign: heads cannot tell the items of a group apart, and they "
              "miss how tokens depend on each other (total correlation). Their difference can look "
              "like nothing.");
        },
        "B2 bijective_iff, C2 collision_entropy, C3 total_correlation, C4 decomposition"},
    RecipeSentence{
        "parallel: leaks", always, Truth::refuted, leaks,
        [](Audit) {
          return std::string(
              "Heads spread probability over the whole grid and never renormalise it over the "
              "items; the losses differ by the mean of log Z, which changes with the parameters.");
        },
        "A2c any_family, B3 leakage, C3 total_correlation"},
};

RecipeVerdict said(std::string_view recipe, std::span<const RecipeSentence> sentences, Audit a) {
  const auto found =
      std::ranges::find_if(sentences, [&](const RecipeSentence& s) { return s.when(a); });
  return {std::string(recipe), {found->equivalent, found->reason(a)},
          found->meaning(a),   std::string(found->laws),
          found->name,         found->name.ends_with(": constant")};
}

}  // namespace
}  // namespace sidproof::recipe_table

namespace sidproof {

std::vector<RecipeVerdict> recipe_verdicts(const AuditResult& audit) {
  using namespace recipe_table;
  return {said("trained without mask", unmasked_sentences, audit),
          said("trained with the trie mask", masked_sentences, audit),
          said("parallel heads", parallel_sentences, audit)};
}

std::vector<std::string_view> recipe_sentences() {
  using namespace recipe_table;
  std::vector<std::string_view> names;
  for (const RecipeSentence& sentence : unmasked_sentences) names.push_back(sentence.name);
  for (const RecipeSentence& sentence : masked_sentences) names.push_back(sentence.name);
  for (const RecipeSentence& sentence : parallel_sentences) names.push_back(sentence.name);
  return names;
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

// mult of the row's sequence: Z of the model that emits it.
std::uint64_t pairs_along(const Table& table, const AuditResult& audit, std::uint64_t row) {
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
  // Sequences on one path are told apart by their lengths.
  boost::unordered_flat_set<std::pair<std::string, std::size_t>> pairs;
  for (const std::uint64_t other : along)
    pairs.emplace(table.items[other], table.codes.length(other));
  return pairs.size();
}

ZWitness emitting(const Table& table, const AuditResult& audit, std::uint64_t row) {
  const std::uint64_t path = longest_extension(table.codes, row);
  const std::uint64_t z = pairs_along(table, audit, path);
  const char* counted = recipe_table::is_function(audit) ? "items" : "(item, sequence) pairs";
  return {true, Rational(z), table.tokens(path),
          fmt::format("the model that always emits {} gives probability 1 to each of {} {}, so "
                      "Z = {} instead of 1",
                      table.sequence_text(path), z, counted, z)};
}

}  // namespace

ZWitness z_witness(const Table& table, const AuditResult& audit) {
  if (audit.groups.size() > 0) return emitting(table, audit, audit.groups[0][0]);
  if (!audit.prefix_witnesses.empty())
    return emitting(table, audit, audit.prefix_witnesses.front().prefix_row);
  ZWitness witness;
  if (audit.conflicting_items > 0) {
    witness.explanation = plural(audit.conflicting_items, "item has", "items have") +
                          " several sequences: which one is trained on decides Z";
    return witness;
  }
  if (audit.onto.truth == Truth::holds) {
    witness.explanation = "none is possible: Z = 1 for every model" + recipe_table::softmax(audit);
    return witness;
  }
  if (audit.onto.truth == Truth::unknown) {
    witness.explanation = "none is known: " + audit.onto.reason;
    return witness;
  }
  if (!audit.missing) {
    witness.explanation =
        "none is named: a model that emits a sequence that begins with no item's has Z = 0";
    return witness;
  }
  witness.sequence = *audit.missing;
  witness.exists = true;
  witness.z = 0;
  witness.explanation = fmt::format(
      "the model that always emits {}, which {}, gives every item probability "
      "0, so Z = 0 instead of 1",
      fmt::join(witness.sequence, " "),
      recipe_table::fixed(audit) ? "is no item's sequence" : "begins with no item's sequence");
  return witness;
}

}  // namespace sidproof
