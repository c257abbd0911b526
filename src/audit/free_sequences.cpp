// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "audit/free_sequences.hpp"

#include <limits>

#define XXH_INLINE_ALL
#include <xxhash.h>

namespace sidproof {

namespace {

constexpr std::uint32_t root = 0;

std::uint64_t pack(std::uint32_t node, std::uint64_t low) {
  return std::uint64_t{node} << 32 | low;
}

}  // namespace

std::size_t FreeSequences::Hash::operator()(std::uint64_t key) const {
  return XXH3_64bits(&key, sizeof key);
}

bool FreeSequences::add(std::span<const std::uint32_t> sequence) {
  std::uint32_t node = root;
  for (const std::uint32_t token : sequence) {
    if (ends_.size() >= std::numeric_limits<std::uint32_t>::max()) return false;
    const auto [edge, fresh] =
        edges_.emplace(pack(node, token), static_cast<std::uint32_t>(ends_.size()));
    if (fresh) ends_.push_back(false);
    node = edge->second;
  }
  ends_[node] = true;
  return true;
}

std::optional<std::uint32_t> FreeSequences::child(std::uint32_t node, std::uint32_t token) const {
  const auto edge = edges_.find(pack(node, token));
  if (edge == edges_.end()) return std::nullopt;
  return edge->second;
}

std::uint64_t& FreeSequences::next_token(std::uint32_t node, std::size_t depth,
                                         std::size_t length) {
  return next_.emplace(pack(node, length), ranges_[depth].first).first->second;
}

// The node of the prefix, unless a sequence ends on the way: nothing may extend it.
std::optional<std::uint32_t> FreeSequences::open_node(std::span<const std::uint32_t> prefix) const {
  std::optional<std::uint32_t> node = root;
  for (const std::uint32_t token : prefix) {
    if (ends_[*node]) return std::nullopt;
    node = child(*node, token);
    if (!node) return std::nullopt;
  }
  if (ends_[*node]) return std::nullopt;
  return node;
}

std::optional<std::vector<std::uint32_t>> FreeSequences::take(std::span<const std::uint32_t> used,
                                                              std::size_t kept) {
  const std::size_t length = used.size();
  const auto start = kept < length ? open_node(used.first(kept)) : std::nullopt;
  if (!start) return std::nullopt;

  std::vector<std::uint32_t> sequence(used.begin(),
                                      used.begin() + static_cast<std::ptrdiff_t>(kept));
  std::vector<std::uint32_t> path{*start};
  while (true) {
    const std::size_t depth = sequence.size();
    std::uint64_t& token = next_token(path.back(), depth, length);
    if (token == ranges_[depth].end) {  // all below is used: back to the parent's next token
      path.pop_back();
      if (path.empty()) return std::nullopt;
      sequence.pop_back();
      ++next_token(path.back(), depth - 1, length);
      continue;
    }
    sequence.push_back(static_cast<std::uint32_t>(token));
    const auto below = child(path.back(), sequence.back());
    if (!below) {  // nothing below is used: the first tokens do
      for (std::size_t j = depth + 1; j < length; ++j)
        sequence.push_back(static_cast<std::uint32_t>(ranges_[j].first));
      if (!add(sequence)) return std::nullopt;
      return sequence;
    }
    if (sequence.size() == length || ends_[*below]) {
      sequence.pop_back();
      ++token;
    } else {
      path.push_back(*below);
    }
  }
}

}  // namespace sidproof
