// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
// A certificate that says anything else than the table gives is rejected.
#include <gtest/gtest.h>

#include <string>

#include "certificate/certificate_json.hpp"
#include "certificate/replay.hpp"
#include "verification/verified_tables.hpp"

namespace sidproof {
namespace {

using testing::letters;
using testing::verified;

const Table& table() {
  static const Table table = letters({{"1", "ab"}, {"2", "ba"}, {"3", "ba"}, {"4", "cc"}});
  return table;
}

// "accepted", the differing claims, or why it was not read.
std::string judged(const std::string& json) {
  const auto parsed = parse_certificate(json, "a.json");
  if (!parsed) return parsed.error().what;
  const auto result = replay(*parsed, table(), Threads{1});
  if (!result) return result.error().what;
  std::string claims;
  for (const Difference& difference : result->first)
    claims += (claims.empty() ? "" : ", ") + difference.claim;
  return result->count == 0 ? "accepted" : claims;
}

std::string judged(const Certificate& certificate) { return judged(certificate_json(certificate)); }

TEST(Tampering, EveryFlippedBitOfEveryByteIsRejected) {
  const std::string json = certificate_json(verified(table()).certificate);
  ASSERT_EQ(judged(json), "accepted");
  for (std::size_t byte = 0; byte < json.size(); ++byte)
    for (unsigned bit = 0; bit < 8; ++bit) {
      std::string altered = json;
      altered[byte] = static_cast<char>(static_cast<unsigned char>(altered[byte]) ^ (1U << bit));
      ASSERT_NE(judged(altered), "accepted") << "byte " << byte << ", bit " << bit;
    }
}

TEST(Tampering, EveryDigitReplacedByEveryOtherIsRejected) {
  const std::string json = certificate_json(verified(table()).certificate);
  for (std::size_t byte = 0; byte < json.size(); ++byte) {
    if (json[byte] < '0' || json[byte] > '9') continue;
    for (char digit = '0'; digit <= '9'; ++digit) {
      if (digit == json[byte]) continue;
      std::string altered = json;
      altered[byte] = digit;
      ASSERT_NE(judged(altered), "accepted") << "byte " << byte;
    }
  }
}

TEST(Tampering, EveryKindOfClaimIsRecomputed) {
  const Certificate good = verified(table()).certificate;
  const auto altered = [&](auto&& alter) {
    Certificate copy = good;
    alter(copy);
    return judged(copy);
  };
  const std::string b1 = "identities[0] (B1 partition) ";
  EXPECT_EQ(altered([](Certificate& c) { c.identities[0].degree += 1; }), b1 + "degree");
  EXPECT_EQ(altered([](Certificate& c) { c.identities[0].poles += 1; }), b1 + "poles");
  EXPECT_EQ(altered([](Certificate& c) { c.identities[0].redrawn += 1; }), b1 + "redrawn");
  EXPECT_EQ(altered([](Certificate& c) { c.identities[0].error_bits += 1; }), b1 + "error_bits");
  EXPECT_EQ(altered([](Certificate& c) { c.identities[0].prime += 2; }), b1 + "prime");
  EXPECT_EQ(altered([](Certificate& c) { c.identities[0].points[1].residue ^= 1U; }),
            b1 + "points[1] residue");
  EXPECT_EQ(altered([](Certificate& c) { c.identities[0].points[1].attempt = 7; }),
            b1 + "points[1] attempt");
  EXPECT_EQ(altered([](Certificate& c) { c.identities[0].points.pop_back(); }), b1 + "points[1]");
  EXPECT_EQ(altered([](Certificate& c) { c.identities[0].points.push_back({2, 5}); }),
            b1 + "points[2]");
  EXPECT_EQ(altered([](Certificate& c) { c.identities[0].verdict = Truth::refuted; }),
            b1 + "verdict");
  EXPECT_NE(altered([](Certificate& c) { c.identities.pop_back(); }), "accepted");
  EXPECT_NE(altered([](Certificate& c) { c.identities.push_back(c.identities.back()); }),
            "accepted");
  EXPECT_NE(altered([](Certificate& c) { std::swap(c.identities[0], c.identities[1]); }),
            "accepted");
  EXPECT_EQ(altered([](Certificate& c) { c.spot_checks.pop_back(); }), "spot_checks[2] (emitter)");
  EXPECT_EQ(altered([](Certificate& c) { c.spot_checks[2].z = "3"; }),
            "spot_checks[2] (emitter) z");
  EXPECT_EQ(altered([](Certificate& c) { c.recipes[0].gap = GapSign::at_least_zero; }),
            "recipes[0] (trained without mask) gap");
  EXPECT_EQ(altered([](Certificate& c) { c.recipes[1].equivalent = Truth::holds; }),
            "recipes[1] (trained with the trie mask) equivalent");
  EXPECT_EQ(altered([](Certificate& c) { c.recipes[2].laws += ", A1"; }),
            "recipes[2] (parallel heads) laws");
  EXPECT_EQ(altered([](Certificate& c) { c.facts.largest_group = 3; }), "facts largest_group");
  EXPECT_EQ(altered([](Certificate& c) { c.facts.complete = Truth::holds; }), "facts complete");
  EXPECT_EQ(altered([](Certificate& c) { c.facts.least_multiplicity = 1; }),
            "facts least_multiplicity");
  EXPECT_EQ(altered([](Certificate& c) { c.recipes[0].gap = GapSign::constant; }),
            "recipes[0] (trained without mask) gap");
  EXPECT_EQ(altered([](Certificate& c) { c.witnesses.collision.reset(); }), "witnesses collision");
  EXPECT_EQ(altered([](Certificate& c) { c.witnesses.unused->back() += 1; }),
            "witnesses unused[1]");
  EXPECT_EQ(altered([](Certificate& c) { c.shape.nodes[1] += 1; }), "shape nodes[1]");
  EXPECT_EQ(altered([](Certificate& c) { c.seed.back() ^= 1; }), "seed");
  // The codebooks are part of what is hashed.
  EXPECT_EQ(altered([](Certificate& c) { c.shape.codebooks[0] += 1; }), "table_sha256");
  EXPECT_EQ(altered([](Certificate& c) { c.shape.codebooks.clear(); }), "table_sha256");
  EXPECT_EQ(altered([](Certificate& c) { c.table_sha256[5] ^= 1; }), "table_sha256");
}

// Codebooks that do not hold the tokens, hashed as if they did.
TEST(Tampering, CodebooksThatDoNotFitAreRefused) {
  const std::uint64_t codebooks[] = {2, 3};
  const auto made = recompute(table(), codebooks, Threads{1});
  ASSERT_FALSE(made.has_value());
  EXPECT_EQ(made.error().what, "position 1 uses 3 tokens, more than its codebook of 2");
}

// A file whose codes fit no codebook of the size that it declares.
TEST(Tampering, ADeclarationThatTheCodesRefuteIsNoGroundForACertificate) {
  Table contradictory;
  contradictory.items = ItemIds::row_numbers(2);
  contradictory.alphabets = {Alphabet::numbers(3)};
  contradictory.codes = Codes::fixed(2, 1, std::vector<std::uint8_t>{0, 2});
  contradictory.declared_codebooks = {2};
  const std::uint64_t declared[] = {2};
  EXPECT_EQ(recompute(contradictory, declared, Threads{1}).error().code, ErrorCode::malformed);
  const AuditResult audited = *audit(contradictory);
  EXPECT_EQ(certify(contradictory, audited, Threads{1}).error().code, ErrorCode::malformed);
  const std::uint64_t given[] = {3};
  EXPECT_EQ(recompute(contradictory, given, Threads{1})->facts.complete, Truth::refuted);
}

TEST(Tampering, AnotherTableIsRefutedByItsHashAlone) {
  const Certificate certificate = verified(table()).certificate;
  const Table other = letters({{"1", "ab"}, {"2", "ba"}, {"3", "ba"}, {"5", "cc"}});
  const auto result = replay(certificate, other, Threads{1});
  ASSERT_TRUE(result.has_value());
  ASSERT_EQ(result->count, 1U);
  EXPECT_EQ(result->first[0].claim, "table_sha256");
}

}  // namespace
}  // namespace sidproof
