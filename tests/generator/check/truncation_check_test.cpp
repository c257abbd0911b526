// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
// The end-to-end checks under temperature, top-k and top-p, and rules that are not followed.
#include <gtest/gtest.h>

#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "generator/arithmetic/token_law.hpp"
#include "generator/check/check_setting.hpp"

namespace sidproof {
namespace {

using namespace reference;
using Prompt = Subject::Prompt;

struct Setting : CheckSetting {
  static Setting make(const Table& table, bool parallel) {
    return {CheckSetting::make(table, 81, parallel)};
  }

  [[nodiscard]] Result<std::vector<Check>> checks(const Subject& subject,
                                                  const TokenRule& rule) const {
    CheckOptions options = CheckSetting::options();
    options.rule = rule;
    return check_generator(subject, network, catalogue, table.codes, observed, options);
  }
  [[nodiscard]] Subject subject(const TokenRule& rule) const {
    return reference_subject(network, catalogue, rule);
  }
};

Table small_table() { return random_table({6, 6, 6}, 40, 2); }

TEST(TruncationChecks, HoldUnderEveryRule) {
  std::size_t without_law = 0;
  for (const bool parallel : {false, true})
    for (const Table& table : {small_table(), full_table({3, 4, 2})}) {
      const Setting setting = Setting::make(table, parallel);
      for (const TokenRule& rule : {TokenRule{0.5}, TokenRule{3}, TokenRule{1, 4, 1},
                                    TokenRule{1, 0, 0.9}, TokenRule{1.5, 5, 0.8}}) {
        const auto checks = setting.checks(setting.subject(rule), rule);
        ASSERT_TRUE(checks) << to_string(checks.error());
        EXPECT_EQ(checks->size(), rule.truncates() ? 19U : 18U);
        for (const Check& check : *checks) {
          EXPECT_EQ(check.verdict.truth, Truth::holds)
              << check.name << ": " << check.verdict.reason;
          if (check.verdict.reason.find("it is no law") != std::string::npos) ++without_law;
        }
      }
    }
  EXPECT_GT(without_law, 0U);
}

TEST(TruncationChecks, ACatalogueThatWasCutAwayIsAnError) {
  // Of the codes 0 ... 5 only 5 is an item's: top-k 1 cuts it unless it is the best.
  std::size_t refused = 0;
  for (std::uint32_t code = 0; code < 6; ++code) {
    const Setting setting = Setting::make(numeric_table({6}, {{code}}), false);
    const TokenRule rule{1, 1, 1};
    if (const auto checks = setting.checks(setting.subject(rule), rule); !checks) {
      ++refused;
      EXPECT_EQ(checks.error().what, "top-k and top-p leave no sequence of the catalogue");
      EXPECT_EQ(checks.error().code, ErrorCode::usage);
    }
  }
  EXPECT_GE(refused, 4U);
}

struct Mutant {
  std::string name;
  std::string check;
  TokenRule followed;  // instead of {0.7, 3, 0.8}
  std::function<void(Subject&)> breaks = [](Subject&) {};
};

Mutant laws(std::string name, std::string check, const std::function<void(TrieLaws&)>& change) {
  return {std::move(name), std::move(check), {0.7, 3, 0.8}, [change](Subject& subject) {
            subject.laws = [original = subject.laws, change](Prompt prompt,
                                                             const Schedule& schedule) {
              auto result = original(prompt, schedule);
              if (result) change(*result);
              return result;
            };
          }};
}

TEST(TruncationChecks, DrawsOfALocalThatIsNoLawAreNoticed) {
  const Setting setting = Setting::make(small_table(), false);
  std::size_t without_law = 0;
  for (const TokenRule& rule : {TokenRule{1, 4, 1}, TokenRule{1, 0, 0.9}, TokenRule{1.5, 5, 0.8}}) {
    Subject subject = setting.subject(rule);
    const auto prompt = setting.catalogue.prompt(setting.observed.front().history, 16);
    if (local_dead_mass(setting.catalogue, *subject.laws(*prompt, {})) == 0) continue;
    ++without_law;
    subject.sampler = [original = subject.sampler](const TrieLaws& l, const ItemLaw& law,
                                                   Decoding) {
      return original(l, law, Decoding::global);
    };
    const auto checks = setting.checks(subject, rule);
    ASSERT_TRUE(checks);
    for (const Check& check : *checks) {
      if (check.name == "K7-draws-local" || check.name == "K7-frequencies-local") {
        EXPECT_EQ(check.verdict.truth, Truth::refuted) << check.name;
      }
    }
  }
  EXPECT_GT(without_law, 0U);
}

TEST(TruncationChecks, EveryMutantIsNoticedByItsCheck) {
  const Setting setting = Setting::make(small_table(), false);
  const TokenRule claimed{0.7, 3, 0.8};
  const Trie& trie = setting.catalogue.trie();
  std::vector<Mutant> mutants{
      {"no temperature", "K5-enclosures", {1, 3, 0.8}},
      {"the temperature's inverse", "K5-enclosures", {1 / 0.7, 3, 0.8}},
      {"one token too many", "K2-truncation", {0.7, 4, 0.8}},
      {"one token too few", "K2-truncation", {0.7, 2, 0.8}},
      {"no top-p", "K2-truncation", {0.7, 3, 1}},
      {"no top-k", "K2-truncation", {0.7, 0, 0.8}},
      {"top-p off by a hundredth", "K2-truncation", {0.7, 3, 0.9}},
      laws("what is left is not scaled up", "K2-token-sums",
           [&](TrieLaws& l) {
             for (std::uint32_t node = 1; node < trie.nodes(); ++node)
               if (l.weight[node] != 0 && l.weight[node] != weight_total) l.weight[node] /= 2;
           }),
      laws("scaled by moving all to one token", "K2-truncation",
           [&](TrieLaws& l) {
             for (std::uint32_t node = 0; node < setting.catalogue.leaves().first; ++node)
               for (std::uint32_t child = trie.first_child(node);
                    child < trie.first_child(node + 1); ++child)
                 if (l.weight[child] > 1000 && l.outside[node] > 0) {
                   l.weight[child] -= 1000;
                   l.outside[node] += 1000;
                   break;
                 }
           }),
      laws("a cut token keeps a weight of one", "K2-token-sums",
           [&](TrieLaws& l) {
             for (std::uint32_t node = 1; node < trie.nodes(); ++node)
               if (l.weight[node] == 0 && l.outside[trie.parent(node)] > 0) {
                 l.weight[node] = 1;
                 --l.outside[trie.parent(node)];
               }
           }),
      {"a filler for a cut sequence", "K2-items-only", claimed,
       [&](Subject& subject) {
         subject.beam = [original = subject.beam, &setting](Prompt prompt, std::size_t width,
                                                            Decoding decoding,
                                                            const Schedule& schedule) {
           auto found = original(prompt, width, decoding, schedule);
           const auto [begin, end] = setting.catalogue.leaves();
           std::vector<bool> met(end, false);
           for (const Scored& scored : found->results) met[scored.node] = true;
           for (std::uint32_t leaf = begin; leaf < end && found->results.size() < width; ++leaf)
             if (!met[leaf]) found->results.push_back({leaf, least_log});
           return found;
         };
       }},
      {"draws of what was there before the cut", "K7-frequencies-global", claimed,
       [&](Subject& subject) {
         subject.sampler = [original = subject.sampler, &setting](
                               const TrieLaws&, const ItemLaw&, Decoding) -> Result<Subject::Draw> {
           const auto prompt = setting.catalogue.prompt(setting.observed.front().history, 16);
           const auto whole = std::make_shared<const TrieLaws>(*trie_laws(
               setting.network, setting.catalogue, *prompt, Executor(), {}, most_trie_cost, {0.7}));
           const auto law = std::make_shared<const ItemLaw>(item_law(setting.catalogue, *whole));
           const auto draw = original(*whole, *law, Decoding::global);
           return Subject::Draw(
               [whole, law, draw](const Seed& seed, std::uint64_t request, std::uint64_t sample) {
                 return (*draw)(seed, request, sample);
               });
         };
       }},
      {"a dead end is filled by another child", "K3-bits", claimed,
       [&](Subject& subject) {
         subject.recomputed = [original = subject.recomputed](Prompt prompt, std::uint32_t node) {
           auto law = original(prompt, node);
           if (law && law->masked_log[0] == cut_log) law->masked_log[0] = 0;
           return law;
         };
       }},
  };
  for (const Mutant& mutant : mutants) {
    Subject subject = setting.subject(mutant.followed);
    mutant.breaks(subject);
    const auto checks = setting.checks(subject, claimed);
    ASSERT_TRUE(checks) << mutant.name << ": " << to_string(checks.error());
    bool met = false;
    for (const Check& check : *checks) {
      if (check.name != mutant.check) continue;
      met = true;
      EXPECT_EQ(check.verdict.truth, Truth::refuted) << mutant.name << ": " << check.verdict.reason;
    }
    EXPECT_TRUE(met) << mutant.name;
  }
}

}  // namespace
}  // namespace sidproof
