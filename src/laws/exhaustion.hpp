// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <vector>

#include "base/parallel.hpp"
#include "tokenization/token_map.hpp"
#include "verdict/verdict.hpp"

namespace sidproof {

/// Every way to write S with `size` sequences as a product of alphabets of at least
/// two tokens, order counted; size 1 is the space of the empty sequence. size >= 1.
[[nodiscard]] std::vector<CodeSpace> code_spaces_of_size(std::uint32_t size);

/// Which codes a map may use.
enum class CodeLengths {
  full,  ///< sequences of S
  any    ///< all prefixes of sequences of S, the empty one included
};

/// Which maps are tried.
enum class ItemNames {
  count,        ///< every map: |codes|^items
  do_not_count  ///< one map for each multiset of codes, those of the items in order
};

/// How many maps there were of each kind, and the worst verdict of the law on them
/// (the first refuted map ends the enumeration, and the counts).
struct Census {
  std::uint64_t maps = 0;
  std::uint64_t injective = 0;
  std::uint64_t onto = 0;
  std::uint64_t bijective = 0;
  std::uint64_t prefix_codes = 0;
  Verdict verdict = Verdict::holds();
};

/// Bounded exhaustion: the law on every map of `items` items into the space.
/// Verdicts "unknown" (law does not apply) are passed over. items >= 1. The law is
/// called from several threads; the census does not depend on their number.
[[nodiscard]] Census exhaust(const CodeSpace& space, std::size_t items, CodeLengths lengths,
                             const std::function<Verdict(const TokenMap&)>& law,
                             ItemNames names = ItemNames::count, Threads threads = {});

}  // namespace sidproof
