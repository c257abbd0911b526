// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
// THEORY G on drawn instances.
#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include "properties/laws/law_property.hpp"

namespace sidproof::properties {
namespace {

RC_GTEST_PROP(Laws, G1MeanOverTokens, ()) { require_law("G1"); }
RC_GTEST_PROP(Laws, G2MeanOverExamples, ()) { require_law("G2"); }
RC_GTEST_PROP(Laws, G3OtherReductions, ()) { require_law("G3"); }
RC_GTEST_PROP(Laws, G4LargerVocabulary, ()) { require_law("G4"); }
RC_GTEST_PROP(Laws, G5PackedStream, ()) { require_law("G5"); }

}  // namespace
}  // namespace sidproof::properties
