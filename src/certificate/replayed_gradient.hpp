// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

#include "certificate/replayed_laws.hpp"

namespace sidproof::replayed {

/// One number for each logit of a softmax over the prefixes: of the step into each
/// prefix, and of all tokens together that lead nowhere, where a prefix has both.
template <Arithmetic N>
struct Logits {
  Levels<N> step;
  Levels<N> outside;
};

template <Arithmetic N, class Draw>
[[nodiscard]] Logits<N> free_logits(const PrefixLevels& levels, Draw&& draw) {
  Logits<N> logits{Levels<N>(levels.depth() + 1), Levels<N>(levels.depth())};
  for (std::size_t level = 0; level < levels.depth(); ++level)
    for (std::size_t prefix = 0; prefix < levels.width(level); ++prefix) {
      const std::uint32_t children = levels.children[level][prefix];
      for (std::uint32_t left = children; left > 0; --left)
        logits.step[level + 1].push_back(draw());
      const bool outside = children > 0 && !levels.is_full(level, prefix);
      logits.outside[level].push_back(outside ? N(draw()) : N(0));
    }
  return logits;
}

/// The degrees that the law's own formulas have, counted instead of tracked: each
/// conditional is a quotient of two linear forms, (1, 1) in degrees; a sum of
/// fractions adds their denominators, and every fraction here has a numerator one
/// degree above its denominator.
struct GradientDegree {
  std::uint64_t of_loss = 0;  ///< denominators of the slope of L_AR, both sides
  std::uint64_t of_z = 0;     ///< of the slope of Z, both sides
};
[[nodiscard]] inline GradientDegree gradient_degree(const PrefixLevels& levels) {
  GradientDegree degree;
  // Below each prefix: its steps, all levels together.
  std::vector<std::uint64_t> steps_of_next;
  for (std::size_t level = levels.depth() + 1; level-- > 0;) {
    std::vector<std::uint64_t> steps(levels.width(level), 0);
    for (std::size_t prefix = 0, child = 0; prefix < steps.size(); ++prefix) {
      const std::uint64_t children = levels.children[level][prefix];
      if (children == 0) continue;
      for (std::uint64_t left = children; left > 0; --left)
        steps[prefix] += 1 + steps_of_next[child++];
      const std::uint64_t logits = children + (levels.is_full(level, prefix) ? 0 : 1);
      degree.of_loss += logits;
      // Q(w) times (moved - all * mean).
      degree.of_z += level + 2 * steps[prefix] + logits;
    }
    steps_of_next = std::move(steps);
  }
  // The dual numbers of one sequence: d(q1 ... ql) has this denominator, and d ln one
  // more for each factor.
  std::uint64_t of_product = 0;
  for (std::size_t level = 1; level <= levels.depth(); ++level) {
    of_product += level + 3;
    for (const std::uint64_t ends : levels.ends[level]) {
      degree.of_z += ends * of_product;
      degree.of_loss += ends * (of_product + level);
    }
  }
  return degree;
}

/// A5 gradient along a direction in the logits. Of L_AR: how often each prefix is left
/// times the mean direction there, less the directions taken; against the sum over
/// items of what each of their steps gains on the mean. Of Z: from the ends backwards;
/// against the sum over items of Q times the same gains. A point at which a weight or
/// a sum of weights is zero is no point of a softmax.
template <Arithmetic N, class Draw>
[[nodiscard]] Comparison<N> gradient(const PrefixLevels& levels, Draw&& draw) {
  Comparison<N> comparison;
  if constexpr (!Field<N>) {
    const GradientDegree degree = gradient_degree(levels);
    for (const std::uint64_t poles : {degree.of_loss, degree.of_z})
      comparison.degree_is(poles + (poles > 0 ? 1 : 0), poles);
  } else {
    const Logits<N> weights = free_logits<N>(levels, draw);
    const Logits<N> direction = free_logits<N>(levels, draw);
    for (const std::vector<N>& level : weights.step)
      for (const N& weight : level)
        if (is_zero(weight)) throw_division_by_zero();
    const std::size_t depth = levels.depth();
    const Levels<std::uint64_t> through = passing(levels);
    Levels<N> into(depth + 1);
    Levels<N> gain(depth + 1);
    into[0] = {N(1)};
    N taken(0);
    for (std::size_t level = 0; level < depth; ++level) {
      std::vector<N> sums = weights.outside[level];
      for (std::size_t prefix = 0, child = 0; prefix < sums.size(); ++prefix) {
        if (levels.children[level][prefix] == 0) sums[prefix] = N(1);
        for (std::uint32_t left = levels.children[level][prefix]; left > 0; --left)
          sums[prefix] += weights.step[level + 1][child++];
      }
      const std::vector<N> scale = inverses(sums);
      for (std::size_t prefix = 0, child = 0; prefix < sums.size(); ++prefix) {
        const std::size_t first = child;
        const std::uint32_t children = levels.children[level][prefix];
        N mean = weights.outside[level][prefix] * direction.outside[level][prefix];
        for (; child < first + children; ++child)
          mean += weights.step[level + 1][child] * direction.step[level + 1][child];
        mean *= scale[prefix];
        const std::uint64_t going = through[level][prefix] - levels.ends[level][prefix];
        if (children > 0) taken += N(static_cast<std::int64_t>(going)) * mean;
        for (child = first; child < first + children; ++child) {
          const N& u = direction.step[level + 1][child];
          into[level + 1].push_back(weights.step[level + 1][child] * scale[prefix]);
          gain[level + 1].push_back(u - mean);
          taken -= N(static_cast<std::int64_t>(through[level + 1][child])) * u;
        }
      }
    }
    // Backwards: z and its slope below each prefix.
    std::vector<N> z;
    std::vector<N> slope;
    for (std::size_t level = depth + 1; level-- > 0;) {
      std::vector<N> z_here;
      std::vector<N> slope_here;
      for (std::size_t prefix = 0, child = 0; prefix < levels.width(level); ++prefix) {
        z_here.push_back(N(std::int64_t{levels.ends[level][prefix]}));
        slope_here.push_back(N(0));
        for (std::uint32_t left = levels.children[level][prefix]; left > 0; --left, ++child) {
          z_here.back() += into[level + 1][child] * z[child];
          slope_here.back() +=
              into[level + 1][child] * (slope[child] + gain[level + 1][child] * z[child]);
        }
      }
      z = std::move(z_here);
      slope = std::move(slope_here);
    }
    // Forwards: what each sequence's steps gain together.
    N lost(0);
    N z_slope(0);
    std::vector<N> reached = {N(1)};
    std::vector<N> gained = {N(0)};
    for (std::size_t level = 0; level < depth; ++level) {
      std::vector<N> reached_next;
      std::vector<N> gained_next;
      for (std::size_t prefix = 0, child = 0; prefix < levels.width(level); ++prefix)
        for (std::uint32_t left = levels.children[level][prefix]; left > 0; --left, ++child) {
          reached_next.push_back(reached[prefix] * into[level + 1][child]);
          gained_next.push_back(gained[prefix] + gain[level + 1][child]);
          const N ends(std::int64_t{levels.ends[level + 1][child]});
          lost -= ends * gained_next.back();
          z_slope += ends * reached_next.back() * gained_next.back();
        }
      reached = std::move(reached_next);
      gained = std::move(gained_next);
    }
    comparison.add(taken, lost);
    comparison.add(slope[0], z_slope);
  }
  return comparison;
}

}  // namespace sidproof::replayed
