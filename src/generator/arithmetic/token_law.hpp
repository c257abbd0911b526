// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>

#include "exact/wide.hpp"
#include "generator/arithmetic/elementary.hpp"
#include "generator/arithmetic/host_device.hpp"

namespace sidproof::reference {

/// The integer weights of every token law add up to 2^48.
inline constexpr unsigned weight_bits = 48;
inline constexpr std::uint64_t weight_total = std::uint64_t{1} << weight_bits;
/// Log-probabilities are integer multiples of 2^-40 nats, at least -1024 nats.
inline constexpr unsigned log_bits = 40;
inline constexpr std::int64_t least_log = -(std::int64_t{1} << (log_bits + 10));
/// Most tokens that one law can have: every one of them keeps a positive weight.
inline constexpr std::size_t most_tokens = std::size_t{1} << 20U;

/// The sum of term(0) ... term(count - 1) in the contract's order: 32 lanes, lane l
/// adds the terms l, l + 32, ... in turn; then the lanes are added by halves.
template <class Term>
[[nodiscard]] SIDPROOF_HOST_DEVICE double lane_sum(std::size_t count, const Term& term) {
  constexpr std::size_t lanes = 32;
  double partial[lanes];
  for (std::size_t lane = 0; lane < lanes; ++lane) {
    double sum = 0.0;
    for (std::size_t i = lane; i < count; i += lanes) sum = sum + term(i);
    partial[lane] = sum;
  }
  for (std::size_t half = lanes / 2; half > 0; half /= 2)
    for (std::size_t lane = 0; lane < half; ++lane)
      partial[lane] = partial[lane] + partial[lane + half];
  return partial[0];
}

[[nodiscard]] SIDPROOF_HOST_DEVICE inline float largest(const float* logits, std::size_t count) {
  float most = logits[0];
  for (std::size_t i = 1; i < count; ++i)
    if (logits[i] > most) most = logits[i];
  return most;
}

/// The softmax of 1 <= count <= most_tokens finite logits as positive integers that
/// add up to exactly weight_total: from here on the model is exactly rational. The
/// logits are divided by a temperature > 0, after the largest was subtracted.
/// Total variation to the softmax of the same logits: at most
/// count (2^-47 + 2^-S) + 2^-50 with S = 62 - ceil(log2 count).
SIDPROOF_HOST_DEVICE inline void integer_weights(const float* logits, std::size_t count,
                                                 std::uint64_t* weights, double temperature = 1.0) {
  unsigned width = 0;
  while ((std::size_t{1} << width) < count) ++width;
  const double scale = from_bits(std::uint64_t{1023 + 62 - width} << 52U);  // 2^(62 - width)
  const double most = static_cast<double>(largest(logits, count));
  std::uint64_t total = 0;
  for (std::size_t i = 0; i < count; ++i) {
    const double x = (static_cast<double>(logits[i]) - most) / temperature;
    weights[i] = static_cast<std::uint64_t>(exponential(x) * scale);
    total += weights[i];
  }
  // One unit each, so that no token is impossible; the rest by rounding the running
  // sums, whose differences add up by themselves.
  const std::uint64_t shared = weight_total - count;
  std::uint64_t running = 0;
  std::uint64_t before = 0;
  for (std::size_t i = 0; i < count; ++i) {
    running += weights[i];
    const auto upto = static_cast<std::uint64_t>(Wide{running} * shared / total);
    weights[i] = 1 + (upto - before);
    before = upto;
  }
}

/// A log-probability of at most 0 nats up to rounding, in units of 2^-40 nats; no number
/// (of logits that overflowed) counts as the least.
[[nodiscard]] SIDPROOF_HOST_DEVICE inline std::int64_t fixed_log(double nats) {
  constexpr double unit = 1099511627776.0;  // 2^40
  const bool saturated = !(nats > -1024.0);
  const auto rounded =
      saturated ? least_log : static_cast<std::int64_t>(nearest_integer(nats * unit));
  return rounded < 0 ? rounded : 0;
}

/// Log-probabilities of the same softmax in units of 2^-40 nats, at most 0. Rounding to
/// the unit costs 2^-41; the binary64 value before has the error that spec/LogSoftmax.v
/// derives from those of exp and log, about 2^-45 for 2048 tokens. This is a second law
/// beside the integer weights: beams are ordered by its sums.
SIDPROOF_HOST_DEVICE inline void fixed_logs(const float* logits, std::size_t count,
                                            std::int64_t* logs, double temperature = 1.0) {
  const double most = static_cast<double>(largest(logits, count));
  const double sum = lane_sum(count, [logits, most, temperature](std::size_t i) {
    return exponential((static_cast<double>(logits[i]) - most) / temperature);
  });
  const double normaliser = logarithm(sum);
  for (std::size_t i = 0; i < count; ++i)
    logs[i] = fixed_log((static_cast<double>(logits[i]) - most) / temperature - normaliser);
}

}  // namespace sidproof::reference
