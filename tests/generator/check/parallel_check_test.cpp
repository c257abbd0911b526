// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
// The end-to-end checks hold for parallel heads, and notice heads that are broken.
#include <gtest/gtest.h>

#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "generator/check/check_setting.hpp"
#include "generator/decoding/parallel_laws.hpp"
#include "generator/network/parallel_head_by_hand.hpp"

namespace sidproof {
namespace {

using namespace reference;
using Prompt = Subject::Prompt;

struct Setting : CheckSetting {
  static Setting make(const Table& table) { return {CheckSetting::make(table, 51, true)}; }

  [[nodiscard]] std::vector<Check> checks(const Subject& subject) const {
    const auto result =
        check_generator(subject, network, catalogue, table.codes, observed, options());
    EXPECT_TRUE(result) << (result ? "" : to_string(result.error()));
    return result ? *result : std::vector<Check>{};
  }
};

TEST(ParallelChecks, HoldOnEveryKindOfTable) {
  for (const auto& [name, table] : small_tables()) {
    const Setting setting = Setting::make(table);
    for (const Check& check : setting.checks(reference_subject(setting.network, setting.catalogue)))
      EXPECT_EQ(check.verdict.truth, Truth::holds)
          << name << ": " << check.name << ": " << check.verdict.reason;
  }
}

TEST(ParallelChecks, SearchIsExactAtEveryWidth) {
  const Setting setting = Setting::make(random_table({6, 6, 6}, 40, 2));
  for (const Check& check : setting.checks(reference_subject(setting.network, setting.catalogue)))
    if (check.name == "K6-search") {
      EXPECT_NE(check.verdict.reason.find("RAW beam of 10: 10 right, 10 certified"),
                std::string::npos)
          << check.verdict.reason;
    }
}

struct Mutant {
  std::string name;
  std::string check;
  std::function<void(Subject&, const Setting&)> breaks;
};

// Heads that have one fault, in laws and recomputed laws.
Mutant head(std::string name, HeadFault fault) {
  return {std::move(name), "K5-enclosures", [fault](Subject& subject, const Setting& setting) {
            const auto positions = [fault, &setting](Prompt prompt, const Executor& executor) {
              const auto session =
                  Session::start(setting.network, setting.catalogue, prompt, 0, executor);
              const auto& hidden = session->root().hidden;
              const std::vector<double> state(hidden.begin(), hidden.end());
              std::vector<CodebookLaw> laws;
              for (std::size_t j = 0; j < setting.catalogue.length(); ++j) {
                const auto logits = parallel_head_by_hand(setting.network.weights(), state, j,
                                                          setting.catalogue.first_token(j),
                                                          setting.catalogue.codebook(j), fault);
                laws.push_back(codebook_law(std::vector<float>(logits.begin(), logits.end())));
              }
              return laws;
            };
            subject.laws = [positions, &setting](Prompt prompt,
                                                 const Schedule& schedule) -> Result<TrieLaws> {
              return laws_of_positions(setting.catalogue,
                                       positions(prompt, Executor(schedule.executor)),
                                       schedule.executor.threads);
            };
            subject.recomputed = [positions, &setting](Prompt prompt,
                                                       std::uint32_t node) -> Result<NodeLaw> {
              const Trie& trie = setting.catalogue.trie();
              return law_of_children(trie, node,
                                     positions(prompt, Executor())[trie.prefix(node).size()]);
            };
          }};
}

// Changes one output of an operator of the heads before the checks see it.
Mutant operators(std::string name, OperatorCall::Kind kind, bool with_divisor,
                 std::function<float(float)> change) {
  return {std::move(name), "K4-operators",
          [kind, with_divisor, change](Subject& subject, const Setting&) {
            subject.observe = [original = subject.observe, kind, with_divisor, change](
                                  Prompt prompt, const Observer& observer) {
              original(prompt, [&](const OperatorCall& call) {
                OperatorCall changed = call;
                std::vector<float> out(call.out, call.out + call.rows * call.columns);
                if (call.kind == kind && (call.divisor != 1) == with_divisor)
                  out.back() = change(out.back());
                changed.out = out.data();
                observer(changed);
              });
            };
          }};
}

std::vector<Mutant> mutants() {
  std::vector<Mutant> all;
  const auto fault = [&](std::string name, auto&& set) {
    HeadFault wrong;
    set(wrong);
    all.push_back(head(std::move(name), wrong));
  };
  fault("the state is not normalised", [](HeadFault& f) { f.state_keeps_its_length = true; });
  fault("embeddings are not normalised",
        [](HeadFault& f) { f.embeddings_keep_their_lengths = true; });
  fault("normalised before the residual",
        [](HeadFault& f) { f.normalised_before_the_residual = true; });
  fault("no residual", [](HeadFault& f) { f.no_residual = true; });
  fault("no bias", [](HeadFault& f) { f.no_bias = true; });
  fault("relu instead of silu", [](HeadFault& f) { f.relu = true; });
  fault("positions swapped", [](HeadFault& f) { f.position_shift = 1; });
  fault("one head for all positions", [](HeadFault& f) { f.first_head_only = true; });
  fault("the codebook of the next position",
        [](HeadFault& f) { f.codebook_of_the_next_position = true; });
  fault("no temperature", [](HeadFault& f) { f.temperature_factor = 10; });
  fault("a temperature off by a thousandth", [](HeadFault& f) { f.temperature_factor = 1.001; });
  // Decoding.
  all.push_back(
      {"heads see the token before", "K5-enclosures", [](Subject& subject, const Setting& setting) {
         Shape shape = setting.network.shape();
         shape.parallel_heads = 0;
         Weights weights = setting.network.weights();
         weights.shape = shape;
         weights.heads.clear();
         const auto cascaded = std::make_shared<const Network>(std::move(weights));
         subject.laws = [cascaded, &setting](Prompt prompt, const Schedule& schedule) {
           return trie_laws(*cascaded, setting.catalogue, prompt, Executor(schedule.executor),
                            schedule.pass);
         };
       }});
  const auto found = [&](std::string name, std::string check, auto&& change) {
    all.push_back(
        {std::move(name), std::move(check), [change](Subject& subject, const Setting& setting) {
           subject.beam = [original = subject.beam, change, &setting](
                              Prompt prompt, std::size_t width, Decoding decoding,
                              const Schedule& schedule) {
             auto result = original(prompt, width, decoding, schedule);
             if (result) change(*result, setting);
             return result;
           };
         }});
  };
  found("only a part of the items is scored", "K6-search", [](Found& f, const Setting& s) {
    const std::uint32_t unseen = s.catalogue.leaves().second - 1;
    if (f.results.size() > 1)
      std::erase_if(f.results, [&](const Scored& scored) { return scored.node == unseen; });
  });
  found("scores are means", "K6-search", [](Found& f, const Setting& s) {
    for (Scored& scored : f.results)
      scored.score /= static_cast<std::int64_t>(s.catalogue.length());
  });
  found("ties by the last item", "K2-items-only", [](Found& f, const Setting&) {
    if (f.results.size() > 1) {
      f.results[1].score = f.results[0].score;
      if (f.results[0].node < f.results[1].node) std::swap(f.results[0].node, f.results[1].node);
    }
  });
  // Operators.
  using Kind = OperatorCall::Kind;
  const auto three_units = [](float x) { return x * (1.0F + 3 * 0x1p-23F); };
  all.push_back(operators("silu off by three units", Kind::silu_linear, false, three_units));
  all.push_back(operators("a unit vector off by three units", Kind::unit, false, three_units));
  all.push_back(operators("a cosine off by three units", Kind::linear, true, three_units));
  all.push_back(
      operators("a cosine not divided", Kind::linear, true, [](float x) { return x * 0.1F; }));
  return all;
}

TEST(ParallelChecks, EveryMutantIsNoticedByItsCheck) {
  const Setting setting = Setting::make(random_table({6, 6, 6}, 40, 2));
  for (const Mutant& mutant : mutants()) {
    Subject subject = reference_subject(setting.network, setting.catalogue);
    mutant.breaks(subject, setting);
    bool met = false;
    for (const Check& check : setting.checks(subject)) {
      if (check.name != mutant.check) continue;
      met = true;
      EXPECT_EQ(check.verdict.truth, Truth::refuted) << mutant.name << ": " << check.verdict.reason;
    }
    EXPECT_TRUE(met) << mutant.name;
  }
}

}  // namespace
}  // namespace sidproof
