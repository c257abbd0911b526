// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include "counterexamples/counterexample.hpp"

// One function a case: the statement and the search for it. The catalogue lists them.
namespace sidproof::counterexamples {

// THEORY A
[[nodiscard]] Counterexample a2_collision();
[[nodiscard]] Counterexample a2_leakage();
[[nodiscard]] Counterexample a2c_argmin();
[[nodiscard]] Counterexample a2c_ranking();
[[nodiscard]] Counterexample a6_order();
// THEORY B
[[nodiscard]] Counterexample b2_collision();
[[nodiscard]] Counterexample b2_leakage();
[[nodiscard]] Counterexample b2_one_model();
[[nodiscard]] Counterexample b3_positive();
[[nodiscard]] Counterexample b6_ranking();
// THEORY C
[[nodiscard]] Counterexample c1_collision();
[[nodiscard]] Counterexample c1v_prefix();
[[nodiscard]] Counterexample c3_parallel();
// THEORY D, E
[[nodiscard]] Counterexample d1_kraft();
[[nodiscard]] Counterexample d4_end();
[[nodiscard]] Counterexample e3_consistency();
// THEORY F
[[nodiscard]] Counterexample f2_law();
[[nodiscard]] Counterexample f2_best();
[[nodiscard]] Counterexample f5_coherence();
[[nodiscard]] Counterexample f6_soft_mask();
[[nodiscard]] Counterexample f7_positions();
[[nodiscard]] Counterexample f7_bigram();
// THEORY G
[[nodiscard]] Counterexample g2_mean();
[[nodiscard]] Counterexample g3_stripped();
[[nodiscard]] Counterexample g3_smoothing();
[[nodiscard]] Counterexample g4_vocabulary();
// THEORY H
[[nodiscard]] Counterexample h3_greedy();
[[nodiscard]] Counterexample h3_width();
[[nodiscard]] Counterexample h4_length();
[[nodiscard]] Counterexample h6_temperature();

}  // namespace sidproof::counterexamples
