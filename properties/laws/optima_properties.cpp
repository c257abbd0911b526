// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
// THEORY C and D on drawn instances.
#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include "properties/laws/law_property.hpp"

namespace sidproof::properties {
namespace {

RC_GTEST_PROP(Laws, C1InjectiveIffEqualMaxima, ()) { require_law("C1"); }
RC_GTEST_PROP(Laws, C1vPrefixCodeIffEqualMaxima, ()) { require_law("C1v"); }
RC_GTEST_PROP(Laws, C2CollisionEntropy, ()) { require_law("C2"); }
RC_GTEST_PROP(Laws, C3TotalCorrelation, ()) { require_law("C3"); }
RC_GTEST_PROP(Laws, C4Decomposition, ()) { require_law("C4"); }
RC_GTEST_PROP(Laws, D1CompletePrefixCode, ()) { require_law("D1"); }
RC_GTEST_PROP(Laws, D2Kraft, ()) { require_law("D2"); }
RC_GTEST_PROP(Laws, D3OnePositiveModel, ()) { require_law("D3"); }
RC_GTEST_PROP(Laws, D4EndToken, ()) { require_law("D4"); }

}  // namespace
}  // namespace sidproof::properties
