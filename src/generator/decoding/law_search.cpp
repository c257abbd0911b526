// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "generator/decoding/law_search.hpp"

#include <algorithm>
#include <map>
#include <stdexcept>
#include <utility>

#include "exact/wide.hpp"
#include "generator/arithmetic/token_law.hpp"

namespace sidproof::reference {

LawSearch::LawSearch(const Catalogue& catalogue, const TrieLaws& laws, Decoding decoding)
    : catalogue_(&catalogue), score_(catalogue.trie().nodes(), 0) {
  if (!has_sizes(laws, catalogue)) throw std::invalid_argument("the laws are not the catalogue's");
  const auto& logs = decoding == Decoding::local ? laws.masked_log : laws.log;
  for (std::uint32_t node = 1; node < score_.size(); ++node) {
    const std::int64_t above = score_[catalogue.trie().parent(node)];
    score_[node] = above == cut_log || logs[node] == cut_log ? cut_log : above + logs[node];
  }
}

std::vector<Scored> LawSearch::children(const std::vector<Scored>& beams) const {
  const Trie& trie = catalogue_->trie();
  std::vector<Scored> found;
  for (const Scored& beam : beams)
    for (std::uint32_t child = trie.first_child(beam.node); child < trie.first_child(beam.node + 1);
         ++child)
      if (score_[child] != cut_log) found.push_back({child, score_[child]});
  return found;
}

Found LawSearch::beam(std::size_t width) const {
  Found found;
  found.results = {Scored{}};
  for (std::size_t depth = 0; depth < catalogue_->length(); ++depth) {
    std::vector<Scored> candidates = children(found.results);
    std::sort(candidates.begin(), candidates.end(), before);
    if (candidates.size() > width) {
      const Scored& cut = candidates[width];
      if (!found.best_pruned || cut.score > found.best_pruned->score) found.best_pruned = cut;
      candidates.resize(width);
    }
    found.results = std::move(candidates);
  }
  return found;
}

Result<std::vector<Scored>> LawSearch::diverse(const DiverseGroups& plan) const {
  if (plan.groups == 0 || plan.groups > plan.width)
    return fail(ErrorCode::usage, "a diverse beam of width " + std::to_string(plan.width) +
                                      " can have 1 to " + std::to_string(plan.width) + " groups");
  if (plan.penalty < 0 || plan.penalty > -least_log)
    return fail(ErrorCode::usage, "a penalty lies between 0 and 1024 nats");
  const Trie& trie = catalogue_->trie();
  std::vector<std::vector<Scored>> groups(plan.groups, {Scored{}});
  for (std::size_t depth = 0; depth < catalogue_->length(); ++depth) {
    std::map<std::uint32_t, std::int64_t> chosen;  // by token or node, of earlier groups
    const auto key = [&](std::uint32_t node) {
      return plan.repeats == DiverseGroups::Repeats::token ? trie.token(node) : node;
    };
    for (std::size_t g = 0; g < plan.groups; ++g) {
      using Candidate = std::pair<SignedWide, Scored>;
      std::vector<Candidate> candidates;
      for (const Scored& child : children(groups[g])) {
        const auto repeated = chosen.find(key(child.node));
        const std::int64_t times = repeated == chosen.end() ? 0 : repeated->second;
        candidates.emplace_back(SignedWide{child.score} - SignedWide{plan.penalty} * times, child);
      }
      std::sort(candidates.begin(), candidates.end(), [](const Candidate& a, const Candidate& b) {
        return a.first != b.first ? a.first > b.first : before(a.second, b.second);
      });
      const std::size_t size =
          plan.width / plan.groups + (g < plan.width % plan.groups ? std::size_t{1} : 0);
      if (candidates.size() > size) candidates.resize(size);
      groups[g].clear();
      for (const Candidate& candidate : candidates) groups[g].push_back(candidate.second);
      for (const Scored& beam : groups[g]) ++chosen[key(beam.node)];
    }
  }
  std::vector<Scored> results;
  for (const std::vector<Scored>& group : groups)
    results.insert(results.end(), group.begin(), group.end());
  std::sort(results.begin(), results.end(), before);
  results.erase(std::unique(results.begin(), results.end()), results.end());
  return results;
}

}  // namespace sidproof::reference
