// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "generator/enclosure/enclosed_network.hpp"

#include <algorithm>
#include <functional>
#include <stdexcept>
#include <utility>

#include "exact/arb_number.hpp"
#include "generator/arithmetic/token_rule.hpp"
#include "generator/decoding/prompt.hpp"
#include "generator/enclosure/arb_gelu.hpp"
#include "generator/enclosure/arb_silu.hpp"

namespace sidproof::reference {
namespace {

// An array of balls.
class Balls {
 public:
  explicit Balls(std::size_t count = 0)
      : count_(count), data_(_arb_vec_init(static_cast<slong>(count))) {}
  Balls(Balls&& other) noexcept
      : count_(std::exchange(other.count_, 0)), data_(std::exchange(other.data_, nullptr)) {}
  Balls& operator=(Balls&& other) noexcept {
    std::swap(count_, other.count_);
    std::swap(data_, other.data_);
    return *this;
  }
  Balls(const Balls&) = delete;
  Balls& operator=(const Balls&) = delete;
  ~Balls() {
    if (data_ != nullptr) _arb_vec_clear(data_, static_cast<slong>(count_));
  }
  [[nodiscard]] arb_ptr operator[](std::size_t i) const { return data_ + i; }

 private:
  std::size_t count_;
  arb_ptr data_;
};

Balls exactly(std::span<const float> values) {
  Balls balls(values.size());
  for (std::size_t i = 0; i < values.size(); ++i)
    arb_set_d(balls[i], static_cast<double>(values[i]));
  return balls;
}

// A matrix inputs x outputs by its columns, so that dot products run through memory.
Balls columns_of(std::span<const float> matrix, std::size_t inputs) {
  const std::size_t outputs = matrix.size() / inputs;
  Balls balls(matrix.size());
  for (std::size_t i = 0; i < inputs; ++i)
    for (std::size_t j = 0; j < outputs; ++j)
      arb_set_d(balls[j * inputs + i], static_cast<double>(matrix[i * outputs + j]));
  return balls;
}

struct EnclosedLayer {
  Balls norm1, norm1_bias, qkv, qkv_bias, project, project_bias;
  Balls norm2, norm2_bias, up, up_bias, down, down_bias;
};

// The rows of one pass: tokens at positions, each attending to the rows of its path,
// which ends with itself.
struct Rows {
  std::vector<std::uint32_t> token;
  std::vector<std::uint32_t> position;
  std::vector<std::vector<std::uint32_t>> path;

  std::uint32_t add(std::uint32_t row_token, std::span<const std::uint32_t> row_path) {
    const auto row = static_cast<std::uint32_t>(token.size());
    token.push_back(row_token);
    position.push_back(static_cast<std::uint32_t>(row_path.size()));
    path.emplace_back(row_path.begin(), row_path.end());
    path.back().push_back(row);
    return row;
  }
};

class Pass {
 public:
  Pass(const Network& network, int bits, Threads threads, double temperature)
      : shape_(network.shape()),
        weights_(&network.weights()),
        bits_(bits),
        threads_(threads),
        temperature_(temperature) {
    const std::size_t d = shape_.width;
    for (const LayerWeights& layer : weights_->layers) {
      EnclosedLayer e;
      e.norm1 = exactly(layer.norm1);
      e.norm1_bias = exactly(layer.norm1_bias);
      e.qkv = columns_of(layer.qkv, d);
      e.qkv_bias = exactly(layer.qkv_bias);
      e.project = columns_of(layer.project, d);
      e.project_bias = exactly(layer.project_bias);
      e.norm2 = exactly(layer.norm2);
      e.norm2_bias = exactly(layer.norm2_bias);
      e.up = columns_of(layer.up, d);
      e.up_bias = exactly(layer.up_bias);
      e.down = columns_of(layer.down, shape_.inner);
      e.down_bias = exactly(layer.down_bias);
      layers_.push_back(std::move(e));
    }
    norm_ = exactly(weights_->norm);
    norm_bias_ = exactly(weights_->norm_bias);
    head_ = exactly(shape_.tied ? weights_->tokens : weights_->head);
    if (shape_.parallel_heads > 0)
      for (std::size_t token = 0; token < shape_.vocabulary; ++token)
        make_unit(head_[token * shape_.width]);
  }

