// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "generator/decoding/batch_search.hpp"

#include <algorithm>
#include <functional>
#include <numeric>
#include <string>
#include <utility>

#include "generator/decoding/host_place.hpp"
#include "generator/decoding/step_program.hpp"

namespace sidproof::reference {
namespace {

constexpr double most_at_once = 2147483648.0;  // 2^31

// The most children that `beams` nodes of a level can have.
double most_children(const Trie& trie, std::size_t depth, std::size_t beams) {
  const auto [begin, end] = trie.level(depth);
  std::vector<std::uint32_t> degrees;
  for (std::uint32_t node = begin; node < end; ++node) degrees.push_back(trie.child_count(node));
  const auto cut = degrees.begin() + static_cast<std::ptrdiff_t>(beams);
  if (cut != degrees.end()) std::nth_element(degrees.begin(), cut, degrees.end(), std::greater<>());
  return std::accumulate(degrees.begin(), cut, 0.0);
}

class HostSearcher final : public Searcher {
 public:
  HostSearcher(const Network& network, StepTrie trie, const SearchPlan& plan,
               const Executor& executor)
      : trie_(std::move(trie)),
        place_(executor),
        program_(
            place_,
            {network.shape(),
             WeightsView::make(network.weights(), [](const auto& values) { return values.data(); }),
             network.head().data(), trie_.view()},
            plan) {}

  [[nodiscard]] Result<std::vector<Found>> run(
      std::span<const std::vector<std::uint32_t>> prompts) override {
    program_.prepare(prompts);
    program_.run();
    return program_.results();
  }

 private:
  StepTrie trie_;
  HostPlace place_;
  StepProgram<HostPlace> program_;
};

}  // namespace

Result<SearchPlan> SearchPlan::make(const Shape& shape, const Catalogue& catalogue,
                                    std::span<const std::vector<std::uint32_t>> prompts,
                                    std::size_t width, Decoding decoding) {
  if (width == 0) return fail(ErrorCode::usage, "a beam needs a width of at least 1");
  if (prompts.empty()) return fail(ErrorCode::usage, "a search needs a prompt");
  if (shape.parallel_heads > 0)
    return fail(ErrorCode::unsupported, "batches of searches need a linear head", {},
                "parallel heads score all items at once: search them one by one");
  SearchPlan plan;
  plan.masked = decoding == Decoding::local;
  for (const std::vector<std::uint32_t>& prompt : prompts) {
    if (prompt.empty()) return fail(ErrorCode::usage, "a prompt has at least one token");
    plan.lengths.push_back(prompt.size());
  }
  const auto requests = static_cast<double>(prompts.size());
  const auto too_large = [](const std::string& what, double count) {
    return fail(ErrorCode::too_large,
                "a step would have " + std::to_string(static_cast<std::uint64_t>(count)) + what, {},
                "choose a narrower beam or fewer requests at once");
  };
  const Trie& trie = catalogue.trie();
  for (std::size_t d = 0; d <= catalogue.length(); ++d) {
    const auto [begin, end] = trie.level(d);
    const auto beams = static_cast<std::uint32_t>(std::min<std::size_t>(width, end - begin));
    if (d == catalogue.length()) {
      plan.results_width = beams;
      break;
    }
    const double candidates = most_children(trie, d, beams);
    if (candidates * requests >= most_at_once)
      return too_large(" candidates", candidates * requests);
    plan.levels.push_back({beams, static_cast<std::uint32_t>(candidates),
                           static_cast<std::uint32_t>(catalogue.codebook(d)),
                           catalogue.first_token(d)});
    const double rows = requests * beams * std::max(1.0, static_cast<double>(shape.heads));
    if (rows >= most_at_once) return too_large(" rows and heads", rows);
  }
  constexpr double most_cache_bytes = 17179869184.0;  // 2^34
  if (Cache::bytes(shape, plan.slots()) > most_cache_bytes)
    return fail(ErrorCode::too_large,
                "the keys and values of " + std::to_string(plan.slots()) +
                    " tokens would take more than 16 GiB",
                {}, "choose a smaller network, a narrower beam or fewer requests at once");
  return plan;
}

std::size_t SearchPlan::slots() const {
  std::size_t count = std::accumulate(lengths.begin(), lengths.end(), std::size_t{0});
  for (std::size_t d = 1; d < levels.size(); ++d) count += requests() * levels[d].beams;
  return count;
}

std::size_t SearchPlan::most_rows() const {
  std::size_t rows = std::accumulate(lengths.begin(), lengths.end(), std::size_t{0});
  for (const PlannedLevel& level : levels) rows = std::max(rows, requests() * level.beams);
  return rows;
}

double SearchPlan::bytes(const Shape& shape) const {
  const auto count = static_cast<double>(requests());
  double logits = 0;
  double candidates = 0;
  double paths = 0;
  for (const std::size_t length : lengths) {
    const auto n = static_cast<double>(length);
    paths += n * (n + 1) / 2;
    for (std::size_t d = 1; d < levels.size(); ++d)
      paths += static_cast<double>(levels[d].beams) * (n + static_cast<double>(d));
  }
  for (const PlannedLevel& level : levels) {
    logits = std::max(logits, count * level.beams * level.codebook);
    candidates = std::max(candidates, count * level.candidates);
  }
  // Keys and numbers lie twice, so that they can be sorted.
  return Cache::bytes(shape, slots()) + 4 * paths + 4 * logits + 24 * candidates +
         4 * static_cast<double>(most_rows()) *
             (static_cast<double>(ActivationsView::floats(shape)) + 16);
}

Result<std::unique_ptr<Searcher>> make_searcher(const Network& network, const Catalogue& catalogue,
                                                const SearchPlan& plan, const Executor& executor) {
  StepTrie trie(catalogue);
  if (network.device() != nullptr) return network.device()->searcher(plan, trie);
  return std::make_unique<HostSearcher>(network, std::move(trie), plan, executor);
}

Result<std::vector<Found>> batch_search(const Network& network, const Catalogue& catalogue,
                                        std::span<const std::vector<std::uint32_t>> prompts,
                                        std::size_t width, Decoding decoding,
                                        const Executor& executor) {
  const auto plan = SearchPlan::make(network.shape(), catalogue, prompts, width, decoding);
  if (!plan) return tl::unexpected(plan.error());
  const auto searcher = make_searcher(network, catalogue, *plan, executor);
  if (!searcher) return tl::unexpected(searcher.error());
  return (*searcher)->run(prompts);
}

}  // namespace sidproof::reference
