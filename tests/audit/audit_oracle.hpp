// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include "audit/audit.hpp"

namespace sidproof::oracle {

// What an audit must say, computed from the definitions with ordered maps and no
// thought of speed. It shares no code with src/audit.

using Sequence = std::vector<std::uint32_t>;
using Row = std::pair<std::string, Sequence>;  // item id, tokens
using Rows = std::vector<Row>;

inline bool begins(const Sequence& prefix, const Sequence& sequence) {
  return prefix.size() <= sequence.size() &&
         std::equal(prefix.begin(), prefix.end(), sequence.begin());
}

inline Sequence cut(const Sequence& sequence, std::size_t length) {
  return {sequence.begin(),
          sequence.begin() + static_cast<std::ptrdiff_t>(std::min(length, sequence.size()))};
}

inline std::size_t longest(const Rows& rows) {
  std::size_t length = 0;
  for (const Row& row : rows) length = std::max(length, row.second.size());
  return length;
}

// The items of each sequence after truncation.
inline std::map<Sequence, std::set<std::string>> named(const Rows& rows, std::size_t length) {
  std::map<Sequence, std::set<std::string>> items;
  for (const Row& row : rows) items[cut(row.second, length)].insert(row.first);
  return items;
}

// First row of each (item, sequence).
inline std::map<std::pair<Sequence, std::string>, std::uint64_t> first_rows(const Rows& rows) {
  std::map<std::pair<Sequence, std::string>, std::uint64_t> firsts;
  for (std::uint64_t row = 0; row < rows.size(); ++row)
    firsts.emplace(std::pair(rows[row].second, rows[row].first), row);
  return firsts;
}

inline std::vector<std::vector<std::uint64_t>> groups(const Rows& rows) {
  const auto firsts = first_rows(rows);
  std::vector<std::vector<std::uint64_t>> result;
  for (const auto& [sequence, items] : named(rows, longest(rows))) {
    if (items.size() < 2) continue;
    auto& group = result.emplace_back();
    for (const std::string& item : items) group.push_back(firsts.at({sequence, item}));
    std::sort(group.begin(), group.end());
  }
  std::sort(result.begin(), result.end(), [](const auto& a, const auto& b) {
    return a.size() != b.size() ? a.size() > b.size() : a < b;
  });
  return result;
}

inline PrefixLevel level(const Rows& rows, std::size_t length) {
  const auto items = named(rows, length);
  std::set<std::string> all;
  std::set<std::string> shared;
  PrefixLevel result;
  result.length = length;
  result.largest_group = 1;
  for (const auto& [sequence, own] : items) {
    all.insert(own.begin(), own.end());
    if (sequence.size() == length) ++result.nodes;
    if (own.size() > 1) shared.insert(own.begin(), own.end());
    result.largest_group = std::max<std::uint64_t>(result.largest_group, own.size());
  }
  result.distinct = items.size();
  result.items_in_groups = shared.size();
  for (const auto& [sequence, own] : items) result.excess += own.size() - 1;
  return result;
}

inline std::set<Sequence> distinct(const Rows& rows) {
  std::set<Sequence> sequences;
  for (const Row& row : rows) sequences.insert(row.second);
  return sequences;
}

inline std::uint64_t proper_prefixes(const Rows& rows) {
  const auto sequences = distinct(rows);
  std::uint64_t count = 0;
  for (const Sequence& a : sequences)
    count += std::any_of(sequences.begin(), sequences.end(),
                         [&](const Sequence& b) { return a.size() < b.size() && begins(a, b); });
  return count;
}

inline std::vector<std::uint64_t> used(const Rows& rows) {
  std::vector<std::set<std::uint32_t>> tokens(longest(rows));
  for (const Row& row : rows)
    for (std::size_t j = 0; j < row.second.size(); ++j) tokens[j].insert(row.second[j]);
  std::vector<std::uint64_t> sizes;
  for (const auto& position : tokens) sizes.push_back(position.size());
  return sizes;
}

// Every sequence over the given token lists, one list a position.
template <class F>
void each_sequence(const std::vector<std::vector<std::uint32_t>>& tokens, F&& f,
                   Sequence prefix = {}) {
  if (prefix.size() == tokens.size()) {
    f(prefix);
    return;
  }
  for (const std::uint32_t token : tokens[prefix.size()]) {
    prefix.push_back(token);
    each_sequence(tokens, f, prefix);
    prefix.pop_back();
  }
}

// The tokens of each position, and made-up ones until the codebook is full.
inline std::vector<std::vector<std::uint32_t>> code_space(
    const Rows& rows, const std::vector<std::uint64_t>& codebooks) {
  std::vector<std::set<std::uint32_t>> tokens(longest(rows));
  for (const Row& row : rows)
    for (std::size_t j = 0; j < row.second.size(); ++j) tokens[j].insert(row.second[j]);
  std::vector<std::vector<std::uint32_t>> lists;
  for (std::size_t j = 0; j < tokens.size(); ++j) {
    for (std::uint32_t extra = 0; tokens[j].size() < codebooks[j]; ++extra) tokens[j].insert(extra);
    lists.emplace_back(tokens[j].begin(), tokens[j].end());
  }
  return lists;
}

// How many sequences of the longest length begin with an item's.
inline std::uint64_t covered(const Rows& rows, const std::vector<std::uint64_t>& codebooks) {
  const auto sequences = distinct(rows);
  std::uint64_t count = 0;
  each_sequence(code_space(rows, codebooks), [&](const Sequence& s) {
    count += std::any_of(sequences.begin(), sequences.end(),
                         [&](const Sequence& item) { return begins(item, s); });
  });
  return count;
}

// How many (item, sequence) pairs, and how many sequences, begin s.
struct Multiplicity {
  std::uint64_t pairs = 0;
  std::uint64_t sequences = 0;
};

inline Multiplicity multiplicity(const Rows& rows, const Sequence& s) {
  Multiplicity result;
  for (const auto& [sequence, items] : named(rows, longest(rows)))
    if (begins(sequence, s)) {
      result.pairs += items.size();
      ++result.sequences;
    }
  return result;
}

// Over every sequence of the code space, in lexicographic order.
inline std::vector<Multiplicity> multiplicities(const Rows& rows,
                                                const std::vector<std::uint64_t>& codebooks) {
  std::vector<Multiplicity> result;
  each_sequence(code_space(rows, codebooks),
                [&](const Sequence& s) { result.push_back(multiplicity(rows, s)); });
  return result;
}

// Over the sequences that begin no other.
inline std::vector<Multiplicity> multiplicities_on_trie(const Rows& rows) {
  std::vector<Multiplicity> result;
  const auto sequences = distinct(rows);
  for (const Sequence& s : sequences)
    if (std::none_of(sequences.begin(), sequences.end(), [&](const Sequence& longer) {
          return longer.size() > s.size() && begins(s, longer);
        }))
      result.push_back(multiplicity(rows, s));
  return result;
}

inline std::pair<std::uint64_t, std::uint64_t> range_of_pairs(
    const std::vector<Multiplicity>& multiplicities) {
  const auto [least, most] = std::ranges::minmax_element(multiplicities, {}, &Multiplicity::pairs);
  return {least->pairs, most->pairs};
}

inline std::uint64_t space_size(const std::vector<std::uint64_t>& codebooks) {
  std::uint64_t size = 1;
  for (const std::uint64_t codebook : codebooks) size *= codebook;
  return size;
}

// By trying every sequence of every length.
inline std::uint64_t admitted(const Rows& rows, bool bigram) {
  const auto sequences = distinct(rows);
  const auto lists = code_space(rows, used(rows));
  std::uint64_t count = 0;
  for (std::size_t length = 0; length <= lists.size(); ++length) {
    const std::vector<std::vector<std::uint32_t>> head(
        lists.begin(), lists.begin() + static_cast<std::ptrdiff_t>(length));
    each_sequence(head, [&](const Sequence& s) {
      const auto some = [&](auto&& condition) {
        return std::any_of(sequences.begin(), sequences.end(), condition);
      };
      bool ok = some([&](const Sequence& t) {
        return t.size() == length && (!bigram || length == 0 || t[length - 1] == s[length - 1]);
      });
      for (std::size_t j = 0; bigram && ok && j + 1 < length; ++j)
        ok = some([&](const Sequence& t) {
          return t.size() > j + 1 && t[j] == s[j] && t[j + 1] == s[j + 1];
        });
      count += ok;
    });
  }
  return count;
}

struct Use {
  std::uint64_t rows = 0;
  std::map<std::uint32_t, std::uint64_t> counts;
};

inline Use use(const Rows& rows, std::size_t position) {
  Use result;
  for (const Row& row : rows) {
    if (row.second.size() <= position) continue;
    ++result.rows;
    ++result.counts[row.second[position]];
  }
  return result;
}

// Half the mean absolute difference over the mean, dead tokens included.
inline Rational gini(const Use& position, std::uint64_t codebook) {
  std::vector<std::uint64_t> counts;
  for (const auto& [token, count] : position.counts) counts.push_back(count);
  counts.resize(codebook, 0);
  Integer differences = 0;
  for (const std::uint64_t a : counts)
    for (const std::uint64_t b : counts) differences += a > b ? a - b : b - a;
  return Rational(differences, 2 * Integer(codebook) * position.rows);
}

inline long double entropy(const Use& position) {
  long double sum = 0;
  for (const auto& [token, count] : position.counts) {
    const long double p = static_cast<long double>(count) / static_cast<long double>(position.rows);
    sum -= p * std::log(p);
  }
  return sum;
}

// Collects what differs.
class Comparison {
 public:
  template <class A, class B>
  void same(const std::string& what, const A& got, const B& expected) {
    if (!(got == expected)) text_ << what << ": got " << got << ", expected " << expected << "\n";
  }
  void around(const std::string& what, const Enclosure& got, long double expected) {
    const long double slack = 1e-15L + std::fabs(expected) * 1e-15L;
    if (!(got.lo <= expected + slack && got.hi >= expected - slack && got.lo <= got.hi &&
          got.hi - got.lo <= 1e-12L + std::fabs(expected) * 1e-12L))
      text_ << what << ": [" << got.lo << ", " << got.hi << "] is not around " << expected << "\n";
  }
  [[nodiscard]] std::string text() const { return text_.str(); }

