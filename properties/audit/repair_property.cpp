// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <cstdint>
#include <set>
#include <vector>

#include "audit/repair.hpp"

namespace sidproof {
namespace {

using Word = std::vector<std::uint32_t>;

Table table_of(const std::vector<Word>& words, std::uint32_t codebook) {
  Table table;
  std::vector<std::uint64_t> offsets{0};
  std::vector<std::uint32_t> tokens;
  for (const Word& word : words) {
    tokens.insert(tokens.end(), word.begin(), word.end());
    offsets.push_back(tokens.size());
  }
  table.codes = Codes::ragged(std::move(offsets), std::move(tokens));
  table.alphabets.assign(table.codes.max_length(), Alphabet::numbers(codebook));
  table.items = ItemIds::row_numbers(words.size());
  return table;
}

std::vector<Word> words_of(const Table& table) {
  std::vector<Word> words;
  for (std::size_t row = 0; row < table.rows(); ++row) words.push_back(table.codes.row(row));
  return words;
}

bool starts_with(const Word& word, const Word& prefix) {
  return prefix.size() <= word.size() && std::equal(prefix.begin(), prefix.end(), word.begin());
}

std::size_t shared_prefix(const Word& a, const Word& b) {
  std::size_t n = 0;
  while (n < a.size() && n < b.size() && a[n] == b[n]) ++n;
  return n;
}

// Pairs (i, j), i != j, where word i is a prefix of word j; equal words count.
std::size_t clashes(const std::vector<Word>& words) {
  std::size_t count = 0;
  for (std::size_t i = 0; i < words.size(); ++i)
    for (std::size_t j = 0; j < words.size(); ++j)
      if (i != j && starts_with(words[j], words[i])) ++count;
  return count;
}

std::vector<Word> draw_words(std::uint32_t codebook, std::size_t shortest, std::size_t longest) {
  const auto count = *rc::gen::inRange<std::size_t>(1, 7);
  std::vector<Word> words;
  for (std::size_t i = 0; i < count; ++i)
    words.push_back(*rc::gen::container<Word>(*rc::gen::inRange(shortest, longest + 1),
                                              rc::gen::inRange<std::uint32_t>(0, codebook)));
  return words;
}

RC_GTEST_PROP(Append, MakesEveryTableOneToOneAndPrefixFreeAndLeavesFineItemsAlone, ()) {
  const std::vector<Word> before = draw_words(2, 0, 3);
  RepairOptions options;
  options.all_items = *rc::gen::arbitrary<bool>();
  const auto result = repair(table_of(before, 2), options);
  RC_ASSERT(result.has_value());
  const std::vector<Word> after = words_of(result->table);
  RC_ASSERT(clashes(after) == 0U);
  RC_ASSERT(result->after.one_to_one.truth == Truth::holds);
  RC_ASSERT(result->after.prefix_free.truth == Truth::holds);
  std::size_t changed = 0;
  std::size_t largest = 0;
  for (std::size_t i = 0; i < before.size(); ++i) {
    const auto group = static_cast<std::size_t>(std::ranges::count(before, before[i]));
    const bool bad = std::ranges::count_if(before, [&](const Word& other) {
                       return starts_with(other, before[i]);
                     }) > 1;
    const bool touched = bad || options.all_items;
    RC_ASSERT(starts_with(after[i], before[i]));
    RC_ASSERT(after[i].size() == before[i].size() + (touched ? 1U : 0U));
    changed += touched ? 1 : 0;
    if (touched) largest = std::max(largest, group);
  }
  RC_ASSERT(result->changes.size() == changed);
  RC_ASSERT(result->added_codebook == largest);
}

// The least number of changes of any relocation, and the greatest total of kept
// tokens among those, by trying every assignment of the same lengths.
struct Best {
  std::size_t changes = 1000;
  std::size_t kept = 0;
};

void search(const std::vector<Word>& before, std::vector<Word>& after,
            const std::vector<Word>& space, std::size_t changes, std::size_t kept, Best& best) {
  const std::size_t i = after.size();
  if (changes > best.changes) return;
  if (i == before.size()) {
    if (changes < best.changes || kept > best.kept) best = {changes, kept};
    return;
  }
  for (const Word& word : space) {
    if (std::ranges::count(after, word) > 0) continue;
    after.push_back(word);
    const bool same = word == before[i];
    search(before, after, space, changes + (same ? 0 : 1),
           kept + (same ? 0 : shared_prefix(word, before[i])), best);
    after.pop_back();
  }
}

using CodeSets = std::vector<std::set<std::uint32_t>>;  // one a position

CodeSets codes_in_use(const std::vector<Word>& words) {
  CodeSets sets;
  for (const Word& word : words) {
    sets.resize(std::max(sets.size(), word.size()));
    for (std::size_t j = 0; j < word.size(); ++j) sets[j].insert(word[j]);
  }
  return sets;
}

std::vector<Word> all_words(const CodeSets& codes) {
  std::vector<Word> words{{}};
  for (const auto& position : codes) {
    std::vector<Word> longer;
    for (const Word& word : words)
      for (const std::uint32_t t : position) {
        longer.push_back(word);
        longer.back().push_back(t);
      }
    words = longer;
  }
  return words;
}

enum class Codebooks { in_use, declared, stated };

// The numbers below the codebook's size where one is known, else those in use.
CodeSets allowed_codes(const std::vector<Word>& words, Codebooks known, std::uint32_t codebook) {
  CodeSets sets = codes_in_use(words);
  if (known == Codebooks::in_use) return sets;
  for (auto& position : sets)
    for (std::uint32_t t = 0; t < codebook; ++t) position.insert(t);
  return sets;
}

Result<RepairResult> relocated_with(const std::vector<Word>& words, Codebooks known,
                                    std::uint32_t codebook) {
  Table table = table_of(words, codebook);
  RepairOptions options;
  options.method = RepairMethod::relocate;
  const std::vector<std::uint64_t> sizes(table.codes.max_length(), codebook);
  if (known == Codebooks::declared) table.declared_codebooks = sizes;
  if (known == Codebooks::stated) options.codebooks = sizes;
  return repair(table, options);
}

// What new_codes must say: codes of the result that no item had.
void check_new_codes(const std::vector<Word>& before, const RepairResult& result) {
  const CodeSets old_codes = codes_in_use(before);
  const CodeSets new_codes = codes_in_use(words_of(result.table));
  std::size_t listed = 0;
  std::size_t added = 0;
  for (std::size_t j = 0; j < new_codes.size(); ++j) {
    std::set<std::string> fresh;
    for (const std::uint32_t t : new_codes[j])
      if (!old_codes[j].contains(t)) fresh.insert(std::to_string(t));
    added += fresh.size();
    for (const NewCodes& position : result.new_codes) {
      if (position.position != j) continue;
      listed += position.codes.size();
      RC_ASSERT(std::set<std::string>(position.codes.begin(), position.codes.end()) == fresh);
      RC_ASSERT(position.in_use_before == old_codes[j].size());
    }
  }
  RC_ASSERT(listed == added);
  RC_ASSERT(result.added_tokens.size() == added);
}

RC_GTEST_PROP(Relocate, ChangesTheFewestItemsAndKeepsTheLongestPrefixes, ()) {
  const std::size_t length = *rc::gen::inRange<std::size_t>(1, 4);
  const std::uint32_t codebook = length == 1 ? 5 : 2;
  std::vector<Word> before = draw_words(codebook, length, length);
  if (before.size() > 5) before.resize(5);
  const auto known = *rc::gen::element(Codebooks::in_use, Codebooks::declared, Codebooks::stated);
  const std::vector<Word> space = all_words(allowed_codes(before, known, codebook));
  const auto result = relocated_with(before, known, codebook);

  Best best;
  std::vector<Word> after;
  search(before, after, space, 0, 0, best);
  RC_ASSERT(result.has_value() == (best.changes < 1000));
  if (!result) return;
  const std::vector<Word> relocated = words_of(result->table);
  std::size_t changed = 0;
  std::size_t kept = 0;
  for (std::size_t i = 0; i < before.size(); ++i) {
    RC_ASSERT(relocated[i].size() == length);
    if (relocated[i] == before[i]) continue;
    ++changed;
    kept += shared_prefix(relocated[i], before[i]);
  }
  RC_ASSERT(clashes(relocated) == 0U);
  RC_ASSERT(changed == best.changes);
  RC_ASSERT(kept == best.kept);
  RC_ASSERT(result->changes.size() == changed);
  check_new_codes(before, *result);
}

// A code that the model may not have is never given to an item.
RC_GTEST_PROP(Relocate, StaysInsideTheCodebooks, ()) {
  const std::vector<Word> before = draw_words(6, 0, 3);
  const auto known = *rc::gen::element(Codebooks::in_use, Codebooks::declared, Codebooks::stated);
  const auto result = relocated_with(before, known, 6);
  RC_PRE(result.has_value());
  const CodeSets allowed = allowed_codes(before, known, 6);
  for (const Word& word : words_of(result->table))
    for (std::size_t j = 0; j < word.size(); ++j) RC_ASSERT(allowed[j].contains(word[j]));
  check_new_codes(before, *result);
}

RC_GTEST_PROP(Relocate, CreatesNoNewClashInTablesOfAnyLengths, ()) {
  const std::vector<Word> before = draw_words(3, 0, 3);
  RepairOptions options;
  options.method = RepairMethod::relocate;
  const auto result = repair(table_of(before, 3), options);
  const std::set<Word> distinct(before.begin(), before.end());
  if (!result) return;
  const std::vector<Word> after = words_of(result->table);
  RC_ASSERT(std::set<Word>(after.begin(), after.end()).size() == after.size());
  RC_ASSERT(result->changes.size() == before.size() - distinct.size());
  for (const ItemChange& change : result->changes)
    for (std::size_t j = 0; j < after.size(); ++j)
      if (j != change.row) {
        RC_ASSERT(!starts_with(after[j], after[change.row]));
        RC_ASSERT(!starts_with(after[change.row], after[j]));
      }
}

}  // namespace
}  // namespace sidproof
