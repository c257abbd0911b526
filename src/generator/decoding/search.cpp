// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "generator/decoding/search.hpp"

#include <algorithm>
#include <utility>

#include "generator/decoding/step.hpp"

namespace sidproof::reference {

Result<Found> beam_search(const Network& network, const Catalogue& catalogue,
                          std::span<const std::uint32_t> prompt, std::size_t width,
                          Decoding decoding, const Executor& executor, CacheLayout layout) {
  if (width == 0) return fail(ErrorCode::usage, "a beam needs a width of at least 1");
  const Trie& trie = catalogue.trie();
  std::size_t prefixes = 0;
  for (std::size_t depth = 1; depth < catalogue.length(); ++depth) {
    const auto [begin, end] = trie.level(depth);
    prefixes += std::min<std::size_t>(width, end - begin);
  }
  auto session = Session::start(network, catalogue, prompt, prefixes, executor, layout);
  if (!session) return tl::unexpected(session.error());
  Found found;
  std::vector<Scored> beams{Scored{}};
  std::vector<Session::State> states{session->root()};
  for (std::size_t depth = 0; depth < catalogue.length(); ++depth) {
    std::vector<const Session::State*> pointers;
    for (const Session::State& state : states) pointers.push_back(&state);
    const auto logits = session->logits(pointers);
    if (!logits) return tl::unexpected(logits.error());
    const std::size_t codebook = catalogue.codebook(depth);
    std::vector<Candidate> candidates;
    for (std::size_t i = 0; i < beams.size(); ++i)
      expand(trie, beams[i], i, std::span(*logits).subspan(i * codebook, codebook), decoding,
             candidates);
    prune(candidates, width, found.best_pruned);
    beams.clear();
    std::vector<const Session::State*> parents;
    std::vector<std::uint32_t> codes;
    for (const Candidate& candidate : candidates) {
      beams.push_back(candidate.child);
      parents.push_back(&states[candidate.beam]);
      codes.push_back(trie.token(candidate.child.node));
    }
    if (depth + 1 < catalogue.length()) states = session->extend(parents, codes);
  }
  found.results = std::move(beams);
  return found;
}

std::vector<Scored> exhaustive_ranking(const Catalogue& catalogue, const TrieLaws& laws,
                                       Decoding decoding) {
  const Trie& trie = catalogue.trie();
  const auto& logs = decoding == Decoding::local ? laws.masked_log : laws.log;
  std::vector<std::int64_t> score(trie.nodes(), 0);
  for (std::uint32_t node = 1; node < trie.nodes(); ++node)
    score[node] = score[trie.parent(node)] + logs[node];
  std::vector<Scored> ranking;
  for (std::uint32_t leaf = catalogue.leaves().first; leaf < catalogue.leaves().second; ++leaf)
    ranking.push_back({leaf, score[leaf]});
  std::sort(ranking.begin(), ranking.end(), before);
  return ranking;
}

std::vector<std::uint32_t> items_in_order(const Catalogue& catalogue,
                                          std::span<const Scored> ranking) {
  std::vector<std::uint32_t> items;
  for (const Scored& scored : ranking) {
    const auto group = catalogue.items_of(scored.node);
    items.insert(items.end(), group.begin(), group.end());
  }
  return items;
}

}  // namespace sidproof::reference
