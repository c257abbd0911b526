// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "verdict/verdict.hpp"

#include <utility>

namespace sidproof {

Verdict Verdict::holds(std::string reason) { return {Truth::holds, std::move(reason)}; }
Verdict Verdict::refuted(std::string witness) { return {Truth::refuted, std::move(witness)}; }
Verdict Verdict::unknown(std::string why) { return {Truth::unknown, std::move(why)}; }

std::string_view name(Truth truth) {
  switch (truth) {
    case Truth::holds: return "holds";
    case Truth::refuted: return "refuted";
    case Truth::unknown: break;
  }
  return "unknown";
}

Truth worst(Truth a, Truth b) {
  if (a == Truth::refuted || b == Truth::refuted) return Truth::refuted;
  if (a == Truth::unknown || b == Truth::unknown) return Truth::unknown;
  return Truth::holds;
}

Verdict merge(std::span<const Verdict> verdicts) {
  Verdict result = Verdict::holds();
  for (const Verdict& verdict : verdicts)
    if (worst(result.truth, verdict.truth) != result.truth) result = verdict;
  return result;
}

}  // namespace sidproof
