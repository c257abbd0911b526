// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "verification/witnesses.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace sidproof {
namespace {

// The first row whose item stood in an earlier row with another sequence.
std::optional<RowPair> conflict(const Table& table, const AuditResult& audit) {
  if (audit.conflicting_items == 0) return std::nullopt;
  std::map<std::string, std::uint64_t> first_row;
  for (std::uint64_t row = 0; row < table.rows(); ++row) {
    const auto [found, is_new] = first_row.emplace(table.items[row], row);
    if (!is_new && table.codes.row(found->second) != table.codes.row(row))
      return RowPair{found->second, row};
  }
  return std::nullopt;
}

std::optional<RowPair> collision(const AuditResult& audit) {
  if (audit.groups.size() == 0) return std::nullopt;
  return RowPair{audit.groups[0][0], audit.groups[0][1]};
}

// Nodes are numbered breadth first: the first inner node where a sequence ends is the
// shortest proper prefix, and the lexicographically first one of its length.
std::optional<RowPair> prefix(const Table& table, const Trie& trie) {
  for (std::uint32_t node = 0; node < trie.nodes(); ++node) {
    if (trie.is_leaf(node) || trie.terminals(node) == 0) continue;
    const Sequence shorter = trie.prefix(node);
    std::optional<std::uint64_t> own;
    std::optional<std::uint64_t> extension;
    for (std::uint64_t row = 0; row < table.rows() && !(own && extension); ++row) {
      const Sequence code = table.codes.row(row);
      if (code.size() < shorter.size() || !std::equal(shorter.begin(), shorter.end(), code.begin()))
        continue;
      std::optional<std::uint64_t>& place = code.size() == shorter.size() ? own : extension;
      if (!place) place = row;
    }
    return RowPair{own.value(), extension.value()};
  }
  return std::nullopt;
}

// The tokens in use at a position, ascending.
std::vector<std::uint32_t> tokens_in_use(const Trie& trie, std::size_t position) {
  const auto [begin, end] = trie.level(position + 1);
  std::vector<std::uint32_t> tokens;
  for (std::uint32_t node = begin; node < end; ++node) tokens.push_back(trie.token(node));
  std::ranges::sort(tokens);
  tokens.erase(std::ranges::unique(tokens).begin(), tokens.end());
  return tokens;
}

// Walks to the smallest sequence that begins with no item's: at each node to the
// first token that is no child, or whose subtree is not covered.
std::optional<std::vector<std::uint64_t>> unused(const Table& table, const Trie& trie,
                                                 std::span<const std::uint64_t> codebooks) {
  std::vector<bool> covered(trie.nodes(), false);
  for (std::size_t depth = trie.depth() + 1; depth-- > 0;) {
    const auto [begin, end] = trie.level(depth);
    for (std::uint32_t node = begin; node < end; ++node) {
      bool all = depth < codebooks.size() && trie.child_count(node) == codebooks[depth];
      for (std::uint32_t child = trie.first_child(node); child < trie.first_child(node + 1);
           ++child)
        all = all && covered[child];
      covered[node] = all || trie.terminals(node) > 0;
    }
  }
  if (covered[0]) return std::nullopt;
  std::vector<std::uint64_t> sequence;
  std::uint32_t node = 0;
  bool inside = true;
  for (std::size_t depth = 0; depth < codebooks.size(); ++depth) {
    if (!inside) {
      sequence.push_back(0);
      continue;
    }
    const bool all_tokens = codebooks[depth] >= table.alphabets[depth].size();
    const auto used = all_tokens ? std::vector<std::uint32_t>() : tokens_in_use(trie, depth);
    const auto rank = [&](std::uint32_t token) -> std::uint64_t {
      if (all_tokens) return token;
      return static_cast<std::uint64_t>(std::ranges::lower_bound(used, token) - used.begin());
    };
    std::uint64_t next = 0;
    std::uint32_t child = trie.first_child(node);
    while (child < trie.first_child(node + 1) && rank(trie.token(child)) == next &&
           covered[child]) {
      ++next;
      ++child;
    }
    inside = child < trie.first_child(node + 1) && rank(trie.token(child)) == next;
    if (inside) node = child;
    sequence.push_back(next);
  }
  return sequence;
}

}  // namespace

std::optional<std::uint32_t> token_of_rank(const Table& table, const Trie& trie,
                                           std::uint64_t codebook, std::size_t position,
                                           std::uint64_t rank) {
  const Alphabet& alphabet = table.alphabets[position];
  if (codebook >= alphabet.size())
    return rank < alphabet.size() ? std::optional(static_cast<std::uint32_t>(rank)) : std::nullopt;
  const std::vector<std::uint32_t> used = tokens_in_use(trie, position);
  return rank < used.size() ? std::optional(used[rank]) : std::nullopt;
}

Result<void> check_certified_witnesses(const Table& table, const Trie& trie,
                                       std::span<const std::uint64_t> codebooks,
                                       const CertifiedWitnesses& witnesses) {
  const auto refuse = [&](const char* which) {
    return fail(ErrorCode::internal,
                std::string("a witness does not show what it claims: ") + which,
                {table.path, {}, {}});
  };
  const auto item = [&](std::uint64_t row) { return table.items[row]; };
  const auto code = [&](std::uint64_t row) { return table.codes.row(row); };
  if (const auto& pair = witnesses.conflict;
      pair && (item(pair->first) != item(pair->second) || code(pair->first) == code(pair->second)))
    return refuse("conflict");
  if (const auto& pair = witnesses.collision;
      pair && (item(pair->first) == item(pair->second) || code(pair->first) != code(pair->second)))
    return refuse("collision");
  if (const auto& pair = witnesses.prefix) {
    const Sequence shorter = code(pair->first);
    const Sequence longer = code(pair->second);
    if (shorter.size() >= longer.size() ||
        !std::equal(shorter.begin(), shorter.end(), longer.begin()))
      return refuse("prefix");
  }
  if (!witnesses.unused) return {};
  std::vector<std::optional<std::uint32_t>> path;
  for (std::size_t j = 0; j < witnesses.unused->size(); ++j) {
    if ((*witnesses.unused)[j] >= codebooks[j]) return refuse("unused");
    path.push_back(token_of_rank(table, trie, codebooks[j], j, (*witnesses.unused)[j]));
  }
  const bool begun = table.codes.visit([&](const auto& rows) {
    for (std::size_t row = 0; row < rows.size(); ++row) {
      const auto own = rows[row];
      bool begins = true;
      for (std::size_t j = 0; begins && j < own.size(); ++j) begins = path[j] && own[j] == *path[j];
      if (begins) return true;
    }
    return false;
  });
  if (begun) return refuse("unused");
  return {};
}

CertifiedWitnesses certified_witnesses(const Table& table, const AuditResult& audit,
                                       const Trie& trie, std::span<const std::uint64_t> codebooks) {
  return {conflict(table, audit), collision(audit), prefix(table, trie),
          unused(table, trie, codebooks)};
}

}  // namespace sidproof
