// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
// The end-to-end checks hold for the reference generator, and each of them notices the
// faults that it is there for: mutants(), every one a broken generator.
#include "generator/check/check.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <bit>
#include <functional>
#include <limits>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "generator/arithmetic/token_law.hpp"
#include "generator/decoding/sampler.hpp"
#include "generator/decoding/small_catalogues.hpp"

namespace sidproof {
namespace {

using namespace reference;

struct Setting {
  Table table;
  Catalogue catalogue;
  Network network;
  std::vector<Observed> observed;

  static Setting make(const Table& table) {
    auto catalogue = Catalogue::make(table);
    Network network = small_network(*catalogue, 31);
    const auto last = static_cast<std::uint32_t>(catalogue->items() - 1);
    std::vector<Observed> observed{{{0, last, last / 2}, last / 3}, {{}, 0}};
    return {table, std::move(*catalogue), std::move(network), std::move(observed)};
  }

  [[nodiscard]] std::vector<Check> checks(const Subject& subject, const Codes& codes) const {
    CheckOptions options;
    options.samples = 20'000;
    options.seed = Seed{0, 77};
    options.bits = 128;
    const auto result = check_generator(subject, network, catalogue, codes, observed, options);
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
    EXPECT_EQ(checks.size(), 15U);
    for (const Check& check : checks) {
      EXPECT_EQ(check.verdict.truth, Truth::holds)
          << name << ": " << check.name << ": " << check.verdict.reason;
      EXPECT_FALSE(check.verdict.reason.empty()) << check.name;
    }
  }
}

TEST(Checks, SayWhatTheTheoremSaysOfEachTable) {
  const auto reason = [](const Table& table, const std::string& name) {
    const Setting setting = Setting::make(table);
    for (const Check& check :
         setting.checks(reference_subject(setting.network, setting.catalogue), table.codes))
      if (check.name == name) return check.verdict.reason;
    return std::string();
  };
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

TEST(Checks, NeedAnExample) {
  const Setting setting = Setting::make(full_table({2, 2}));
  const auto result =
      check_generator(reference_subject(setting.network, setting.catalogue), setting.network,
                      setting.catalogue, setting.table.codes, {}, {});
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().code, ErrorCode::usage);
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
  // Operators: three units in the last place, of one output each.
  using Kind = OperatorCall::Kind;
  const auto three_units = [](float x) { return x * (1.0F + 3 * 0x1p-23F); };
  all.push_back(operators("an embedding off by three units", Kind::embed, three_units));
  all.push_back(operators("a norm off by three units", Kind::norm, three_units));
  all.push_back(operators("a dot product off by three units", Kind::linear, three_units));
  all.push_back(operators("gelu off by three units", Kind::gelu_linear, three_units));
  all.push_back(operators("attention off by three units", Kind::attention, three_units));
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
  EXPECT_GE(all.size(), 50U);
}

}  // namespace
}  // namespace sidproof
