// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "audit/coverage.hpp"

#include <boost/unordered/unordered_flat_map.hpp>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <utility>

namespace sidproof {
namespace {

using RowsByItem = boost::unordered_flat_map<std::string, std::vector<std::uint64_t>>;
using Seen = boost::unordered_flat_map<std::string, bool>;  // true: already reported stale

RowsByItem rows_by_item(const Table& table) {
  RowsByItem rows;
  rows.reserve(table.rows());
  for (std::uint64_t row = 0; row < table.rows(); ++row) rows[table.items[row]].push_back(row);
  return rows;
}

std::string without_blanks(std::string_view text) {
  std::string kept;
  for (const char c : text)
    if (c != ' ') kept += c;
  return kept;
}

bool is_bracketed(std::string_view token) {
  return token.size() >= 2 && token.front() == '<' && token.back() == '>';
}

bool has_sid(const Table& table, std::uint64_t row, std::string_view sid) {
  const std::string own = table.sequence_text(row);
  if (sid == own) return true;
  for (const std::string& token : table.tokens(row))
    if (!is_bracketed(token)) return false;
  return without_blanks(sid) == without_blanks(own);
}

// The coverage of ids as they come by; extra() ends it.
class Collector {
 public:
  Collector(const Table& table, std::string source) : table_(table), rows_(rows_by_item(table)) {
    coverage_.source = std::move(source);
  }

  void expect(const std::string& id) {
    if (!seen_.emplace(id, false).second) return;
    ++coverage_.expected;
    if (!rows_.contains(id)) coverage_.missing.push_back(id);
  }

  void expect(const ItemSid& item) {
    expect(item.item);
    const auto found = rows_.find(item.item);
    bool& reported = seen_[item.item];
    if (found == rows_.end() || reported) return;
    for (const std::uint64_t row : found->second)
      if (has_sid(table_, row, item.sid)) return;
    reported = true;
    coverage_.stale.push_back(item.item);
  }

  Coverage finish() {
    for (std::uint64_t row = 0; row < table_.rows(); ++row) {
      const std::string id = table_.items[row];
      if (!seen_.contains(id) && rows_.at(id).front() == row) coverage_.extra.push_back(id);
    }
    return std::move(coverage_);
  }

 private:
  const Table& table_;
  RowsByItem rows_;
  Seen seen_;
  Coverage coverage_;
};

}  // namespace

Coverage coverage(const Table& table, std::string source, std::span<const std::string> ids) {
  Collector collector(table, std::move(source));
  for (const std::string& id : ids) collector.expect(id);
  return collector.finish();
}

Coverage coverage(const Table& table, const Interactions& interactions) {
  Collector collector(table, interactions.path);
  for (std::uint32_t item = 0; item < interactions.items.size(); ++item)
    collector.expect(interactions.items.text(item));
  return collector.finish();
}

Coverage coverage(const Table& table, std::string source, std::span<const ItemSid> items) {
  Collector collector(table, std::move(source));
  for (const ItemSid& item : items) collector.expect(item);
  return collector.finish();
}

Coverage coverage_of_sids(const Table& table, std::string source,
                          std::span<const std::vector<std::string>> sids) {
  // Lengths before the texts: no two sequences have one key.
  const auto key = [](const std::vector<std::string>& tokens) {
    std::string joined;
    for (const std::string& token : tokens) joined += std::to_string(token.size()) + ':' + token;
    return joined;
  };
  Coverage result;
  result.source = std::move(source);
  result.of_sids = true;
  boost::unordered_flat_map<std::string, bool> in_table;  // of each SID there
  for (const std::vector<std::string>& sid : sids) in_table.emplace(key(sid), false);
  result.expected = in_table.size();
  boost::unordered_flat_map<std::string, bool> known;  // items: whether a SID of theirs is there
  for (std::uint64_t row = 0; row < table.rows(); ++row) {
    const auto found = in_table.find(key(table.tokens(row)));
    bool& any = known[table.items[row]];
    any = any || found != in_table.end();
    if (found != in_table.end()) found->second = true;
  }
  for (const std::vector<std::string>& sid : sids) {
    bool& there = in_table[key(sid)];
    if (there) continue;
    there = true;  // named once
    std::string text;
    for (const std::string& token : sid) {
      if (!text.empty() && !is_bracketed(token)) text += ' ';
      text += token;
    }
    result.missing.push_back(std::move(text));
  }
  for (std::uint64_t row = 0; row < table.rows(); ++row) {
    bool& any = known[table.items[row]];
    if (any) continue;
    any = true;
    result.extra.push_back(table.items[row]);
  }
  return result;
}

}  // namespace sidproof
