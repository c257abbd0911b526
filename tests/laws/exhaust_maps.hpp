// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <atomic>

#include "exact/flint_rational.hpp"
#include "laws/exhaustion_census.hpp"
#include "laws/maxima_laws.hpp"
#include "laws/partition_laws.hpp"
#include "laws/space_models.hpp"
#include "random/stream.hpp"

namespace sidproof::testing_tools {

// exhaust_LAW(n): the law on every map with |I|, |S| <= n, for every way to write S as
// a product; docs/traceability.csv takes the sizes from the calls.

constexpr Seed exhaustion_seed{0x6578686175737469U, 0x6f6e206f66206d61U};

template <class Body>
void for_each_space(std::uint32_t largest, const Body& body) {
  for (std::uint32_t size = 1; size <= largest; ++size)
    for (const CodeSpace& space : code_spaces_of_size(size))
      for (std::size_t items = 1; items <= largest; ++items) {
        body(space, items);
        if (testing::Test::HasFatalFailure()) return;
      }
}

// Counts in which no two items need be alike, some zero.
inline ItemCounts uneven_counts(std::size_t items) {
  ItemCounts counts = {2, 1, 0, 3, 1, 4, 0, 2};
  counts.resize(items);
  return counts;
}

// B2 on every map by fixed and drawn models; the law itself, over fractions, on one map
// for each multiset of codes.
inline void exhaust_b2(std::uint32_t largest) {
  for_each_space(largest, [](const CodeSpace& space, std::size_t items) {
    const SpaceModels models(space, exhaustion_seed);
    const auto every = [&](const TokenMap& map) { return models.bijective_iff(map); };
    expect_census(exhaust(space, items, CodeLengths::full, every, ItemNames::count, Threads{2}),
                  space, items, CodeLengths::full, ItemNames::count);
    const auto law = [](const TokenMap& map) {
      Verdict verdict = b2_bijective_iff<FlintRational>(map);
      if (verdict.truth != Truth::holds) return verdict;
      return claim("a witness exists iff not bijective",
                   b2_witness<FlintRational>(map).has_value() != is_bijective(map),
                   text_of_map(map));
    };
    expect_census(
        exhaust(space, items, CodeLengths::full, law, ItemNames::do_not_count, Threads{2}), space,
        items, CodeLengths::full, ItemNames::do_not_count);
  });
}

// C1 on every map: maxima on one example of each item, and where tok is injective the
// law itself over fractions on uneven counts; the law on one map for each multiset.
inline void exhaust_c1(std::uint32_t largest) {
  for_each_space(largest, [](const CodeSpace& space, std::size_t items) {
    const SpaceModels models(space, exhaustion_seed);
    const auto law = [&](const TokenMap& map) {
      return c1_injective_iff_equal_maxima(map, uneven_counts(map.items()));
    };
    const auto every = [&](const TokenMap& map) {
      Verdict verdict = models.equal_maxima_iff(map);
      return verdict.truth == Truth::holds && is_injective(map) ? law(map) : verdict;
    };
    expect_census(exhaust(space, items, CodeLengths::full, every, ItemNames::count, Threads{2}),
                  space, items, CodeLengths::full, ItemNames::count);
    expect_census(
        exhaust(space, items, CodeLengths::full, law, ItemNames::do_not_count, Threads{2}), space,
        items, CodeLengths::full, ItemNames::do_not_count);
  });
}

// Codes of any lengths, the empty one included. Whether a set of codes is a prefix code
// and what scores it gets does not depend on the names of the items: one map for each
// multiset, and every map of up to `ordered` items.
template <class Law>
void exhaust_variable_length(std::uint32_t largest, const Law& law) {
  constexpr std::size_t ordered = 4;
  for_each_space(largest, [&](const CodeSpace& space, std::size_t items) {
    expect_census(exhaust(space, items, CodeLengths::any, law, ItemNames::do_not_count, Threads{2}),
                  space, items, CodeLengths::any, ItemNames::do_not_count);
    if (items <= ordered && *space.sequences() <= ordered)
      expect_census(exhaust(space, items, CodeLengths::any, law, ItemNames::count, Threads{2}),
                    space, items, CodeLengths::any, ItemNames::count);
  });
}

// C1v: on uneven counts and on one example of each item.
inline void exhaust_c1v(std::uint32_t largest) {
  exhaust_variable_length(largest, [](const TokenMap& map) {
    const std::array<Verdict, 2> parts = {
        c1v_prefix_code_iff_equal_maxima(map, uneven_counts(map.items())),
        c1v_prefix_code_iff_equal_maxima(map, ItemCounts(map.items(), 1))};
    return merge(parts);
  });
}

// D1 and D2 on every code; the complete prefix codes are counted by Z = 1 at one drawn
// model and compared with their closed formula.
inline void exhaust_d1(std::uint32_t largest) {
  const auto law = [](const TokenMap& map) {
    const std::array<Verdict, 2> parts = {d1_complete_prefix_code(map), d2_kraft(map)};
    return merge(parts);
  };
  exhaust_variable_length(largest, law);
  for_each_space(largest, [](const CodeSpace& space, std::size_t items) {
    RandomStream random(exhaustion_seed);
    const CascadedShape shape(space);
    std::vector<Mersenne61> weights(shape.cells());
    for (Mersenne61& weight : weights) weight = Mersenne61::from_bits(random.bits64());
    const auto model = softmax<Mersenne61>(shape, weights);
    std::atomic<std::uint64_t> complete{0};
    const auto count = [&](const TokenMap& map) {
      if (z_direct(model, map) == Mersenne61(1)) ++complete;
      return Verdict::holds();
    };
    (void)exhaust(space, items, CodeLengths::any, count, ItemNames::do_not_count, Threads{2});
    ASSERT_EQ(complete, complete_prefix_codes(space, items));
  });
}

}  // namespace sidproof::testing_tools