 private:
  std::ostringstream text_;
};

inline void compare_groups(Comparison& comparison, const CollisionGroups& got, const Rows& rows) {
  const auto expected = groups(rows);
  comparison.same("groups", got.size(), expected.size());
  for (std::size_t g = 0; g < std::min(got.size(), expected.size()); ++g)
    comparison.same("group " + std::to_string(g) + " is right",
                    std::vector<std::uint64_t>(got[g].begin(), got[g].end()) == expected[g], true);
}

inline void compare_levels(Comparison& comparison, const std::vector<PrefixLevel>& got,
                           const Rows& rows) {
  comparison.same("levels", got.size(), longest(rows));
  for (std::size_t j = 0; j < std::min(got.size(), longest(rows)); ++j) {
    const PrefixLevel expected = level(rows, j + 1);
    const std::string at = "level " + std::to_string(j + 1) + " ";
    comparison.same(at + "length", got[j].length, expected.length);
    comparison.same(at + "nodes", got[j].nodes, expected.nodes);
    comparison.same(at + "distinct", got[j].distinct, expected.distinct);
    comparison.same(at + "items_in_groups", got[j].items_in_groups, expected.items_in_groups);
    comparison.same(at + "largest_group", got[j].largest_group, expected.largest_group);
    comparison.same(at + "excess", got[j].excess, expected.excess);
  }
}

inline void compare_prefixes(Comparison& comparison, std::uint64_t count,
                             const std::vector<PrefixWitness>& witnesses, const Rows& rows) {
  comparison.same("proper_prefixes", count, proper_prefixes(rows));
  comparison.same("prefix witnesses", witnesses.size(), std::min<std::uint64_t>(count, 1000));
  std::set<Sequence> seen;
  for (const PrefixWitness& witness : witnesses) {
    const Sequence& prefix = rows[witness.prefix_row].second;
    const Sequence& extension = rows[witness.extension_row].second;
    comparison.same("a witness is a proper prefix",
                    prefix.size() < extension.size() && begins(prefix, extension), true);
    comparison.same("each prefix has one witness", seen.insert(prefix).second, true);
  }
}

/// What is wrong with the audit of these rows; empty when nothing is. The code
/// space and the constraints are tried out sequence by sequence: keep them small.
inline std::string difference(const AuditResult& got, const Rows& rows,
                              std::vector<std::uint64_t> codebooks = {}) {
  Comparison c;
  if (codebooks.empty()) codebooks = used(rows);
  std::map<std::string, std::set<Sequence>> of_item;
  std::map<std::string, std::uint64_t> row_count;
  std::vector<std::uint64_t> repeated_rows;
  std::size_t shortest = rows.front().second.size();
  for (std::uint64_t row = 0; row < rows.size(); ++row) {
    of_item[rows[row].first].insert(rows[row].second);
    if (++row_count[rows[row].first] > 1) repeated_rows.push_back(row);
    shortest = std::min(shortest, rows[row].second.size());
  }
  const auto items = named(rows, longest(rows));
  std::uint64_t repeated = 0;
  std::uint64_t conflicting = 0;
  for (const auto& [item, count] : row_count) repeated += count > 1;
  for (const auto& [item, sequences] : of_item) conflicting += sequences.size() > 1;
  std::set<std::string> shared;
  std::uint64_t largest = 1;
  std::uint64_t pairs = 0;
  std::uint64_t group_count = 0;
  std::uint64_t empty = 0;
  long double log_sum = 0;
  Rational kraft = 0;
  for (const auto& [sequence, own] : items) {
    const std::uint64_t m = own.size();
    pairs += m;
    if (m > 1) shared.insert(own.begin(), own.end());
    group_count += m > 1;
    largest = std::max(largest, m);
    if (sequence.empty()) empty = m;
    log_sum += static_cast<long double>(m) * std::log(static_cast<long double>(m));
    Rational weight = 1;
    for (std::size_t j = 0; j < sequence.size(); ++j) weight /= codebooks[j];
    kraft += weight * m;
  }
  const std::uint64_t n = of_item.size();
  const std::uint64_t excess = pairs - items.size();
  c.same("rows", got.rows, rows.size());
  c.same("items", got.items, n);
  c.same("min_length", got.min_length, shortest);
  c.same("max_length", got.max_length, longest(rows));
  c.same("distinct", got.distinct_sequences, items.size());
  compare_groups(c, got.groups, rows);
  c.same("items_in_groups", got.items_in_groups, shared.size());
  c.same("largest_group", got.largest_group, largest);
  c.same("excess", got.excess, excess);
  c.same("item_sequences", got.item_sequences, pairs);
  c.same("rate 1", got.rates.excess_rate, Rational(excess, pairs));
  c.same("rate 2", got.rates.aliasing_rate, Rational(shared.size(), n));
  c.same("rate 3", got.rates.conflict_rate, Rational(group_count, items.size()));
  c.same("rate 4", got.rates.no_collision_rate, Rational(items.size(), pairs));
  c.around("mean log group size", got.mean_log_group_size_nats,
           log_sum / static_cast<long double>(pairs));
  c.same("repeated_items", got.repeated_items, repeated);
  c.same("conflicting_items", got.conflicting_items, conflicting);
  c.same("repeated_rows are right", got.repeated_rows == repeated_rows, true);
  compare_prefixes(c, got.proper_prefixes, got.prefix_witnesses, rows);
  c.same("empty_codes", got.empty_codes, empty);
  c.same("kraft", got.kraft_sum, kraft);
  c.same("kraft_exact", got.kraft_exact, true);
  c.same("kraft lies in its enclosure",
         Rational(got.kraft_enclosure.lo) <= kraft && Rational(got.kraft_enclosure.hi) >= kraft,
         true);
  compare_levels(c, got.levels, rows);

  c.same("positions", got.positions.size(), codebooks.size());
  for (std::size_t j = 0; j < std::min(got.positions.size(), codebooks.size()); ++j) {
    const Use expected = use(rows, j);
    const PositionUse& position = got.positions[j];
    std::uint64_t most = 0;
    for (const auto& [token, count] : expected.counts) most = std::max(most, count);
    const std::string at = "position " + std::to_string(j) + " ";
    c.same(at + "codebook", position.codebook, codebooks[j]);
    c.same(at + "used", position.used, expected.counts.size());
    c.same(at + "dead", position.dead, codebooks[j] - expected.counts.size());
    c.same(at + "rows", position.rows, expected.rows);
    c.same(at + "gini", position.gini, gini(expected, codebooks[j]));
    c.same(at + "largest_share", position.largest_share, Rational(most, expected.rows));
    c.around(at + "entropy", position.entropy_nats, entropy(expected));
    c.around(at + "perplexity", position.perplexity, std::exp(entropy(expected)));
  }
  const std::uint64_t space = space_size(codebooks);
  c.same("code_space", got.code_space, Integer(space));
  c.around("code_space_share", got.code_space_share,
           static_cast<long double>(items.size()) / static_cast<long double>(space));
  c.same("constraints", got.constraints.size(), std::size_t{2});
  c.same("position-only", got.constraints[0].admitted, Integer(admitted(rows, false)));
  c.same("bigram", got.constraints[1].admitted, Integer(admitted(rows, true)));
  c.same("constraint items", got.constraints[1].items, items.size());
  const auto truth = [](bool holds) { return name(holds ? Truth::holds : Truth::refuted); };
  c.same("one_to_one", name(got.one_to_one.truth),
         truth(items.size() == pairs && conflicting == 0));
  c.same("prefix_free", name(got.prefix_free.truth), truth(proper_prefixes(rows) == 0));
  const auto counts = multiplicities(rows, codebooks);
  c.same("onto", name(got.onto.truth),
         truth(std::ranges::all_of(counts, [](const auto& m) { return m.sequences == 1; })));
  c.same("covered", got.covered, Integer(covered(rows, codebooks)));
  c.same(
      "one-to-one, prefix-free and onto together are mult = 1 everywhere",
      got.one_to_one.truth == Truth::holds && got.prefix_free.truth == Truth::holds &&
          got.onto.truth == Truth::holds,
      conflicting == 0 && range_of_pairs(counts) == std::pair<std::uint64_t, std::uint64_t>(1, 1));
  const auto [least, most] = range_of_pairs(counts);
  const auto [least_on_trie, most_on_trie] = range_of_pairs(multiplicities_on_trie(rows));
  c.same("least multiplicity", got.multiplicities.least.value_or(~0ULL), least);
  c.same("largest multiplicity", got.multiplicities.most, most);
  c.same("least multiplicity on the trie", got.multiplicities.least_on_trie, least_on_trie);
  c.same("largest multiplicity on the trie", got.multiplicities.most, most_on_trie);
  c.same("one_to_one has a reason", got.one_to_one.reason.empty(), false);
  return c.text();
}

}  // namespace sidproof::oracle
