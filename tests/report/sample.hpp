// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "interactions/interactions.hpp"
#include "tokenization/table.hpp"

namespace sidproof::sample {

using Rows = std::vector<std::pair<std::string, std::vector<std::string>>>;

/// A table in memory with the given item ids and token texts.
inline Table table(const Rows& rows, std::string path) {
  Table out;
  out.path = std::move(path);
  out.format = "index-json";
  std::vector<std::uint64_t> offsets{0};
  std::vector<std::uint32_t> tokens;
  for (const auto& [item, texts] : rows) {
    out.items.push_back(item);
    if (out.alphabets.size() < texts.size()) out.alphabets.resize(texts.size());
    for (std::size_t j = 0; j < texts.size(); ++j)
      tokens.push_back(out.alphabets[j].intern(texts[j]));
    offsets.push_back(tokens.size());
  }
  out.codes = Codes::ragged(std::move(offsets), std::move(tokens));
  return out;
}

/// Two groups (3 and 2 items), one lone item, ids that attack every format.
inline Table clash() {
  return table({{"17", {"<a_1>", "<b_1>"}},
                {"4031", {"<a_1>", "<b_1>"}},
                {"<script>alert(1)</script>", {"<a_1>", "<b_1>"}},
                {"商品-漢字", {"<a_2>", "<b_1>"}},
                {"bad\xff\x1b[31mid \"&'", {"<a_2>", "<b_1>"}},
                {"lone", {"<a_2>", "<b_2>"}}},
               "data/clash.index.json");
}

/// {01, 01_002, (empty)}: the violations that a later suffix makes.
inline Table prefixes() {
  return table(
      {{"first", {"1", "2"}}, {"second", {"1", "2", "002"}}, {"none", {}}, {"other", {"2", "1"}}},
      "ids with blank/it's.json");
}

/// Bijective onto {0,1} x {0,1}.
inline Table bijective() {
  return table({{"a", {"0", "0"}}, {"b", {"0", "1"}}, {"c", {"1", "0"}}, {"d", {"1", "1"}}},
               "full.json");
}

/// 300 items, 120 of them in 40 groups of three; three tokens.
inline Table many() {
  Rows rows;
  for (int i = 0; i < 300; ++i) {
    const int s = i < 120 ? i / 3 : i;
    rows.push_back({"item-" + std::to_string(i),
                    {"<a_" + std::to_string(s % 7) + ">", "<b_" + std::to_string(s / 7 % 13) + ">",
                     "<c_" + std::to_string(s / 91) + ">"}});
  }
  Table out = table(rows, "many.index.json");
  out.findings.push_back(
      {Finding::Kind::case_only_tokens, "tokens <A_1> and <a_1> differ by case only", 2});
  return out;
}

/// An id in two rows with different sequences, another one with the same.
inline Table repeated() {
  Table out = table({{"x", {"1", "1"}}, {"y", {"1", "2"}}, {"x", {"2", "1"}}, {"y", {"1", "2"}}},
                    "repeated.json");
  out.row_bytes = {1, 12, 23, 34};
  return out;
}

/// No rows at all.
inline Table empty() { return table({}, "empty.json"); }

/// Users 1 ... n with histories over the table's items, targets of three splits.
inline Interactions traffic(const Table& table, std::size_t events, bool with_hits) {
  Interactions data;
  data.path = "traffic.inter.json";
  data.format = "inter-json";
  std::vector<std::uint64_t> offsets{0};
  std::uint64_t state = 7;
  for (std::size_t user = 0; user < events / 4; ++user) {
    for (int i = 0; i < 4; ++i) {
      state = (state * 6364136223846793005U + 1442695040888963407U);
      const std::size_t row = (state >> 33U) % table.rows();
      data.events.push_back(data.items.intern(table.items[row]));
    }
    offsets.push_back(data.events.size());
  }
  leave_one_out(data, offsets);
  if (with_hits)
    for (std::size_t i = 0; i < data.examples.size(); ++i) data.hits.push_back(i % 3 == 0);
  return data;
}

}  // namespace sidproof::sample
