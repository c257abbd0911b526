// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "laws/several_sequences_checks.hpp"

#include <gtest/gtest.h>

namespace sidproof {
namespace {

// The only sequence there is goes to one of two items; the other one has none to draw.
TEST(E3, AnItemWithoutASequenceOfItsOwnDrawsTheOnlyOne) {
  for (const std::vector<std::uint32_t>& alphabets : {std::vector<std::uint32_t>{}, {1}}) {
    const Sequence only(alphabets.size(), 0);
    for (const std::uint32_t owner : {0U, 1U}) {
      const Instance instance{alphabets, {only, only}, {}, {1, 1}, {owner}};
      const Verdict verdict =
          SeveralSequencesChecks<Rational>::consistency(instance, ModelShape::cascaded);
      EXPECT_EQ(verdict.truth, Truth::holds) << alphabets.size() << ' ' << owner;
    }
  }
}

}  // namespace
}  // namespace sidproof
