// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "generator/certificate/certified_numbers.hpp"

#include <cmath>

#include "certificate/sha256.hpp"

namespace sidproof::reference {

std::optional<Integer> nearest_scaled(const Ball& x, int power) {
  Integer scale = 1;
  for (int i = 0; i < power; ++i) scale *= 2;
  const std::string denominator = scale.str();
  const Ball shifted = x + Ball::dyadic(1, -power - 1, x.bits());
  const auto rest = [&](const Integer& n) {
    return shifted - Ball::fraction(n.str(), denominator, x.bits());
  };
  // Each round finds the next 50 bits.
  Integer n = 0;
  for (int round = 0; round < 40; ++round) {
    const double left = std::floor(std::ldexp(rest(n).enclose().mid(), power));
    if (!std::isfinite(left)) return std::nullopt;
    if (left == 0) break;
    n += Integer(left);
  }
  const Ball zero(0, x.bits());
  for (const int step : {-1, 0, 1}) {
    const Integer candidate = n + step;
    if (less(rest(candidate), zero) == Ternary::no &&
        less(rest(candidate + 1), zero) == Ternary::yes)
      return candidate;
  }
  return std::nullopt;
}

std::string inputs_hash(const GeneratorCertificate& certificate, const Table& table) {
  Sha256 hash;
  hash.bytes("sidproof.generator-inputs/1\n")
      .text(certificate.table_sha256)
      .number(certificate.items)
      .text(certificate.weights_sha256)
      .text(certificate.weights_seed)
      .text(certificate.draws_seed)
      .number(certificate.draws)
      .number(certificate.examples.size());
  for (const CertifiedExample& example : certificate.examples) {
    hash.number(example.history.size());
    for (const std::uint64_t row : example.history) hash.number(row).text(table.items[row]);
    hash.number(example.target).text(table.items[example.target]);
  }
  return hex(hash.finish());
}

}  // namespace sidproof::reference