  // Hidden states after the final norm, rows x width.
  [[nodiscard]] Balls hidden(const Rows& rows, Progress& progress) const {
    const std::size_t count = rows.token.size();
    const std::size_t d = shape_.width;
    Balls x(count * d);
    for (std::size_t row = 0; row < count; ++row)
      for (std::size_t i = 0; i < d; ++i) {
        ArbNumber position;
        arb_set_d(x[row * d + i], static_cast<double>(weights_->tokens[rows.token[row] * d + i]));
        arb_set_d(position, static_cast<double>(weights_->positions[rows.position[row] * d + i]));
        arb_add(x[row * d + i], x[row * d + i], position, bits_);
      }
    Balls qkv(count * 3 * d);
    for (std::size_t i = 0; i < layers_.size(); ++i) {
      const EnclosedLayer& layer = layers_[i];
      for_rows(count, [&](std::size_t row) {
        Balls normed(d);
        norm(x[row * d], layer.norm1, layer.norm1_bias, normed);
        linear(normed, d, layer.qkv, layer.qkv_bias, 3 * d, qkv[row * 3 * d]);
      });
      progress.update("enclosing", (static_cast<double>(i) + 0.3) / steps());
      for_rows(count, [&](std::size_t row) {
        Balls mixed(d);
        attend(qkv, rows.path[row], mixed);
        add_linear(mixed, d, layer.project, layer.project_bias, x[row * d]);
        Balls normed(d);
        norm(x[row * d], layer.norm2, layer.norm2_bias, normed);
        Balls up(shape_.inner);
        linear(normed, d, layer.up, layer.up_bias, shape_.inner, up[0]);
        for (std::size_t j = 0; j < shape_.inner; ++j) enclose_gelu_new(up[j], bits_);
        add_linear(up, shape_.inner, layer.down, layer.down_bias, x[row * d]);
      });
      progress.update("enclosing", (static_cast<double>(i) + 1) / steps());
    }
    Balls result(count * d);
    for_rows(count, [&](std::size_t row) {
      Balls normed(d);
      norm(x[row * d], norm_, norm_bias_, normed);
      for (std::size_t i = 0; i < d; ++i) arb_swap(result[row * d + i], normed[i]);
    });
    return result;
  }

  // The logits of the codebook at `position`: of the linear head, or of the parallel head
  // of that position.
  [[nodiscard]] Balls logits(arb_srcptr hidden, const Catalogue& catalogue,
                             std::size_t position) const {
    const auto d = static_cast<slong>(shape_.width);
    const std::size_t first = catalogue.first_token(position);
    const bool parallel = shape_.parallel_heads > 0;
    const Balls state = parallel ? head_state(hidden, position) : Balls();
    Balls result(catalogue.codebook(position));
    for (std::size_t code = 0; code < catalogue.codebook(position); ++code)
      arb_dot(result[code], nullptr, 0, parallel ? state[0] : hidden, 1,
              head_[(first + code) * shape_.width], 1, d, bits_);
    ArbNumber divisor;
    for (const double temperature : {parallel ? shape_.head_temperature : 1.0, temperature_}) {
      if (temperature == 1) continue;
      arb_set_d(divisor, temperature);
      for (std::size_t code = 0; code < catalogue.codebook(position); ++code)
        arb_div(result[code], result[code], divisor, bits_);
    }
    return result;
  }

  // ln of the softmax over all logits, and over those of `codes` alone, at `codes`; the
  // normalisers become those of number `state`.
  void laws(const Balls& logits, std::size_t codebook, std::span<const std::uint32_t> codes,
            std::vector<Ball>& log, std::vector<Ball>& masked, std::size_t begin,
            EnclosedLaws& states, std::size_t state) const {
    std::vector<std::uint32_t> all(codebook);
    for (std::uint32_t code = 0; code < all.size(); ++code) all[code] = code;
    ArbNumber normaliser;
    ArbNumber value;
    for (const bool mask : {false, true}) {
      log_sum(normaliser, logits, mask ? codes : std::span<const std::uint32_t>(all));
      (mask ? states.masked_normaliser : states.normaliser)[state] =
          Ball::copy_of(normaliser, bits_);
      for (std::size_t i = 0; i < codes.size(); ++i) {
        arb_sub(value, logits[codes[i]], normaliser, bits_);
        (mask ? masked : log)[begin + i] = Ball::copy_of(value, bits_);
      }
    }
  }

