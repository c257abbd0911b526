// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
// THEORY A on drawn instances.
#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include "properties/laws/instance_gen.hpp"
#include "properties/laws/law_property.hpp"

namespace sidproof::properties {
namespace {

RC_GTEST_PROP(Laws, A1Normalisation, ()) { require_law("A1"); }
RC_GTEST_PROP(Laws, A2aChain, ()) { require_law("A2a"); }
RC_GTEST_PROP(Laws, A2EquivalenceCascaded, ()) { require_law("A2"); }
RC_GTEST_PROP(Laws, A2cAnyFamily, ()) { require_law("A2c"); }
RC_GTEST_PROP(Laws, A3EquivalenceParallel, ()) { require_law("A3"); }
RC_GTEST_PROP(Laws, A4Realisation, ()) { require_law("A4"); }
RC_GTEST_PROP(Laws, A5Gradient, ()) { require_law("A5"); }
RC_GTEST_PROP(Laws, A6Order, ()) { require_law("A6"); }

// Every bijection has a say: the premise is the only one.
RC_GTEST_PROP(Laws, A2AndA3ApplyToEveryBijection, ()) {
  const Instance i = *instances(CodesKind::bijection);
  RC_ASSERT(find_law("A2")->check(i, NumberSystem::flint, ModelShape::cascaded).truth ==
            Truth::holds);
  RC_ASSERT(find_law("A3")->check(i, NumberSystem::flint, ModelShape::parallel).truth ==
            Truth::holds);
}

}  // namespace
}  // namespace sidproof::properties
