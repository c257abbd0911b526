// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "generator/pathologies/unconstrained.hpp"

#include <algorithm>
#include <optional>
#include <utility>

#include "generator/arithmetic/token_law.hpp"

namespace sidproof::reference {
namespace {

struct Prefix {
  Sequence tokens;
  std::int64_t score = 0;
  std::optional<std::uint32_t> node = 0;  // absent outside the trie
};

struct Candidate {
  std::int64_t score = 0;
  std::uint32_t beam = 0;
  std::uint32_t code = 0;
};

constexpr std::size_t most_candidates = std::size_t{1} << 28U;

}  // namespace

Result<FreeBeam> unconstrained_beam(const Network& network, const Catalogue& catalogue,
                                    std::span<const std::uint32_t> prompt, std::size_t width,
                                    const Executor& executor) {
  if (width == 0) return fail(ErrorCode::usage, "a beam needs a width of at least 1");
  if (network.is_parallel())
    return fail(ErrorCode::unsupported, "a beam without constraint needs a linear head");
  std::size_t slots = 0;
  std::size_t beams = 1;
  for (std::size_t depth = 0; depth < catalogue.length(); ++depth) {
    const std::size_t candidates = beams * catalogue.codebook(depth);
    if (candidates > most_candidates)
      return fail(ErrorCode::too_large,
                  "a beam of width " + std::to_string(width) + " would weigh " +
                      std::to_string(candidates) + " sequences at one step",
                  {}, "choose a narrower beam");
    beams = std::min(width, candidates);
    slots += beams;
  }
  auto session = Session::start(network, catalogue, prompt, slots, executor);
  if (!session) return tl::unexpected(session.error());
  FreeBeam free;
  free.figures.width = width;
  std::vector<Prefix> kept(1);
  std::vector<Session::State> states{session->root()};
  for (std::size_t depth = 0; depth < catalogue.length(); ++depth) {
    std::vector<const Session::State*> pointers;
    for (const Session::State& state : states) pointers.push_back(&state);
    const auto logits = session->logits(pointers);
    if (!logits) return tl::unexpected(logits.error());
    const std::size_t codebook = catalogue.codebook(depth);
    std::vector<Candidate> candidates;
    std::vector<std::int64_t> logs(codebook);
    for (std::uint32_t i = 0; i < kept.size(); ++i) {
      fixed_logs(logits->data() + i * codebook, codebook, logs.data());
      for (std::uint32_t code = 0; code < codebook; ++code)
        candidates.push_back({kept[i].score + logs[code], i, code});
    }
    const auto better = [&](const Candidate& a, const Candidate& b) {
      if (a.score != b.score) return a.score > b.score;
      if (a.beam != b.beam) return kept[a.beam].tokens < kept[b.beam].tokens;
      return a.code < b.code;
    };
    const std::size_t size = std::min(width, candidates.size());
    std::partial_sort(candidates.begin(), candidates.begin() + static_cast<std::ptrdiff_t>(size),
                      candidates.end(), better);
    candidates.resize(size);
    std::vector<Prefix> next;
    std::vector<std::uint32_t> codes;
    pointers.clear();
    UnconstrainedFigures::Level level;
    for (const Candidate& candidate : candidates) {
      const Prefix& parent = kept[candidate.beam];
      Prefix child{parent.tokens, candidate.score, std::nullopt};
      child.tokens.push_back(candidate.code);
      if (parent.node) child.node = catalogue.trie().child(*parent.node, candidate.code);
      ++level.beams;
      if (!child.node) ++level.outside;
      next.push_back(std::move(child));
      pointers.push_back(&states[candidate.beam]);
      codes.push_back(candidate.code);
    }
    free.figures.levels.push_back(level);
    kept = std::move(next);
    if (depth + 1 < catalogue.length()) states = session->extend(pointers, codes);
  }
  for (Prefix& prefix : kept)
    free.results.push_back({std::move(prefix.tokens), prefix.score, prefix.node.has_value()});
  return free;
}

}  // namespace sidproof::reference
