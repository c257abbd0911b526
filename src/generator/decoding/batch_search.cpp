// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "generator/decoding/batch_search.hpp"

#include <algorithm>
#include <functional>
#include <numeric>
#include <string>
#include <utility>

#include "generator/decoding/host_place.hpp"
#include "generator/decoding/prompt.hpp"
#include "generator/decoding/step_program.hpp"

namespace sidproof::reference {
namespace {

// The most children that `beams` nodes of a level can have.
std::uint32_t most_children(const Trie& trie, std::size_t depth, std::size_t beams) {
  const auto [begin, end] = trie.level(depth);
  std::vector<std::uint32_t> degrees;
  for (std::uint32_t node = begin; node < end; ++node) degrees.push_back(trie.child_count(node));
  const auto cut = degrees.begin() + static_cast<std::ptrdiff_t>(beams);
  if (cut != degrees.end()) std::nth_element(degrees.begin(), cut, degrees.end(), std::greater<>());
  return std::accumulate(degrees.begin(), cut, std::uint32_t{0});  // at most the trie's nodes
}

// Numbers of places are 32-bit and signed where a device sorts.
Result<void> within_limits(const SearchPlan& plan, const Shape& shape) {
  constexpr double most_at_once = 2147483648.0;       // 2^31
  constexpr double most_cache_bytes = 17179869184.0;  // 2^34
  const auto too_large = [](const std::string& what) {
    return fail(ErrorCode::too_large, what, {},
                "choose a smaller network, a narrower beam or fewer requests at once");
  };
  const auto a_step = [&](double count, const std::string& what) {
    return too_large("a step would have " + std::to_string(static_cast<std::uint64_t>(count)) +
                     what);
  };
  const auto requests = static_cast<double>(plan.requests());
  for (const PlannedLevel& level : plan.levels)
    if (requests * level.candidates >= most_at_once)
      return a_step(requests * level.candidates, " candidates");
  const double rows =
      static_cast<double>(plan.most_rows()) * std::max(1.0, static_cast<double>(shape.heads));
  if (rows >= most_at_once) return a_step(rows, " rows and heads");
  if (Cache::bytes(shape, plan.slots()) > most_cache_bytes)
    return too_large("the keys and values of " + std::to_string(plan.slots()) +
                     " tokens would take more than 16 GiB");
  return {};
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
    if (auto ready = program_.prepare(prompts); !ready) return tl::unexpected(ready.error());
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
  if (auto valid = validate_network(shape, catalogue); !valid) return tl::unexpected(valid.error());
  SearchPlan plan;
  plan.masked = decoding == Decoding::local;
  for (const std::vector<std::uint32_t>& prompt : prompts) {
    if (auto valid = validate_prompt(shape, prompt, catalogue.length() - 1); !valid)
      return tl::unexpected(valid.error());
    plan.lengths.push_back(prompt.size());
  }
  const Trie& trie = catalogue.trie();
  for (std::size_t d = 0; d <= catalogue.length(); ++d) {
    const auto [begin, end] = trie.level(d);
    const auto beams = static_cast<std::uint32_t>(std::min<std::size_t>(width, end - begin));
    if (d == catalogue.length()) {
      plan.results_width = beams;
      break;
    }
    plan.levels.push_back({beams, most_children(trie, d, beams),
                           static_cast<std::uint32_t>(catalogue.codebook(d)),
                           catalogue.first_token(d)});
  }
  if (auto fits = within_limits(plan, shape); !fits) return tl::unexpected(fits.error());
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
  double tokens = 0;
  double paths = 0;
  double new_rows = 0;  // of a level after the first
  double most_new_rows = 0;
  double beams = results_width;
  double logits = 0;
  double candidates = 0;
  for (const std::size_t length : lengths) {
    const auto n = static_cast<double>(length);
    tokens += n;
    paths += n * (n + 1) / 2;
    for (std::size_t d = 1; d < levels.size(); ++d)
      paths += static_cast<double>(levels[d].beams) * (n + static_cast<double>(d));
  }
  for (std::size_t d = 0; d < levels.size(); ++d) {
    const double rows = count * levels[d].beams;
    if (d > 0) new_rows += rows;
    if (d > 0) most_new_rows = std::max(most_new_rows, rows);
    beams = std::max<double>(beams, levels[d].beams);
    logits = std::max(logits, rows * levels[d].codebook);
    candidates = std::max(candidates, count * levels[d].candidates);
  }
  constexpr double word = 4;
  constexpr double offset = 8;
  constexpr double pair =
      2 * (8 + 4);  // a key and its number lie twice, so that they can be sorted
  const double network = Cache::bytes(shape, slots()) +
                         word * static_cast<double>(most_rows()) *
                             static_cast<double>(ActivationsView::floats(shape)) +
                         word * count * static_cast<double>(shape.width) + word * logits;
  const double rows = 2 * word * (tokens + most_new_rows)  // tokens and positions
                      + word * (tokens + new_rows)         // slots of their own
                      + word * paths + offset * (tokens + new_rows + static_cast<double>(depth())) +
                      (word + offset) * count;  // the last rows of the prompts
  const double search = 2 * ((word + 8) * count * beams + word * count)  // beams, now and next
                        + word * count * (beams + 1) + pair * (candidates + count * beams) +
                        (8 + word) * count + word;  // what was cut off, overflow
  return network + rows + search;
}

Result<void> SearchPlan::validate(const Shape& shape, const Catalogue& catalogue) const {
  const auto other = [](const std::string& what) {
    return fail(ErrorCode::usage, "a plan of searches " + what, {},
                "make the plan for the same network, catalogue and prompts");
  };
  if (shape.parallel_heads > 0) return other("is for linear heads");
  if (auto valid = validate_network(shape, catalogue); !valid) return valid;
  if (lengths.empty()) return other("has no prompts");
  const std::size_t room = shape.positions - std::min(shape.positions, catalogue.length() - 1);
  for (const std::size_t length : lengths)
    if (length == 0 || length > room)
      return other("has prompts that are empty or too long for the network");
  if (depth() != catalogue.length()) return other("has another length than the sequences");
  for (std::size_t d = 0; d <= depth(); ++d) {
    const auto [begin, end] = catalogue.trie().level(d);
    const std::uint32_t beams = d == depth() ? results_width : levels[d].beams;
    if (beams == 0 || beams > end - begin) return other("has other beams than the trie");
    if (d == depth()) break;
    const PlannedLevel& level = levels[d];
    if (level.codebook != catalogue.codebook(d) || level.first_token != catalogue.first_token(d))
      return other("has other codebooks than the catalogue");
    if (level.candidates < most_children(catalogue.trie(), d, beams))
      return other("has no room for the children of its beams");
  }
  return within_limits(*this, shape);
}

Result<void> SearchPlan::validate(const Shape& shape,
                                  std::span<const std::vector<std::uint32_t>> prompts) const {
  if (prompts.size() != requests())
    return fail(ErrorCode::usage, std::to_string(prompts.size()) + " prompts for a plan of " +
                                      std::to_string(requests()));
  for (std::size_t r = 0; r < requests(); ++r) {
    if (prompts[r].size() != lengths[r])
      return fail(ErrorCode::usage, "prompt " + std::to_string(r) + " has " +
                                        std::to_string(prompts[r].size()) +
                                        " tokens, planned were " + std::to_string(lengths[r]));
    if (auto valid = validate_prompt(shape, prompts[r], depth() - 1); !valid) return valid;
  }
  return {};
}

Result<std::unique_ptr<Searcher>> make_searcher(const Network& network, const Catalogue& catalogue,
                                                const SearchPlan& plan, const Executor& executor) {
  if (auto valid = plan.validate(network.shape(), catalogue); !valid)
    return tl::unexpected(valid.error());
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
