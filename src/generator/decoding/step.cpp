// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "generator/decoding/step.hpp"

#include <algorithm>

#include "generator/arithmetic/token_law.hpp"
#include "generator/decoding/codebook_law.hpp"

namespace sidproof::reference {

void expand(const Trie& trie, const Scored& beam, std::size_t number, std::span<const float> logits,
            Decoding decoding, std::vector<Candidate>& candidates, const TokenRule& rule) {
  const std::uint32_t first = trie.first_child(beam.node);
  if (rule.truncates()) {
    const NodeLaw law = law_of_children(trie, beam.node, codebook_law(logits, rule));
    const auto& left = decoding == Decoding::local ? law.masked_log : law.log;
    for (std::uint32_t i = 0; i < left.size(); ++i)
      if (left[i] != cut_log) candidates.push_back({{first + i, beam.score + left[i]}, number});
    return;
  }
  const std::uint32_t end = trie.first_child(beam.node + 1);
  std::vector<float> kept;
  if (decoding == Decoding::local)
    for (std::uint32_t child = first; child < end; ++child)
      kept.push_back(logits[trie.token(child)]);
  else
    kept.assign(logits.begin(), logits.end());
  std::vector<std::int64_t> logs(kept.size());
  fixed_logs(kept.data(), kept.size(), logs.data(), rule.temperature);
  for (std::uint32_t child = first; child < end; ++child) {
    const std::size_t index = decoding == Decoding::local ? child - first : trie.token(child);
    candidates.push_back({{child, beam.score + logs[index]}, number});
  }
}

void prune(std::vector<Candidate>& candidates, std::size_t width,
           std::optional<Scored>& best_pruned) {
  const auto better = [](const Candidate& a, const Candidate& b) {
    return before(a.child, b.child);
  };
  if (candidates.size() > width) {
    const auto cut = candidates.begin() + static_cast<std::ptrdiff_t>(width);
    std::nth_element(candidates.begin(), cut, candidates.end(), better);
    // Of different levels the higher score counts: that is all the certificate reads.
    if (!best_pruned || cut->child.score > best_pruned->score) best_pruned = cut->child;
    candidates.erase(cut, candidates.end());
  }
  std::sort(candidates.begin(), candidates.end(), better);
}

}  // namespace sidproof::reference
