// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "laws/sampling_laws.hpp"

#include <bit>

#include "exact/rational.hpp"

namespace sidproof {

Verdict h9_hit_rates(const TokenMap& map, const std::vector<std::uint32_t>& targets,
                     std::uint32_t hits) {
  if (targets.empty() || targets.size() > 12) return does_not_apply("1 to 12 targets");
  const SequenceGroups groups = sequence_groups(map);
  std::vector<Rational> inverse;
  for (const std::uint32_t target : targets)
    inverse.push_back(Rational(1) / groups.size[groups.group_of[target]]);
  const std::uint32_t patterns = std::uint32_t{1} << targets.size();
  const std::uint32_t observed = hits % patterns;
  const auto weighed = [&](std::uint32_t pattern) {
    Rational sum = 0;
    for (std::size_t i = 0; i < targets.size(); ++i)
      if ((pattern >> i & 1U) != 0) sum += inverse[i];
    return sum;
  };
  // A sequence that is found stands for each item that has it.
  Rational picked = 0;
  for (std::size_t i = 0; i < targets.size(); ++i) {
    if ((observed >> i & 1U) == 0) continue;
    std::uint64_t members = 0;
    std::uint64_t right = 0;
    for (std::size_t v = 0; v < map.items(); ++v) {
      if (!std::ranges::equal(map[v], map[targets[i]])) continue;
      ++members;
      right += v == targets[i] ? 1U : 0U;
    }
    picked += Rational(right) / members;
  }
  const int count = std::popcount(observed);
  Rational lowest = Rational(targets.size());
  Rational highest = 0;
  Rational sum = 0;
  std::uint64_t alike = 0;
  for (std::uint32_t pattern = 0; pattern < patterns; ++pattern) {
    if (std::popcount(pattern) != count) continue;
    const Rational of_pattern = weighed(pattern);
    lowest = std::min(lowest, of_pattern);
    highest = std::max(highest, of_pattern);
    sum += of_pattern;
    ++alike;
  }
  std::vector<Rational> sorted = inverse;
  std::ranges::sort(sorted);
  Rational smallest = 0;
  Rational greatest = 0;
  Rational mean = 0;
  for (std::size_t i = 0; i < sorted.size(); ++i) {
    if (i < static_cast<std::size_t>(count)) {
      smallest += sorted[i];
      greatest += sorted[sorted.size() - 1 - i];
    }
    mean += sorted[i] / targets.size();
  }
  const std::string instance = text_of_map(map) + "; pattern " + std::to_string(observed) + " of " +
                               std::to_string(targets.size()) + " targets";
  const std::array<Verdict, 5> parts = {
      equal("item-level hits by picks against sum hit/g", picked, weighed(observed), instance),
      equal("least over all patterns against the smallest 1/g", lowest, smallest, instance),
      equal("greatest over all patterns against the greatest 1/g", highest, greatest, instance),
      equal("mean over all patterns against hits * mean(1/g)", Rational(sum / alike),
            Rational(count * mean), instance),
      claim("sequence-level hits are at least item-level hits", picked <= count, instance)};
  return merge(parts);
}

}  // namespace sidproof
