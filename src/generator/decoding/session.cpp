// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "generator/decoding/session.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <stdexcept>
#include <utility>

#include "base/memory.hpp"
#include "generator/decoding/prompt.hpp"

namespace sidproof::reference {
namespace {

constexpr std::uint64_t most_cache_bytes = std::uint64_t{1} << 34U;

}  // namespace

tl::unexpected<Error> network_overflow() {
  return fail(ErrorCode::out_of_range, "the network overflowed: a logit is infinite or no number",
              {}, "the weights are too large for binary32");
}

Result<void> finite(std::span<const float> logits) {
  for (const float logit : logits)
    if (!std::isfinite(logit)) return network_overflow();
  return {};
}

Session::Session(const Network& network, const Catalogue& catalogue, const Executor& executor,
                 Cache cache, CacheLayout layout)
    : network_(&network),
      catalogue_(&catalogue),
      executor_(&executor),
      cache_(std::move(cache)),
      layout_(layout) {}

Result<Session> Session::start(const Network& network, const Catalogue& catalogue,
                               std::span<const std::uint32_t> prompt, std::size_t prefixes,
                               const Executor& executor, CacheLayout layout) {
  if (auto valid = validate_network(network.shape(), catalogue); !valid)
    return tl::unexpected(valid.error());
  const std::size_t deepest = std::min(prefixes, catalogue.length() - 1);
  if (auto valid = validate_prompt(network.shape(), prompt, deepest); !valid)
    return tl::unexpected(valid.error());
  constexpr std::size_t any = std::numeric_limits<std::size_t>::max();
  const std::size_t slots = prompt.size() + std::min(prefixes, any - prompt.size());
  if (auto fits = require_memory("keeping " + std::to_string(slots) + " tokens' keys and values",
                                 Cache::bytes(network.shape(), slots),
                                 "choose a smaller network, a narrower beam or fewer items",
                                 std::min(most_cache_bytes, available_memory()));
      !fits)
    return tl::unexpected(fits.error());
  auto cache = network.cache(slots);
  if (!cache) return tl::unexpected(cache.error());
  Session session(network, catalogue, executor, std::move(*cache), layout);
  session.prompt_length_ = prompt.size();
  Batch batch;
  for (std::size_t t = 0; t < prompt.size(); ++t) {
    const std::uint32_t slot = session.new_slot();
    batch.add(prompt[t], static_cast<std::uint32_t>(t), slot, session.root_.path);
    session.root_.path.push_back(slot);
  }
  const std::vector<float> hidden = network.forward(batch, session.cache_, executor);
  const auto last = static_cast<std::ptrdiff_t>(network.shape().width);
  session.root_.hidden.assign(hidden.end() - last, hidden.end());
  return session;
}

std::uint32_t Session::new_slot() {
  if (used_ == cache_.slots()) throw std::length_error("more prefixes than the session was told");
  const std::size_t slot = used_++;
  return static_cast<std::uint32_t>(
      layout_ == CacheLayout::in_order ? slot : ordered(Order::shuffled, slot, cache_.slots()));
}

std::vector<Session::State> Session::extend(std::span<const State* const> parents,
                                            std::span<const std::uint32_t> codes) {
  if (codes.size() != parents.size()) throw std::invalid_argument("not one code for each parent");
  Batch batch;
  std::vector<State> states(parents.size());
  for (std::size_t i = 0; i < parents.size(); ++i) {
    const std::vector<std::uint32_t>& path = parents[i]->path;
    const std::size_t position = path.size() - prompt_length_;
    if (position + 1 >= catalogue_->length() || codes[i] >= catalogue_->codebook(position))
      throw std::invalid_argument("no code of a prefix's next position but the last");
    const std::uint32_t slot = new_slot();
    batch.add(catalogue_->first_token(position) + codes[i], static_cast<std::uint32_t>(path.size()),
              slot, path);
    states[i].path = path;
    states[i].path.push_back(slot);
  }
  const std::vector<float> hidden = network_->forward(batch, cache_, *executor_);
  const std::size_t width = network_->shape().width;
  for (std::size_t i = 0; i < states.size(); ++i) {
    const auto begin = hidden.begin() + static_cast<std::ptrdiff_t>(i * width);
    states[i].hidden.assign(begin, begin + static_cast<std::ptrdiff_t>(width));
  }
  return states;
}

Result<std::vector<float>> Session::logits(std::span<const State* const> states) const {
  if (states.empty()) return std::vector<float>{};
  const std::size_t length = states.front()->path.size();
  const auto same = [length](const State* state) { return state->path.size() == length; };
  if (length >= prompt_length_ + catalogue_->length() || !std::ranges::all_of(states, same))
    return fail(ErrorCode::usage, "logits of prefixes of several lengths, or of whole sequences");
  const std::size_t position = length - prompt_length_;
  std::vector<float> hidden;
  for (const State* state : states)
    hidden.insert(hidden.end(), state->hidden.begin(), state->hidden.end());
  std::vector<float> result = network_->logits(hidden, catalogue_->first_token(position),
                                               catalogue_->codebook(position), *executor_);
  if (auto valid = finite(result); !valid) return tl::unexpected(valid.error());
  return result;
}

}  // namespace sidproof::reference
