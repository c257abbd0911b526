// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <limits>
#include <utility>

#include "tests/tokenizers/support.hpp"
#include "tokenizers/append.hpp"
#include "tokenizers/counter_modulo.hpp"
#include "tokenizers/make_table.hpp"
#include "tokenizers/relocate.hpp"
#include "tokenizers/sinkhorn.hpp"

namespace sidproof {
namespace {

using testing::codes_of;
using testing::observed;
using testing::rows_of;
using Rows = std::vector<std::vector<std::uint32_t>>;

// Few tokens and few positions, so that groups, prefixes and full code spaces are
// the rule.
Rows some_rows(bool fixed) {
  const auto length = *rc::gen::inRange<std::size_t>(1, 4);
  const auto shortest = fixed ? length : std::size_t{0};
  const auto tokens = *rc::gen::inRange<std::uint32_t>(1, 4);
  const auto count = *rc::gen::inRange<std::size_t>(1, 14);
  Rows rows;
  for (std::size_t i = 0; i < count; ++i) {
    const auto size = *rc::gen::inRange<std::size_t>(shortest, length + 1);
    rows.push_back(*rc::gen::container<std::vector<std::uint32_t>>(
        size, rc::gen::inRange<std::uint32_t>(0, tokens)));
  }
  return rows;
}

Premises premises_of(const CodeRows& codes) {
  return observed(make_table(codes, {}, ItemIds::row_numbers(codes.rows())));
}

std::size_t largest_group(const CodeRows& codes) {
  std::size_t largest = 1;
  for (const auto& group : collision_groups(codes)) largest = std::max(largest, group.size());
  return largest;
}

std::size_t changed(const CodeRows& before, const CodeRows& after) {
  std::size_t count = 0;
  for (std::size_t row = 0; row < before.rows(); ++row)
    count += std::ranges::equal(before[row], after[row]) ? 0U : 1U;
  return count;
}

RC_GTEST_PROP(AppendToGroups, IsOneToOneAndPrefixFreeOnFixedLength, ()) {
  const CodeRows codes = codes_of(some_rows(true));
  const CodeRows result = append_to_groups(codes);
  RC_ASSERT(premises_of(result).one_to_one);
  RC_ASSERT(premises_of(result).prefix_free);
  RC_ASSERT(changed(codes, result) == count_collisions(collision_groups(codes)).items_in_groups);
}

RC_GTEST_PROP(AppendToGroups, IsOneToOneOnAnyLength, ()) {
  RC_ASSERT(premises_of(append_to_groups(codes_of(some_rows(false)))).one_to_one);
}

RC_GTEST_PROP(AppendToAll, IsOneToOneAndPrefixFreeOnAnyLength, ()) {
  const Premises premises = premises_of(append_to_all(codes_of(some_rows(false))));
  RC_ASSERT(premises.one_to_one);
  RC_ASSERT(premises.prefix_free);
}

RC_GTEST_PROP(AppendToAll, KeepsFixedLength, ()) {
  RC_ASSERT(premises_of(append_to_all(codes_of(some_rows(true)))).fixed_length);
}

RC_GTEST_PROP(AppendToLater, IsOneToOneButPrefixFreeOnlyWithoutGroups, ()) {
  const CodeRows codes = codes_of(some_rows(true));
  const Premises premises = premises_of(append_to_later(codes));
  RC_ASSERT(premises.one_to_one);
  RC_ASSERT(premises.prefix_free == collision_groups(codes).empty());
}

RC_GTEST_PROP(CounterModulo, IsPrefixFreeButOneToOneOnlyUpToItsVocabulary, ()) {
  const CodeRows codes = codes_of(some_rows(*rc::gen::arbitrary<bool>()));
  const auto vocabulary = *rc::gen::inRange<std::uint32_t>(1, 5);
  const Premises premises = premises_of(counter_modulo(codes, vocabulary));
  RC_ASSERT(premises.prefix_free);
  RC_ASSERT(premises.one_to_one == (largest_group(codes) <= vocabulary));
}

// Items at random places, tokens at their numbers; some tokens have no codeword.
class RandomGeometry final : public CodeGeometry {
 public:
  RandomGeometry(std::vector<int> places, std::size_t codewords)
      : places_(std::move(places)), codewords_(codewords) {}

  void distances(std::size_t row, std::span<const std::uint32_t> prefix,
                 std::span<double> distance) const override {
    for (std::size_t t = 0; t < distance.size(); ++t) {
      const double d = static_cast<double>(places_[row]) / 2 - static_cast<double>(t) -
                       static_cast<double>(prefix.size());
      distance[t] = t < codewords_ ? d * d : std::numeric_limits<double>::infinity();
    }
  }
  [[nodiscard]] std::size_t rank(std::size_t row) const override { return row; }

 private:
  std::vector<int> places_;
  std::size_t codewords_;
};

RandomGeometry some_geometry(std::size_t rows) {
  return {*rc::gen::container<std::vector<int>>(rows, rc::gen::inRange(0, 6)),
          *rc::gen::inRange<std::size_t>(1, 4)};
}

RC_GTEST_PROP(Relocate, IsOneToOneAndMovesExactlyTheExcess, ()) {
  const CodeRows codes = codes_of(some_rows(true));
  std::size_t capacity = 1;
  for (const std::uint32_t size : codes.codebooks) capacity *= size;
  const Result<CodeRows> result = relocate(codes, some_geometry(codes.rows()));
  RC_ASSERT(result.has_value() == (codes.rows() <= capacity));
  if (!result) return;
  RC_ASSERT(premises_of(*result).one_to_one);
  RC_ASSERT(premises_of(*result).fixed_length);
  RC_ASSERT(result->codebooks == codes.codebooks);
  for (std::size_t row = 0; row < codes.rows(); ++row)
    for (std::size_t j = 0; j < codes.codebooks.size(); ++j)
      RC_ASSERT((*result)[row][j] < codes.codebooks[j]);
  RC_ASSERT(changed(codes, *result) == count_collisions(collision_groups(codes)).excess);
  // Nobody moves who was alone, and one member of each group stays.
  std::vector<bool> in_group(codes.rows());
  for (const auto& group : collision_groups(codes)) {
    std::size_t stayed = 0;
    for (const std::size_t row : group) {
      in_group[row] = true;
      stayed += std::ranges::equal(codes[row], std::as_const(*result)[row]) ? 1U : 0U;
    }
    RC_ASSERT(stayed == 1U);
  }
  for (std::size_t row = 0; row < codes.rows(); ++row)
    RC_ASSERT(in_group[row] || std::ranges::equal(codes[row], std::as_const(*result)[row]));
}

RC_GTEST_PROP(Sinkhorn, ChangesLastTokensOnlyAndNeverAddsExcess, ()) {
  const CodeRows codes = codes_of(some_rows(true));
  const SinkhornOptions options{*rc::gen::inRange(0U, 6U), 20, 0.01};
  const SinkhornResult result = sinkhorn(codes, some_geometry(codes.rows()), options);
  RC_ASSERT(result.rounds <= options.rounds);
  RC_ASSERT(count_collisions(collision_groups(result.codes)).excess <=
            count_collisions(collision_groups(codes)).excess);
  const std::size_t last = codes.codebooks.size() - 1;
  for (std::size_t row = 0; row < codes.rows(); ++row) {
    RC_ASSERT(std::ranges::equal(codes[row].first(last), result.codes[row].first(last)));
    RC_ASSERT(result.codes[row][last] < codes.codebooks[last]);
  }
}

}  // namespace
}  // namespace sidproof
