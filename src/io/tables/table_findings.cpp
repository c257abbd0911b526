// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "io/tables/table_findings.hpp"

#include <algorithm>
#include <bit>
#include <boost/unordered/unordered_flat_map.hpp>
#include <boost/unordered/unordered_flat_set.hpp>
#include <cstdint>
#include <numeric>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "io/tables/table_builder.hpp"

#define XXH_INLINE_ALL
#include <xxhash.h>

namespace sidproof {
namespace {

struct Hash {
  std::size_t operator()(std::string_view text) const {
    return XXH3_64bits(text.data(), text.size());
  }
};

std::string plural(std::uint64_t count, std::string_view one, std::string_view many) {
  return std::to_string(count) + ' ' + std::string(count == 1 ? one : many);
}

std::string lower(std::string text) {
  for (char& c : text)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return text;
}

bool has_upper(std::string_view text) {
  return std::any_of(text.begin(), text.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
}

// The largest and smallest code of each position that is used at all.
struct Range {
  std::uint64_t lowest = ~std::uint64_t{0};
  std::uint64_t highest = 0;
  bool used = false;
};

template <class F>
void for_each_token(const Table& table, const F& use) {
  table.codes.visit([&](const auto& rows) {
    for (std::size_t r = 0; r < rows.size(); ++r) {
      std::size_t j = 0;
      for (const auto token : rows[r]) use(j++, std::uint32_t{token});
    }
  });
}

// Which tokens of each position are used: one byte a token. Rows are shared out
// among threads where a copy of the marks for each of them is small.
std::vector<std::vector<std::uint8_t>> used_tokens(const Table& table, Threads threads) {
  std::vector<std::size_t> begin(table.alphabets.size() + 1, 0);
  for (std::size_t j = 0; j < table.alphabets.size(); ++j)
    begin[j + 1] = begin[j] + table.alphabets[j].size();
  const std::size_t total = begin.back();
  const std::size_t tasks = total <= (std::size_t{1} << 20)
                                ? std::min<std::size_t>(threads.count, table.rows() >> 16)
                                : 1;
  std::vector<std::vector<std::uint8_t>> parts(std::max<std::size_t>(tasks, 1));
  table.codes.visit([&](const auto& rows) {
    parallel_for(threads, parts.size(), [&](std::size_t part) {
      parts[part].assign(total, 0);
      std::uint8_t* const marks = parts[part].data();
      const std::size_t end = rows.size() * (part + 1) / parts.size();
      for (std::size_t r = rows.size() * part / parts.size(); r < end; ++r) {
        const auto tokens = rows[r];
        for (std::size_t j = 0; j < tokens.size(); ++j) marks[begin[j] + tokens[j]] = 1;
      }
    });
  });
  for (std::size_t part = 1; part < parts.size(); ++part)
    for (std::size_t t = 0; t < total; ++t) parts[0][t] |= parts[part][t];
  std::vector<std::vector<std::uint8_t>> used;
  for (std::size_t j = 0; j < table.alphabets.size(); ++j)
    used.emplace_back(parts[0].begin() + static_cast<std::ptrdiff_t>(begin[j]),
                      parts[0].begin() + static_cast<std::ptrdiff_t>(begin[j + 1]));
  return used;
}

// The codes that the tokens of a renumbered alphabet stand for; empty where a
// token is its own code.
std::vector<std::uint32_t> codes_of(const Alphabet& alphabet) {
  std::vector<std::uint32_t> codes;
  if (alphabet.is_numeric()) return codes;
  codes.resize(alphabet.size());
  for (std::uint32_t t = 0; t < alphabet.size(); ++t)
    codes[t] = static_cast<std::uint32_t>(std::stoul(alphabet.text(t)));
  return codes;
}

struct Repeats {
  std::uint64_t items = 0;      // ids in more than one row
  std::uint32_t first_row = 0;  // of the repetition that comes first in the file
  std::uint32_t second_row = 0;
};

// Ids are dealt into buckets by their hash before they are compared, so that the
// table of each bucket fits the cache: one table for millions of ids would miss it
// at every look-up.
class RepeatSearch {
 public:
  explicit RepeatSearch(const ItemIds& items) : items_(&items) {}

  Repeats run() {
    deal();
    std::vector<std::uint32_t> slots;
    for (std::size_t bucket = 0; bucket + 1 < ends_.size(); ++bucket)
      search({entries_.data() + ends_[bucket], entries_.data() + ends_[bucket + 1]}, slots);
    repeats_.items = repeated_.size();
    return repeats_;
  }

 private:
  struct Entry {
    std::uint64_t hash = 0;
    std::uint32_t row = 0;
  };

  // Stable, so the rows of a bucket ascend.
  void deal() {
    const std::size_t rows = items_->size();
    const auto bits = static_cast<unsigned>(std::bit_width(rows / 4096));
    const auto bucket = [bits](std::uint64_t hash) {
      return bits == 0 ? std::size_t{0} : static_cast<std::size_t>(hash >> (64U - bits));
    };
    std::vector<std::uint64_t> hashes(rows);
    std::vector<std::size_t> next((std::size_t{1} << bits) + 1);
    for (std::size_t r = 0; r < rows; ++r) {
      hashes[r] = Hash{}(items_->view(r));
      ++next[bucket(hashes[r]) + 1];
    }
    std::partial_sum(next.begin(), next.end(), next.begin());
    ends_ = next;
    entries_.resize(rows);
    for (std::size_t r = 0; r < rows; ++r)
      entries_[next[bucket(hashes[r])]++] = {hashes[r], static_cast<std::uint32_t>(r)};
  }

  void search(std::span<const Entry> bucket, std::vector<std::uint32_t>& slots) {
    slots.assign(std::bit_ceil(2 * bucket.size() + 1), 0);  // index into the bucket + 1
    const std::size_t mask = slots.size() - 1;
    for (std::size_t i = 0; i < bucket.size(); ++i) {
      const Entry& entry = bucket[i];
      std::size_t slot = entry.hash & mask;
      while (slots[slot] != 0 && !same(bucket[slots[slot] - 1], entry)) slot = (slot + 1) & mask;
      if (slots[slot] == 0) {
        slots[slot] = static_cast<std::uint32_t>(i + 1);
        continue;
      }
      const std::uint32_t first = bucket[slots[slot] - 1].row;
      if (repeated_.empty() || entry.row < repeats_.second_row) {
        repeats_.first_row = first;
        repeats_.second_row = entry.row;
      }
      repeated_.insert(first);
    }
  }

  [[nodiscard]] bool same(const Entry& a, const Entry& b) const {
    return a.hash == b.hash && items_->view(a.row) == items_->view(b.row);
  }

  const ItemIds* items_;
  std::vector<Entry> entries_;
  std::vector<std::size_t> ends_;  // bucket b is entries_[ends_[b] .. ends_[b + 1])
  boost::unordered_flat_set<std::uint32_t> repeated_;
  Repeats repeats_;
};

}  // namespace

void find_repeated_items(Table& table) {
  if (table.items.are_row_numbers()) return;
  const Repeats repeats = RepeatSearch(table.items).run();
  if (repeats.items == 0) return;
  const std::string_view id = table.items.view(repeats.first_row);
  table.findings.push_back(
      {Finding::Kind::repeated_item,
       plural(repeats.items, "item id stands", "item ids stand") + " in more than one row: " +
           quoted(id) + " in rows " + std::to_string(repeats.first_row + 1) + " and " +
           std::to_string(repeats.second_row + 1) + (repeats.items > 1 ? ", for one" : ""),
       repeats.items});
}

void find_case_only_tokens(Table& table) {
  std::uint64_t twins = 0;
  std::string example;
  for (std::size_t j = 0; j < table.alphabets.size(); ++j) {
    const Alphabet& alphabet = table.alphabets[j];
    if (alphabet.is_numeric()) continue;
    bool any_upper = false;
    for (std::uint32_t t = 0; t < alphabet.size() && !any_upper; ++t)
      any_upper = has_upper(alphabet.text(t));
    if (!any_upper) continue;
    boost::unordered_flat_map<std::string, std::uint32_t, Hash> seen;
    boost::unordered_flat_set<std::uint32_t> counted;
    for (std::uint32_t t = 0; t < alphabet.size(); ++t) {
      const auto [entry, is_new] = seen.emplace(lower(alphabet.text(t)), t);
      if (is_new) continue;
      if (counted.insert(entry->second).second) ++twins;
      ++twins;
      if (example.empty())
        example = quoted(alphabet.text(entry->second)) + " and " + quoted(alphabet.text(t)) +
                  " at position " + std::to_string(j + 1);
    }
  }
  if (twins == 0) return;
  table.findings.push_back({Finding::Kind::case_only_tokens,
                            plural(twins, "token differs", "tokens differ") +
                                " from another one by upper and lower case only: " + example +
                                "; they are different tokens here",
                            twins});
}

void find_positionless_tokens(Table& table) {
  if (table.alphabets.size() < 2) return;
  boost::unordered_flat_map<std::string, std::pair<std::uint32_t, bool>, Hash> seen;
  std::uint64_t shared = 0;
  std::string example;
  for (std::uint32_t j = 0; j < table.alphabets.size(); ++j) {
    const Alphabet& alphabet = table.alphabets[j];
    for (std::uint32_t t = 0; t < alphabet.size(); ++t) {
      const auto [entry, is_new] = seen.emplace(alphabet.text(t), std::pair{j, false});
      if (is_new || std::exchange(entry->second.second, true)) continue;
      ++shared;
      if (example.empty())
        example = quoted(entry->first) + " at " + std::to_string(entry->second.first + 1) +
                  " and " + std::to_string(j + 1);
    }
  }
  if (shared == 0) return;
  table.findings.push_back({Finding::Kind::positionless_tokens,
                            plural(shared, "token stands", "tokens stand") +
                                " at more than one position (" + example +
                                "): tokens do not carry their position",
                            shared});
}

void find_position_of_codes(Table& table, Threads threads) {
  const std::size_t positions = table.alphabets.size();
  if (positions < 2) return;
  std::vector<Range> ranges(positions);
  const std::vector<std::vector<std::uint8_t>> used = used_tokens(table, threads);
  for (std::size_t j = 0; j < positions; ++j) {
    for (std::uint64_t token = 0; token < used[j].size(); ++token) {
      if (used[j][token] == 0) continue;
      ranges[j].lowest = std::min(ranges[j].lowest, token);
      ranges[j].highest = token;
      ranges[j].used = true;
    }
  }
  std::vector<std::vector<std::uint32_t>> values(positions);
  bool disjoint = table.rows() >= 2;
  for (std::size_t j = 0; j < positions; ++j) {
    if (!ranges[j].used) return;
    // Token numbers ascend with the codes, so the ends of the ranges carry over.
    values[j] = codes_of(table.alphabets[j]);
    if (!values[j].empty()) {
      ranges[j].lowest = values[j][static_cast<std::size_t>(ranges[j].lowest)];
      ranges[j].highest = values[j][static_cast<std::size_t>(ranges[j].highest)];
    }
    if (j > 0 && ranges[j].lowest <= ranges[j - 1].highest) disjoint = false;
  }
  if (disjoint) {
    std::string shown;
    for (std::size_t j = 0; j < std::min<std::size_t>(positions, 4); ++j)
      shown += (j == 0 ? "" : ", ") + std::to_string(ranges[j].lowest) + '-' +
               std::to_string(ranges[j].highest);
    if (positions > 4) shown += ", ...";
    table.findings.push_back({Finding::Kind::offset_codes,
                              "the codes of each position lie above those of the one before (" +
                                  shown +
                                  "): they look as if position offsets had been added; they are "
                                  "kept as they are",
                              positions});
    return;
  }

  // The position (from 1) at which a code was seen first; renumbered codes, which
  // may be huge, go to the map.
  std::uint32_t dense = 0;
  for (const Alphabet& alphabet : table.alphabets)
    if (alphabet.is_numeric()) dense = std::max(dense, alphabet.size());
  std::vector<std::uint32_t> first_dense(dense);
  boost::unordered_flat_map<std::uint32_t, std::uint32_t> first_sparse;
  boost::unordered_flat_set<std::uint32_t> shared;
  for (std::size_t j = 0; j < positions; ++j) {
    for (std::uint32_t token = 0; token < used[j].size(); ++token) {
      if (used[j][token] == 0) continue;
      const std::uint32_t code = values[j].empty() ? token : values[j][token];
      std::uint32_t& first = code < dense ? first_dense[code] : first_sparse[code];
      const auto position = static_cast<std::uint32_t>(j + 1);
      if (first == 0) first = position;
      if (first != position) shared.insert(code);
    }
  }
  if (shared.empty()) return;
  table.findings.push_back({Finding::Kind::positionless_tokens,
                            plural(shared.size(), "code stands", "codes stand") +
                                " at more than one position: a code means its token only "
                                "together with its position",
                            shared.size()});
}

void find_out_of_codebook(Table& table) {
  std::vector<std::vector<std::uint32_t>> values;
  for (const Alphabet& alphabet : table.alphabets) values.push_back(codes_of(alphabet));
  const std::size_t declared = table.declared_codebooks.size();
  std::uint64_t outside = 0;
  std::string example;
  for_each_token(table, [&](std::size_t j, std::uint32_t token) {
    const std::uint32_t code = values[j].empty() ? token : values[j][token];
    if (j >= declared || code < table.declared_codebooks[j]) return;
    if (outside++ == 0)
      example = "code " + std::to_string(code) + " at position " + std::to_string(j + 1) +
                ", where " + std::to_string(table.declared_codebooks[j]) + " are declared";
  });
  if (outside == 0) return;
  table.findings.push_back({Finding::Kind::out_of_codebook,
                            plural(outside, "code is", "codes are") +
                                " not below the declared size of the codebook: " + example,
                            outside});
}

}  // namespace sidproof
