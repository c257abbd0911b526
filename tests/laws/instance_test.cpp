// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "laws/instance.hpp"

#include <gtest/gtest.h>

#include "exact/flint_rational.hpp"

namespace sidproof {
namespace {

using F = FlintRational;

TEST(Instance, WeightsAreUsedCyclicallyAndNoRowIsEmpty) {
  const Instance instance{{2, 2}, {{0, 0}}, {3, 1, 0}, {1}, {}};
  EXPECT_EQ(instance.cell_weights(CascadedShape(instance.space())),
            (std::vector<std::uint32_t>{3, 1, 0, 3, 1, 0}));
  const Instance zeros{{2}, {{0}}, {0}, {1}, {}};
  EXPECT_EQ(zeros.cell_weights(ParallelShape(zeros.space())), (std::vector<std::uint32_t>{1, 0}));
  EXPECT_EQ(zeros.cell_weights(ParallelShape(zeros.space()), true),
            (std::vector<std::uint32_t>{1, 1}));
}

TEST(Instance, TheModelHasTheWeightsAsConditionals) {
  const Instance instance{{2}, {{0}}, {3, 1}, {1}, {}};
  const auto model = instance.model<F, CascadedShape>();
  EXPECT_EQ(model.cells()[0], fraction<F>(3, 4));
  EXPECT_EQ(model.cells()[1], fraction<F>(1, 4));
}

TEST(Instance, TheMixtureIsOfSequenceMeasuresAndNotOfConditionals) {
  // Cascaded cells 3 1 | 1 3 | 3 1, parallel cells 3 1 | 1 3: at (1 0) the measures are
  // 1/4 * 3/4 and 1/4 * 1/4, mixed 1 : 2.
  const Instance instance{{2, 2}, {{0, 0}}, {3, 1, 1, 3}, {1}, {}};
  const auto mixed = instance.mixed_model<F>();
  EXPECT_EQ(prefix_mass(mixed, Sequence{1, 0}),
            fraction<F>(1, 3) * fraction<F>(3, 16) + fraction<F>(2, 3) * fraction<F>(1, 16));
}

TEST(Instance, ChoicesAreCyclicAndZeroWhenThereAreNone) {
  Instance instance{{2}, {{0}}, {}, {1}, {4, 5}};
  EXPECT_EQ(instance.choice(3), 5U);
  instance.choices.clear();
  EXPECT_EQ(instance.choice(3), 0U);
}

TEST(Instance, IsPrintedOnOneLine) {
  const Instance instance{{2, 3}, {{0, 1}, {}}, {1, 0}, {3, 0}, {1}};
  EXPECT_EQ(text_of_instance(instance),
            "alphabets 2 3; code 0 1; code; weights 1 0; counts 3 0; choices 1");
}

}  // namespace
}  // namespace sidproof