  void keep(arb_srcptr hidden, EnclosedLaws& states, std::size_t state) const {
    for (std::size_t i = 0; i < shape_.width; ++i)
      states.hidden[state * shape_.width + i] = Ball::copy_of(hidden + i, bits_);
  }

  template <class F>
  void for_rows(std::size_t count, const F& f) const {
    const std::size_t parts = std::min<std::size_t>(count, std::size_t{threads_.count} * 8);
    parallel_for(threads_, parts, [&](std::size_t part) {
      for (std::size_t row = part; row < count; row += parts) f(row);
    });
  }

  [[nodiscard]] double steps() const { return static_cast<double>(layers_.size()) + 0.5; }

 private:
  // x + silu(W x + b) of length 1.
  [[nodiscard]] Balls head_state(arb_srcptr hidden, std::size_t position) const {
    const std::size_t d = shape_.width;
    const HeadWeights& head = weights_->heads[position];
    const Balls rows = exactly(head.linear);
    const Balls bias = exactly(head.linear_bias);
    Balls state(d);
    for (std::size_t j = 0; j < d; ++j) {
      arb_dot(state[j], bias[j], 0, hidden, 1, rows[j * d], 1, static_cast<slong>(d), bits_);
      enclose_silu(state[j], bits_);
      arb_add(state[j], state[j], hidden + j, bits_);
    }
    make_unit(state[0]);
    return state;
  }

  // x := x / max(|x|, 1e-12) for `width` balls.
  void make_unit(arb_ptr x) const {
    ArbNumber length;
    ArbNumber least;
    arb_dot(length, nullptr, 0, x, 1, x, 1, static_cast<slong>(shape_.width), bits_);
    arb_set_d(least, 1e-24);
    arb_max(length, length, least, bits_);
    arb_sqrt(length, length, bits_);
    for (std::size_t i = 0; i < shape_.width; ++i) arb_div(x + i, x + i, length, bits_);
  }

  void norm(arb_srcptr x, const Balls& weight, const Balls& bias, Balls& y) const {
    const std::size_t d = shape_.width;
    ArbNumber mean;
    ArbNumber inverse;
    for (std::size_t i = 0; i < d; ++i) arb_add(mean, mean, x + i, bits_);
    arb_div_ui(mean, mean, d, bits_);
    for (std::size_t i = 0; i < d; ++i) arb_sub(y[i], x + i, mean, bits_);
    arb_dot(inverse, nullptr, 0, y[0], 1, y[0], 1, static_cast<slong>(d), bits_);
    arb_div_ui(inverse, inverse, d, bits_);
    arb_set_d(mean, shape_.epsilon);
    arb_add(inverse, inverse, mean, bits_);
    arb_rsqrt(inverse, inverse, bits_);
    for (std::size_t i = 0; i < d; ++i) {
      arb_mul(y[i], y[i], inverse, bits_);
      arb_mul(y[i], y[i], weight[i], bits_);
      arb_add(y[i], y[i], bias[i], bits_);
    }
  }

  void linear(const Balls& x, std::size_t inputs, const Balls& columns, const Balls& bias,
              std::size_t outputs, arb_ptr y) const {
    for (std::size_t j = 0; j < outputs; ++j)
      arb_dot(y + j, bias[j], 0, x[0], 1, columns[j * inputs], 1, static_cast<slong>(inputs),
              bits_);
  }

  void add_linear(const Balls& x, std::size_t inputs, const Balls& columns, const Balls& bias,
                  arb_ptr y) const {
    Balls added(shape_.width);
    linear(x, inputs, columns, bias, shape_.width, added[0]);
    for (std::size_t i = 0; i < shape_.width; ++i) arb_add(y + i, y + i, added[i], bits_);
  }

