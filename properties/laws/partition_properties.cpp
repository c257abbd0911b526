// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
// THEORY B on drawn instances.
#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include "exact/flint_rational.hpp"
#include "laws/partition_laws.hpp"
#include "properties/laws/instance_gen.hpp"
#include "properties/laws/law_property.hpp"

namespace sidproof::properties {
namespace {

RC_GTEST_PROP(Laws, B1Partition, ()) { require_law("B1"); }
RC_GTEST_PROP(Laws, B2BijectiveIff, ()) { require_law("B2"); }
RC_GTEST_PROP(Laws, B3Leakage, ()) { require_law("B3"); }
RC_GTEST_PROP(Laws, B4Collision, ()) { require_law("B4"); }
RC_GTEST_PROP(Laws, B5ObjectiveGap, ()) { require_law("B5"); }
RC_GTEST_PROP(Laws, B6ItemLaws, ()) { require_law("B6"); }

// Divergence when the premise is violated: a witness every time.
RC_GTEST_PROP(Laws, B2WitnessExistsForEveryMapThatIsNotBijective, ()) {
  const Instance i = *instances(*rc::gen::element(CodesKind::fixed_length, CodesKind::bijection));
  RC_ASSERT(b2_witness<FlintRational>(i.map()).has_value() == !is_bijective(i.map()));
}

}  // namespace
}  // namespace sidproof::properties
