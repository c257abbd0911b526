// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
// The laws of optima and of variable length, and the central ones once more over
// two libraries in lock step.
#include "laws/maxima_laws.hpp"

#include "exact/checked.hpp"
#include "exact/flint_rational.hpp"
#include "exact/rational.hpp"
#include "laws/equivalence_laws.hpp"
#include "laws/partition_laws.hpp"
#include "properties/laws/instance_gen.hpp"

namespace sidproof::properties {
namespace {

RC_GTEST_PROP(Laws, C1ToC4Maxima, ()) {
  const Instance i = *instances(CodesKind::fixed_length);
  require(c1_injective_iff_equal_maxima(i.map(), i.counts));
  require(c2_collision_entropy(i.map(), i.counts));
  require(c3_total_correlation(i.map(), i.counts, i.model<Rational, ParallelShape>()));
  require(c4_decomposition(i.map(), i.counts));
}

RC_GTEST_PROP(Laws, C1vD1D2VariableLength, ()) {
  const Instance i = *instances(CodesKind::any_length);
  require(c1v_prefix_code_iff_equal_maxima(i.map(), i.counts));
  require(d1_complete_prefix_code(i.map()));
  require(d2_kraft(i.map()));
}

RC_GTEST_PROP(Laws, CentralOnesHoldOverTwoLibrariesInLockStep, ()) {
  using Number = Checked<Rational, FlintRational>;
  const Instance i = *instances(*rc::gen::element(CodesKind::fixed_length, CodesKind::bijection));
  const auto model = i.model<Number, CascadedShape>();
  require(a2_chain(model, i.map(), i.counts));
  require(a2_law(model, i.map()));
  require(b1_partition(model, i.map()));
  require(b5_objective_gap(model, i.map(), i.counts));
}

}  // namespace
}  // namespace sidproof::properties
