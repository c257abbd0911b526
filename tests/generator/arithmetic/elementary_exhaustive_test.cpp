// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
// Every binary32 argument of the elementary functions against Arb.
#include <gtest/gtest.h>

#include <vector>

#include "base/parallel.hpp"
#include "generator/arithmetic/elementary_functions.hpp"

namespace sidproof {
namespace {

void expect_every_argument_correctly_rounded(const ElementaryFunction& function,
                                             std::uint64_t arguments) {
  constexpr std::size_t parts = 256;
  constexpr std::uint64_t part = (std::uint64_t{1} << 32U) / parts;
  std::vector<ElementaryErrors> errors(parts);
  parallel_for(Threads::all(), parts, [&](std::size_t index) {
    errors[index] = measure(function, index * part, (index + 1) * part - 1, 1);
    flint_cleanup();
  });
  std::uint64_t seen = 0;
  for (const ElementaryErrors& error : errors) {
    seen += error.arguments;
    EXPECT_EQ(error.misrounded, 0U);
    EXPECT_LE(error.relative, 0x1p-51);
  }
  EXPECT_EQ(seen, arguments);
}

constexpr std::uint64_t positive_finite = 0x7f7fffffU;

TEST(ElementaryExhaustive, Exponential) {
  const std::uint64_t arguments = std::uint64_t{std::bit_cast<std::uint32_t>(88.7228F)} + 1 +
                                  std::bit_cast<std::uint32_t>(104.0F) + 1;
  expect_every_argument_correctly_rounded(exponential_function, arguments);
}

TEST(ElementaryExhaustive, Logarithm) {
  expect_every_argument_correctly_rounded(logarithm_function, positive_finite);
}

TEST(ElementaryExhaustive, HyperbolicTangent) {
  expect_every_argument_correctly_rounded(tangent_function, 2 * (positive_finite + 1));
}

// Powers of four scale the result exactly, so two binades stand for all.
TEST(ElementaryExhaustive, InverseRoot) {
  const ElementaryErrors errors = measure(inverse_root_function, 0x3f800000U, 0x407fffffU, 1);
  EXPECT_EQ(errors.arguments, std::uint64_t{1} << 24U);
  EXPECT_EQ(errors.misrounded, 0U);
}

}  // namespace
}  // namespace sidproof
