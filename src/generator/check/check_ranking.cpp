// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "generator/check/check_ranking.hpp"

#include <algorithm>
#include <cstdio>
#include <optional>
#include <string>
#include <vector>

#include "generator/arithmetic/token_law.hpp"

namespace sidproof::reference {
namespace {

std::vector<Ball> leaf_scores(const Catalogue& catalogue, const EnclosedLaws& enclosed,
                              Decoding decoding) {
  const Trie& trie = catalogue.trie();
  const auto& logs = decoding == Decoding::local ? enclosed.masked_log : enclosed.log;
  std::vector<Ball> scores(trie.nodes(), Ball(0, logs.front().bits()));
  for (std::uint32_t node = 1; node < trie.nodes(); ++node)
    scores[node] = scores[trie.parent(node)] + logs[node];
  return scores;
}

std::string text(const Catalogue& catalogue, const std::vector<Ball>& scores, std::uint32_t leaf) {
  const Enclosure range = scores[leaf].enclose();
  char figures[96];
  std::snprintf(figures, sizeof figures, " with ln p in [%.9g, %.9g]", range.lo, range.hi);
  return "item " + std::to_string(catalogue.items_of(leaf).front()) + figures;
}

}  // namespace

Verdict check_ranking(const Catalogue& catalogue, const EnclosedLaws& enclosed,
                      std::span<const Scored> ranking, Decoding decoding) {
  if (ranking.empty()) return Verdict::unknown("there is no ranking to judge");
  const auto [leaves_begin, leaves_end] = catalogue.leaves();
  std::vector<bool> ranked(catalogue.trie().nodes(), false);
  for (const Scored& one : ranking) {
    const std::string node = "node " + std::to_string(one.node);
    if (one.node < leaves_begin || one.node >= leaves_end)
      return Verdict::refuted(node + " of the ranking is no sequence of the catalogue");
    if (ranked[one.node]) return Verdict::refuted(node + " stands in the ranking twice");
    ranked[one.node] = true;
  }
  const std::vector<Ball> scores = leaf_scores(catalogue, enclosed, decoding);
  const auto inversion = [&](std::uint32_t ahead, std::uint32_t behind, const std::string& where) {
    return Verdict::refuted("certified inversion: " + text(catalogue, scores, ahead) +
                            " stands before " + text(catalogue, scores, behind) + where);
  };
  std::optional<std::uint32_t> undecided;
  // The one that is certainly worst so far, or could be, decides: no later one may beat it.
  std::uint32_t least = ranking.front().node;
  for (std::size_t i = 1; i < ranking.size(); ++i) {
    const std::uint32_t node = ranking[i].node;
    for (std::size_t j = 0; j < i; ++j)
      if (less(scores[ranking[j].node], scores[node]) == Ternary::yes)
        return inversion(ranking[j].node, node, "");
    if (less(scores[node], scores[least]) != Ternary::yes) undecided = node;
    if (scores[node].enclose().lo < scores[least].enclose().lo) least = node;
  }
  for (std::uint32_t leaf = leaves_begin; leaf < leaves_end; ++leaf) {
    if (ranked[leaf]) continue;
    if (less(scores[least], scores[leaf]) == Ternary::yes)
      return inversion(least, leaf, ", which is absent");
    if (less(scores[leaf], scores[least]) != Ternary::yes) undecided = leaf;
  }
  if (undecided)
    return Verdict::unknown("the enclosures do not decide the place of " +
                            text(catalogue, scores, *undecided));
  return Verdict::holds("certified: the first " + std::to_string(ranking.size()) +
                        " sequences, in order, are the real network's");
}

double largest_score_error(const Catalogue& catalogue, const EnclosedLaws& enclosed,
                           std::span<const Scored> ranking, Decoding decoding) {
  const std::vector<Ball> scores = leaf_scores(catalogue, enclosed, decoding);
  double worst = 0;
  for (const Scored& one : ranking) {
    if (one.node < catalogue.leaves().first || one.node >= catalogue.leaves().second) continue;
    const Ball score = Ball::dyadic(one.score, -static_cast<int>(log_bits), 192);
    const Enclosure off = (scores[one.node] - score).enclose();
    worst = std::max({worst, off.hi, -off.lo});
  }
  return worst;
}

}  // namespace sidproof::reference
