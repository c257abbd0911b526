// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "generator/network/network.hpp"

#include <algorithm>
#include <stdexcept>
#include <utility>

#include "generator/network/forward.hpp"
#include "generator/network/kernels.hpp"
#include "generator/network/position_heads.hpp"

namespace sidproof::reference {

namespace {

void require(bool holds, const char* otherwise) {
  if (!holds) throw std::invalid_argument(otherwise);
}

// All indices that the kernels follow without looking.
void require_in_range(const Batch& batch, const Shape& shape, std::size_t slots) {
  const std::size_t rows = batch.rows();
  const auto below = [](std::size_t limit) { return [limit](std::size_t i) { return i < limit; }; };
  require(batch.position.size() == rows && batch.slot.size() == rows &&
              batch.path_begin.size() == rows + 1 && batch.path_begin.front() == 0 &&
              batch.path_begin.back() == batch.path.size() &&
              std::ranges::is_sorted(batch.path_begin, std::ranges::less_equal()),
          "a batch whose rows and paths do not fit together");
  require(std::ranges::all_of(batch.token, below(shape.vocabulary)),
          "a token beyond the vocabulary");
  require(std::ranges::all_of(batch.position, below(shape.positions)),
          "a position beyond those of the network");
  require(std::ranges::all_of(batch.slot, below(slots)) &&
              std::ranges::all_of(batch.path, below(slots)),
          "a slot beyond those of the cache");
}

}  // namespace

Cache::Cache(const Shape& shape, std::size_t slots)
    : slots_(slots), plane_(slots * shape.width), values_(2 * shape.layers * plane_) {}

Cache::Cache(std::size_t slots, std::unique_ptr<DeviceMemory> memory)
    : slots_(slots), device_(std::move(memory)) {}

double Cache::bytes(const Shape& shape, std::size_t slots) {
  return 2.0 * static_cast<double>(shape.layers) * static_cast<double>(slots) *
         static_cast<double>(shape.width) * sizeof(float);
}

void Batch::add(std::uint32_t row_token, std::uint32_t row_position, std::uint32_t row_slot,
                std::span<const std::uint32_t> row_path) {
  token.push_back(row_token);
  position.push_back(row_position);
  slot.push_back(row_slot);
  path.insert(path.end(), row_path.begin(), row_path.end());
  path.push_back(row_slot);
  path_begin.push_back(path.size());
}

std::size_t Batch::longest_path() const {
  std::size_t longest = 0;
  for (std::size_t row = 0; row < rows(); ++row)
    longest = std::max(longest, path_begin[row + 1] - path_begin[row]);
  return longest;
}

Network::Network(Weights weights, std::shared_ptr<Device> device)
    : weights_(std::move(weights)), device_(std::move(device)) {
  if (!has_sizes(weights_)) throw std::invalid_argument("weights that are not of their shape");
  if (is_parallel())
    heads_ = std::make_shared<const PositionHeads>(weights_);
  else if (!device_)
    head_ = transposed_head(weights_);
}

std::vector<float> Network::transposed_head(const Weights& weights) {
  const Shape& s = weights.shape;
  const std::vector<float>& head = s.tied ? weights.tokens : weights.head;
  std::vector<float> transposed(head.size());
  for (std::size_t token = 0; token < s.vocabulary; ++token)
    for (std::size_t i = 0; i < s.width; ++i)
      transposed[i * s.vocabulary + token] = head[token * s.width + i];
  return transposed;
}

Result<Cache> Network::cache(std::size_t slots) const {
  if (!device_) return Cache(shape(), slots);
  auto memory = device_->cache(slots);
  if (!memory) return tl::unexpected(memory.error());
  return Cache(slots, std::move(*memory));
}

std::vector<float> Network::forward(const Batch& batch, Cache& cache, const Executor& executor,
                                    const Observer& observer) const {
  if ((cache.device() != nullptr) != (device_ != nullptr))
    throw std::logic_error("a cache of another network");
  require_in_range(batch, shape(), cache.slots());
  if (device_) return device_->forward(batch, *cache.device(), observer);
  const Shape& s = shape();
  const std::size_t rows = batch.rows();
  std::vector<float> activations(rows * ActivationsView::floats(s));
  const auto views = ActivationsView::in(activations.data(), s, rows);
  forward_pass(s, WeightsView::make(weights_, [](const auto& values) { return values.data(); }),
               {rows, batch.longest_path(), batch.token.data(), batch.position.data(),
                batch.slot.data(), batch.path.data(), batch.path_begin.data()},
               {cache.keys(0), cache.slots() * s.width}, views, executor,
               HostObservation(observer, batch));
  return {views.normed, views.normed + rows * s.width};
}

std::vector<float> Network::logits(std::span<const float> hidden, std::size_t first,
                                   std::size_t count, const Executor& executor,
                                   const Observer& observer) const {
  const std::size_t width = shape().width;
  require(!is_parallel(), "a linear head is asked of a network with parallel heads");
  require(hidden.size() % width == 0, "hidden states that are no whole rows");
  require(first <= shape().vocabulary && count <= shape().vocabulary - first,
          "tokens beyond the vocabulary");
  const std::size_t rows = hidden.size() / width;
  std::vector<float> result(rows * count);
  if (device_)
    result = device_->logits(hidden, first, count);
  else
    executor.run(rows, LinearKernel{hidden.data(), head_.data(), nullptr, nullptr, result.data(),
                                    width, shape().vocabulary, first, count});
  if (observer) {
    const std::vector<float> head = transposed_head(weights_);
    OperatorCall call{OperatorCall::Kind::linear, shape().layers, rows, width, count, hidden.data(),
                      head.data() + first};
    call.out = result.data();
    call.stride = shape().vocabulary;
    observer(call);
  }
  return result;
}

std::vector<float> Network::parallel_logits(std::span<const float> hidden, std::size_t position,
                                            std::size_t first, std::size_t count,
                                            const Executor& executor,
                                            const Observer& observer) const {
  require(is_parallel(), "a parallel head is asked of a network with a linear one");
  return heads_->logits(hidden, position, first, count, executor, observer);
}

}  // namespace sidproof::reference
