// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
// Every registered law over every number system and shape that it lists: never
// refuted, and not always without a say.
#include "laws/registry.hpp"

#include <gtest/gtest.h>

#include <set>
#include <string>
#include <vector>

#include "laws/random_instance.hpp"

namespace sidproof {
namespace {

class EveryLaw : public testing::TestWithParam<std::string_view> {};

TEST_P(EveryLaw, IsNeverRefutedAndOftenHolds) {
  const RegisteredLaw& law = *find_law(GetParam());
  ASSERT_FALSE(law.numbers.empty());
  ASSERT_FALSE(law.shapes.empty());
  for (const NumberSystem numbers : law.numbers)
    for (const ModelShape shape : law.shapes) {
      int held = 0;
      for (std::uint64_t index = 0; index < 40; ++index) {
        const Instance instance = random_case(Seed{0, 11}, law, index);
        const Verdict verdict = law.check(instance, numbers, shape);
        ASSERT_NE(verdict.truth, Truth::refuted)
            << verdict.reason << "; " << text_of_instance(instance);
        if (verdict.truth == Truth::holds) ++held;
        if (verdict.truth == Truth::unknown) {
          ASSERT_EQ(verdict.reason.rfind("does not apply: ", 0), 0U) << verdict.reason;
        }
      }
      EXPECT_GE(held, 5) << name(numbers) << " " << name(shape);
    }
}

// A law takes codes that it does not want, too: then its premise fails, or it holds.
TEST_P(EveryLaw, IsNotRefutedByCodesOfAnotherKind) {
  const RegisteredLaw& law = *find_law(GetParam());
  for (const CodesKind kind :
       {CodesKind::fixed_length, CodesKind::any_length, CodesKind::bijection})
    for (std::uint64_t seed = 0; seed < 120; ++seed) {
      RandomStream stream(Seed{seed, 12});
      const Instance instance = random_instance(stream, kind, law.positive);
      for (const ModelShape shape : law.shapes) {
        const Verdict verdict = law.check(instance, law.numbers.front(), shape);
        ASSERT_NE(verdict.truth, Truth::refuted)
            << name(shape) << ": " << verdict.reason << "; " << text_of_instance(instance);
      }
    }
}

std::vector<std::string_view> ids() {
  std::vector<std::string_view> result;
  for (const RegisteredLaw& law : registered_laws()) result.push_back(law.id);
  return result;
}

INSTANTIATE_TEST_SUITE_P(Laws, EveryLaw, testing::ValuesIn(ids()),
                         [](const auto& id) { return std::string(id.param); });

TEST(Registry, NamesEveryLawOnceAndFindsItByAnyOfItsNames) {
  std::set<std::string_view> ids;
  std::set<std::string_view> names;
  for (const RegisteredLaw& law : registered_laws()) {
    EXPECT_TRUE(ids.insert(law.id).second) << law.id;
    EXPECT_TRUE(names.insert(law.name).second) << law.name;
    EXPECT_EQ(find_law(law.id), &law);
    EXPECT_EQ(find_law(law.name), &law);
    EXPECT_EQ(find_law(std::string(law.id) + " " + std::string(law.name)), &law);
  }
  EXPECT_EQ(find_law("B"), nullptr);
  EXPECT_EQ(find_law(""), nullptr);
  EXPECT_EQ(find_law("A1 partition"), nullptr);
}

TEST(Registry, NamesAndReadsNumberSystemsAndShapes) {
  for (const NumberSystem numbers : find_law("B1")->numbers)
    EXPECT_EQ(number_system(name(numbers)), numbers);
  for (const ModelShape shape : find_law("B1")->shapes) EXPECT_EQ(model_shape(name(shape)), shape);
  EXPECT_FALSE(number_system("double"));
  EXPECT_FALSE(model_shape("neural"));
  EXPECT_EQ(find_law("B1")->numbers.size(), 5U);
  EXPECT_EQ(find_law("B1")->shapes.size(), 4U);
}

TEST(Registry, LawsThatNeedAnOrderSayThatTheyDoNotApplyToPrimeFields) {
  const Instance instance{{2}, {{0}, {1}}, {}, {1, 2}, {}};
  EXPECT_EQ(find_law("B3")->check(instance, NumberSystem::flint, ModelShape::cascaded).truth,
            Truth::holds);
  for (const char* law : {"B3", "C2"}) {
    const Verdict verdict =
        find_law(law)->check(instance, NumberSystem::mersenne61, ModelShape::cascaded);
    EXPECT_EQ(verdict.truth, Truth::unknown) << law;
    EXPECT_EQ(verdict.reason.rfind("does not apply: ", 0), 0U) << verdict.reason;
  }
}

}  // namespace
}  // namespace sidproof
