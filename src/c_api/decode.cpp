// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <limits>
#include <optional>
#include <set>
#include <utility>

#include "c_api/call.hpp"
#include "generator/arithmetic/token_law.hpp"
#include "generator/decoding/step.hpp"
#include "generator/decoding/trie_laws.hpp"
#include "report/numbers.hpp"

using namespace sidproof::reference;
using sidproof::Trie;
using sidproof::c_api::call;
using sidproof::c_api::catalogue_of;
using sidproof::c_api::decoding_of;
using sidproof::c_api::finite_logits;
using sidproof::c_api::Refusal;
using sidproof::c_api::require;
using sidproof::c_api::require_rows;

namespace {

constexpr std::int64_t least_score = -(std::int64_t{1} << 62U);

// The depth that all beams have in common.
std::size_t depth_of(const Catalogue& catalogue, const sidproof_beam* beams, std::size_t count) {
  const Trie& trie = catalogue.trie();
  require(count <= trie.nodes(), "more beams than nodes: two beams have the same node");
  std::set<std::uint32_t> nodes;
  for (std::size_t i = 0; i < count; ++i) {
    require(beams[i].node < trie.nodes() && !trie.is_leaf(beams[i].node),
            "a beam's node is a leaf or no node of the trie");
    require(nodes.insert(beams[i].node).second, "two beams have the same node");
    require(beams[i].score <= 0 && beams[i].score >= least_score,
            "a beam's score is above 0 or below -2^62");
  }
  const std::size_t depth = trie.prefix(beams[0].node).size();
  const auto [begin, end] = trie.level(depth);
  require(*nodes.begin() >= begin && *nodes.rbegin() < end, "the beams have different depths");
  return depth;
}

// The log-probability of a code of a node's law.
std::int64_t log_of(const Trie& trie, std::uint32_t child, std::span<const float> logits,
                    Decoding decoding) {
  const Scored parent{trie.parent(child), 0};
  std::vector<Candidate> candidates;
  expand(trie, parent, 0, logits, decoding, candidates);
  return candidates[child - trie.first_child(parent.node)].child.score;
}

TrieLaws laws_from(const Catalogue& catalogue, const float* logits, std::size_t stride) {
  const Trie& trie = catalogue.trie();
  require_rows(catalogue.leaves().first, stride);
  for (std::size_t j = 0; j < catalogue.length(); ++j)  // before anything is read
    require(stride == 0 ? catalogue.codebook(j) == catalogue.codebook(0)
                        : stride >= catalogue.codebook(j),
            "the stride is smaller than a codebook");
  TrieLaws laws{std::vector<std::uint64_t>(trie.nodes(), 0),
                std::vector<std::int64_t>(trie.nodes(), 0),
                std::vector<std::int64_t>(trie.nodes(), 0),
                std::vector<std::uint64_t>(catalogue.leaves().first, 0)};
  for (std::size_t depth = 0; depth < catalogue.length(); ++depth) {
    const std::size_t codebook = catalogue.codebook(depth);
    const auto [begin, end] = trie.level(depth);
    for (std::uint32_t node = begin; node < end; ++node) {
      const NodeLaw law = law_of_children(
          trie, node, finite_logits(logits == nullptr ? logits : logits + node * stride, codebook));
      const auto first = static_cast<std::ptrdiff_t>(trie.first_child(node));
      std::ranges::copy(law.weight, laws.weight.begin() + first);
      std::ranges::copy(law.log, laws.log.begin() + first);
      std::ranges::copy(law.masked_log, laws.masked_log.begin() + first);
      laws.outside[node] = law.outside;
    }
  }
  return laws;
}

}  // namespace

int sidproof_token_law(const float* logits, size_t count, uint64_t* weights, int64_t* logs) {
  return call([&] {
    require(count >= 1 && count <= most_tokens, "a law has 1 to 2^20 tokens");
    const auto law = finite_logits(logits, count);
    if (weights != nullptr) integer_weights(law.data(), count, weights);
    if (logs != nullptr) fixed_logs(law.data(), count, logs);
  });
}

