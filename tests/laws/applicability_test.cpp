// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
// A law that says "does not apply" too often checks less than it seems to; one that
// says it too seldom speaks where its premise fails. How often each of them holds on
// the first cases of a campaign is written down here.
#include <gtest/gtest.h>

#include <map>
#include <ostream>
#include <string>

#include "laws/random_instance.hpp"
#include "laws/registry.hpp"

namespace sidproof {
namespace {

constexpr std::uint64_t cases = 60;

int holding(const RegisteredLaw& law, CodesKind kind) {
  int held = 0;
  for (std::uint64_t index = 0; index < cases; ++index) {
    RegisteredLaw drawn = law;
    drawn.codes = kind;
    const Instance instance = random_case(Seed{0, 13}, drawn, index);
    const Verdict verdict = law.check(instance, law.numbers.front(), law.shapes.front());
    EXPECT_NE(verdict.truth, Truth::refuted) << law.id << ": " << verdict.reason;
    held += verdict.truth == Truth::holds ? 1 : 0;
  }
  return held;
}

struct Applies {
  int fixed_length = 0;
  int any_length = 0;
  int bijection = 0;
  friend bool operator==(const Applies&, const Applies&) = default;
  friend std::ostream& operator<<(std::ostream& out, const Applies& a) {
    return out << "{" << a.fixed_length << ", " << a.any_length << ", " << a.bijection << "}";
  }
};

// When random_instances_version changes, the numbers change with it; otherwise say why
// a law speaks of more or fewer cases than before.
const std::map<std::string, Applies> expected = {
    {"A1", {60, 60, 60}},  {"A2", {15, 8, 60}},  {"A2a", {60, 60, 60}}, {"A2c", {59, 60, 60}},
    {"A3", {14, 11, 60}},  {"A4", {60, 60, 60}}, {"A5", {60, 60, 60}},  {"A6", {60, 43, 60}},
    {"B1", {60, 60, 60}},  {"B2", {60, 17, 60}}, {"B3", {34, 11, 60}},  {"B4", {24, 6, 0}},
    {"B5", {58, 56, 60}},  {"B6", {56, 25, 60}}, {"C1", {43, 17, 44}},  {"C1v", {43, 46, 47}},
    {"C2", {39, 12, 43}},  {"C3", {43, 13, 43}}, {"C4", {43, 18, 48}},  {"D1", {60, 60, 60}},
    {"D2", {60, 60, 60}},  {"D3", {60, 60, 60}}, {"D4", {60, 60, 60}},  {"E1", {34, 12, 60}},
    {"E2", {59, 24, 60}},  {"E3", {60, 60, 60}}, {"F1", {60, 42, 60}},  {"F2", {60, 45, 58}},
    {"F2b", {39, 29, 60}}, {"F3", {60, 50, 60}}, {"F4", {58, 44, 60}},  {"F5", {60, 40, 59}},
    {"F6", {60, 60, 60}},  {"F7", {60, 25, 60}}, {"G1", {35, 9, 36}},   {"G2", {42, 25, 41}},
    {"G3", {60, 60, 60}},  {"G4", {10, 5, 60}},  {"G5", {60, 60, 60}},  {"H1", {60, 43, 60}},
    {"H2", {60, 43, 60}},  {"H3", {60, 60, 60}}, {"H4", {37, 31, 48}},  {"H5", {60, 60, 60}},
    {"H6", {60, 60, 60}},  {"H7", {59, 44, 60}}, {"H8", {58, 53, 60}},  {"H9", {52, 50, 53}},
};

TEST(EveryLaw, AppliesToAsManyOfTheFirstCasesAsWrittenHere) {
  ASSERT_EQ(random_instances_version, 1U);
  std::map<std::string, Applies> found;
  for (const RegisteredLaw& law : registered_laws())
    found[std::string(law.id)] = {holding(law, CodesKind::fixed_length),
                                  holding(law, CodesKind::any_length),
                                  holding(law, CodesKind::bijection)};
  for (const auto& [id, applies] : found) {
    const auto entry = expected.find(id);
    ASSERT_TRUE(entry != expected.end()) << "a law without a row; if these numbers are meant: {\""
                                         << id << "\", " << applies << "},";
    EXPECT_EQ(applies, entry->second) << id;
  }
  EXPECT_EQ(found.size(), expected.size());
}

}  // namespace
}  // namespace sidproof
