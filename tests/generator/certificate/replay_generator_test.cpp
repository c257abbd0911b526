// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
// A generator's certificate replays, and nothing else does: every value and every byte
// that is altered, and every broken generator, is noticed.
#include "generator/certificate/replay_generator.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <string>

#include "generator/certificate/certify_generator.hpp"
#include "generator/certificate/generator_certificate_json.hpp"
#include "generator/decoding/sampler.hpp"
#include "generator/decoding/small_catalogues.hpp"

namespace sidproof {
namespace {

using namespace reference;

const Seed weights_seed{0, 31};

struct Case {
  Table table;
  Catalogue catalogue;
  Network network;
  std::vector<Observed> observed;

  static Case make(const Table& table, std::size_t items = Catalogue::all) {
    auto catalogue = Catalogue::make(table, items);
    Network network = small_network(*catalogue, weights_seed.low);
    const auto last = static_cast<std::uint32_t>(catalogue->items() - 1);
    // More history than the network has positions, then an empty one.
    std::vector<Observed> observed{{{0, last, last / 2, 0, last, last, 0, last}, last / 3},
                                   {{}, 0}};
    return {table, std::move(*catalogue), std::move(network), std::move(observed)};
  }

  [[nodiscard]] GeneratorCertificate certify(const Subject& subject, std::uint64_t samples) const {
    const CertifyOptions options{Threads{1}, Seed{3, 77}, samples, to_string(weights_seed)};
    auto certificate = certify_generator(subject, network, catalogue, table, observed, options);
    EXPECT_TRUE(certificate) << (certificate ? "" : to_string(certificate.error()));
    return certificate ? *certificate : GeneratorCertificate{};
  }
  [[nodiscard]] GeneratorCertificate certify(std::uint64_t samples) const {
    return certify(reference_subject(network, catalogue), samples);
  }
};

// 0 as an exit code: the text is a certificate, and every claim is recomputed.
bool replays(const std::string& text, const Table& table) {
  const auto certificate = parse_generator_certificate(text, "c.json");
  if (!certificate) return false;
  const auto differences = replay_generator(*certificate, table, {}, Threads{1});
  return differences && differences->count == 0;
}

std::string first_difference(const GeneratorCertificate& certificate, const Table& table) {
  const auto differences = replay_generator(certificate, table, {}, Threads{1});
  if (!differences) return to_string(differences.error());
  return differences->count == 0 ? "none" : differences->first.front().claim;
}

TEST(GeneratorReplay, RecomputesEveryClaimOnEveryKindOfTable) {
  for (const auto& [name, table] : small_tables()) {
    const Case small = Case::make(table);
    const GeneratorCertificate certificate = small.certify(500);
    const auto differences = replay_generator(certificate, table, {}, Threads{2});
    ASSERT_TRUE(differences) << name << ": " << to_string(differences.error());
    for (const Difference& difference : differences->first)
      ADD_FAILURE() << name << ": " << difference.claim << ": " << difference.certified << " and "
                    << difference.recomputed;
    EXPECT_EQ(differences->count, 0U) << name;
    EXPECT_GT(differences->claims, 100U);
  }
}

TEST(GeneratorReplay, TakesPartOfATableAndWeightsThatAreGiven) {
  const Table table = random_table({5, 4, 3}, 50, 9);
  const Case part = Case::make(table, 20);
  GeneratorCertificate certificate = part.certify(100);
  EXPECT_EQ(first_difference(certificate, table), "none");
  certificate = part.certify(100);
  certificate.weights_seed.clear();
  EXPECT_FALSE(replay_generator(certificate, table, {}, Threads{1}));
  const auto other = random_weights(certificate.shape, Seed{0, 32});
  const auto refuted = replay_generator(certificate, table, other, Threads{1});
  ASSERT_TRUE(refuted);
  EXPECT_EQ(refuted->first.front().claim, "weights_sha256");
}

TEST(GeneratorReplay, TheTextReadsBack) {
  const Case small = Case::make(full_table({2, 3}));
  const GeneratorCertificate certificate = small.certify(10);
  const std::string text = generator_certificate_json(certificate);
  const auto parsed = parse_generator_certificate(text, "c.json");
  ASSERT_TRUE(parsed) << to_string(parsed.error());
  GeneratorCertificate expected = certificate;
  expected.shape.head_temperature = Shape().head_temperature;  // of parallel heads only
  EXPECT_EQ(*parsed, expected);
  EXPECT_TRUE(is_generator_certificate(text));
  EXPECT_FALSE(is_generator_certificate("{}"));
  EXPECT_FALSE(parse_generator_certificate(text + " ", "c.json"));
  EXPECT_FALSE(parse_generator_certificate(text.substr(0, text.size() - 2), "c.json"));
}

TEST(GeneratorReplay, EveryAlteredValueIsNoticed) {
  const Table table = random_table({3, 3}, 6, 4);
  const Case small = Case::make(table);
  const std::string text = generator_certificate_json(small.certify(40));
  ASSERT_TRUE(replays(text, table));
  std::size_t values = 0;
  for (std::size_t i = 1; i < text.size(); ++i) {
    const auto digit = [](char c) { return c >= '0' && c <= '9'; };
    // The last digit of each number, and the first after a quotation mark.
    const bool ends = digit(text[i]) && !digit(text[i + 1]);
    const bool begins = digit(text[i]) && text[i - 1] == '"';
    if (!ends && !begins) continue;
    // Inside a hash one digit in sixteen is enough.
    if (!begins && std::isalpha(static_cast<unsigned char>(text[i + 1])) != 0 && i % 16 != 0)
      continue;
    std::string altered = text;
    altered[i] = text[i] == '9' ? '8' : static_cast<char>(text[i] + 1);
    EXPECT_FALSE(replays(altered, table)) << altered.substr(i > 60 ? i - 60 : 0, 80);
    ++values;
  }
  EXPECT_GT(values, 100U);
}

TEST(GeneratorReplay, FlippedBitsAreNoticed) {
  const Table table = random_table({3, 3}, 6, 4);
  const Case small = Case::make(table);
  const std::string text = generator_certificate_json(small.certify(40));
  for (std::size_t i = 0; i < text.size(); i += 11) {
    std::string altered = text;
    altered[i] = static_cast<char>(altered[i] ^ (1 << (i / 11 % 7)));
    EXPECT_FALSE(replays(altered, table)) << i;
  }
}

TEST(GeneratorReplay, NamesTheClaimThatIsFalse) {
  const Table table = random_table({4, 4}, 12, 5);
  const Case small = Case::make(table);
  const GeneratorCertificate good = small.certify(40);
  const auto altered = [&](auto&& change) {
    GeneratorCertificate certificate = good;
    change(certificate);
    return first_difference(certificate, table);
  };
  using C = GeneratorCertificate;
  EXPECT_EQ(altered([](C& c) { c.table_sha256[0] = 'x'; }), "table_sha256");
  EXPECT_EQ(altered([](C& c) { c.weights_seed = to_string(Seed{0, 30}); }), "weights_sha256");
  EXPECT_EQ(altered([](C& c) { c.draws_seed = to_string(Seed{4, 77}); }), "inputs_sha256");
  EXPECT_EQ(altered([](C& c) { c.trie.nodes[1] += 1; }), "trie nodes[1]");
  EXPECT_EQ(altered([](C& c) { c.examples[0].inside += 1; }), "examples[0] inside");
  EXPECT_EQ(altered([](C& c) { c.examples[1].rank += 1; }), "examples[1] rank");
  EXPECT_EQ(altered([](C& c) { c.beams[2].best_pruned = 0; }), "beams[2] (raw) best_pruned");
  EXPECT_EQ(altered([](C& c) { c.beams.pop_back(); }), "beams[11] (local)");
  EXPECT_EQ(altered([](C& c) { c.samples[1].log_e -= 1; }), "samples[1] (local) log_e");
  EXPECT_EQ(altered([](C& c) { c.losses.masked_ar += 1; }), "losses masked_ar");
}

TEST(GeneratorReplay, RefusesWhatCannotBeRecomputed) {
  const Table table = random_table({4, 4}, 12, 5);
  const Case small = Case::make(table);
  const GeneratorCertificate good = small.certify(40);
  const auto refused = [&](auto&& change) {
    GeneratorCertificate certificate = good;
    change(certificate);
    return !replay_generator(certificate, table, {}, Threads{1});
  };
  using C = GeneratorCertificate;
  EXPECT_TRUE(refused([](C& c) { c.items = 13; }));
  EXPECT_TRUE(refused([](C& c) { c.items = 0; }));
  EXPECT_TRUE(refused([](C& c) { c.examples.clear(); }));
  EXPECT_TRUE(refused([](C& c) { c.examples[0].target = 12; }));
  EXPECT_TRUE(refused([](C& c) { c.examples[0].history[0] = 12; }));
  EXPECT_TRUE(refused([](C& c) { c.draws = 1'000'000'000'000; }));
  EXPECT_TRUE(refused([](C& c) { c.draws_seed = "seven"; }));
  EXPECT_TRUE(refused([](C& c) { c.shape.vocabulary -= 1; }));
  EXPECT_TRUE(refused([](C& c) { c.shape.positions = 1; }));
  EXPECT_TRUE(refused([](C& c) { c.shape.heads = 5; }));
  EXPECT_TRUE(refused([](C& c) { c.shape.width = 0; }));
  // Refused before 2^30 weights are drawn.
  EXPECT_TRUE(refused([](C& c) { c.shape.positions = (std::size_t{1} << 30U) / c.shape.width; }));
  EXPECT_TRUE(refused([](C& c) { c.shape.inner = std::size_t{1} << 25U; }));
}

// Generators that are broken in one unit somewhere: their certificates are refuted.
TEST(GeneratorReplay, BrokenGeneratorsAreRefuted) {
  const Table table = random_table({5, 5, 5}, 40, 2);
  const Case small = Case::make(table);
  const Subject good = reference_subject(small.network, small.catalogue);
  const auto claim_of = [&](auto&& breaks) {
    Subject subject = good;
    breaks(subject);
    return first_difference(small.certify(subject, 200), table);
  };
  const auto laws = [&](auto&& change) {
    return claim_of([&](Subject& subject) {
      subject.laws = [&, change](Subject::Prompt prompt, const Schedule& schedule) {
        auto result = good.laws(prompt, schedule);
        if (result) change(*result);
        return result;
      };
    });
  };
  EXPECT_EQ(claim_of([](Subject&) {}), "none");
  EXPECT_EQ(laws([](TrieLaws& l) { ++l.masked_log.back(); }), "examples[0] laws_sha256");
  EXPECT_EQ(laws([](TrieLaws& l) {
              ++l.weight[2];
              --l.outside[0];
            }),
            "examples[0] laws_sha256");
  EXPECT_EQ(claim_of([&](Subject& subject) {
              subject.beam = [&](Subject::Prompt prompt, std::size_t width, Decoding decoding,
                                 const Schedule& schedule) {
                auto found = good.beam(prompt, width, decoding, schedule);
                if (found && decoding == Decoding::local) found->best_pruned.reset();
                return found;
              };
            }),
            "beams[3] (local) best_pruned");
  EXPECT_EQ(claim_of([&](Subject& subject) {
              subject.sampler = [&](const TrieLaws& l, const ItemLaw& law, Decoding decoding) {
                auto draw = good.sampler(l, law, decoding);
                return Result<Subject::Draw>(
                    [draw = *draw](const Seed& seed, std::uint64_t request, std::uint64_t sample) {
                      return draw(seed, request, sample ^ 1U);
                    });
              };
            }),
            "samples[0] (global) sha256");
}

}  // namespace
}  // namespace sidproof
