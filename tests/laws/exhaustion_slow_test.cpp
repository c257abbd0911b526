// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "laws/exhaustion_census.hpp"

namespace sidproof {
namespace {

TEST(ExhaustionSlow, EveryMapUpToEightIsBijectiveIffZIsAlwaysOne) { testing_tools::exhaust_b2(8); }

}  // namespace
}  // namespace sidproof
