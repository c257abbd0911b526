// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "verification/certify.hpp"

#include <gtest/gtest.h>

#include "certificate/certificate_json.hpp"
#include "certificate/replay.hpp"
#include "certificate/replayed_identities.hpp"
#include "exact/integer.hpp"
#include "verification/verified_tables.hpp"

namespace sidproof {
namespace {

using testing::letters;
using testing::verified;

// What a certificate and its replay say apart, as text.
std::string disagreement(const Certificate& certificate, const Table& table) {
  const auto result = replay(certificate, table, Threads{1});
  if (!result) return to_string(result.error());
  std::string text;
  for (const Difference& difference : result->first)
    text += difference.claim + ": " + difference.certified + " or " + difference.recomputed + '\n';
  return text;
}

TEST(Certify, EveryRandomTableReplays) {
  std::mt19937_64 random(20260415);
  int complete = 0;
  int collisions = 0;
  int conflicts = 0;
  int prefixes = 0;
  for (int round = 0; round < 400; ++round) {
    const Table table = testing::random_table(random);
    const auto codebooks = testing::random_codebooks(random, table);
    const Certificate certificate = verified(table, codebooks).certificate;
    ASSERT_EQ(disagreement(certificate, table), "") << "round " << round << '\n'
                                                    << certificate_json(certificate);
    complete += certificate.facts.complete == Truth::holds ? 1 : 0;
    collisions += certificate.witnesses.collision ? 1 : 0;
    conflicts += certificate.witnesses.conflict ? 1 : 0;
    prefixes += certificate.witnesses.prefix ? 1 : 0;
  }
  EXPECT_GT(complete, 10);
  EXPECT_GT(collisions, 100);
  EXPECT_GT(conflicts, 20);
  EXPECT_GT(prefixes, 50);
}

TEST(Certify, DoesNotDependOnThreads) {
  std::mt19937_64 random(7);
  for (int round = 0; round < 10; ++round) {
    const Table table = testing::random_table(random);
    const Certificate one = verified(table).certificate;
    EXPECT_EQ(certificate_json(one), certificate_json(verified(table, {}, 3).certificate));
    EXPECT_EQ(certificate_json(one),
              certificate_json(recompute(table, one.shape.codebooks, Threads{3}).value()));
  }
}

// Z by its definition on models written out over the whole space.
TEST(Certify, SpotChecksAreZByItsDefinition) {
  const Table table = letters({{"1", "ab"}, {"2", "ab"}, {"3", "b"}, {"4", "bca"}});
  const Certificate certificate = verified(table, {2, 3, 2}).certificate;
  const auto z = [&](std::size_t i) { return Rational(certificate.spot_checks.at(i).z); };
  EXPECT_EQ(certificate.spot_checks[0].model, "uniform");
  EXPECT_EQ(z(0), Rational(2, 6) + Rational(1, 2) + Rational(1, 12));
  EXPECT_EQ(certificate.spot_checks[1].model, "weighted");
  EXPECT_GT(z(1), 0);
  EXPECT_LT(z(1), 4);
  EXPECT_EQ(z(2), 2);
  const Table one_to_one = letters({{"1", "ab"}, {"2", "ba"}});
  EXPECT_EQ(verified(one_to_one).certificate.spot_checks[2].z, "0");
  const Table complete = letters({{"1", "a"}, {"2", "b"}});
  for (const CertifiedSpotCheck& check : verified(complete).certificate.spot_checks)
    EXPECT_EQ(check.z, "1") << check.model;
  const Table prefixes = letters({{"1", "a"}, {"2", "ab"}, {"3", "abc"}, {"4", "c"}});
  EXPECT_EQ(verified(prefixes).certificate.spot_checks[2].z, "3");
}

TEST(Certify, LongFractionsAreHashed) {
  std::string word;
  for (int i = 0; i < 70; ++i) word += static_cast<char>('a' + i % 26);
  const Table table = letters({{"1", word}, {"2", word.substr(1) + "x"}});
  const Certificate certificate = verified(table).certificate;
  EXPECT_TRUE(certificate.spot_checks[1].z.starts_with("sha256:"));
  EXPECT_EQ(disagreement(certificate, table), "");
}

TEST(Certify, WitnessesFollowTheirRules) {
  const Table table =
      letters({{"1", "ba"}, {"2", "ab"}, {"3", "ab"}, {"4", "ba"}, {"5", "b"}, {"6", "bac"}});
  const CertifiedWitnesses witnesses = verified(table).certificate.witnesses;
  EXPECT_EQ(witnesses.conflict, std::nullopt);
  EXPECT_EQ(witnesses.collision, (RowPair{0, 3}));
  EXPECT_EQ(witnesses.prefix, (RowPair{4, 0}));
  // Tokens are numbered by first appearance: b, a at the first place, a, b at the second.
  EXPECT_EQ(witnesses.unused, (std::vector<std::uint64_t>{1, 0, 0}));
  // The shortest prefix, not the first one in lexicographic order.
  const Table prefixes = letters({{"1", "ab"}, {"2", "abc"}, {"3", "b"}, {"4", "bc"}});
  EXPECT_EQ(verified(prefixes).certificate.witnesses.prefix, (RowPair{2, 3}));
  EXPECT_EQ(disagreement(verified(prefixes).certificate, prefixes), "");
  const Table conflicting = letters({{"1", "a"}, {"2", "b"}, {"1", "a"}, {"1", "b"}});
  EXPECT_EQ(verified(conflicting).certificate.witnesses.conflict, (RowPair{0, 3}));
}

// Arrays have numbers for tokens, of which some may not occur.
TEST(Certify, UnusedNumbersAreNoPartOfAnObservedCodebook) {
  Table table;
  table.items = ItemIds::row_numbers(3);
  table.alphabets = {Alphabet::numbers(9), Alphabet::numbers(4)};
  table.codes = Codes::fixed(3, 2, std::vector<std::uint8_t>{8, 3, 8, 1, 2, 1});
  const Certificate certificate = verified(table).certificate;
  EXPECT_EQ(certificate.shape.codebooks, (std::vector<std::uint64_t>{2, 2}));
  EXPECT_EQ(certificate.witnesses.unused, (std::vector<std::uint64_t>{0, 1}));
  EXPECT_EQ(certificate.spot_checks[2].z, "0");
  EXPECT_EQ(disagreement(certificate, table), "");
}

IdentityRun fabricated(std::string_view law, Verdict verdict) {
  IdentityRun run;
  run.law = law;
  run.field = "integers mod 2^61-1";
  run.degree = 3;
  run.points = {{0, 1}};
  run.verdict = std::move(verdict);
  return run;
}

TEST(Certify, ALawThatFailsIsADefectAndAQuestionIsNot) {
  const IdentityRun good = fabricated("B1 partition", Verdict::holds());
  const IdentityRun bad = fabricated("A2 chain", Verdict::refuted("entry 0 at attempt 0"));
  const IdentityRun open = fabricated("A3 equivalence_parallel", Verdict::unknown("too large"));
  const IdentityRun asked = fabricated("B2 unit partition", Verdict::refuted("entry 0"));
  IdentityRun absent = fabricated("F4 importance_weights", Verdict::unknown("does not apply"));
  absent.degree = 0;
  absent.points.clear();
  EXPECT_EQ(merge_identities({good, asked, absent}).truth, Truth::holds);
  EXPECT_EQ(merge_identities({good, open}).truth, Truth::unknown);
  const Verdict merged = merge_identities({good, open, bad});
  EXPECT_EQ(merged.truth, Truth::refuted);
  EXPECT_EQ(merged.reason, "A2 chain over the integers mod 2^61-1: entry 0 at attempt 0");
}

TEST(Certify, EveryIdentityIsCertified) {
  std::vector<std::string> tested;
  for (const std::string_view law : identity_names()) tested.emplace_back(law);
  std::vector<std::string> certified;
  for (const std::string_view law : certified_laws()) certified.emplace_back(law);
  EXPECT_EQ(tested, certified);
}

}  // namespace
}  // namespace sidproof
