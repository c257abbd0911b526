// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "generator/decoding/search.hpp"
#include "generator/decoding/step_trie.hpp"

namespace sidproof::reference {

/// One level of a batch of searches, as planned: places rather than what will be there.
struct PlannedLevel {
  std::uint32_t beams = 0;       ///< places of beams a request
  std::uint32_t candidates = 0;  ///< places of their children a request
  std::uint32_t codebook = 0;
  std::uint32_t first_token = 0;
};

/// Beam searches of several prompts, planned: every size is known before anything runs,
/// so that all steps can be handed to a device at once.
struct SearchPlan {
  /// Errors: usage (no prompts, a width of 0, a network that is none for the catalogue, a
  /// prompt that it cannot read with a sequence after it: prompt.hpp), unsupported (parallel
  /// heads), too_large (2^31 candidates or rows of one step, or a cache beyond 2^34 bytes).
  [[nodiscard]] static Result<SearchPlan> make(const Shape& shape, const Catalogue& catalogue,
                                               std::span<const std::vector<std::uint32_t>> prompts,
                                               std::size_t width, Decoding decoding);

  [[nodiscard]] std::size_t requests() const { return lengths.size(); }
  [[nodiscard]] std::size_t depth() const { return levels.size(); }
  /// Places of results a request.
  [[nodiscard]] std::uint32_t results() const { return results_width; }
  /// Tokens whose keys and values are kept.
  [[nodiscard]] std::size_t slots() const;
  /// Rows of the largest batch.
  [[nodiscard]] std::size_t most_rows() const;
  /// Bytes that a program's arrays take on a device beside weights and trie, without what
  /// the device's sort asks for itself.
  [[nodiscard]] double bytes(const Shape& shape) const;

  /// Is it a plan for this network and catalogue, as make() makes them? Errors: usage.
  [[nodiscard]] Result<void> validate(const Shape& shape, const Catalogue& catalogue) const;
  /// May prompts be searched by it? Errors: usage (another number of prompts, a prompt of
  /// another length, a token that the network does not have).
  [[nodiscard]] Result<void> validate(const Shape& shape,
                                      std::span<const std::vector<std::uint32_t>> prompts) const;

  std::vector<std::size_t> lengths;  ///< of the prompts
  std::vector<PlannedLevel> levels;  ///< 0 ... k - 1
  std::uint32_t results_width = 0;
  bool masked = false;  ///< LOCAL
  /// To time decoding by itself: no network is computed, logits are the same noise in
  /// every step.
  bool noise = false;
};

/// A plan's memory, taken once, for any number of runs.
class Searcher {
 public:
  Searcher() = default;
  Searcher(const Searcher&) = delete;
  Searcher& operator=(const Searcher&) = delete;
  virtual ~Searcher() = default;

  /// Searches prompts of the planned lengths. Errors: those of SearchPlan::validate(),
  /// out_of_range (a logit is not finite). Throws DeviceFailure.
  [[nodiscard]] virtual Result<std::vector<Found>> run(
      std::span<const std::vector<std::uint32_t>> prompts) = 0;
};

/// A searcher where the network is computed. Network and executor must outlive it.
/// Errors: those of SearchPlan::validate(), too_large (a device's memory).
[[nodiscard]] Result<std::unique_ptr<Searcher>> make_searcher(const Network& network,
                                                              const Catalogue& catalogue,
                                                              const SearchPlan& plan,
                                                              const Executor& executor);

/// Beam search for several prompts at once, every step by the kernels of step_kernels.hpp
/// where the network is computed, on a device without a word to the host between the
/// steps. The results are those of beam_search(). Errors: those of SearchPlan and
/// Session. Throws DeviceFailure.
[[nodiscard]] Result<std::vector<Found>> batch_search(
    const Network& network, const Catalogue& catalogue,
    std::span<const std::vector<std::uint32_t>> prompts, std::size_t width, Decoding decoding,
    const Executor& executor);

}  // namespace sidproof::reference
