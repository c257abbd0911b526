// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "counterexamples/token_maps.hpp"

#include <algorithm>
#include <set>
#include <string>

#include "tokenization/trie.hpp"

namespace sidproof {
namespace {

std::vector<Sequence> all_codes(const CodeSpace& space, bool variable) {
  std::vector<Sequence> codes;
  for (std::size_t length = variable ? 1 : space.length(); length <= space.length(); ++length) {
    std::vector<std::uint32_t> alphabets = space.alphabets();
    alphabets.resize(length);
    CodeSpace(std::move(alphabets)).for_each([&](SequenceView s) {
      codes.emplace_back(s.begin(), s.end());
    });
  }
  return codes;
}

// Equal exactly for tries that differ by the names of tokens.
std::string form(const Trie& trie, std::uint32_t node) {
  std::vector<std::string> children;
  for (std::uint32_t child = trie.first_child(node); child < trie.first_child(node + 1); ++child)
    children.push_back(form(trie, child));
  std::sort(children.begin(), children.end());
  std::string text = std::to_string(trie.terminals(node));
  text += '(';
  for (const std::string& child : children) text += child;
  text += ')';
  return text;
}

}  // namespace

std::vector<TokenMap> token_maps(std::uint32_t items, std::uint32_t length, std::uint32_t tokens,
                                 bool variable, Naming naming) {
  const CodeSpace space(std::vector<std::uint32_t>(length, tokens));
  const std::vector<Sequence> codes = all_codes(space, variable);
  std::vector<TokenMap> maps;
  std::set<std::string> seen;
  std::vector<std::size_t> chosen(items, 0);  // ascending
  while (true) {
    std::vector<Sequence> table;
    for (const std::size_t code : chosen) table.push_back(codes[code]);
    TokenMap map(space, table);
    bool wanted = true;
    if (naming == Naming::trie) {
      const auto trie = Trie::build(map.codes());
      wanted = seen.insert(form(*trie, 0)).second;
    }
    if (wanted) maps.push_back(std::move(map));
    std::size_t last = items;
    while (last > 0 && chosen[last - 1] + 1 == codes.size()) --last;
    if (last == 0) return maps;
    const std::size_t next = chosen[last - 1] + 1;
    std::fill(chosen.begin() + static_cast<std::ptrdiff_t>(last) - 1, chosen.end(), next);
  }
}

std::vector<Sequence> rows_in_use(const TokenMap& map) {
  std::vector<Sequence> rows;
  for (std::size_t v = 0; v < map.items(); ++v)
    for (std::size_t j = 0; j < map[v].size(); ++j) {
      const SequenceView prefix = map[v].first(j);
      rows.emplace_back(prefix.begin(), prefix.end());
    }
  std::sort(rows.begin(), rows.end(), [](const Sequence& a, const Sequence& b) {
    return a.size() != b.size() ? a.size() < b.size() : a < b;
  });
  rows.erase(std::unique(rows.begin(), rows.end()), rows.end());
  return rows;
}

}  // namespace sidproof
