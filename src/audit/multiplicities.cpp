// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "audit/multiplicities.hpp"

#include <algorithm>
#include <limits>

namespace sidproof {

Multiplicities multiplicities_of_groups(const AuditResult& audit) {
  Multiplicities result;
  result.most = audit.largest_group;
  const bool all_shared = audit.groups.size() == audit.distinct_sequences;
  // The groups are sorted by size.
  result.least_on_trie = all_shared ? audit.groups[audit.groups.size() - 1].size() : 1;
  result.least = audit.covered == audit.code_space ? result.least_on_trie : 0;
  return result;
}

MultiplicitySweep::MultiplicitySweep(std::span<const std::uint64_t> codebooks)
    : codebooks_(codebooks), sum_(codebooks.size() + 1), children_(codebooks.size() + 1) {
  constexpr std::uint64_t none = std::numeric_limits<std::uint64_t>::max();
  result_ = {none, none, 0};
}

void MultiplicitySweep::add(std::size_t common, std::size_t length, std::uint64_t pairs) {
  while (length_ > common) close(length_--);
  for (std::size_t depth = common; depth < length; ++depth) {
    ++children_[depth];
    sum_[depth + 1] = sum_[depth];
    children_[depth + 1] = 0;
  }
  sum_[length] += pairs;
  length_ = length;
}

void MultiplicitySweep::close(std::size_t depth) {
  if (children_[depth] == 0) {
    result_.least_on_trie = std::min(result_.least_on_trie, sum_[depth]);
    result_.most = std::max(result_.most, sum_[depth]);
  }
  if (children_[depth] == 0 || children_[depth] < codebooks_[depth])
    result_.least = std::min(*result_.least, sum_[depth]);
}

Multiplicities MultiplicitySweep::finish() {
  while (length_ > 0) close(length_--);
  close(0);
  return result_;
}

}  // namespace sidproof
