// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "base/error.hpp"
#include "generator/arithmetic/executor.hpp"
#include "generator/decoding/catalogue.hpp"
#include "generator/network/network.hpp"

namespace sidproof::reference {

/// The error out_of_range: a logit is infinite or NaN.
[[nodiscard]] tl::unexpected<Error> network_overflow();

/// Errors: out_of_range (a logit is infinite or NaN: the network overflowed).
[[nodiscard]] Result<void> finite(std::span<const float> logits);

/// How the slots of a cache are handed out; results never depend on it.
enum class CacheLayout { in_order, scattered };

/// One history in front of a network: its tokens are computed once, and the tokens
/// of any prefixes after them. Network, catalogue and executor must outlive it.
class Session {
 public:
  /// Computes the prompt. `prefixes` is how many prefix tokens will be computed at
  /// most. Errors: too_large (a cache beyond 2^34 bytes, or beyond a device's memory), usage
  /// (a network that is none for the catalogue, a prompt that it cannot read with the
  /// prefixes after it: prompt.hpp).
  [[nodiscard]] static Result<Session> start(const Network& network, const Catalogue& catalogue,
                                             std::span<const std::uint32_t> prompt,
                                             std::size_t prefixes, const Executor& executor,
                                             CacheLayout layout = CacheLayout::in_order);

  /// A prefix whose last token was computed.
  struct State {
    std::vector<std::uint32_t> path;  ///< slots of the prompt and of the prefix
    std::vector<float> hidden;        ///< of its last token
  };

  /// The empty prefix.
  [[nodiscard]] const State& root() const { return root_; }

  /// Computes one more token for each of the parents, in one batch: one of `codes` each, a
  /// code of its next position. Throws std::invalid_argument when that is not so,
  /// std::length_error for more prefixes than start() was told.
  [[nodiscard]] std::vector<State> extend(std::span<const State* const> parents,
                                          std::span<const std::uint32_t> codes);

  /// The logits of the codebook of the states' next position, states x codebook.
  /// All states have the same length, that of a proper prefix; usage otherwise. Errors: those
  /// of finite().
  [[nodiscard]] Result<std::vector<float>> logits(std::span<const State* const> states) const;

 private:
  Session(const Network& network, const Catalogue& catalogue, const Executor& executor, Cache cache,
          CacheLayout layout);
  [[nodiscard]] std::uint32_t new_slot();

  const Network* network_;
  const Catalogue* catalogue_;
  const Executor* executor_;
  Cache cache_;
  CacheLayout layout_;
  std::size_t used_ = 0;
  std::size_t prompt_length_ = 0;
  State root_;
};

}  // namespace sidproof::reference
