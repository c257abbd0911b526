// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "decoding/constraints.hpp"

#include <map>
#include <stdexcept>

namespace sidproof {
namespace {

void require_full_length(const TokenMap& map) {
  if (!map.is_fixed_length()) throw std::invalid_argument("codes of several lengths");
}

}  // namespace

PositionConstraint::PositionConstraint(const TokenMap& map) : used_(map.space().length()) {
  require_full_length(map);
  for (std::size_t v = 0; v < map.items(); ++v)
    for (std::size_t j = 0; j < used_.size(); ++j) used_[j].insert(map[v][j]);
}

bool PositionConstraint::admits(SequenceView sequence) const {
  if (sequence.size() != used_.size()) return false;
  for (std::size_t j = 0; j < used_.size(); ++j)
    if (!used_[j].contains(sequence[j])) return false;
  return true;
}

Integer PositionConstraint::admitted() const {
  Integer product = 1;
  for (const auto& used : used_) product *= used.size();
  return product;
}

BigramConstraint::BigramConstraint(const TokenMap& map) : length_(map.space().length()) {
  require_full_length(map);
  const std::size_t k = length_;
  if (k == 0) return;
  pairs_.resize(k - 1);
  for (std::size_t v = 0; v < map.items(); ++v) {
    first_.insert(map[v][0]);
    for (std::size_t j = 0; j + 1 < k; ++j) pairs_[j].emplace(map[v][j], map[v][j + 1]);
  }
}

bool BigramConstraint::admits(SequenceView sequence) const {
  if (sequence.size() != length_) return false;
  if (sequence.empty()) return true;
  if (!first_.contains(sequence[0])) return false;
  for (std::size_t j = 0; j < pairs_.size(); ++j)
    if (!pairs_[j].contains({sequence[j], sequence[j + 1]})) return false;
  return true;
}

Integer BigramConstraint::admitted() const {
  if (first_.empty()) return 1;
  std::map<std::uint32_t, Integer> ending;  // paths by their last token
  for (const std::uint32_t token : first_) ending[token] = 1;
  for (const auto& pairs : pairs_) {
    std::map<std::uint32_t, Integer> longer;
    for (const auto& [from, to] : pairs)
      if (const auto paths = ending.find(from); paths != ending.end()) longer[to] += paths->second;
    ending = std::move(longer);
  }
  Integer sum = 0;
  for (const auto& [token, paths] : ending) sum += paths;
  return sum;
}

}  // namespace sidproof
