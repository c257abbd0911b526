// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
// THEORY F on drawn instances.
#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include "properties/laws/law_property.hpp"

namespace sidproof::properties {
namespace {

RC_GTEST_PROP(Laws, F1LocalGlobalRatio, ()) { require_law("F1"); }
RC_GTEST_PROP(Laws, F2LocalEqualsGlobal, ()) { require_law("F2"); }
RC_GTEST_PROP(Laws, F2bMaskedTraining, ()) { require_law("F2b"); }
RC_GTEST_PROP(Laws, F3Lookahead, ()) { require_law("F3"); }
RC_GTEST_PROP(Laws, F4ImportanceWeights, ()) { require_law("F4"); }
RC_GTEST_PROP(Laws, F5Coherence, ()) { require_law("F5"); }
RC_GTEST_PROP(Laws, F6SoftMask, ()) { require_law("F6"); }
RC_GTEST_PROP(Laws, F7CoarseConstraints, ()) { require_law("F7"); }

}  // namespace
}  // namespace sidproof::properties
