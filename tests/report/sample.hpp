// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "report/audit_report.hpp"

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
  return table({{"first", {"1", "2"}}, {"second", {"1", "2", "002"}}, {"none", {}},
                {"other", {"2", "1"}}},
               "ids with blank/it's.json");
}

/// Bijective onto {0,1} x {0,1}.
inline Table bijective() {
  return table({{"a", {"0", "0"}}, {"b", {"0", "1"}}, {"c", {"1", "0"}}, {"d", {"1", "1"}}},
               "full.json");
}

/// 300 items in 40 groups of 2 ... 5 and singles, three tokens.
inline Table many() {
  Rows rows;
  for (int i = 0; i < 300; ++i) {
    const int s = i < 120 ? i / 3 : i;
    rows.push_back({"item-" + std::to_string(i),
                    {"<a_" + std::to_string(s % 7) + ">", "<b_" + std::to_string(s / 7 % 13) + ">",
                     "<c_" + std::to_string(s / 91) + ">"}});
  }
  return table(rows, "many.index.json");
}

}  // namespace sidproof::sample
