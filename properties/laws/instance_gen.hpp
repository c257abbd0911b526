// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <cstdint>
#include <vector>

#include "laws/instance.hpp"
#include "laws/registry.hpp"
#include "verdict/verdict.hpp"

namespace sidproof::properties {

/// Instances biased to corners: k = 0, one-token alphabets, one item, zero and
/// equal weights, unseen items, collisions of all sizes. They shrink to few items,
/// short codes, small alphabets and weights.
inline rc::Gen<Instance> instances(CodesKind kind) {
  return rc::gen::exec([kind] {
    const auto below = [](std::uint32_t bound) {
      return *rc::gen::inRange<std::uint32_t>(0, bound);
    };
    Instance instance;
    const std::uint32_t positions = below(4);
    for (std::uint32_t j = 0; j < positions; ++j) instance.alphabets.push_back(1 + below(3));
    if (kind == CodesKind::bijection) {
      instance.space().for_each(
          [&](SequenceView s) { instance.codes.emplace_back(s.begin(), s.end()); });
      const std::uint32_t turn = below(static_cast<std::uint32_t>(instance.codes.size()));
      std::rotate(instance.codes.begin(), instance.codes.begin() + turn, instance.codes.end());
    } else {
      const std::uint32_t items = 1 + below(6);
      for (std::uint32_t v = 0; v < items; ++v) {
        const std::uint32_t length =
            kind == CodesKind::any_length ? below(positions + 1) : positions;
        Sequence code;
        for (std::uint32_t j = 0; j < length; ++j) code.push_back(below(instance.alphabets[j]));
        instance.codes.push_back(code);
      }
    }
    const std::uint32_t weights = 1 + below(6);
    for (std::uint32_t i = 0; i < weights; ++i) instance.weights.push_back(below(5));
    for (std::size_t v = 0; v < instance.codes.size(); ++v) instance.counts.push_back(below(4));
    const std::uint32_t choices = below(7);
    for (std::uint32_t i = 0; i < choices; ++i) instance.choices.push_back(below(6));
    return instance;
  });
}

/// Fails the property with the law's witness when the law is refuted; discards
/// nothing: an instance to which the law does not apply passes.
inline void require(const Verdict& verdict) {
  if (verdict.truth == Truth::refuted) RC_FAIL(verdict.reason);
}

}  // namespace sidproof::properties