  void attend(const Balls& qkv, const std::vector<std::uint32_t>& path, Balls& mixed) const {
    const std::size_t d = shape_.width;
    const std::size_t head_width = d / shape_.heads;
    ArbNumber sum;
    ArbNumber root;
    arb_set_ui(root, head_width);
    arb_sqrt(root, root, bits_);
    Balls scores(path.size());
    for (std::size_t from = 0; from < d; from += head_width) {
      for (std::size_t j = 0; j < path.size(); ++j) {
        arb_dot(scores[j], nullptr, 0, qkv[path.back() * 3 * d + from], 1,
                qkv[path[j] * 3 * d + d + from], 1, static_cast<slong>(head_width), bits_);
        arb_div(scores[j], scores[j], root, bits_);
      }
      shifted_exponentials(scores, path.size(), sum);
      for (std::size_t i = from; i < from + head_width; ++i) {
        for (std::size_t j = 0; j < path.size(); ++j)
          arb_addmul(mixed[i], scores[j], qkv[path[j] * 3 * d + 2 * d + i], bits_);
        arb_div(mixed[i], mixed[i], sum, bits_);
      }
    }
  }

  // x_j := exp(x_j - s) for an exact s near the largest x, and their sum: a softmax
  // does not depend on s, but the balls' relative radii do.
  void shifted_exponentials(Balls& x, std::size_t count, arb_t sum) const {
    arf_t shift;
    arf_init(shift);
    arf_set(shift, arb_midref(x[0]));
    for (std::size_t j = 1; j < count; ++j)
      if (arf_cmp(arb_midref(x[j]), shift) > 0) arf_set(shift, arb_midref(x[j]));
    arb_zero(sum);
    for (std::size_t j = 0; j < count; ++j) {
      arb_sub_arf(x[j], x[j], shift, bits_);
      arb_exp(x[j], x[j], bits_);
      arb_add(sum, sum, x[j], bits_);
    }
    arf_clear(shift);
  }

  // The logarithm of the sum of the exponentials of the logits of `codes`.
  void log_sum(arb_t result, const Balls& logits, std::span<const std::uint32_t> codes) const {
    arf_t shift;
    arf_init(shift);
    arf_set(shift, arb_midref(logits[codes[0]]));
    for (const std::uint32_t code : codes)
      if (arf_cmp(arb_midref(logits[code]), shift) > 0) arf_set(shift, arb_midref(logits[code]));
    ArbNumber term;
    arb_zero(result);
    for (const std::uint32_t code : codes) {
      arb_sub_arf(term, logits[code], shift, bits_);
      arb_exp(term, term, bits_);
      arb_add(result, result, term, bits_);
    }
    arb_log(result, result, bits_);
    arb_add_arf(result, result, shift, bits_);
    arf_clear(shift);
  }

