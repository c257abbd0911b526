// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

#include "laws/instance.hpp"
#include "laws/registry.hpp"
#include "random/seed.hpp"
#include "random/stream.hpp"

namespace sidproof {

/// How large drawn instances may be. All at least 1, except positions and count.
struct InstanceLimits {
  std::uint32_t positions = 3;
  std::uint32_t alphabet = 3;    ///< tokens of one position
  std::uint64_t sequences = 27;  ///< |S|, and so the items of a bijection
  std::uint32_t items = 6;       ///< of the other kinds
  std::uint32_t weight = 4;      ///< of ordinary weights; one instance in six has larger ones
  std::uint32_t count = 3;       ///< of ordinary counts; one in six has larger ones
};

/// The version of what random_instance() draws: it changes whenever the same numbers
/// would give another instance, because stored campaigns count cases by their index.
inline constexpr std::uint32_t random_instances_version = 1;

/// A well-formed instance, biased to corners: k = 0, one-token alphabets, one item,
/// collisions of all sizes, as many items as sequences, whole spaces, prefixes and
/// complete prefix codes (any_length), zero, equal and very unequal weights, no data,
/// unseen items. With `positive` seven instances of eight have no zero weight.
/// Depends on the stream's next numbers alone.
[[nodiscard]] Instance random_instance(RandomStream& stream, CodesKind kind, bool positive,
                                       const InstanceLimits& limits = {});

/// Case number `index` (below 2^63) of this law in the campaign with this seed.
/// Number systems and shapes are no part of it: all see the same cases.
[[nodiscard]] Instance random_case(const Seed& seed, const RegisteredLaw& law, std::uint64_t index,
                                   const InstanceLimits& limits = {});

}  // namespace sidproof