int sidproof_step(const sidproof_trie* trie, int mode, const sidproof_beam* beams, size_t count,
                  const float* logits, size_t width, sidproof_beam* next, size_t* found,
                  int64_t* cut) {
  return call([&] {
    const Catalogue& catalogue = catalogue_of(trie);
    const Decoding decoding = decoding_of(mode);
    require(beams != nullptr && count >= 1, "a step needs a beam");
    require(next != nullptr && found != nullptr, "the place for the results is null");
    require(width >= 1, "a width is at least 1");
    const std::size_t codebook = catalogue.codebook(depth_of(catalogue, beams, count));
    std::vector<Candidate> candidates;
    for (std::size_t i = 0; i < count; ++i)
      expand(catalogue.trie(), {beams[i].node, beams[i].score}, i,
             finite_logits(logits == nullptr ? logits : logits + i * codebook, codebook), decoding,
             candidates);
    std::optional<Scored> pruned;
    prune(candidates, width, pruned);
    for (std::size_t i = 0; i < candidates.size(); ++i)
      next[i] = {candidates[i].child.node, static_cast<std::uint32_t>(candidates[i].beam),
                 candidates[i].child.score};
    *found = candidates.size();
    if (cut != nullptr) *cut = pruned ? pruned->score : std::numeric_limits<std::int64_t>::min();
  });
}

int sidproof_score_items(const sidproof_trie* trie, int mode, const uint32_t* items, size_t count,
                         const float* logits, size_t stride, int64_t* scores) {
  return call([&] {
    const Catalogue& catalogue = catalogue_of(trie);
    const Decoding decoding = decoding_of(mode);
    const std::size_t codes = catalogue.vocabulary() - 1;
    require(count == 0 || (items != nullptr && logits != nullptr && scores != nullptr),
            "the items, logits or the place for the scores are null");
    require(stride == 0 || stride >= codes, "the stride is smaller than an item's logits");
    require_rows(count, stride);
    std::vector<std::int64_t> result;
    for (std::size_t i = 0; i < count; ++i) {
      require(items[i] < catalogue.items(), "there is no such item");
      const float* row = logits + i * stride;
      const Trie& all = catalogue.trie();
      std::vector<std::uint32_t> path;
      for (std::uint32_t node = all.node_of_row(items[i]); node != 0; node = all.parent(node))
        path.push_back(node);
      std::int64_t score = 0;
      for (std::size_t j = 0; j < catalogue.length(); ++j) {
        score += log_of(all, path[path.size() - 1 - j], finite_logits(row, catalogue.codebook(j)),
                        decoding);
        row += catalogue.codebook(j);
      }
      result.push_back(score);
    }
    std::ranges::copy(result, scores);
  });
}

int sidproof_item_probabilities(const sidproof_trie* trie, int mode, const float* logits,
                                size_t stride, double* probabilities, double* inside) {
  return call([&] {
    const Catalogue& catalogue = catalogue_of(trie);
    const Decoding decoding = decoding_of(mode);
    require(probabilities != nullptr, "the place for the probabilities is null");
    const TrieLaws laws = laws_from(catalogue, logits, stride);
    const ItemLaw law = item_law(catalogue, laws);
    std::vector<double> result(catalogue.items());
    for (std::uint32_t leaf = catalogue.leaves().first; leaf < catalogue.leaves().second; ++leaf) {
      const double p = sidproof::nearest_double(probability(catalogue, laws, law, leaf, decoding));
      for (const std::uint32_t item : catalogue.items_of(leaf)) result[item] = p;
    }
    if (inside != nullptr)
      *inside = sidproof::nearest_double(sidproof::Rational(
          law.inside(), sidproof::Integer(1) << (weight_bits * catalogue.length())));
    std::ranges::copy(result, probabilities);
  });
}
