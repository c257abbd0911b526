// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cmath>
#include <functional>
#include <map>
#include <random>
#include <regex>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "audit/audit_tables.hpp"

// What is true of a small table, from the definitions: by enumeration of the code space,
// and by the best conditional at every prefix.
namespace sidproof::sentences {

using oracle::Multiplicity;
using oracle::Rows;
using oracle::Sequence;
using Counts = std::vector<std::uint64_t>;

struct Case {
  Rows rows;
  Table table;
  Counts codebooks;  ///< what the audit shall measure against
  bool contradiction = false;
  CodebookSource source = CodebookSource::in_use;
};

// What is true of a case, from the definitions.
struct Facts {
  const Case& c;
  std::vector<Multiplicity> space = oracle::multiplicities(c.rows, c.codebooks);
  std::vector<Multiplicity> trie = oracle::multiplicities_on_trie(c.rows);
  std::map<Sequence, std::set<std::string>> named = oracle::named(c.rows, oracle::longest(c.rows));
  std::map<std::string, std::set<Sequence>> sequences_of = [this] {
    std::map<std::string, std::set<Sequence>> result;
    for (const auto& [item, sequence] : c.rows) result[item].insert(sequence);
    return result;
  }();

  [[nodiscard]] std::uint64_t several() const {
    std::uint64_t items = 0;
    for (const auto& [item, sequences] : sequences_of) items += sequences.size() > 1;
    return items;
  }
  [[nodiscard]] bool function() const { return several() == 0; }
  [[nodiscard]] std::uint64_t groups() const {
    return static_cast<std::uint64_t>(
        std::ranges::count_if(named, [](const auto& entry) { return entry.second.size() > 1; }));
  }
  [[nodiscard]] std::uint64_t largest() const {
    std::size_t largest = 1;
    for (const auto& [sequence, items] : named) largest = std::max(largest, items.size());
    return largest;
  }
  [[nodiscard]] std::uint64_t sharing() const {
    std::set<std::string> items;
    for (const auto& [sequence, own] : named)
      if (own.size() > 1) items.insert(own.begin(), own.end());
    return items.size();
  }
  [[nodiscard]] bool one_length() const {
    return std::ranges::all_of(
        named, [&](const auto& e) { return e.first.size() == named.begin()->first.size(); });
  }
  [[nodiscard]] std::uint64_t prefixes() const { return oracle::proper_prefixes(c.rows); }
  [[nodiscard]] std::uint64_t reached() const {
    return static_cast<std::uint64_t>(
        std::ranges::count_if(space, [](const auto& m) { return m.pairs > 0; }));
  }
  [[nodiscard]] std::uint64_t without_tokens() const {
    const auto found = named.find({});
    return found == named.end() ? 0 : found->second.size();
  }
  // Z of every model that always emits one sequence; Z of any other is a mean of these.
  [[nodiscard]] std::pair<std::uint64_t, std::uint64_t> z() const {
    return oracle::range_of_pairs(space);
  }
  [[nodiscard]] std::pair<std::uint64_t, std::uint64_t> z_masked() const {
    return oracle::range_of_pairs(trie);
  }
};

// Best losses of unrestricted models on counts of the items, by the best conditional at
// every prefix and by the best law on the items.
struct Best {
  double ar = 0;
  double fv = 0;
  double parallel = 0;
  double entropy_of_item_given_sequence = 0;
};

inline double n_log_n(double n) { return n > 0 ? n * std::log(n) : 0; }

inline Best best_losses(const Facts& f, const std::map<std::string, std::uint64_t>& counts) {
  std::map<Sequence, double> below;    // by prefix
  std::map<Sequence, double> onwards;  // the same, of sequences that go on
  std::map<Sequence, double> at;
  std::vector<std::map<std::uint32_t, double>> heads(oracle::longest(f.c.rows));
  double total = 0;
  Best best;
  for (const auto& [item, n] : counts) {
    const auto count = static_cast<double>(n);
    const Sequence& sequence = *f.sequences_of.at(item).begin();
    total += count;
    best.fv -= n_log_n(count);
    at[sequence] += count;
    for (std::size_t j = 0; j < sequence.size(); ++j) {
      onwards[oracle::cut(sequence, j)] += count;
      below[oracle::cut(sequence, j + 1)] += count;
      heads[j][sequence[j]] += count;
    }
  }
  best.fv += n_log_n(total);
  for (const auto& [prefix, n] : onwards) best.ar += n_log_n(n);
  for (const auto& [prefix, n] : below) best.ar -= n_log_n(n);
  for (const auto& head : heads) {
    best.parallel += n_log_n(total);
    for (const auto& [token, n] : head) best.parallel -= n_log_n(n);
  }
  for (const auto& [sequence, n] : at) best.entropy_of_item_given_sequence += n_log_n(n);
  for (const auto& [item, n] : counts)
    best.entropy_of_item_given_sequence -= n_log_n(static_cast<double>(n));
  return best;
}

inline std::map<std::string, std::uint64_t> traffic(const Facts& f, std::uint64_t seed) {
  std::mt19937_64 random(seed);
  std::map<std::string, std::uint64_t> counts;
  for (const auto& [item, sequences] : f.sequences_of) counts[item] = random() % 5;
  counts.begin()->second += 1;
  return counts;
}

constexpr double tolerance = 1e-9;

inline bool for_some_traffic(const Facts& f, const std::function<bool(const Best&)>& holds) {
  for (std::uint64_t seed = 0; seed < 12; ++seed)
    if (holds(best_losses(f, traffic(f, seed)))) return true;
  std::map<std::string, std::uint64_t> uniform;
  for (const auto& [item, sequences] : f.sequences_of) uniform[item] = 1;
  return holds(best_losses(f, uniform));
}

inline bool for_all_traffic(const Facts& f, const std::function<bool(const Best&)>& holds) {
  return !for_some_traffic(f, [&](const Best& best) { return !holds(best); });
}

// The whole numbers of a text in order; "0.69" is none.
inline Counts numbers_in(std::string text) {
  static const std::regex number("(^|[^0-9.A-Za-z^])([0-9]+)(?![0-9.]*[0-9])");
  Counts found;
  for (std::sregex_iterator it(text.begin(), text.end(), number), end; it != end; ++it)
    found.push_back(std::stoull((*it)[2]));
  return found;
}

inline bool starts(const std::string& text, const Counts& numbers) {
  const Counts found = numbers_in(text);
  return found.size() >= numbers.size() &&
         std::equal(numbers.begin(), numbers.end(), found.begin());
}

inline double first_decimal(const std::string& text) { return std::stod(text); }

inline bool contains(const std::string& text, const char* part) {
  return text.find(part) != std::string::npos;
}

}  // namespace sidproof::sentences
