// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "verification/certify.hpp"

#include <gtest/gtest.h>

#include "certificate/certificate_json.hpp"
#include "certificate/replay.hpp"
#include "certificate/replayed_identities.hpp"
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

TEST(Certify, EveryIdentityIsCertified) {
  std::vector<std::string> tested;
  for (const std::string_view law : identity_names()) tested.emplace_back(law);
  std::vector<std::string> certified;
  for (const std::string_view law : certified_laws()) certified.emplace_back(law);
  EXPECT_EQ(tested, certified);
}

}  // namespace
}  // namespace sidproof
