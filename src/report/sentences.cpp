// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "report/sentences.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "report/numbers.hpp"

namespace sidproof::sentence_table {
namespace {

using Audit = const AuditResult&;

bool always(Audit /*a*/) { return true; }
bool function(Audit a) { return a.conflicting_items == 0; }
bool collides(Audit a) { return a.groups.size() > 0; }
bool fixed(Audit a) { return a.min_length == a.max_length; }
bool has_prefixes(Audit a) { return a.proper_prefixes > 0; }
bool onto(Audit a) { return a.onto.truth == Truth::holds; }
bool inferred(Audit a) {
  return a.codebook_source == CodebookSource::in_use && !a.positions.empty();
}

std::string in_groups(Audit a, std::string_view one, std::string_view many) {
  return fmt::format("{} in {}, largest {}", counted(a.items_in_groups, one, many),
                     counted(a.groups.size(), "group", "groups"), grouped(a.largest_group));
}

std::string no_tokens(Audit a) {
  if (a.empty_codes == 0) return {};
  return fmt::format("; {} no tokens at all", counted(a.empty_codes, "item has", "items have"));
}

std::string space(Audit a) {
  return a.code_space == 1
             ? fmt::format("1{}sequence of the code space", group_mark)
             : fmt::format("{}{}sequences of the code space", human(a.code_space), group_mark);
}

// "3 of 4 sequences of the code space are an item's"
std::string share(Audit a, std::string_view one, std::string_view many) {
  return fmt::format("{} of {} {}", human(a.covered), space(a), a.covered == 1 ? one : many);
}

std::string_view if_inferred(Audit a) {
  return inferred(a) ? ", provided that the softmax has just the codes in use" : "";
}

std::string mean_log(Audit a) { return enclosure_text(a.mean_log_group_size_nats, 6); }

struct Sentence {
  Topic topic;
  std::string_view name;
  bool (*when)(Audit);
  std::string (*text)(Audit);
};

/// Of a topic the first whose condition holds is said; tests/report/sentences_test.cpp
/// decides each one by enumeration wherever it is said.
constexpr std::array sentences = {
    Sentence{Topic::one_to_one, "one-to-one",
             [](Audit a) { return a.one_to_one.truth == Truth::holds; },
             [](Audit) { return std::string("every item has a sequence of its own"); }},
    Sentence{Topic::one_to_one, "not one-to-one: several sequences",
             [](Audit a) { return !collides(a); }, [](Audit a) { return a.one_to_one.reason; }},
    Sentence{Topic::one_to_one, "not one-to-one: collisions", function,
             [](Audit a) {
               return fmt::format("{} than sequences; {}",
                                  counted(a.excess, "more item", "more items"),
                                  in_groups(a, "item", "items"));
             }},
    Sentence{Topic::one_to_one, "not one-to-one: collisions and several sequences", always,
             [](Audit a) {
               return in_groups(a, "item shares a sequence with another one,",
                                "items share a sequence with another one,");
             }},

    Sentence{Topic::prefix_free, "not prefix-free", has_prefixes,
             [](Audit a) {
               return fmt::format(
                          "{} a proper prefix of another one: without an end token scores can "
                          "add up to more than 1",
                          counted(a.proper_prefixes, "sequence is", "sequences are")) +
                      no_tokens(a);
             }},
    Sentence{Topic::prefix_free, "prefix-free: one length", fixed,
             [](Audit a) { return "all sequences have the same length" + no_tokens(a); }},
    Sentence{Topic::prefix_free, "prefix-free: several lengths", always,
             [](Audit) { return std::string("no sequence is the beginning of another one"); }},

    Sentence{Topic::onto, "onto: unknown", [](Audit a) { return a.onto.truth == Truth::unknown; },
             [](Audit a) { return a.onto.reason; }},
    Sentence{Topic::onto, "onto: the only sequence",
             [](Audit a) { return onto(a) && a.code_space == 1; },
             [](Audit a) {
               return fmt::format("the only sequence of the code space is an item's{}",
                                  if_inferred(a));
             }},
    Sentence{Topic::onto, "onto: one length", [](Audit a) { return onto(a) && fixed(a); },
             [](Audit a) {
               return fmt::format("each of the {} is an item's{}", space(a), if_inferred(a));
             }},
    Sentence{Topic::onto, "onto: several lengths", onto,
             [](Audit a) {
               return fmt::format(
                   "each of the {} begins with exactly one of the {}{}sequences of "
                   "the table{}",
                   space(a), grouped(a.distinct_sequences), group_mark, if_inferred(a));
             }},
    Sentence{Topic::onto, "not onto: prefixes", has_prefixes,
             [](Audit a) {
               return share(a, "begins with an item's", "begin with an item's") +
                      ", some with the sequences of several: a sequence that begins another is "
                      "counted again";
             }},
    Sentence{Topic::onto, "not onto: one length", fixed,
             [](Audit a) {
               return share(a, "is an item's", "are an item's") +
                      ": probability leaks to the rest unless the trie masks it";
             }},
    Sentence{Topic::onto, "not onto: several lengths", always,
             [](Audit a) {
               return share(a, "begins with an item's", "begin with an item's") +
                      ": probability leaks to the rest unless the trie masks it";
             }},

    Sentence{Topic::sizes, "sizes: refuted",
             [](Audit a) { return a.codebook_source == CodebookSource::refuted; },
             [](Audit) {
               return std::string(
                   "the codes refute the sizes that the file declares: a codebook counts here as "
                   "the larger of its declared size and the number of its codes in use");
             }},

    Sentence{Topic::cost, "cost: none", [](Audit a) { return !collides(a) && !has_prefixes(a); },
             [](Audit) { return std::string("0 nats: no two items share a sequence"); }},
    Sentence{Topic::cost, "cost: prefixes only", [](Audit a) { return !collides(a); },
             [](Audit) {
               return std::string(
                   "0 nats by shared sequences, as no two items share one; what sequences that "
                   "begin others cost, sidproof gap measures on traffic");
             }},
    Sentence{Topic::cost, "cost: an item", function,
             [](Audit a) {
               return fmt::format(
                   "{} nats an item: mean log group size, what the sequences cannot tell apart "
                   "when all items are equally likely",
                   mean_log(a));
             }},
    Sentence{Topic::cost, "cost: a pair", always,
             [](Audit a) {
               return fmt::format(
                   "{} nats an (item, sequence) pair: mean log group size, what the sequences "
                   "cannot tell apart when all pairs are equally likely",
                   mean_log(a));
             }},

    Sentence{Topic::without_last_token, "without the last token",
             [](Audit a) {
               return a.levels.size() > 1 && fixed(a) && function(a) &&
                      a.levels[a.levels.size() - 2].excess > a.excess;
             },
             [](Audit a) {
               const PrefixLevel& shorter = a.levels[a.levels.size() - 2];
               return fmt::format("without the last token: {} than sequences, largest group {}",
                                  counted(shorter.excess, "more item", "more items"),
                                  grouped(shorter.largest_group));
             }},

    Sentence{Topic::kraft, "Kraft sum", [](Audit a) { return !fixed(a); },
             [](Audit a) {
               return fmt::format(
                   "{} (at most 1 is necessary for one-to-one and prefix-free together, not "
                   "sufficient)",
                   a.kraft_exact ? decimal(a.kraft_sum) : enclosure_text(a.kraft_enclosure));
             }},

    Sentence{Topic::theorem, "theorem: several sequences", [](Audit a) { return !function(a); },
             [](Audit) {
               return std::string(
                   "AR-NTP = FV-MLE is a statement about tables that give each item one sequence; "
                   "of this one it can be asked when that is settled:");
             }},
    Sentence{Topic::theorem, "theorem: one length", fixed,
             [](Audit) {
               return std::string(
                   "AR-NTP = FV-MLE for every model exactly when the table is one-to-one and onto "
                   "(B2), and up to a constant exactly when each sequence of the code space is "
                   "equally many items' (B1); which recipes keep it on this table:");
             }},
    Sentence{Topic::theorem, "theorem: several lengths", always,
             [](Audit) {
               return std::string(
                   "AR-NTP = FV-MLE for every model exactly when the table is one-to-one, "
                   "prefix-free and onto: each sequence of full length begins with exactly one "
                   "item's (D1), and up to a constant exactly when with equally many items' (B1); "
                   "which recipes keep it on this table:");
             }},
};

}  // namespace
}  // namespace sidproof::sentence_table

namespace sidproof {

Said said(Topic topic, const AuditResult& audit) {
  using sentence_table::Sentence;
  using sentence_table::sentences;
  const auto found = std::ranges::find_if(
      sentences, [&](const Sentence& s) { return s.topic == topic && s.when(audit); });
  if (found == sentences.end()) return {};
  return {found->name, found->text(audit)};
}

std::vector<std::string_view> sentence_names() {
  std::vector<std::string_view> names;
  for (const auto& sentence : sentence_table::sentences) names.push_back(sentence.name);
  return names;
}

std::string as_sentence(std::string text) {
  if (!text.empty() && text.front() >= 'a' && text.front() <= 'z')
    text.front() = static_cast<char>(text.front() - 'a' + 'A');
  return text + '.';
}

}  // namespace sidproof