  Shape shape_;
  const Weights* weights_;
  int bits_;
  Threads threads_;
  double temperature_;
  std::vector<EnclosedLayer> layers_;
  Balls norm_, norm_bias_, head_;
};

void make_room(EnclosedLaws& laws, std::size_t states, std::size_t width, int bits) {
  laws.hidden.assign(states * width, Ball(0, bits));
  laws.normaliser.assign(states, Ball(0, bits));
  laws.masked_normaliser.assign(states, Ball(0, bits));
}

std::vector<std::uint32_t> children_of(const Trie& trie, std::uint32_t node) {
  std::vector<std::uint32_t> codes;
  for (std::uint32_t child = trie.first_child(node); child < trie.first_child(node + 1); ++child)
    codes.push_back(trie.token(child));
  return codes;
}

}  // namespace

namespace {

void require_valid(const Network& network, const Catalogue& catalogue,
                   std::span<const std::uint32_t> prompt, int bits, double temperature) {
  const std::size_t more = network.is_parallel() ? 0 : catalogue.length() - 1;
  if (auto valid = validate_network(network.shape(), catalogue); !valid)
    throw std::invalid_argument(valid.error().what);
  if (auto valid = validate_prompt(network.shape(), prompt, more); !valid)
    throw std::invalid_argument(valid.error().what);
  if (bits < 2) throw std::invalid_argument("a precision has at least 2 bits");
  if (auto valid = validate(TokenRule{temperature}); !valid)
    throw std::invalid_argument(valid.error().what);
}

}  // namespace

EnclosedLaws enclosed_trie_laws(const Network& network, const Catalogue& catalogue,
                                std::span<const std::uint32_t> prompt, int bits, Threads threads,
                                Progress& progress, double temperature) {
  require_valid(network, catalogue, prompt, bits, temperature);
  const Trie& trie = catalogue.trie();
  const bool parallel = network.is_parallel();
  Rows rows;
  std::vector<std::uint32_t> path;
  for (const std::uint32_t token : prompt) path.push_back(rows.add(token, path));
  // The root's law is that of the prompt's last row; node n > 0 has a row of its own,
  // unless the heads are parallel.
  const auto root_row = static_cast<std::uint32_t>(prompt.size() - 1);
  std::vector<std::size_t> depth(catalogue.leaves().first, 0);
  for (std::uint32_t node = 1; node < catalogue.leaves().first; ++node) {
    depth[node] = depth[trie.parent(node)] + 1;
    if (!parallel)
      rows.add(catalogue.first_token(depth[node] - 1) + trie.token(node),
               rows.path[root_row + trie.parent(node)]);
  }
  const Pass pass(network, bits, threads, temperature);
  const Balls hidden = pass.hidden(rows, progress);
  std::vector<Balls> shared;
  if (parallel)
    for (std::size_t j = 0; j < catalogue.length(); ++j)
      shared.push_back(pass.logits(hidden[root_row * network.shape().width], catalogue, j));
  EnclosedLaws laws;
  laws.log.assign(trie.nodes(), Ball(0, bits));
  laws.masked_log = laws.log;
  make_room(laws, catalogue.leaves().first, parallel ? 0 : network.shape().width, bits);
  pass.for_rows(catalogue.leaves().first, [&](std::size_t node) {
    const std::size_t row = root_row + (parallel ? 0 : node);
    const Balls own =
        parallel ? Balls()
                 : pass.logits(hidden[row * network.shape().width], catalogue, depth[node]);
    pass.laws(parallel ? shared[depth[node]] : own, catalogue.codebook(depth[node]),
              children_of(trie, static_cast<std::uint32_t>(node)), laws.log, laws.masked_log,
              trie.first_child(node), laws, node);
    if (!parallel) pass.keep(hidden[row * network.shape().width], laws, node);
  });
  progress.update("enclosing", 1);
  return laws;
}

EnclosedLaws enclosed_sequence(const Network& network, const Catalogue& catalogue,
                               std::span<const std::uint32_t> prompt, std::uint32_t leaf, int bits,
                               double temperature) {
  require_valid(network, catalogue, prompt, bits, temperature);
  if (leaf < catalogue.leaves().first || leaf >= catalogue.leaves().second)
    throw std::invalid_argument("no leaf of the trie");
  const Trie& trie = catalogue.trie();
  const Sequence sequence = trie.prefix(leaf);
  const bool parallel = network.is_parallel();
  Rows rows;
  std::vector<std::uint32_t> path;
  for (const std::uint32_t token : prompt) path.push_back(rows.add(token, path));
  for (std::size_t j = 0; !parallel && j + 1 < sequence.size(); ++j)
    path.push_back(rows.add(catalogue.first_token(j) + sequence[j], path));
  const Pass pass(network, bits, Threads{1}, temperature);
  const Balls hidden = pass.hidden(rows, Progress::none());
  EnclosedLaws result;
  make_room(result, sequence.size(), parallel ? 0 : network.shape().width, bits);
  std::uint32_t node = 0;
  for (std::size_t j = 0; j < sequence.size(); ++j) {
    const std::vector<std::uint32_t> codes = children_of(trie, node);
    std::vector<Ball> log(codes.size());
    std::vector<Ball> masked(codes.size());
    const std::size_t row = prompt.size() - 1 + (parallel ? 0 : j);
    pass.laws(pass.logits(hidden[row * network.shape().width], catalogue, j), catalogue.codebook(j),
              codes, log, masked, 0, result, j);
    if (!parallel) pass.keep(hidden[row * network.shape().width], result, j);
    const std::uint32_t child = *trie.child(node, sequence[j]);
    const std::size_t i = child - trie.first_child(node);
    result.log.push_back(log[i]);
    result.masked_log.push_back(masked[i]);
    result.siblings.push_back(std::move(log));
    result.masked_siblings.push_back(std::move(masked));
    node = child;
  }
  return result;
}

}  // namespace sidproof::reference
