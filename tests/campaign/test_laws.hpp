// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <stdexcept>
#include <string>
#include <vector>

#include "exact/mersenne61.hpp"
#include "laws/registry.hpp"
#include "laws/witness.hpp"
#include "objective/likelihood.hpp"
#include "objective/partition.hpp"

namespace sidproof::test {

inline constexpr NumberSystem some_numbers[] = {NumberSystem::mersenne61, NumberSystem::flint};
inline constexpr ModelShape some_shapes[] = {ModelShape::cascaded, ModelShape::parallel};

/// True: items that share no code have as many codes as there are items.
inline Verdict true_law(const Instance& instance, NumberSystem /*numbers*/, ModelShape /*shape*/) {
  const TokenMap map = instance.map();
  if (!is_injective(map)) return does_not_apply("tok is not injective");
  return claim("one code an item", sequence_groups(map).size.size() == map.items(), "");
}

/// Wrong: Z = 1 for every map. The smallest collision and the smallest hole refute it.
inline Verdict wrong_law(const Instance& instance, NumberSystem numbers, ModelShape shape) {
  if (numbers != NumberSystem::mersenne61) return Verdict::holds();
  const TokenMap map = instance.map();
  const auto z = shape == ModelShape::parallel
                     ? z_direct(instance.model<Mersenne61, ParallelShape>(), map)
                     : z_direct(instance.model<Mersenne61, CascadedShape>(), map);
  return equal("Z", z, Mersenne61(1), text_of_map(map));
}

/// Throws where some item has been seen five times or more.
inline Verdict throwing_law(const Instance& instance, NumberSystem /*numbers*/,
                            ModelShape /*shape*/) {
  for (const std::uint64_t count : instance.counts)
    if (count >= 5) throw std::overflow_error("five");
  return Verdict::holds();
}

/// Cannot say anything of one item.
inline Verdict timid_law(const Instance& instance, NumberSystem /*numbers*/, ModelShape /*shape*/) {
  return instance.codes.size() == 1 ? Verdict::unknown("one item") : Verdict::holds();
}

inline RegisteredLaw law(std::string_view id, decltype(RegisteredLaw::check) check,
                         CodesKind codes = CodesKind::any_length) {
  return {id, id, codes, false, some_numbers, some_shapes, check};
}

inline std::vector<RegisteredLaw> test_laws() {
  return {law("True", true_law), law("Wronga", wrong_law),
          law("Wrongb", wrong_law, CodesKind::fixed_length), law("Throwing", throwing_law),
          law("Timid", timid_law)};
}

}  // namespace sidproof::test
