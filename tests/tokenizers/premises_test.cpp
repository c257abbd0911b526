// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "tokenizers/premises.hpp"

#include <gtest/gtest.h>

#include <functional>
#include <optional>
#include <string>

#include "tokenizers/append.hpp"
#include "tokenizers/counter_modulo.hpp"
#include "tokenizers/make_table.hpp"
#include "tokenizers/support.hpp"
#include "tokenizers/tokenize.hpp"

namespace sidproof {
namespace {

using testing::by_item;
using testing::codes_of;
using testing::features_of;
using testing::observed;
using testing::rows_of;
using Rows = std::vector<std::vector<std::uint32_t>>;

// What guaranteed() does not promise must really fail somewhere: stored inputs that
// between them break every premise that is not promised. (That promised premises
// hold is the business of properties/tokenizers.)
struct Input {
  Features features;
  std::vector<std::string> titles;
};

std::vector<Input> stored_inputs() {
  return {
      // Equal features, and equal titles.
      {features_of({{1}, {1}, {2}, {9}}), {"a", "a", "a b", "c"}},
      // Near features that share a codeword; a title that is a prefix of another.
      {features_of({{1}, {1.25F}, {8}, {8.5F}, {8.75F}}), {"a", "a b", "c", "c", "d"}},
      {features_of({{1}, {1}, {1}, {1}, {5}}), {"a", "A", "a!", "b", "b c"}},
      // Two columns, so that product codes have two tokens; fewer items than codes.
      {features_of({{1, 1}, {1, 1}, {2, 5}}), {"a", "a", "b"}},
  };
}

TokenizerOptions options_of(Method method, CollisionPolicy policy, std::size_t columns) {
  TokenizerOptions options;
  options.method = method;
  options.policy = policy;
  const bool parallel = method == Method::product || method == Method::optimised_product;
  options.levels = parallel ? columns : 2;
  options.codebook = 2;
  options.seed = Seed{0, 1};
  // Room for two counters, so that a group of four collides again.
  options.appended_vocabulary = policy == CollisionPolicy::counter_modulo ? 2 : 0;
  if (method == Method::residual_codebooks)
    options.codebooks = columns == 1 ? LearnedCodebooks{2, 2, 1, {1, 8, 0, 0.5F}}
                                     : LearnedCodebooks{2, 2, 2, {1, 1, 2, 5, 0, 0, 1, 1}};
  return options;
}

Result<Tokenized> run(const Input& input, const TokenizerOptions& options) {
  if (options.method == Method::textual)
    return tokenize_titles(input.titles, input.features.items, options);
  return tokenize(input.features, options);
}

ItemIds named(const std::vector<std::size_t>& rows) {
  ItemIds ids;
  for (const std::size_t row : rows) ids.push_back("item" + std::to_string(row));
  return ids;
}

Input reversed(const Input& input) {
  const std::size_t rows = input.features.rows;
  std::vector<std::size_t> order;
  std::vector<float> values;
  std::vector<std::string> titles;
  for (std::size_t row = rows; row-- > 0;) {
    order.push_back(row);
    values.insert(values.end(), input.features.row(row).begin(), input.features.row(row).end());
    titles.push_back(input.titles[row]);
  }
  Input result{Features::own(rows, input.features.columns, std::move(values)), std::move(titles)};
  result.features.items = named(order);
  return result;
}

Premises seen(const Input& input, const TokenizerOptions& options) {
  Input forward = input;
  std::vector<std::size_t> order(input.features.rows);
  for (std::size_t row = 0; row < order.size(); ++row) order[row] = row;
  forward.features.items = named(order);
  const Result<Tokenized> result = run(forward, options);
  // An input that this combination refuses witnesses nothing.
  if (!result) return {true, true, true, true, true};
  Premises premises = observed(result->table);
  const Result<Tokenized> other = run(reversed(input), options);
  premises.order_independent = by_item(other->table) == by_item(result->table);
  return premises;
}

TEST(Guaranteed, PromisesExactlyWhatNoStoredInputBreaks) {
  for (const Method method : all_methods) {
    for (const CollisionPolicy policy : all_policies) {
      if (!combines(method, policy)) continue;
      Premises unbroken{true, true, true, true, true};
      for (const Input& input : stored_inputs()) {
        const Premises premises = seen(input, options_of(method, policy, input.features.columns));
        unbroken.one_to_one &= premises.one_to_one;
        unbroken.prefix_free &= premises.prefix_free;
        unbroken.onto &= premises.onto;
        unbroken.fixed_length &= premises.fixed_length;
        unbroken.order_independent &= premises.order_independent;
      }
      const Premises promised = guaranteed(method, policy);
      const std::string at = std::string(name(method)) + " " + std::string(name(policy));
      EXPECT_EQ(unbroken.one_to_one, promised.one_to_one) << at;
      EXPECT_EQ(unbroken.prefix_free, promised.prefix_free) << at;
      EXPECT_EQ(unbroken.onto, promised.onto) << at;
      EXPECT_EQ(unbroken.fixed_length, promised.fixed_length) << at;
      EXPECT_EQ(unbroken.order_independent, promised.order_independent) << at;
    }
  }
}

// Searches all codes of `items` rows over one position with `tokens` tokens, fewest
// items first, then fewest tokens, then lexicographically.
std::optional<Rows> smallest_violation(const std::function<bool(const CodeRows&)>& violates,
                                       std::size_t most_items) {
  for (std::size_t items = 1; items <= most_items; ++items) {
    for (std::uint32_t tokens = 1; tokens <= 2; ++tokens) {
      Rows rows(items, {0});
      while (true) {
        if (violates(codes_of(rows, {tokens}))) return rows;
        std::size_t i = items;
        while (i > 0 && rows[i - 1][0] + 1 == tokens) rows[--i][0] = 0;
        if (i == 0) break;
        ++rows[i - 1][0];
      }
    }
  }
  return std::nullopt;
}

Premises observed_codes(const CodeRows& codes) {
  return observed(make_table(codes, {}, ItemIds::row_numbers(codes.rows())));
}

TEST(AppendToLater, IsNotPrefixFreeAndTwoItemsSuffice) {
  const auto found = smallest_violation(
      [](const CodeRows& codes) { return !observed_codes(append_to_later(codes)).prefix_free; }, 3);
  ASSERT_TRUE(found);
  EXPECT_EQ(*found, (Rows{{0}, {0}}));  // the stored counterexample of append.hpp
  EXPECT_EQ(rows_of(append_to_later(codes_of(*found))), (Rows{{0}, {0, 0}}));
}

TEST(AppendToGroups, HasNoSmallViolation) {
  EXPECT_EQ(smallest_violation(
                [](const CodeRows& codes) {
                  const Premises premises = observed_codes(append_to_groups(codes));
                  return !premises.prefix_free || !premises.one_to_one;
                },
                6),
            std::nullopt);
}

TEST(CounterModulo, CollidesAgainWithOneItemMoreThanTheVocabulary) {
  for (std::uint32_t vocabulary = 1; vocabulary <= 4; ++vocabulary) {
    const auto found = smallest_violation(
        [&](const CodeRows& codes) {
          return !observed_codes(counter_modulo(codes, vocabulary)).one_to_one;
        },
        6);
    ASSERT_TRUE(found);
    EXPECT_EQ(*found, Rows(vocabulary + 1, {0}));
  }
}

}  // namespace
}  // namespace sidproof
