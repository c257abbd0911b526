// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include <array>
#include <cstdint>
#include <vector>

#include "laws/exhaustion.hpp"
#include "laws/space_models.hpp"
#include "laws/witness.hpp"
#include "properties/mutants/bulk_judge.hpp"
#include "properties/mutants/identity_judge.hpp"
#include "properties/mutants/judges.hpp"

namespace sidproof::mutants {
namespace {

using Complaint = std::optional<std::string>;

std::uint64_t falling_factorial(std::uint64_t n, std::uint64_t k) {
  std::uint64_t product = 1;
  for (std::uint64_t i = 0; i < k; ++i) product *= n >= i ? n - i : 0;
  return product;
}

std::uint64_t to_the(std::uint64_t base, std::size_t exponent) {
  std::uint64_t product = 1;
  for (std::size_t i = 0; i < exponent; ++i) product *= base;
  return product;
}

// The census of all maps of so many items against closed formulas.
Complaint judge_census(const CodeSpace& space, std::size_t items) {
  const std::uint64_t size = space.sequences().value_or(0);
  const auto anything = [](const TokenMap&) { return Verdict::holds(); };
  const Census full = exhaust(space, items, CodeLengths::full, anything);
  const bool bijections = items == size;
  // Onto maps of at most four items: all maps, less those that miss a sequence.
  std::uint64_t onto = 0;
  for (std::uint64_t missed = 0, sign = 1; missed <= size; ++missed, sign = -sign)
    onto += sign * (falling_factorial(size, missed) / falling_factorial(missed, missed)) *
            to_the(size - missed, items);
  if (full.maps != to_the(size, items) || full.injective != falling_factorial(size, items) ||
      full.onto != onto || full.bijective != (bijections ? falling_factorial(size, size) : 0) ||
      full.prefix_codes != full.injective)
    return "census of " + std::to_string(items) + " items and " + std::to_string(size) +
           " sequences";
  std::uint64_t prefixes = 0;
  for (std::size_t k = 0; k <= space.length(); ++k) prefixes += space.prefixes(k).value_or(0);
  if (exhaust(space, items, CodeLengths::any, anything).maps != to_the(prefixes, items))
    return "number of codes of any lengths";
  // Multisets of codes: (size + items - 1 choose items).
  const Census unordered =
      exhaust(space, items, CodeLengths::full, anything, ItemNames::do_not_count);
  if (unordered.maps !=
      falling_factorial(size + items - 1, items) / falling_factorial(items, items))
    return "number of multisets of codes";
  const SpaceModels models(space, Seed{5, size});
  const Census decided = exhaust(space, items, CodeLengths::full, [&](const TokenMap& map) {
    const std::array<Verdict, 2> parts = {models.bijective_iff(map), models.equal_maxima_iff(map)};
    return merge(parts);
  });
  if (decided.verdict.truth != Truth::holds) return decided.verdict.reason;
  return std::nullopt;
}

Complaint judge_exhaustion() {
  if (code_spaces_of_size(1).size() != 1 || code_spaces_of_size(6).size() != 3 ||
      code_spaces_of_size(8).size() != 4)
    return "ordered factorisations";
  for (std::uint32_t size = 1; size <= 4; ++size)
    for (const CodeSpace& space : code_spaces_of_size(size))
      for (std::size_t items = 1; items <= 4; ++items)
        if (auto complaint = judge_census(space, items)) return complaint;
  const Census stopped = exhaust(CodeSpace({2}), 2, CodeLengths::full, [](const TokenMap& map) {
    return claim("every map is injective", is_injective(map), text_of_map(map));
  });
  if (stopped.verdict.truth != Truth::refuted) return "a false law passes";
  return std::nullopt;
}

}  // namespace

std::vector<Judge> engine_judges() {
  return {{"identity testing", judge_identity_testing},
          {"exhaustion", judge_exhaustion},
          {"bulk check", judge_bulk_check}};
}

}  // namespace sidproof::mutants
