// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "generator/network/kernels.hpp"
#include "generator/network/network.hpp"
#include "generator/network/shape.hpp"

namespace sidproof::reference {

// The sequence of a network's kernels, written once for every executor: anything with
// run(blocks, kernel). Pointers are to memory that the executor's kernels can reach.

struct LayerView {
  const float* norm1;
  const float* norm1_bias;
  const float* qkv;
  const float* qkv_bias;
  const float* project;
  const float* project_bias;
  const float* norm2;
  const float* norm2_bias;
  const float* up;
  const float* up_bias;
  const float* down;
  const float* down_bias;
};

/// The weights; `place` gives the address of each array.
struct WeightsView {
  const float* tokens;
  const float* positions;
  std::vector<LayerView> layers;
  const float* norm;
  const float* norm_bias;

  template <class Place>
  [[nodiscard]] static WeightsView make(const Weights& w, const Place& place) {
    WeightsView view{place(w.tokens), place(w.positions), {}, place(w.norm), place(w.norm_bias)};
    for (const LayerWeights& l : w.layers)
      view.layers.push_back({place(l.norm1), place(l.norm1_bias), place(l.qkv), place(l.qkv_bias),
                             place(l.project), place(l.project_bias), place(l.norm2),
                             place(l.norm2_bias), place(l.up), place(l.up_bias), place(l.down),
                             place(l.down_bias)});
    return view;
  }
};

/// A batch; `longest` is the longest path's number of slots.
struct BatchView {
  std::size_t rows;
  std::size_t longest;
  const std::uint32_t* token;
  const std::uint32_t* position;
  const std::uint32_t* slot;
  const std::uint32_t* path;
  const std::size_t* path_begin;
};

/// Keys and values: for each layer two planes of slots x width.
struct CacheView {
  float* first;
  std::size_t plane;

  [[nodiscard]] float* keys(std::size_t layer) const { return first + 2 * layer * plane; }
  [[nodiscard]] float* values(std::size_t layer) const { return keys(layer) + plane; }
};

/// Room for what a pass computes in between. The result stands in `normed`.
struct ActivationsView {
  float* x;       ///< rows x width
  float* normed;  ///< rows x width
  float* qkv;     ///< rows x 3 width
  float* mixed;   ///< rows x width
  float* up;      ///< rows x inner

  /// Floats a row takes in all of them.
  [[nodiscard]] static std::size_t floats(const Shape& s) { return 6 * s.width + s.inner; }
  /// All of them in one array of rows * floats().
  [[nodiscard]] static ActivationsView in(float* array, const Shape& s, std::size_t rows) {
    const std::size_t plane = rows * s.width;
    return {array, array + plane, array + 2 * plane, array + 5 * plane, array + 6 * plane};
  }
};

/// Nobody watches.
struct Unobserved {
  [[nodiscard]] const float* keep(const float*, std::size_t) const { return nullptr; }
  void operator()(const OperatorCall&) const {}
};

/// Hands the operators of a pass on the host to an observer, if there is one.
class HostObservation {
 public:
  HostObservation(const Observer& observer, const Batch& batch)
      : observer_(&observer), batch_(&batch) {}

  [[nodiscard]] const float* keep(const float* values, std::size_t count) const {
    if (!*observer_) return nullptr;
    kept_.assign(values, values + count);
    return kept_.data();
  }
  void operator()(OperatorCall call) const {
    if (!*observer_) return;
    call.batch = batch_;
    (*observer_)(call);
  }

 private:
  const Observer* observer_;
  const Batch* batch_;
  mutable std::vector<float> kept_;
};

/// The hidden states of a batch after the final norm; stores its keys and values.
/// `observe` sees every operator; observe.keep(values, count) is a copy of values that
/// are about to be overwritten.
template <class Executor, class Observe>
void forward_pass(const Shape& s, const WeightsView& weights, const BatchView& batch,
                  const CacheView& cache, const ActivationsView& a, const Executor& executor,
                  const Observe& observe) {
  using Kind = OperatorCall::Kind;
  const std::size_t rows = batch.rows;
  std::size_t number = 0;
  const auto norm = [&](const float* weight, const float* bias) {
    executor.run(rows, LayerNormKernel{a.x, weight, bias, a.normed, s.width, s.epsilon});
    observe({Kind::norm, number, rows, s.width, s.width, a.x, weight, bias, nullptr, a.normed});
  };
  const auto linear = [&](const float* in, const float* weight, const float* bias, float* out,
                          std::size_t inner, std::size_t columns, bool add, Activation activation) {
    const float* residual = add ? observe.keep(out, rows * columns) : nullptr;
    executor.run(rows, LinearKernel{in, weight, bias, add ? out : nullptr, out, inner, columns, 0,
                                    columns, activation});
    observe({activation == Activation::gelu_new ? Kind::gelu_linear : Kind::linear, number, rows,
             inner, columns, in, weight, bias, residual, out});
  };

  executor.run(rows, EmbedKernel{weights.tokens, weights.positions, batch.token, batch.position,
                                 a.x, s.width});
  observe({Kind::embed, number, rows, 0, s.width, nullptr, weights.tokens, weights.positions,
           nullptr, a.x});
  for (; number < s.layers; ++number) {
    const LayerView& layer = weights.layers[number];
    norm(layer.norm1, layer.norm1_bias);
    linear(a.normed, layer.qkv, layer.qkv_bias, a.qkv, s.width, 3 * s.width, false,
           Activation::none);
    executor.run(rows,
                 StoreKernel{a.qkv, batch.slot, cache.keys(number), cache.values(number), s.width});
    executor.run(rows * s.heads,
                 AttentionKernel{a.qkv, cache.keys(number), cache.values(number), batch.path,
                                 batch.path_begin, a.mixed, s.width, s.heads, batch.longest});
    observe({Kind::attention, number, rows, 3 * s.width, s.width, a.qkv, nullptr, nullptr, nullptr,
             a.mixed, nullptr, cache.keys(number), cache.values(number)});
    linear(a.mixed, layer.project, layer.project_bias, a.x, s.width, s.width, true,
           Activation::none);
    norm(layer.norm2, layer.norm2_bias);
    linear(a.normed, layer.up, layer.up_bias, a.up, s.width, s.inner, false, Activation::gelu_new);
    linear(a.up, layer.down, layer.down_bias, a.x, s.inner, s.width, true, Activation::none);
  }
  norm(weights.norm, weights.norm_bias);
}

}  // namespace sidproof::reference
