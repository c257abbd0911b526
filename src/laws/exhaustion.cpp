// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "laws/exhaustion.hpp"

#include <utility>

namespace sidproof {
namespace {

void factorise(std::uint32_t size, std::vector<std::uint32_t>& factors,
               std::vector<CodeSpace>& spaces) {
  if (size == 1) spaces.emplace_back(factors);
  for (std::uint32_t factor = 2; factor <= size; ++factor) {
    if (size % factor != 0) continue;
    factors.push_back(factor);
    factorise(size / factor, factors, spaces);
    factors.pop_back();
  }
}

std::vector<Sequence> usable_codes(const CodeSpace& space, CodeLengths lengths) {
  std::vector<Sequence> codes;
  for (std::size_t k = lengths == CodeLengths::any ? 0 : space.length(); k <= space.length(); ++k) {
    std::vector<std::uint32_t> alphabets = space.alphabets();
    alphabets.resize(k);
    CodeSpace(std::move(alphabets)).for_each([&](SequenceView s) {
      codes.emplace_back(s.begin(), s.end());
    });
  }
  return codes;
}

}  // namespace

std::vector<CodeSpace> code_spaces_of_size(std::uint32_t size) {
  std::vector<CodeSpace> spaces;
  std::vector<std::uint32_t> factors;
  factorise(size, factors, spaces);
  return spaces;
}

Census exhaust(const CodeSpace& space, std::size_t items, CodeLengths lengths,
               const std::function<Verdict(const TokenMap&)>& law) {
  Census census;
  const std::vector<Sequence> codes = usable_codes(space, lengths);
  const CodeSpace choices(
      std::vector<std::uint32_t>(items, static_cast<std::uint32_t>(codes.size())));
  std::vector<Sequence> chosen(items);
  choices.for_each([&](SequenceView choice) {
    if (census.verdict.truth == Truth::refuted) return;
    for (std::size_t v = 0; v < items; ++v) chosen[v] = codes[choice[v]];
    const TokenMap map(space, chosen);
    ++census.maps;
    census.injective += is_injective(map) ? 1U : 0U;
    census.onto += is_onto(map) ? 1U : 0U;
    census.bijective += is_bijective(map) ? 1U : 0U;
    census.prefix_codes += is_prefix_code(map) ? 1U : 0U;
    Verdict verdict = law(map);
    if (verdict.truth == Truth::refuted) census.verdict = std::move(verdict);
  });
  return census;
}

}  // namespace sidproof
