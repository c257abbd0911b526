// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <vector>

#include "laws/instance.hpp"

namespace sidproof {

/// Is `a` smaller than `b`? Ordered by items, positions, tokens in the alphabets,
/// tokens in the codes, weights (number, sum), choices (number, sum), examples, and
/// then by the codes themselves.
[[nodiscard]] bool is_smaller(const Instance& a, const Instance& b);

/// Every instance that is one step smaller than a well-formed one, in the order in
/// which shrink() tries them: an item less, a position less, a token of an alphabet
/// less (its items dropped, or given its neighbour), a shorter code, a weight, choice
/// or count less or lower, a lower token, two codes in order. All are well formed.
[[nodiscard]] std::vector<Instance> smaller_instances(const Instance& instance);

/// From an instance that `fails`, greedily to one of which no smaller_instances()
/// element does. The same for the same arguments, if `fails` is a function.
[[nodiscard]] Instance shrink(Instance instance, const std::function<bool(const Instance&)>& fails);

}  // namespace sidproof
