// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "audit/diff.hpp"

namespace sidproof {
namespace {

using Version = std::map<std::string, std::string>;  // item -> sequence, one character a token

Table table_of(const Version& version, bool backwards) {
  std::vector<std::pair<std::string, std::string>> rows(version.begin(), version.end());
  if (backwards) std::ranges::reverse(rows);
  Table table;
  std::vector<std::uint64_t> offsets{0};
  std::vector<std::uint32_t> tokens;
  for (const auto& [item, word] : rows) {
    table.items.push_back(item);
    if (table.alphabets.size() < word.size()) table.alphabets.resize(word.size());
    for (std::size_t j = 0; j < word.size(); ++j)
      tokens.push_back(table.alphabets[j].intern(word.substr(j, 1)));
    offsets.push_back(tokens.size());
  }
  table.codes = Codes::ragged(std::move(offsets), std::move(tokens));
  return table;
}

Version draw_version() {
  Version version;
  const auto items = *rc::gen::inRange(0, 8);
  for (int i = 0; i < items; ++i)
    version[std::to_string(*rc::gen::inRange(0, 9))] = *rc::gen::container<std::string>(
        *rc::gen::inRange<std::size_t>(0, 3), rc::gen::element('a', 'b'));
  return version;
}

std::set<std::string> owners(const Version& version, const std::string& word) {
  std::set<std::string> items;
  for (const auto& [item, own] : version)
    if (own == word) items.insert(item);
  return items;
}

std::set<std::pair<std::string, std::string>> colliding_pairs(const Version& version) {
  std::set<std::pair<std::string, std::string>> pairs;
  for (const auto& [a, word_a] : version)
    for (const auto& [b, word_b] : version)
      if (a < b && word_a == word_b) pairs.emplace(a, b);
  return pairs;
}

RC_GTEST_PROP(Diff, AgreesWithItsDefinitions, ()) {
  const Version was = draw_version();
  const Version is = draw_version();
  const Table before = table_of(was, false);
  const Table after = table_of(is, true);
  const auto d = diff(before, after);
  RC_ASSERT(d.has_value());

  std::set<std::string> changed;
  std::size_t common = 0;
  for (const auto& [item, word] : was) {
    if (!is.contains(item)) continue;
    ++common;
    if (is.at(item) != word) changed.insert(item);
  }
  RC_ASSERT(d->common == common);
  RC_ASSERT(d->unchanged == common - changed.size());
  RC_ASSERT(d->added.size() == is.size() - common);
  RC_ASSERT(d->removed.size() == was.size() - common);
  std::set<std::string> reported;
  for (const ChangedItem& c : d->changed) {
    reported.insert(before.items[c.old_row]);
    RC_ASSERT(before.items[c.old_row] == after.items[c.new_row]);
    const std::string a = was.at(before.items[c.old_row]);
    const std::string b = is.at(before.items[c.old_row]);
    std::size_t hamming = std::max(a.size(), b.size()) - std::min(a.size(), b.size());
    std::size_t prefix = 0;
    for (std::size_t j = 0; j < std::min(a.size(), b.size()); ++j)
      hamming += a[j] != b[j] ? 1U : 0U;
    while (prefix < a.size() && prefix < b.size() && a[prefix] == b[prefix]) ++prefix;
    RC_ASSERT(c.hamming == hamming);
    RC_ASSERT(c.common_prefix == prefix);
  }
  RC_ASSERT(reported == changed);

  const auto pairs_before = colliding_pairs(was);
  const auto pairs_after = colliding_pairs(is);
  std::vector<std::pair<std::string, std::string>> kept;
  std::ranges::set_intersection(pairs_before, pairs_after, std::back_inserter(kept));
  RC_ASSERT(d->before.pairs == pairs_before.size());
  RC_ASSERT(d->after.pairs == pairs_after.size());
  RC_ASSERT(d->pairs_kept == kept.size());

  std::set<std::string> words;
  for (const auto& [item, word] : was) words.insert(word);
  std::size_t reused = 0;
  std::size_t newcomers = 0;
  std::size_t moved = 0;
  std::size_t taken_over = 0;
  for (const std::string& word : words) {
    const auto old_owners = owners(was, word);
    bool retained = false;
    std::size_t here = 0;
    for (const std::string& item : owners(is, word)) {
      if (old_owners.contains(item)) {
        retained = true;
        continue;
      }
      ++here;
      if (was.contains(item)) ++moved;
    }
    newcomers += here;
    if (here > 0) ++reused;
    if (here > 0 && !retained) ++taken_over;
  }
  RC_ASSERT(d->reused.size() == reused);
  RC_ASSERT(d->taken_over == taken_over);
  RC_ASSERT(d->reused_by_moved == moved);
  RC_ASSERT(d->reused_by_added == newcomers - moved);
  RC_ASSERT((d->no_reuse.truth == Truth::holds) == (reused == 0));

  std::set<std::string> paired;
  for (const SwappedItems& s : d->swapped) {
    const std::string a = before.items[s.old_row_a];
    const std::string b = before.items[s.old_row_b];
    RC_ASSERT(s.old_row_a < s.old_row_b);
    RC_ASSERT(was.at(a) == is.at(b) && was.at(b) == is.at(a) && was.at(a) != was.at(b));
    RC_ASSERT(paired.insert(a).second && paired.insert(b).second);
  }
  std::size_t exchanged = 0;
  std::map<std::pair<std::string, std::string>, std::size_t> moves;  // from, to
  for (const std::string& a : changed) {
    ++moves[{was.at(a), is.at(a)}];
    for (const std::string& b : changed)
      if (a < b && was.at(a) == is.at(b) && was.at(b) == is.at(a)) ++exchanged;
  }
  RC_ASSERT(d->exchanged_pairs == exchanged);
  // No more pairs fit without sharing an item.
  std::size_t most = 0;
  for (const auto& [move, there] : moves) {
    const auto back = moves.find({move.second, move.first});
    if (move.first < move.second && back != moves.end()) most += std::min(there, back->second);
  }
  RC_ASSERT(d->swapped.size() == most);
}

}  // namespace
}  // namespace sidproof
