// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
// THEORY E on drawn instances.
#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include "properties/laws/law_property.hpp"

namespace sidproof::properties {
namespace {

RC_GTEST_PROP(Laws, E1ItemMasses, ()) { require_law("E1"); }
RC_GTEST_PROP(Laws, E2PastDependent, ()) { require_law("E2"); }
RC_GTEST_PROP(Laws, E3Consistency, ()) { require_law("E3"); }

}  // namespace
}  // namespace sidproof::properties
