// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "generator/decoding/search.hpp"

#include <algorithm>
#include <utility>

#include "generator/decoding/parallel_laws.hpp"
#include "generator/decoding/step.hpp"

namespace sidproof::reference {
namespace {

// The logits of prefixes of one level: by a session, or of parallel heads, which no
// prefix changes.
class LogitSource {
 public:
  static Result<LogitSource> start(const Network& network, const Catalogue& catalogue,
                                   std::span<const std::uint32_t> prompt, std::size_t width,
                                   const Executor& executor, CacheLayout layout,
                                   const TokenRule& rule) {
    LogitSource source(catalogue);
    if (network.is_parallel()) {
      auto laws = position_laws(network, catalogue, prompt, executor, layout, rule);
      if (!laws) return tl::unexpected(laws.error());
      source.positions_ = std::move(*laws);
      return source;
    }
    std::size_t prefixes = 0;
    for (std::size_t depth = 1; depth < catalogue.length(); ++depth) {
      const auto [begin, end] = catalogue.trie().level(depth);
      prefixes += std::min<std::size_t>(width, end - begin);
    }
    auto session = Session::start(network, catalogue, prompt, prefixes, executor, layout);
    if (!session) return tl::unexpected(session.error());
    source.session_ = std::move(*session);
    source.states_ = {source.session_->root()};
    return source;
  }

  [[nodiscard]] bool is_parallel() const { return !positions_.empty(); }
  [[nodiscard]] std::span<const CodebookLaw> positions() const { return positions_; }

  // Computes the logits of the prefixes of this level, as many as beams.
  Result<void> compute() {
    if (is_parallel()) return {};
    auto logits = session_->logits(pointers());
    if (!logits) return tl::unexpected(logits.error());
    logits_ = std::move(*logits);
    return {};
  }
  [[nodiscard]] std::span<const float> row(std::size_t beam) const {
    if (is_parallel()) return positions_[depth_].logits;
    const std::size_t codebook = catalogue_->codebook(depth_);
    return std::span(logits_).subspan(beam * codebook, codebook);
  }
  // Steps to the next level: prefix i is that of beam candidates[i].beam, longer by one.
  void extend(const std::vector<Candidate>& candidates) {
    ++depth_;
    if (is_parallel() || candidates.empty() || depth_ == catalogue_->length()) return;
    std::vector<const Session::State*> parents;
    std::vector<std::uint32_t> codes;
    for (const Candidate& candidate : candidates) {
      parents.push_back(&states_[candidate.beam]);
      codes.push_back(catalogue_->trie().token(candidate.child.node));
    }
    states_ = session_->extend(parents, codes);
  }

 private:
  explicit LogitSource(const Catalogue& catalogue) : catalogue_(&catalogue) {}
  [[nodiscard]] std::vector<const Session::State*> pointers() const {
    std::vector<const Session::State*> result;
    for (const Session::State& state : states_) result.push_back(&state);
    return result;
  }

  const Catalogue* catalogue_;
  std::size_t depth_ = 0;
  std::vector<CodebookLaw> positions_;  // parallel heads only
  std::optional<Session> session_;
  std::vector<Session::State> states_;
  std::vector<float> logits_;
};

// The best `width` of all sequences, each scored on its own: nothing is cut off unseen.
Found best_of_all(const Catalogue& catalogue, std::span<const CodebookLaw> positions,
                  std::size_t width, const Executor& executor) {
  const std::vector<std::int64_t> scores = sequence_scores(catalogue, positions, executor);
  Found found;
  for (std::uint32_t i = 0; i < scores.size(); ++i)
    if (scores[i] != cut_log) found.results.push_back({catalogue.leaves().first + i, scores[i]});
  if (width < found.results.size()) {
    const auto cut = found.results.begin() + static_cast<std::ptrdiff_t>(width);
    std::nth_element(found.results.begin(), cut, found.results.end(), before);
    found.results.erase(cut, found.results.end());
  }
  std::sort(found.results.begin(), found.results.end(), before);
  return found;
}

}  // namespace

Result<Found> beam_search(const Network& network, const Catalogue& catalogue,
                          std::span<const std::uint32_t> prompt, std::size_t width,
                          Decoding decoding, const Executor& executor, CacheLayout layout,
                          const TokenRule& rule) {
  if (width == 0) return fail(ErrorCode::usage, "a beam needs a width of at least 1");
  if (auto valid = validate(rule); !valid) return tl::unexpected(valid.error());
  auto source = LogitSource::start(network, catalogue, prompt, width, executor, layout, rule);
  if (!source) return tl::unexpected(source.error());
  if (source->is_parallel() && decoding != Decoding::local)
    return best_of_all(catalogue, source->positions(), width, executor);
  Found found;
  std::vector<Scored> beams{Scored{}};
  for (std::size_t depth = 0; depth < catalogue.length() && !beams.empty(); ++depth) {
    if (auto done = source->compute(); !done) return tl::unexpected(done.error());
    std::vector<Candidate> candidates;
    bool alive = true;
    for (std::size_t i = 0; i < beams.size(); ++i) {
      const std::size_t before_beam = candidates.size();
      expand(catalogue.trie(), beams[i], i, source->row(i), decoding, candidates, rule);
      if (alive && candidates.size() == before_beam) {
        found.dead_end = beams[i];
        alive = false;
      }
    }
    prune(candidates, width, found.best_pruned);
    beams.clear();
    for (const Candidate& candidate : candidates) beams.push_back(candidate.child);
    source->extend(candidates);
  }
  found.results = std::move(beams);
  return found;
}

std::vector<Scored> exhaustive_ranking(const Catalogue& catalogue, const TrieLaws& laws,
                                       Decoding decoding) {
  const Trie& trie = catalogue.trie();
  const auto& logs = decoding == Decoding::local ? laws.masked_log : laws.log;
  std::vector<std::int64_t> score(trie.nodes(), 0);
  for (std::uint32_t node = 1; node < trie.nodes(); ++node) {
    const std::int64_t above = score[trie.parent(node)];
    const bool cut = above == cut_log || logs[node] == cut_log;
    score[node] = cut ? cut_log : above + logs[node];
  }
  std::vector<Scored> ranking;
  for (std::uint32_t leaf = catalogue.leaves().first; leaf < catalogue.leaves().second; ++leaf)
    if (score[leaf] != cut_log) ranking.push_back({leaf, score[leaf]});
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
