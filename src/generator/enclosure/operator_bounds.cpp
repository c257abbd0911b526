// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "generator/enclosure/operator_bounds.hpp"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <limits>
#include <vector>

#include "exact/arb_number.hpp"
#include "generator/enclosure/arb_gelu.hpp"
#include "generator/enclosure/arb_silu.hpp"

namespace sidproof::reference {
namespace {

constexpr slong bits = 128;
constexpr double u = 0x1p-24;
constexpr double v = 0x1p-53;
// The bounds are evaluated in binary64 themselves.
constexpr double slack = 1.0001;

class Number : public ArbNumber {
 public:
  void set(float x) { arb_set_d(*this, static_cast<double>(x)); }
  void add_product(float a, float b) {
    ArbNumber x;
    ArbNumber y;
    arb_set_d(x, static_cast<double>(a));
    arb_set_d(y, static_cast<double>(b));
    arb_addmul(*this, x, y, bits);
  }
};

double upper(arb_srcptr x) {
  arf_t bound;
  arf_init(bound);
  arb_get_abs_ubound_arf(bound, x, 53);
  const double result = arf_get_d(bound, ARF_RND_UP);
  arf_clear(bound);
  return result;
}

double distance(float output, arb_srcptr exact) {
  if (!std::isfinite(output)) return std::numeric_limits<double>::infinity();
  Number difference;
  difference.set(output);
  arb_sub(difference, difference, exact, bits);
  return upper(difference);
}

double magnitude(float x) { return std::abs(static_cast<double>(x)); }

const char* name(OperatorCall::Kind kind) {
  switch (kind) {
    case OperatorCall::Kind::embed: return "embedding";
    case OperatorCall::Kind::norm: return "norm";
    case OperatorCall::Kind::linear: return "linear map";
    case OperatorCall::Kind::gelu_linear: return "linear map with gelu_new";
    case OperatorCall::Kind::silu_linear: return "linear map with silu";
    case OperatorCall::Kind::unit: return "unit vector";
    case OperatorCall::Kind::attention: break;
  }
  return "attention";
}

}  // namespace

double products_error(NetworkArithmetic arithmetic, std::size_t inner, double products,
                      double factors) {
  const auto count = static_cast<double>(inner);
  if (arithmetic == NetworkArithmetic::binary32)
    return (count + 1) * u * products + (count + 1) * 0x1p-149;
  if (arithmetic == NetworkArithmetic::bfloat16)
    return (0x1p-7 + 0x1p-16 + 2 * count * 0x1p-23 * (1 + 0x1p-6)) * products + 0x1p-133 * factors +
           (count + 1) * 0x1p-149;
  return 0;
}

void OperatorBounds::judge(const OperatorCall& call) {
  for (std::size_t row = 0; row < call.rows; ++row) switch (call.kind) {
      case OperatorCall::Kind::embed: embed(call, row); break;
      case OperatorCall::Kind::norm: norm(call, row); break;
      case OperatorCall::Kind::linear:
      case OperatorCall::Kind::gelu_linear:
      case OperatorCall::Kind::silu_linear: linear(call, row); break;
      case OperatorCall::Kind::unit: unit(call, row); break;
      case OperatorCall::Kind::attention: attention(call, row); break;
    }
}

void OperatorBounds::compare(const OperatorCall& call, std::size_t row, std::size_t column,
                             double error, double bound) {
  ++outputs_;
  const double ratio = error == 0 ? 0 : error / (bound * slack);
  if (!(ratio <= worst_)) worst_ = ratio;
  if (ratio <= 1 || !violation_.empty()) return;
  char text[160];
  std::snprintf(text, sizeof text,
                "%s of layer %zu, row %zu, column %zu: off by %.3g, more than the bound %.3g",
                name(call.kind), call.layer, row, column, error, bound);
  violation_ = text;
}

void OperatorBounds::embed(const OperatorCall& call, std::size_t row) {
  const float* token = call.weight + call.batch->token[row] * call.columns;
  const float* position = call.bias + call.batch->position[row] * call.columns;
  Number exact;
  for (std::size_t i = 0; i < call.columns; ++i) {
    exact.set(token[i]);
    exact.add_product(position[i], 1.0F);
    compare(call, row, i, distance(call.out[row * call.columns + i], exact), u * upper(exact));
  }
}

void OperatorBounds::norm(const OperatorCall& call, std::size_t row) {
  const std::size_t n = call.columns;
  const float* x = call.in + row * n;
  Number mean;
  Number inverse;
  Number centred;
  Number y;
  Number bias;
  double largest = 0;
  for (std::size_t i = 0; i < n; ++i) {
    mean.add_product(x[i], 1.0F);
    largest = std::max(largest, magnitude(x[i]));
  }
  arb_div_ui(mean, mean, n, bits);
  const auto centre = [&](std::size_t i) {
    centred.set(x[i]);
    arb_sub(centred, centred, mean, bits);
  };
  for (std::size_t i = 0; i < n; ++i) {
    centre(i);
    arb_addmul(inverse, centred, centred, bits);
  }
  arb_div_ui(inverse, inverse, n, bits);
  arb_set_d(y, epsilon_);
  arb_add(inverse, inverse, y, bits);
  arb_rsqrt(inverse, inverse, bits);
  const double scale = upper(inverse);
  const auto count = static_cast<double>(n);
  for (std::size_t i = 0; i < n; ++i) {
    centre(i);
    const double spread = largest * (1 + std::sqrt(count)) + upper(centred);
    arb_mul(y, centred, inverse, bits);
    bias.set(call.weight[i]);
    arb_mul(y, y, bias, bits);
    bias.set(call.bias[i]);
    arb_add(y, y, bias, bits);
    const double bound = u * upper(y) +
                         v * (count / 32 + 16) * magnitude(call.weight[i]) * scale * spread +
                         2 * v * magnitude(call.bias[i]);
    compare(call, row, i, distance(call.out[row * n + i], y), bound);
  }
}

void OperatorBounds::linear(const OperatorCall& call, std::size_t row) {
  using Kind = OperatorCall::Kind;
  const float* in = call.in + row * call.inner;
  const std::size_t stride = call.stride == 0 ? call.columns : call.stride;
  Number y;
  Number divisor;
  arb_set_d(divisor, call.divisor);
  for (std::size_t j = 0; j < call.columns; ++j) {
    double products = 0;
    double factors = 0;
    arb_zero(y);
    for (std::size_t k = 0; k < call.inner; ++k) {
      const float weight = call.weight[k * stride + j];
      y.add_product(in[k], weight);
      products += magnitude(in[k]) * magnitude(weight);
      factors += magnitude(in[k]) + magnitude(weight);
    }
    arb_div(y, y, divisor, bits);
    double sum = products / call.divisor;
    if (call.bias != nullptr) {
      y.add_product(call.bias[j], 1.0F);
      sum += magnitude(call.bias[j]);
    }
    const double residual =
        call.residual == nullptr ? 0 : magnitude(call.residual[row * call.columns + j]);
    double bound = v * (static_cast<double>(call.inner) + 4) * sum +
                   products_error(arithmetic_, call.inner, products, factors) / call.divisor;
    if (call.kind == Kind::gelu_linear) {
      const double z = upper(y);
      enclose_gelu_new(y, bits);
      bound = 1.2 * bound + 0x1p-49 * (1 + 0.8 * (z + 0.044715 * z * z * z)) * upper(y);
    } else if (call.kind == Kind::silu_linear) {
      enclose_silu(y, bits);
      bound = 1.1 * bound + 0x1p-50 * upper(y) + v * residual + 0x1p-149;
    } else {
      bound += v * (static_cast<double>(call.inner) + 4) * residual;
    }
    if (call.residual != nullptr) y.add_product(call.residual[row * call.columns + j], 1.0F);
    compare(call, row, j, distance(call.out[row * call.columns + j], y), u * upper(y) + bound);
  }
}

void OperatorBounds::unit(const OperatorCall& call, std::size_t row) {
  const float* in = call.in + row * call.columns;
  Number length;
  Number y;
  for (std::size_t i = 0; i < call.columns; ++i) length.add_product(in[i], in[i]);
  arb_set_d(y, 1e-24);
  arb_max(length, length, y, bits);
  arb_rsqrt(length, length, bits);
  const double relative = u + v * (static_cast<double>(call.columns) / 32 + 8);
  for (std::size_t i = 0; i < call.columns; ++i) {
    y.set(in[i]);
    arb_mul(y, y, length, bits);
    compare(call, row, i, distance(call.out[row * call.columns + i], y),
            relative * upper(y) + 0x1p-149);
  }
}

void OperatorBounds::attention(const OperatorCall& call, std::size_t row) {
  const std::size_t width = call.columns;
  const std::size_t head_width = width / heads_;
  const std::uint32_t* slots = call.batch->path.data() + call.batch->path_begin[row];
  const std::size_t count = call.batch->path_begin[row + 1] - call.batch->path_begin[row];
  std::vector<Number> weights(count);
  for (std::size_t from = 0; from < width; from += head_width) {
    const float* query = call.in + row * 3 * width + from;
    double score_bound = 0;
    Number root;
    arb_set_ui(root, head_width);
    arb_sqrt(root, root, bits);
    const double divisor = std::sqrt(static_cast<double>(head_width));
    Number most;
    Number least;
    for (std::size_t j = 0; j < count; ++j) {
      const float* key = call.keys + slots[j] * width + from;
      double sum = 0;
      arb_zero(weights[j]);
      for (std::size_t i = 0; i < head_width; ++i) {
        weights[j].add_product(query[i], key[i]);
        sum += magnitude(query[i]) * magnitude(key[i]);
      }
      arb_div(weights[j], weights[j], root, bits);
      score_bound =
          std::max(score_bound, v * (static_cast<double>(head_width) + 4) * sum / divisor);
      if (j == 0 || arb_gt(weights[j], most) != 0) arb_set(most, weights[j]);
      if (j == 0 || arb_lt(weights[j], least) != 0) arb_set(least, weights[j]);
    }
    Number range;
    arb_sub(range, most, least, bits);
    Number total;
    for (std::size_t j = 0; j < count; ++j) {
      arb_sub(weights[j], weights[j], most, bits);
      arb_exp(weights[j], weights[j], bits);
      arb_add(total, total, weights[j], bits);
    }
    Number y;
    Number value;
    for (std::size_t i = from; i < from + head_width; ++i) {
      double mixed = 0;
      arb_zero(y);
      for (std::size_t j = 0; j < count; ++j) {
        const float x = call.values[slots[j] * width + i];
        arb_div(value, weights[j], total, bits);
        mixed += upper(value) * magnitude(x);
        Number factor;
        factor.set(x);
        arb_addmul(y, value, factor, bits);
      }
      const double relative =
          2 * score_bound + v * (static_cast<double>(count) + 64) + 4 * v * upper(range);
      compare(call, row, i, distance(call.out[row * width + i], y),
              u * upper(y) + relative * mixed);
    }
  }
}

}  // namespace sidproof::reference
