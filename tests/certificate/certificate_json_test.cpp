// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "certificate/certificate_json.hpp"

#include <gtest/gtest.h>

#include <string>

#include "audit/small_tables.hpp"
#include "certificate/replay.hpp"

namespace sidproof {
namespace {

const Table& table() {
  static const Table table = testing::letters({{"1", "ab"}, {"2", "ba"}, {"3", "ba"}});
  return table;
}

std::string text() {
  const std::uint64_t codebooks[] = {2, 3};
  return certificate_json(recompute(table(), codebooks, Threads{1}).value());
}

std::string replaced(std::string json, const std::string& from, const std::string& to) {
  const std::size_t place = json.find(from);
  EXPECT_NE(place, std::string::npos) << from;
  return json.replace(place, from.size(), to);
}

std::string refusal(const std::string& json) {
  const auto parsed = parse_certificate(json, "a.json");
  return parsed ? "accepted" : parsed.error().what;
}

TEST(CertificateJson, ReadsBackWhatItWrites) {
  const auto parsed = parse_certificate(text(), "a.json");
  ASSERT_TRUE(parsed.has_value()) << to_string(parsed.error());
  EXPECT_EQ(certificate_json(*parsed), text());
  EXPECT_EQ(text().back(), '\n');
  EXPECT_EQ(text().find(".0"), std::string::npos);
}

TEST(CertificateJson, RefusesEverythingThatIsNotCanonical) {
  const std::string json = text();
  EXPECT_EQ(refusal(json), "accepted");
  const std::string not_canonical = "the certificate is not canonical";
  EXPECT_EQ(refusal(json + '\n'), not_canonical);
  EXPECT_EQ(refusal(' ' + json), not_canonical);
  EXPECT_EQ(refusal(json.substr(0, json.size() - 1)), not_canonical);
  EXPECT_EQ(refusal(replaced(json, "\"rows\": 3", "\"rows\":  3")), not_canonical);
  EXPECT_EQ(refusal(replaced(json, "\"degree\": \"", "\"degree\": \"0")), not_canonical);
  EXPECT_EQ(refusal(replaced(json, "\"holds\"", "\"hold\\u0073\"")), not_canonical);
  EXPECT_EQ(refusal(replaced(json, "\"rows\": 3", "\"rows\": 3.0")),
            "shape: \"rows\" is no whole number");
  EXPECT_EQ(refusal(replaced(json, "\"rows\": 3", "\"rows\": 3e0")),
            "shape: \"rows\" is no whole number");
  EXPECT_EQ(refusal(replaced(json, "\"rows\": 3", "\"rows\": -3")),
            "shape: \"rows\" is no whole number");
}

TEST(CertificateJson, RefusesMissingUnknownRepeatedAndMisplacedFields) {
  const std::string json = text();
  EXPECT_EQ(refusal(replaced(json, "\"rows\": 3, ", "")),
            "shape has another field where \"rows\" is expected");
  EXPECT_EQ(refusal(replaced(json, "\"rows\": 3, ", "\"rows\": 3, \"rows\": 3, ")),
            "shape has another field where \"items\" is expected");
  EXPECT_EQ(refusal(replaced(json, "\"rows\": 3, \"items\": 3", "\"items\": 3, \"rows\": 3")),
            "shape has another field where \"rows\" is expected");
  EXPECT_EQ(refusal(replaced(json, "  \"recipes\": [", "  \"more\": 1,\n  \"recipes\": [")),
            "the certificate has another field where \"recipes\" is expected");
  EXPECT_EQ(refusal(replaced(json, "\n}\n", ",\n  \"more\": 1\n}\n")),
            "the certificate has a field too many");
  EXPECT_EQ(refusal(replaced(json, "\"schema\": \"sidproof.certificate/1\",", "")),
            "the certificate has no \"schema\"");
}

TEST(CertificateJson, RefusesWrongTypesAndValues) {
  const std::string json = text();
  EXPECT_EQ(refusal("{}"), "the certificate has no \"schema\"");
  EXPECT_EQ(refusal("[1]"), "the certificate has no \"schema\"");
  EXPECT_NE(refusal(""), "accepted");
  EXPECT_NE(refusal("{\"schema\": \"sidproof.certificate/1\"}"), "accepted");
  EXPECT_EQ(
      refusal(replaced(json, "\"verdict\": \"holds\"", "\"verdict\": \"maybe\"")),
      "the certificate: \"identities\"[0]: \"verdict\" is neither holds nor refuted nor unknown");
  EXPECT_EQ(refusal(replaced(json, "\"gap\": \"either\"", "\"gap\": \"positive\"")),
            "the certificate: \"recipes\"[0]: \"gap\" is no sign of a gap");
  EXPECT_EQ(refusal(replaced(json, "\"residue\": \"", "\"residue\": \"x")),
            "the certificate: \"identities\"[0]: \"points\"[0]: \"residue\" is no decimal number");
  EXPECT_EQ(refusal(replaced(json, "B1 partition", "B1 p\xc3\xa4rtition")),
            "the certificate: \"identities\"[0]: \"law\" holds characters that no certificate has");
  EXPECT_EQ(refusal(replaced(json, "\"collision\": [1, 2]", "\"collision\": [1, 2, 3]")),
            "witnesses: \"collision\" is no pair of rows");
}

TEST(CertificateJson, RefusesOtherVersionsAndHugeFiles) {
  const auto other =
      parse_certificate(replaced(text(), "certificate/1", "certificate/2"), "a.json");
  ASSERT_FALSE(other.has_value());
  EXPECT_EQ(other.error().code, ErrorCode::unsupported);
  const auto huge = parse_certificate(std::string(longest_certificate + 1, ' '), "a.json");
  ASSERT_FALSE(huge.has_value());
  EXPECT_EQ(huge.error().code, ErrorCode::too_large);
}

}  // namespace
}  // namespace sidproof
