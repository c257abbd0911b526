// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
//
// The claim on which ActionPiece tables are audited: two items share a token
// sequence exactly when their features are equal. Checked by writing down every
// segmentation of every item.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <fstream>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "io/read_table.hpp"
#include "tests/io/scratch_folder.hpp"

namespace sidproof::test {
namespace {

using Token = int;
using Feature = std::pair<int, int>;  // category, value
using Features = std::multiset<Feature>;

struct Piece {
  std::vector<Feature> initial;                 // token 1 + i; token 0 is padding
  std::vector<std::pair<Token, Token>> merges;  // the tokens after them
};

Features expand(const Piece& piece, Token token) {
  const auto initial = static_cast<Token>(piece.initial.size());
  if (token <= initial) return {piece.initial[static_cast<std::size_t>(token - 1)]};
  const auto [left, right] = piece.merges[static_cast<std::size_t>(token - initial - 1)];
  Features features = expand(piece, left);
  features.merge(expand(piece, right));
  return features;
}

// All sequences of tokens, in any order, whose features are the item's.
void segmentations(const Piece& piece, const Features& left, std::vector<Token>& sequence,
                   std::set<std::vector<Token>>& all) {
  if (left.empty()) {
    all.insert(sequence);
    return;
  }
  const auto tokens = static_cast<Token>(piece.initial.size() + piece.merges.size());
  for (Token token = 1; token <= tokens; ++token) {
    const Features part = expand(piece, token);
    if (!std::includes(left.begin(), left.end(), part.begin(), part.end())) continue;
    Features rest = left;
    for (const Feature& feature : part) rest.erase(rest.find(feature));
    sequence.push_back(token);
    segmentations(piece, rest, sequence, all);
    sequence.pop_back();
  }
}

RC_GTEST_PROP(ActionPiece, ItemsShareASegmentationExactlyWhenTheirRowsAreEqual, ()) {
  const int categories = *rc::gen::inRange(1, 4);
  const bool values_name_category = *rc::gen::arbitrary<bool>();
  const int values = 2;
  Piece piece;
  const auto value = [&](int category, int v) {
    return values_name_category ? category * values + v : v;
  };
  for (int c = 0; c < categories; ++c)
    for (int v = 0; v < values; ++v) piece.initial.emplace_back(c, value(c, v));
  const int merges = *rc::gen::inRange(0, 5);
  for (int m = 0; m < merges; ++m) {
    const auto known = static_cast<int>(piece.initial.size() + piece.merges.size());
    piece.merges.emplace_back(*rc::gen::inRange(1, known + 1), *rc::gen::inRange(1, known + 1));
  }
  std::vector<std::vector<int>> items(static_cast<std::size_t>(*rc::gen::inRange(1, 6)));
  for (auto& item : items)
    for (int c = 0; c < categories; ++c) item.push_back(value(c, *rc::gen::inRange(0, values)));

  std::string vocabulary = R"({"n_categories": )" + std::to_string(categories) +
                           R"(, "n_init_feats": 1, "token2feat": [[-1, -1])";
  for (const auto& [c, v] : piece.initial)
    vocabulary += ", [" + std::to_string(c) + ", " + std::to_string(v) + "]";
  for (const auto& [a, b] : piece.merges)
    vocabulary += ", [-1, " + std::to_string(a) + ", " + std::to_string(b) + "]";
  std::string features = "{";
  for (std::size_t i = 0; i < items.size(); ++i) {
    // Features that name their category may stand in any order.
    std::vector<int> shown = items[i];
    if (values_name_category && i % 2 == 1) std::reverse(shown.begin(), shown.end());
    features += (i > 0 ? ", \"" : "\"") + std::to_string(i) + "\": [";
    for (std::size_t j = 0; j < shown.size(); ++j)
      features += (j > 0 ? ", " : "") + std::to_string(shown[j]);
    features += "]";
  }
  const ScratchFolder folder;
  std::ofstream(folder / "actionpiece.json") << vocabulary << "], \"priority\": []}";
  std::ofstream(folder / "item.feat") << features << "}";
  const Result<Table> table = read_table(folder / "actionpiece.json");
  if (!table) RC_FAIL(to_string(table.error()));

  std::vector<std::set<std::vector<Token>>> sequences(items.size());
  for (std::size_t i = 0; i < items.size(); ++i) {
    Features all;
    for (int c = 0; c < categories; ++c) all.emplace(c, items[i][static_cast<std::size_t>(c)]);
    std::vector<Token> sequence;
    segmentations(piece, all, sequence, sequences[i]);
    RC_ASSERT(!sequences[i].empty());
  }
  for (std::size_t a = 0; a < items.size(); ++a) {
    for (std::size_t b = 0; b < items.size(); ++b) {
      std::vector<std::vector<Token>> shared;
      std::set_intersection(sequences[a].begin(), sequences[a].end(), sequences[b].begin(),
                            sequences[b].end(), std::back_inserter(shared));
      RC_ASSERT(!shared.empty() == (table->tokens(a) == table->tokens(b)));
    }
  }
}

}  // namespace
}  // namespace sidproof::test
