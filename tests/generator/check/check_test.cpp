// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
// The end-to-end checks hold for the reference generator, and each of them notices the
// faults that it is there for: mutants(), every one a broken generator.
#include "generator/check/check.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <bit>
#include <cmath>
#include <functional>
#include <limits>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "generator/arithmetic/token_law.hpp"
#include "generator/check/check_setting.hpp"
#include "generator/decoding/sampler.hpp"

namespace sidproof {
namespace {

using namespace reference;

struct Setting : CheckSetting {
  static Setting make(const Table& table) { return {CheckSetting::make(table, 31)}; }

  [[nodiscard]] std::vector<Check> checks(const Subject& subject, const Codes& codes) const {
    return checks(subject, enclosures_of(network, catalogue), codes);
  }
  [[nodiscard]] std::vector<Check> checks(const Subject& subject, const Enclosures& enclosures,
                                          const Codes& codes) const {
    const auto result =
        check_generator(subject, enclosures, network, catalogue, codes, observed, options());
    EXPECT_TRUE(result) << (result ? "" : to_string(result.error()));
    return result ? *result : std::vector<Check>{};
  }
};

Truth truth_of(const std::vector<Check>& checks, const std::string& name) {
  for (const Check& check : checks)
    if (check.name == name) return check.verdict.truth;
  ADD_FAILURE() << "there is no check " << name;
  return Truth::unknown;
}

TEST(Checks, HoldForTheReferenceGeneratorOnEveryKindOfTable) {
  for (const auto& [name, table] : small_tables()) {
    const Setting setting = Setting::make(table);
    const auto checks =
        setting.checks(reference_subject(setting.network, setting.catalogue), table.codes);
    EXPECT_EQ(checks.size(), 18U);
    for (const Check& check : checks) {
      EXPECT_EQ(check.verdict.truth, Truth::holds)
          << name << ": " << check.name << ": " << check.verdict.reason;
      EXPECT_FALSE(check.verdict.reason.empty()) << check.name;
    }
  }
}

std::string reason(const Table& table, const std::string& name) {
  const Setting setting = Setting::make(table);
  for (const Check& check :
       setting.checks(reference_subject(setting.network, setting.catalogue), table.codes))
    if (check.name == name) return check.verdict.reason;
  return {};
}

TEST(Checks, SayWhatTheTheoremSaysOfEachTable) {
  using testing::MatchesRegex;
  EXPECT_THAT(reason(full_table({3, 4, 2}), "K7-losses"),
              MatchesRegex("unmasked L_AR = .*, L_FV equal, radius .*; masked L_AR = .*, "
                           "L_FV equal, radius .*"));
  EXPECT_THAT(
      reason(numeric_table({3, 4}, {{0, 1}, {0, 3}, {2, 0}, {2, 1}, {2, 2}}), "K7-losses"),
      MatchesRegex("unmasked .*, L_FV = L_AR - .*; masked L_AR = .*, L_FV equal, radius .*"));
  EXPECT_THAT(reason(random_table({4, 3, 3}, 60, 1), "K7-losses"),
              MatchesRegex(".*; masked .*, L_FV = L_AR . [0-9].*, radius .*"));
}

TEST(Checks, StepsByBothLossesAreTheSameUnderThePremiseOnly) {
  using testing::MatchesRegex;
  const Table full = full_table({3, 4, 2});
  const Table gaps = numeric_table({3, 4}, {{0, 1}, {0, 3}, {2, 0}, {2, 1}, {2, 2}});
  const Table collisions = random_table({4, 3, 3}, 60, 1);
  EXPECT_THAT(reason(full, "K7-steps"),
              MatchesRegex("unmasked: [0-9]+ parameters the same, .*; masked: [0-9]+ parameters "
                           "the same, radius .*"));
  EXPECT_THAT(reason(gaps, "K7-steps"),
              MatchesRegex("unmasked: [0-9]+ parameters apart by the gradient of ln Z, at most "
                           "[0-9.e-]*[1-9].*; masked: [0-9]+ parameters the same, radius .*"));
  EXPECT_THAT(reason(collisions, "K7-steps"), MatchesRegex("unmasked: .* apart .*; masked: .* "
                                                           "apart .*"));
  EXPECT_THAT(reason(full, "K7-integer-steps"), MatchesRegex(".*slopes, the same by both losses"));
  EXPECT_THAT(reason(gaps, "K7-integer-steps"),
              MatchesRegex(".*slopes, [1-9][0-9]* apart by exactly the slope of ln Z"));
  EXPECT_THAT(reason(full, "K8-identities"), MatchesRegex(".*, Z = 1 for all"));
  EXPECT_THAT(reason(gaps, "K8-identities"), MatchesRegex(".*, Z = 1 for none"));
}

TEST(Checks, NeedAnExample) {
  const Setting setting = Setting::make(full_table({2, 2}));
  const auto result =
      check_generator(reference_subject(setting.network, setting.catalogue), setting.network,
                      setting.catalogue, setting.table.codes, {}, {});
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().code, ErrorCode::usage);
}

TEST(Checks, RefuseTargetsPrecisionsAndRulesThatAreNone) {
  const Setting setting = Setting::make(full_table({2, 2}));
  const auto code = [&](std::uint32_t target, const CheckOptions& options) {
    const std::vector<Observed> observed{{{0}, 1}, {{0}, target}};
    const auto checked =
        check_generator(reference_subject(setting.network, setting.catalogue), setting.network,
                        setting.catalogue, setting.table.codes, observed, options);
    return checked ? ErrorCode::internal : checked.error().code;
  };
  CheckOptions coarse;
  coarse.bits = 1;
  CheckOptions freezing;
  freezing.rule.temperature = 0;
  EXPECT_EQ(code(4, {}), ErrorCode::usage);
  EXPECT_EQ(code(0, coarse), ErrorCode::usage);
  EXPECT_EQ(code(0, freezing), ErrorCode::usage);
}

TEST(Checks, ATableWithTwoRowsSwappedIsNotTheCatalogues) {
  const Table table = full_table({3, 4, 2});
  const Setting setting = Setting::make(table);
  std::vector<Sequence> rows;
  for (std::size_t row = 0; row < table.rows(); ++row) rows.push_back(table.codes.row(row));
  std::swap(rows[3], rows[4]);
  EXPECT_EQ(truth_of(setting.checks(reference_subject(setting.network, setting.catalogue),
                                    numeric_table({3, 4, 2}, rows).codes),
                     "K1-trie"),
            Truth::refuted);
}

// A generator that is broken in one way, and the check that must say so.
struct Mutant {
  std::string name;
  std::string check;
  std::function<void(Subject&, const Setting&)> breaks;
};

using Prompt = Subject::Prompt;

// Changes the laws after they were computed.
Mutant laws(std::string name, std::string check,
            std::function<void(TrieLaws&, const Setting&, const Schedule&)> change) {
  return {std::move(name), std::move(check), [change](Subject& subject, const Setting& setting) {
            subject.laws = [original = subject.laws, change, &setting](
                               Prompt prompt, const Schedule& schedule) -> Result<TrieLaws> {
              auto result = original(prompt, schedule);
              if (result) change(*result, setting, schedule);
              return result;
            };
          }};
}

// Changes the exact law of the sequences.
Mutant item_laws(std::string name, std::string check,
                 std::function<void(ItemLaw&, const Setting&)> change) {
  return {std::move(name), std::move(check), [change](Subject& subject, const Setting& setting) {
            subject.item_law = [original = subject.item_law, change,
                                &setting](const TrieLaws& trie_laws) {
              ItemLaw law = original(trie_laws);
              change(law, setting);
              return law;
            };
          }};
}

// Changes what beams return.
Mutant beams(std::string name, std::string check,
             std::function<void(Found&, const Setting&, std::size_t, const Schedule&)> change) {
  return {std::move(name), std::move(check), [change](Subject& subject, const Setting& setting) {
            subject.beam = [original = subject.beam, change, &setting](
                               Prompt prompt, std::size_t width, Decoding decoding,
                               const Schedule& schedule) -> Result<Found> {
              auto result = original(prompt, width, decoding, schedule);
              if (result) change(*result, setting, width, schedule);
              return result;
            };
          }};
}

// A generator with another network, or another prompt.
Mutant network(std::string name, std::function<void(Weights&)> change) {
  return {std::move(name), "K5-enclosures", [change](Subject& subject, const Setting& setting) {
            Weights weights = setting.network.weights();
            change(weights);
            // Lives as long as the functions that use it.
            const auto other = std::make_shared<const Network>(std::move(weights));
            const Subject broken = reference_subject(*other, setting.catalogue);
            subject.laws = [other, broken](Prompt prompt, const Schedule& schedule) {
              return broken.laws(prompt, schedule);
            };
            subject.recomputed = [other, broken](Prompt prompt, std::uint32_t node) {
              return broken.recomputed(prompt, node);
            };
            subject.beam = [other, broken](Prompt prompt, std::size_t width, Decoding decoding,
                                           const Schedule& schedule) {
              return broken.beam(prompt, width, decoding, schedule);
            };
          }};
}

Mutant prompts(std::string name, std::function<void(std::vector<std::uint32_t>&)> change) {
  return {std::move(name), "K5-enclosures", [change](Subject& subject, const Setting&) {
            const Subject whole = subject;
            const auto changed = [change](Prompt prompt) {
              std::vector<std::uint32_t> tokens(prompt.begin(), prompt.end());
              if (tokens.size() > 1) change(tokens);
              return tokens;
            };
            subject.laws = [whole, changed](Prompt prompt, const Schedule& schedule) {
              return whole.laws(changed(prompt), schedule);
            };
            subject.recomputed = [whole, changed](Prompt prompt, std::uint32_t node) {
              return whole.recomputed(changed(prompt), node);
            };
            subject.beam = [whole, changed](Prompt prompt, std::size_t width, Decoding decoding,
                                            const Schedule& schedule) {
              return whole.beam(changed(prompt), width, decoding, schedule);
            };
          }};
}

// A sampler made of another one.
Mutant draws(std::string name, std::string check,
             std::function<std::uint32_t(const Subject::Draw&, const Setting&, const Seed&,
                                         std::uint64_t, std::uint64_t)>
                 draw) {
  return {
      std::move(name), std::move(check), [draw](Subject& subject, const Setting& setting) {
        subject.sampler = [original = subject.sampler, draw, &setting](
                              const TrieLaws& trie_laws, const ItemLaw& law,
                              Decoding decoding) -> Result<Subject::Draw> {
          auto made = original(trie_laws, law, decoding);
          if (!made) return made;
          return Subject::Draw([made = *made, draw, &setting](
                                   const Seed& seed, std::uint64_t request, std::uint64_t sample) {
            return draw(made, setting, seed, request, sample);
          });
        };
      }};
}

// Changes one output of an operator before the checks see it.
Mutant operators(std::string name, OperatorCall::Kind kind, std::function<float(float)> change) {
  return {std::move(name), "K4-operators", [kind, change](Subject& subject, const Setting&) {
            subject.observe = [original = subject.observe, kind, change](Prompt prompt,
                                                                         const Observer& observer) {
              original(prompt, [&](const OperatorCall& call) {
                OperatorCall changed = call;
                std::vector<float> out(call.out, call.out + call.rows * call.columns);
                const auto most = std::max_element(out.begin(), out.end());
                if (call.kind == kind) *most = change(*most);
                changed.out = out.data();
                observer(changed);
              });
            };
          }};
}

std::vector<Mutant> mutants() {
  std::vector<Mutant> all;
  // Token laws.
  all.push_back(laws("one unit too much", "K2-token-sums",
                     [](TrieLaws& l, const Setting&, const Schedule&) { ++l.weight[5]; }));
  all.push_back(laws("a token with weight zero", "K2-token-sums",
                     [](TrieLaws& l, const Setting&, const Schedule&) {
                       l.outside[0] += l.weight[2];
                       l.weight[2] = 0;
                     }));
  all.push_back(
      laws("weights of 24 bits", "K2-token-sums", [](TrieLaws& l, const Setting&, const Schedule&) {
        for (auto& weight : l.weight) weight = weight >> 24U << 24U;
      }));
  all.push_back(laws("children in the wrong order", "K5-enclosures",
                     [](TrieLaws& l, const Setting&, const Schedule&) {
                       std::swap(l.weight[1], l.weight[2]);
                       std::swap(l.log[1], l.log[2]);
                     }));
  all.push_back(laws("weights off by a millionth", "K5-enclosures",
                     [](TrieLaws& l, const Setting& s, const Schedule&) {
                       const Trie& trie = s.catalogue.trie();
                       for (std::uint32_t node = 0; node < s.catalogue.leaves().first; ++node) {
                         const std::uint32_t child = trie.first_child(node);
                         const std::uint64_t moved = l.weight[child] / 10'000;
                         l.weight[child] -= moved;
                         l.outside[node] += moved;
                       }
                     }));
  all.push_back(laws("no mask at all", "K5-enclosures",
                     [](TrieLaws& l, const Setting&, const Schedule&) { l.masked_log = l.log; }));
  all.push_back(laws("RAW masked as well", "K5-enclosures",
                     [](TrieLaws& l, const Setting&, const Schedule&) { l.log = l.masked_log; }));
  all.push_back(laws("a temperature of 1.01", "K5-enclosures",
                     [](TrieLaws& l, const Setting&, const Schedule&) {
                       for (auto& log : l.log) log -= log / 101;
                     }));
  all.push_back(
      laws("logs of binary16", "K5-enclosures", [](TrieLaws& l, const Setting&, const Schedule&) {
        for (auto& log : l.log) log = log / (std::int64_t{1} << 30U) * (std::int64_t{1} << 30U);
      }));
  all.push_back(
      laws("a soft mask", "K5-enclosures", [](TrieLaws& l, const Setting&, const Schedule&) {
        for (auto& log : l.masked_log) log -= std::int64_t{1} << 32U;
      }));
  all.push_back(laws("a mask of -10 instead of minus infinity", "K5-enclosures",
                     [](TrieLaws& l, const Setting& s, const Schedule&) {
                       const Trie& trie = s.catalogue.trie();
                       for (std::uint32_t node = 1; node < trie.nodes(); ++node) {
                         const double outside =
                             std::ldexp(static_cast<double>(l.outside[trie.parent(node)]), -48);
                         const double leak = std::log(1 - outside + outside * std::exp(-10.0));
                         l.masked_log[node] =
                             l.log[node] - static_cast<std::int64_t>(std::ldexp(leak, 40));
                       }
                     }));
  all.push_back(laws("an index off by one level", "K5-enclosures",
                     [](TrieLaws& l, const Setting& s, const Schedule&) {
                       const Trie& trie = s.catalogue.trie();
                       const auto before = l.log;
                       for (std::uint32_t node = s.catalogue.leaves().first; node < trie.nodes();
                            ++node)
                         l.log[node] = before[trie.parent(node)];
                     }));
  // The laws of sequences.
  all.push_back(item_laws("h off by one unit at one prefix", "K2-item-sums",
                          [](ItemLaw& law, const Setting&) { ++law.completion[3]; }));
  all.push_back(item_laws("one sequence's mass off by one unit", "K2-item-sums",
                          [](ItemLaw& law, const Setting&) { ++law.mass.back(); }));
  all.push_back(item_laws(
      "Q(C) counts every item of a sequence", "K2-item-sums",
      [](ItemLaw& law, const Setting& s) { law.completion[0] = item_mass_sum(s.catalogue, law); }));
  all.push_back(
      item_laws("h of the level below", "K2-item-sums", [](ItemLaw& law, const Setting& s) {
        for (std::uint32_t node = 0; node < s.catalogue.leaves().first; ++node)
          law.completion[node] = law.completion[s.catalogue.trie().first_child(node)];
      }));
  all.push_back(item_laws("masses of the sequences before", "K2-item-sums",
                          [](ItemLaw& law, const Setting& s) {
                            std::rotate(law.mass.begin() + s.catalogue.leaves().first,
                                        law.mass.end() - 1, law.mass.end());
                          }));
  all.push_back(item_laws("a prefix reached by one unit more", "K7-integer-steps",
                          [](ItemLaw& law, const Setting&) { ++law.mass[2]; }));
  // Schedules.
  all.push_back(laws("threads show in the last bit", "K3-bits",
                     [](TrieLaws& l, const Setting&, const Schedule& schedule) {
                       if (schedule.executor.threads.count > 1) ++l.log[3];
                     }));
  all.push_back(laws("the batch shows in the last bit", "K3-bits",
                     [](TrieLaws& l, const Setting&, const Schedule& schedule) {
                       if (schedule.pass.batch == 7) --l.masked_log.back();
                     }));
  all.push_back(laws("the order of threads shows", "K3-bits",
                     [](TrieLaws& l, const Setting&, const Schedule& schedule) {
                       if (schedule.executor.order == Order::backward) ++l.weight[1];
                     }));
  all.push_back(laws("a stale slot of a scattered cache", "K3-bits",
                     [](TrieLaws& l, const Setting&, const Schedule& schedule) {
                       if (schedule.pass.layout == CacheLayout::scattered)
                         l.log.back() = l.log[l.log.size() - 2] - 1;
                     }));
  all.push_back(beams("the cache layout shows in a beam", "K3-bits",
                      [](Found& f, const Setting&, std::size_t, const Schedule& schedule) {
                        if (schedule.pass.layout == CacheLayout::scattered)
                          ++f.results.back().score;
                      }));
  all.push_back({"recomputation sees another prefix", "K3-bits",
                 [](Subject& subject, const Setting& setting) {
                   subject.recomputed = [original = subject.recomputed, &setting](
                                            Prompt prompt, std::uint32_t node) {
                     auto law = original(prompt, node);
                     if (law && node >= setting.catalogue.trie().level(1).first) ++law->log[0];
                     return law;
                   };
                 }});
  // Networks.
  all.push_back(network("another epsilon", [](Weights& w) { w.shape.epsilon = 1e-3; }));
  all.push_back(network("half the heads", [](Weights& w) { w.shape.heads = 1; }));
  all.push_back(network("a layer left out", [](Weights& w) {
    w.layers.pop_back();
    --w.shape.layers;
  }));
  all.push_back(network("positions shifted by one", [](Weights& w) {
    std::rotate(w.positions.begin(),
                w.positions.begin() + static_cast<std::ptrdiff_t>(w.shape.width),
                w.positions.end());
  }));
  all.push_back(network("no bias in attention", [](Weights& w) {
    w.layers[0].qkv_bias.assign(w.layers[0].qkv_bias.size(), 0);
  }));
  all.push_back(
      network("no final norm weight", [](Weights& w) { w.norm.assign(w.norm.size(), 1.0F); }));
  all.push_back(network("queries and keys exchanged", [](Weights& w) {
    const std::size_t d = w.shape.width;
    for (std::size_t i = 0; i < d; ++i)
      std::swap_ranges(w.layers[1].qkv.begin() + static_cast<std::ptrdiff_t>(i * 3 * d),
                       w.layers[1].qkv.begin() + static_cast<std::ptrdiff_t>(i * 3 * d + d),
                       w.layers[1].qkv.begin() + static_cast<std::ptrdiff_t>(i * 3 * d + d));
  }));
  all.push_back(network("weights of bfloat16", [](Weights& w) {
    for (float& value : w.layers[0].up)
      value = std::bit_cast<float>(std::bit_cast<std::uint32_t>(value) & 0xffff0000U);
  }));
  all.push_back(
      network("one weight off by a thousandth", [](Weights& w) { w.layers[1].down[7] *= 1.001F; }));
  // Prompts.
  all.push_back(prompts("the last token is missing",
                        [](std::vector<std::uint32_t>& tokens) { tokens.pop_back(); }));
  all.push_back(prompts("the history in reverse", [](std::vector<std::uint32_t>& tokens) {
    std::reverse(tokens.begin() + 1, tokens.end());
  }));
  all.push_back(prompts("no beginning token",
                        [](std::vector<std::uint32_t>& tokens) { tokens.erase(tokens.begin()); }));
  // Beams.
  all.push_back(beams("filler beams", "K2-items-only",
                      [](Found& f, const Setting&, std::size_t width, const Schedule&) {
                        while (f.results.size() < width) f.results.push_back({0, least_log});
                      }));
  all.push_back(beams("an item twice", "K2-items-only",
                      [](Found& f, const Setting&, std::size_t, const Schedule&) {
                        f.results.back().node = f.results.front().node;
                      }));
  all.push_back(beams("an inner node", "K2-items-only",
                      [](Found& f, const Setting& s, std::size_t, const Schedule&) {
                        f.results.back().node = s.catalogue.leaves().first - 1;
                      }));
  all.push_back(beams("results in reverse", "K2-items-only",
                      [](Found& f, const Setting&, std::size_t, const Schedule&) {
                        std::reverse(f.results.begin(), f.results.end());
                      }));
  all.push_back(beams("one more than asked for", "K2-items-only",
                      [](Found& f, const Setting& s, std::size_t width, const Schedule&) {
                        if (width != 1) return;
                        for (auto node = s.catalogue.leaves().first; f.results.size() < 2; ++node)
                          if (node != f.results.front().node)
                            f.results.push_back({node, least_log});
                      }));
  all.push_back(beams("the best is lost", "K6-search",
                      [](Found& f, const Setting&, std::size_t, const Schedule&) {
                        if (f.results.size() > 1) f.results.erase(f.results.begin());
                      }));
  all.push_back(beams("the last is lost", "K6-search",
                      [](Found& f, const Setting&, std::size_t width, const Schedule&) {
                        if (width > 10) f.results.pop_back();
                      }));
  all.push_back(
      beams("nothing is said to be pruned", "K6-search",
            [](Found& f, const Setting&, std::size_t, const Schedule&) { f.best_pruned.reset(); }));
  all.push_back({"LOCAL instead of RAW", "K6-search", [](Subject& subject, const Setting&) {
                   subject.beam = [original = subject.beam](Prompt prompt, std::size_t width,
                                                            Decoding, const Schedule& schedule) {
                     return original(prompt, width, Decoding::local, schedule);
                   };
                 }});
  all.push_back(beams("ties broken by the later tokens", "K2-items-only",
                      [](Found& f, const Setting&, std::size_t, const Schedule&) {
                        if (f.results.size() < 2) return;
                        f.results[1].score = f.results[0].score;
                        if (f.results[0].node < f.results[1].node)
                          std::swap(f.results[0].node, f.results[1].node);
                      }));
  all.push_back(beams("scores off by a quarter of a nat", "K6-search",
                      [](Found& f, const Setting&, std::size_t, const Schedule&) {
                        for (Scored& result : f.results) result.score += std::int64_t{1} << 38U;
                      }));
  all.push_back(beams("the best that was cut off is forgotten level by level", "K6-search",
                      [](Found& f, const Setting&, std::size_t width, const Schedule&) {
                        if (f.best_pruned && width < 20)
                          f.best_pruned->score = std::numeric_limits<std::int64_t>::min();
                      }));
  // Operators: three units in the last place, of one output each.
  using Kind = OperatorCall::Kind;
  const auto three_units = [](float x) { return x * (1.0F + 3 * 0x1p-23F); };
  all.push_back(operators("an embedding off by three units", Kind::embed, three_units));
  all.push_back(operators("a norm off by three units", Kind::norm, three_units));
  all.push_back(operators("a dot product off by three units", Kind::linear, three_units));
  all.push_back(operators("gelu off by three units", Kind::gelu_linear, three_units));
  all.push_back(operators("attention off by three units", Kind::attention, three_units));
  all.push_back(operators("small outputs flushed to zero", Kind::attention,
                          [](float x) { return std::abs(x) < 8.0F ? 0.0F : x; }));
  all.push_back(operators("a sum split in two halves of binary32", Kind::gelu_linear,
                          [](float x) { return x / 2 * (1.0F + 0x1p-20F) + x / 2; }));
  all.push_back(operators("a flushed output", Kind::linear, [](float) { return 0.0F; }));
  all.push_back(operators("an output that is no number", Kind::attention,
                          [](float) { return std::numeric_limits<float>::quiet_NaN(); }));
  all.push_back({"another epsilon in the norms", "K4-operators",
                 [](Subject& subject, const Setting& setting) {
                   Weights weights = setting.network.weights();
                   weights.shape.epsilon = 2e-5;
                   const auto other = std::make_shared<const Network>(std::move(weights));
                   subject.observe = [other, broken = reference_subject(*other, setting.catalogue)](
                                         Prompt prompt, const Observer& observer) {
                     broken.observe(prompt, observer);
                   };
                 }});
  // Losses.
  all.push_back({"teacher forcing looks one token ahead", "K7-integer-losses",
                 [](Subject& subject, const Setting& setting) {
                   subject.recomputed = [original = subject.recomputed, &setting](
                                            Prompt prompt, std::uint32_t node) {
                     auto law = original(prompt, node);
                     const auto other =
                         original(prompt, node == 0 ? 1 : setting.catalogue.trie().parent(node));
                     if (law && other)
                       for (std::size_t i = 0; i < law->weight.size(); ++i)
                         law->weight[i] = other->weight[i % other->weight.size()];
                     return law;
                   };
                 }});
  all.push_back({"teacher forcing leaks a unit outside", "K7-integer-steps",
                 [](Subject& subject, const Setting&) {
                   subject.recomputed = [original = subject.recomputed](Prompt prompt,
                                                                        std::uint32_t node) {
                     auto law = original(prompt, node);
                     if (law) ++law->outside;
                     return law;
                   };
                 }});
  // Samplers.
  using Draw = Subject::Draw;
  all.push_back(
      {"LOCAL instead of GLOBAL", "K7-frequencies-global", [](Subject& subject, const Setting&) {
         subject.sampler = [original = subject.sampler](const TrieLaws& l, const ItemLaw& law,
                                                        Decoding) {
           return original(l, law, Decoding::local);
         };
       }});
  all.push_back(
      {"GLOBAL instead of LOCAL", "K7-frequencies-local", [](Subject& subject, const Setting&) {
         subject.sampler = [original = subject.sampler](const TrieLaws& l, const ItemLaw& law,
                                                        Decoding) {
           return original(l, law, Decoding::global);
         };
       }});
  all.push_back(draws("every counter twice", "K7-frequencies-global",
                      [](const Draw& draw, const Setting&, const Seed& seed, std::uint64_t request,
                         std::uint64_t sample) { return draw(seed, request, sample / 2); }));
  all.push_back(draws("the request is ignored", "K7-draws-local",
                      [](const Draw& draw, const Setting&, const Seed& seed, std::uint64_t,
                         std::uint64_t sample) { return draw(seed, 0, sample); }));
  all.push_back(draws(
      "uniform over the items", "K7-frequencies-global",
      [](const Draw&, const Setting& s, const Seed& seed, std::uint64_t, std::uint64_t sample) {
        RandomStream random(Seed{sample, seed.low});
        const auto [begin, end] = s.catalogue.leaves();
        return begin + static_cast<std::uint32_t>(random.below(end - begin));
      }));
  all.push_back(draws("the last sequence is never drawn", "K7-draws-global",
                      [](const Draw& draw, const Setting& s, const Seed& seed,
                         std::uint64_t request, std::uint64_t sample) {
                        const std::uint32_t leaf = draw(seed, request, sample);
                        return leaf + 1 == s.catalogue.leaves().second ? leaf - 1 : leaf;
                      }));
  all.push_back(draws(
      "a draw outside the trie", "K7-frequencies-local",
      [](const Draw& draw, const Setting&, const Seed& seed, std::uint64_t request,
         std::uint64_t sample) { return sample == 19'999 ? 0 : draw(seed, request, sample); }));
  return all;
}

// A judge that is broken in one way, or a fault that one check alone can notice.
struct Lonely {
  std::string name;
  std::set<std::string> checks;  // all that are refuted
  std::function<void(Subject&, Enclosures&)> breaks;
};

// A number off by 2^-60: far below every rounding budget, far above every radius.
void shift(Ball& x) { x += Ball::dyadic(1, -60, x.bits()); }

Lonely shifted_laws(std::string name, std::set<std::string> checks,
                    std::function<void(EnclosedLaws&)> change) {
  return {std::move(name), std::move(checks), [change](Subject&, Enclosures& enclosures) {
            enclosures.laws = [original = enclosures.laws, change](
                                  Prompt prompt, int bits, Threads threads, Progress& progress) {
              EnclosedLaws result = original(prompt, bits, threads, progress);
              change(result);
              return result;
            };
          }};
}

Lonely shifted_sequence(std::string name, std::set<std::string> checks,
                        std::function<void(EnclosedLaws&)> change) {
  return {std::move(name), std::move(checks), [change](Subject&, Enclosures& enclosures) {
            enclosures.sequence = [original = enclosures.sequence, change](
                                      Prompt prompt, std::uint32_t leaf, int bits) {
              EnclosedLaws result = original(prompt, leaf, bits);
              change(result);
              return result;
            };
          }};
}

std::vector<Lonely> lonely_faults() {
  std::vector<Lonely> all;
  // The sum over all items that K5-sums has is the one by which K7-losses normalises, and
  // whose gradient K7-steps takes.
  all.push_back(shifted_laws("a normaliser of one node", {"K5-sums", "K7-losses", "K7-steps"},
                             [](EnclosedLaws& l) { shift(l.log.back()); }));
  all.push_back(shifted_laws("a masked normaliser of one node",
                             {"K5-sums", "K7-losses", "K7-steps"},
                             [](EnclosedLaws& l) { shift(l.masked_log.back()); }));
  all.push_back(shifted_sequence("a token of the target", {"K7-losses"},
                                 [](EnclosedLaws& l) { shift(l.log[1]); }));
  all.push_back(shifted_sequence("a masked token of the target", {"K7-losses"},
                                 [](EnclosedLaws& l) { shift(l.masked_log[0]); }));
  all.push_back(shifted_sequence("a hidden state of the target", {"K7-steps"},
                                 [](EnclosedLaws& l) { shift(l.hidden[2]); }));
  all.push_back(shifted_laws("a hidden state of a node", {"K7-steps"},
                             [](EnclosedLaws& l) { shift(l.hidden.front()); }));
  all.push_back({"h off by one unit", {"K2-item-sums"}, [](Subject& subject, Enclosures&) {
                   subject.item_law = [original = subject.item_law](const TrieLaws& l) {
                     ItemLaw law = original(l);
                     ++law.completion[1];
                     return law;
                   };
                 }});
  all.push_back(
      {"an inner mass off by one unit", {"K7-integer-steps"}, [](Subject& subject, Enclosures&) {
         subject.item_law = [original = subject.item_law](const TrieLaws& l) {
           ItemLaw law = original(l);
           ++law.mass[1];
           return law;
         };
       }});
  return all;
}

TEST(Checks, SomeFaultsAreNoticedByOneCheckAlone) {
  const Setting setting = Setting::make(full_table({3, 4, 2}));
  for (const Lonely& fault : lonely_faults()) {
    Subject subject = reference_subject(setting.network, setting.catalogue);
    Enclosures enclosures = enclosures_of(setting.network, setting.catalogue);
    fault.breaks(subject, enclosures);
    std::set<std::string> refuted;
    for (const Check& check : setting.checks(subject, enclosures, setting.table.codes))
      if (check.verdict.truth != Truth::holds) refuted.insert(check.name);
    EXPECT_EQ(refuted, fault.checks) << fault.name;
  }
}

// Enclosures so wide that they decide nothing, at every precision.
TEST(Checks, PrecisionThatDoesNotDecideIsUnknown) {
  const Setting setting = Setting::make(full_table({3, 4}));
  const auto wide = [](std::vector<Ball>& balls) {
    for (Ball& x : balls) x = x * Ball::fraction("1", "3", 2) * Ball(3, 64);
  };
  Enclosures enclosures = enclosures_of(setting.network, setting.catalogue);
  const Enclosures narrow = enclosures;
  enclosures.laws = [&](Prompt prompt, int bits, Threads threads, Progress& progress) {
    EnclosedLaws laws = narrow.laws(prompt, bits, threads, progress);
    wide(laws.log);
    wide(laws.masked_log);
    return laws;
  };
  const auto checks = setting.checks(reference_subject(setting.network, setting.catalogue),
                                     enclosures, setting.table.codes);
  for (const std::string name : {"K5-enclosures", "K5-sums", "K7-losses", "K7-steps"})
    EXPECT_EQ(truth_of(checks, name), Truth::unknown) << name;
  EXPECT_EQ(truth_of(checks, "K7-integer-losses"), Truth::holds);
}

// What is refuted names history, item and values.
TEST(Checks, ARefutationHasAWitness) {
  const Setting setting = Setting::make(random_table({6, 6, 6}, 40, 2));
  const Subject good = reference_subject(setting.network, setting.catalogue);
  const auto reason = [&](const std::function<void(TrieLaws&)>& change) {
    Subject subject = good;
    subject.laws = [&](Prompt prompt, const Schedule& schedule) {
      auto laws = good.laws(prompt, schedule);
      if (laws) change(*laws);
      return laws;
    };
    for (const Check& check : setting.checks(subject, setting.table.codes))
      if (check.name == "K5-enclosures")
        return check.verdict.truth == Truth::refuted ? check.verdict.reason : "not refuted";
    return std::string();
  };
  using testing::MatchesRegex;
  EXPECT_THAT(
      reason([](TrieLaws& l) { l.log[9] -= std::int64_t{1} << 30U; }),
      MatchesRegex("after a prompt of [0-9]+ tokens .*, prefix .*: the log-probability is "
                   ".*, the real network's .*: off by .* nats, more than the budget of .*"));
  EXPECT_THAT(reason([](TrieLaws& l) {
                l.weight[1] += std::uint64_t{1} << 40U;
                l.outside[0] -= std::uint64_t{1} << 40U;
              }),
              MatchesRegex("after a prompt .*: the weight is .* of 2.48, the real probability .*"));
  // Saturated logs are no claim about one node, but the ranking by them is: an item whose
  // tokens all stand at the least log is certainly not where it was put.
  EXPECT_THAT(reason([&](TrieLaws& l) {
                for (std::uint32_t node = setting.catalogue.leaves().first;
                     node < setting.catalogue.leaves().second; ++node)
                  l.log[node] = least_log;
              }),
              MatchesRegex("after a prompt .*: item [0-9]+ .* of .* nats stands before item [0-9]+ "
                           ".* of .*, RAW: inverted by .* nats, more than .*"));
}

TEST(Checks, EveryMutantIsNoticedByItsCheck) {
  const Setting setting = Setting::make(random_table({6, 6, 6}, 40, 2));
  std::set<std::string> names;
  const std::vector<Mutant> all = mutants();
  for (const Mutant& mutant : all) {
    EXPECT_TRUE(names.insert(mutant.name).second) << mutant.name;
    Subject subject = reference_subject(setting.network, setting.catalogue);
    mutant.breaks(subject, setting);
    EXPECT_EQ(truth_of(setting.checks(subject, setting.table.codes), mutant.check), Truth::refuted)
        << mutant.name;
  }
  EXPECT_GE(all.size(), 60U);
}

}  // namespace
}  // namespace sidproof
