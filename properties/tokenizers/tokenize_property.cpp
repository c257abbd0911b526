// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <numeric>
#include <string>
#include <tuple>
#include <utility>

#include "tests/tokenizers/support.hpp"
#include "tokenizers/tokenize.hpp"

namespace sidproof {
namespace {

using testing::by_item;
using testing::observed;

// A small catalogue in some order: few different values, so that items coincide.
struct Catalogue {
  std::size_t columns = 1;
  std::vector<std::vector<float>> rows;
  std::vector<std::string> titles;
};

Catalogue some_catalogue() {
  Catalogue catalogue;
  catalogue.columns = *rc::gen::inRange<std::size_t>(1, 5);
  const auto count = *rc::gen::inRange<std::size_t>(1, 16);
  for (std::size_t i = 0; i < count; ++i) {
    const auto values = *rc::gen::container<std::vector<int>>(
        catalogue.columns, rc::gen::oneOf(rc::gen::inRange(0, 3), rc::gen::inRange(-40, 40)));
    auto& row = catalogue.rows.emplace_back();
    for (const int value : values) row.push_back(static_cast<float>(value) / 8);
    catalogue.titles.push_back(
        *rc::gen::container<std::string>(rc::gen::elementOf(std::string("ab  -"))));
  }
  return catalogue;
}

// The rows of the catalogue in the order `order`; ids name the rows.
Features features_of(const Catalogue& catalogue, const std::vector<std::size_t>& order) {
  std::vector<float> values;
  ItemIds ids;
  for (const std::size_t row : order) {
    values.insert(values.end(), catalogue.rows[row].begin(), catalogue.rows[row].end());
    ids.push_back("item" + std::to_string(row));
  }
  Features features = Features::own(order.size(), catalogue.columns, std::move(values));
  features.items = std::move(ids);
  return features;
}

Result<Tokenized> run(const Catalogue& catalogue, const std::vector<std::size_t>& order,
                      const TokenizerOptions& options) {
  const Features features = features_of(catalogue, order);
  if (options.method != Method::textual) return tokenize(features, options);
  std::vector<std::string> titles;
  for (const std::size_t row : order) titles.push_back(catalogue.titles[row]);
  return tokenize_titles(titles, features.items, options);
}

TokenizerOptions some_options(Method method, CollisionPolicy policy, const Catalogue& catalogue) {
  TokenizerOptions options;
  options.method = method;
  options.policy = policy;
  options.levels = *rc::gen::inRange<std::size_t>(1, 4);
  if (method == Method::product || method == Method::optimised_product)
    options.levels = std::min(options.levels, catalogue.columns);
  options.codebook = *rc::gen::inRange<std::uint32_t>(1, 5);
  options.iterations = *rc::gen::inRange(0U, 5U);
  options.rotations = *rc::gen::inRange(0U, 3U);
  options.seed = Seed{1, *rc::gen::inRange<std::uint64_t>(0, 100)};
  options.threads = {*rc::gen::inRange(1U, 4U)};
  if (policy == CollisionPolicy::counter_modulo)
    options.appended_vocabulary = *rc::gen::inRange(1U, 4U);
  if (method == Method::residual_codebooks) {
    LearnedCodebooks codebooks{options.levels, options.codebook, catalogue.columns, {}};
    for (const int value : *rc::gen::container<std::vector<int>>(
             codebooks.levels * codebooks.size * codebooks.columns, rc::gen::inRange(-5, 5)))
      codebooks.values.push_back(static_cast<float>(value));
    options.codebooks = std::move(codebooks);
  }
  return options;
}

// Refusals that some draws meet: too few distinct rows, too many items.
bool may_refuse(const Error& error) {
  return error.what.find("distinct rows") != std::string::npos ||
         error.what.find("do not fit into") != std::string::npos;
}

bool implies(bool promised, bool seen) { return !promised || seen; }

class EveryCombination : public ::testing::TestWithParam<std::tuple<Method, CollisionPolicy>> {};

INSTANTIATE_TEST_SUITE_P(Tokenize, EveryCombination,
                         ::testing::Combine(::testing::ValuesIn(all_methods),
                                            ::testing::ValuesIn(all_policies)),
                         [](const auto& combination) {
                           std::string text(name(std::get<0>(combination.param)));
                           text += '_';
                           text += name(std::get<1>(combination.param));
                           std::replace(text.begin(), text.end(), '-', '_');
                           return text;
                         });

TEST_P(EveryCombination, KeepsWhatItGuarantees) {
  const auto [method, policy] = GetParam();
  const Premises promised = guaranteed(method, policy);
  const bool held = rc::check([&, method = method, policy = policy] {
    const Catalogue catalogue = some_catalogue();
    const TokenizerOptions options = some_options(method, policy, catalogue);
    std::vector<std::size_t> order(catalogue.rows.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    const Result<Tokenized> result = run(catalogue, order, options);
    RC_ASSERT(implies(!combines(method, policy), !result));
    if (!combines(method, policy)) {
      RC_ASSERT(result.error().code == ErrorCode::usage);
      return;
    }
    if (!result) {
      RC_ASSERT(may_refuse(result.error()));
      RC_DISCARD("refused");
    }
    const Premises seen = observed(result->table);
    RC_ASSERT(implies(promised.one_to_one, seen.one_to_one));
    RC_ASSERT(implies(promised.prefix_free, seen.prefix_free));
    RC_ASSERT(implies(promised.onto, seen.onto));
    RC_ASSERT(implies(promised.fixed_length, seen.fixed_length));
    RC_ASSERT(seen.one_to_one == (result->report.items_in_groups_after == 0));

    TokenizerOptions other = options;
    other.threads = {5};
    RC_ASSERT(by_item(run(catalogue, order, other)->table) == by_item(result->table));
    if (promised.order_independent) {
      const std::vector<std::size_t> shuffled = *rc::gen::map(
          rc::gen::container<std::vector<std::uint32_t>>(order.size(),
                                                         rc::gen::arbitrary<std::uint32_t>()),
          [&](const std::vector<std::uint32_t>& keys) {
            std::vector<std::size_t> sorted = order;
            std::sort(sorted.begin(), sorted.end(), [&](std::size_t a, std::size_t b) {
              return std::pair(keys[a], a) < std::pair(keys[b], b);
            });
            return sorted;
          });
      RC_ASSERT(by_item(run(catalogue, shuffled, options)->table) == by_item(result->table));
    }
  });
  EXPECT_TRUE(held);
}

}  // namespace
}  // namespace sidproof
