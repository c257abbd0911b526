// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "tokenization/token_map.hpp"

#include <algorithm>
#include <numeric>
#include <stdexcept>
#include <utility>

namespace sidproof {
namespace {

std::vector<std::uint32_t> lexicographic_order(const TokenMap& map) {
  std::vector<std::uint32_t> order(map.items());
  std::iota(order.begin(), order.end(), 0U);
  std::sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
    if (std::ranges::equal(map[a], map[b])) return a < b;
    return std::ranges::lexicographical_compare(map[a], map[b]);
  });
  return order;
}

bool is_prefix_of(SequenceView prefix, SequenceView sequence) {
  return prefix.size() <= sequence.size() &&
         std::equal(prefix.begin(), prefix.end(), sequence.begin());
}

}  // namespace

TokenMap::TokenMap(CodeSpace space, const std::vector<Sequence>& codes) : space_(std::move(space)) {
  for (const Sequence& code : codes) push_back(code);
  if (items() == 0) throw std::invalid_argument("a catalogue without items");
}

TokenMap::TokenMap(CodeSpace space, const Codes& codes) : space_(std::move(space)) {
  for (std::size_t row = 0; row < codes.rows(); ++row) push_back(codes.row(row));
  if (items() == 0) throw std::invalid_argument("a catalogue without items");
}

void TokenMap::push_back(SequenceView code) {
  if (!space_.contains_prefix(code)) throw std::invalid_argument("a code outside the code space");
  tokens_.insert(tokens_.end(), code.begin(), code.end());
  offsets_.push_back(tokens_.size());
}

void TokenMap::replace(std::size_t item, SequenceView code) {
  if (!space_.contains_prefix(code)) throw std::invalid_argument("a code outside the code space");
  const auto begin = tokens_.begin() + static_cast<std::ptrdiff_t>(offsets_[item]);
  const std::size_t length = (*this)[item].size();
  if (length != code.size()) {
    tokens_.erase(begin, begin + static_cast<std::ptrdiff_t>(length));
    tokens_.insert(tokens_.begin() + static_cast<std::ptrdiff_t>(offsets_[item]), code.begin(),
                   code.end());
    for (std::size_t later = item + 1; later < offsets_.size(); ++later)
      offsets_[later] = offsets_[later] - length + code.size();
  } else {
    std::ranges::copy(code, begin);
  }
}

bool TokenMap::is_fixed_length() const { return tokens_.size() == items() * space_.length(); }

Codes TokenMap::codes() const { return Codes::ragged({offsets_.begin(), offsets_.end()}, tokens_); }

SequenceGroups sequence_groups(const TokenMap& map) {
  SequenceGroups groups;
  groups.group_of.resize(map.items());
  for (const std::uint32_t item : lexicographic_order(map)) {
    if (groups.size.empty() || !std::ranges::equal(map[groups.first_item.back()], map[item])) {
      groups.first_item.push_back(item);
      groups.size.push_back(0);
    }
    ++groups.size.back();
    groups.group_of[item] = static_cast<std::uint32_t>(groups.size.size()) - 1;
  }
  return groups;
}

bool is_injective(const TokenMap& map) { return sequence_groups(map).size.size() == map.items(); }

bool is_onto(const TokenMap& map) {
  std::size_t full_length = 0;
  const SequenceGroups groups = sequence_groups(map);
  for (const std::uint32_t item : groups.first_item)
    full_length += map[item].size() == map.space().length() ? 1U : 0U;
  return map.space().sequences() == full_length;
}

bool is_bijective(const TokenMap& map) {
  return map.is_fixed_length() && is_injective(map) && is_onto(map);
}

bool is_prefix_code(const TokenMap& map) {
  // In lexicographic order a code's extensions follow it without a gap.
  const std::vector<std::uint32_t> order = lexicographic_order(map);
  for (std::size_t i = 1; i < order.size(); ++i)
    if (is_prefix_of(map[order[i - 1]], map[order[i]])) return false;
  return true;
}

}  // namespace sidproof
