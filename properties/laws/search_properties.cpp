// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
// THEORY H on drawn instances.
#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include "properties/laws/law_property.hpp"

namespace sidproof::properties {
namespace {

RC_GTEST_PROP(Laws, H1WideBeam, ()) { require_law("H1"); }
RC_GTEST_PROP(Laws, H2Certificate, ()) { require_law("H2"); }
RC_GTEST_PROP(Laws, H3NotMonotone, ()) { require_law("H3"); }
RC_GTEST_PROP(Laws, H4LengthNormalisation, ()) { require_law("H4"); }
RC_GTEST_PROP(Laws, H5TotalOrder, ()) { require_law("H5"); }
RC_GTEST_PROP(Laws, H6Temperature, ()) { require_law("H6"); }
RC_GTEST_PROP(Laws, H7TruncatedSampling, ()) { require_law("H7"); }
RC_GTEST_PROP(Laws, H8DependsOnNothingElse, ()) { require_law("H8"); }
RC_GTEST_PROP(Laws, H9HitRates, ()) { require_law("H9"); }

}  // namespace
}  // namespace sidproof::properties
