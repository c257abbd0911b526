// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
// Bounded exhaustion up to the sizes that THEORY's iff's are claimed for.
#include <gtest/gtest.h>

#include "laws/exhaust_maps.hpp"
#include "laws/exhaust_models.hpp"

namespace sidproof {
namespace {

using namespace testing_tools;

TEST(ExhaustionSlow, EveryMapIsBijectiveIffZIsAlwaysOne) { exhaust_b2(8); }

TEST(ExhaustionSlow, MaximaAgreeIffInjectiveOnEveryMap) { exhaust_c1(8); }

TEST(ExhaustionSlow, MaximaAgreeIffPrefixCodeOnCodesOfAnyLengths) { exhaust_c1v(8); }

TEST(ExhaustionSlow, ScoresAreOneIffCompletePrefixCodeOnCodesOfAnyLengths) { exhaust_d1(8); }

TEST(ExhaustionSlow, LocalIsGlobalIffSiblingsCompleteEquallyOnTinyModels) { exhaust_f2(8); }

TEST(ExhaustionSlow, LocalIsGlobalForAllModelsIffTailsAreFree) { exhaust_f2_catalogues(16); }

}  // namespace
}  // namespace sidproof
