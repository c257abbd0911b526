// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "tokenizers/tokenize.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "tokenizers/support.hpp"

namespace sidproof {
namespace {

using testing::clustered_features;
using testing::features_of;
using testing::rows_of;

TokenizerOptions options_of(Method method, CollisionPolicy policy = CollisionPolicy::none) {
  TokenizerOptions options;
  options.method = method;
  options.policy = policy;
  options.levels = 3;
  options.codebook = 8;
  options.iterations = 6;
  options.seed = Seed{0, 42};
  return options;
}

Error error_of(const Features& features, const TokenizerOptions& options) {
  const Result<Tokenized> result = tokenize(features, options);
  EXPECT_FALSE(result);
  return result ? Error{} : result.error();
}

TEST(Tokenize, MakesATableThatKeepsTheInvariants) {
  Features features = clustered_features(200, 6, 20, 1);
  const Tokenized result = *tokenize(features, options_of(Method::residual_kmeans));
  EXPECT_EQ(result.table.rows(), 200U);
  EXPECT_EQ(result.table.items.size(), 200U);
  EXPECT_EQ(result.table.alphabets.size(), 3U);
  EXPECT_EQ(result.table.declared_codebooks, (std::vector<std::uint64_t>{8, 8, 8}));
  EXPECT_EQ(result.table.format, "sidproof-tokenizer");
  const auto code = result.table.codes.row(5);
  EXPECT_EQ(result.table.sequence_text(5), "<a_" + std::to_string(code[0]) + "><b_" +
                                               std::to_string(code[1]) + "><c_" +
                                               std::to_string(code[2]) + ">");
}

TEST(Tokenize, CountsCollisionsBeforeAndAfterThePolicy) {
  const Features features = clustered_features(300, 4, 10, 2);
  const Tokenized plain = *tokenize(features, options_of(Method::residual_kmeans));
  EXPECT_GE(plain.report.items_in_groups_before, 60U);  // 30 repeated rows at least
  EXPECT_EQ(plain.report.items_in_groups_after, plain.report.items_in_groups_before);
  EXPECT_EQ(plain.report.changed_items, 0U);
  const Tokenized moved =
      *tokenize(features, options_of(Method::residual_kmeans, CollisionPolicy::relocate));
  EXPECT_EQ(moved.report.items_in_groups_before, plain.report.items_in_groups_before);
  EXPECT_EQ(moved.report.items_in_groups_after, 0U);
  EXPECT_EQ(moved.report.excess_after, 0U);
  EXPECT_EQ(moved.report.changed_items, plain.report.excess_before);
}

TEST(Tokenize, NamesAtomicTokensAfterTheItems) {
  Features features = features_of({{0}, {0}});
  features.items = {};
  features.items.push_back("B01");
  features.items.push_back("B02");
  const Tokenized result = *tokenize(features, options_of(Method::atomic));
  EXPECT_EQ(result.table.tokens(1), std::vector<std::string>{"<item_B02>"});
  features.items = {};
  features.items.push_back("B01");
  features.items.push_back("B01");
  EXPECT_EQ(error_of(features, options_of(Method::atomic)).code, ErrorCode::malformed);
}

TEST(Tokenize, UsesGivenCodebooks) {
  TokenizerOptions options = options_of(Method::residual_codebooks);
  options.codebooks = LearnedCodebooks{1, 2, 1, {0, 10}};
  const Tokenized result = *tokenize(features_of({{9}, {1}, {12}}), options);
  EXPECT_EQ(rows_of(result.table), (std::vector<std::vector<std::uint32_t>>{{1}, {0}, {1}}));
}

TEST(Tokenize, NamesTheRowOfANaN) {
  const float nan = std::numeric_limits<float>::quiet_NaN();
  for (const Method method : {Method::residual_kmeans, Method::product, Method::atomic}) {
    const Error error = error_of(features_of({{0, 1, 2}, {nan, 2, 3}}), options_of(method));
    EXPECT_EQ(error.code, ErrorCode::malformed);
    EXPECT_NE(error.what.find("row 1"), std::string::npos) << error.what;
  }
}

TEST(Tokenize, RefusesFewerDistinctRowsThanCodewords) {
  const Error error = error_of(features_of({{1}, {2}, {2}, {3}, {1}, {1}, {1}, {1}, {1}}),
                               options_of(Method::residual_kmeans));
  EXPECT_EQ(error.code, ErrorCode::unsupported);
  EXPECT_EQ(error.what, "the features have 3 distinct rows, fewer than the 8 codewords of a level");
  EXPECT_EQ(error.hint, "use a codebook of at most 3");
}

TEST(Tokenize, RefusesOptionsThatDoNotFit) {
  const Features features = clustered_features(100, 4, 10, 3);
  const auto refused = [&](auto change) {
    TokenizerOptions options = options_of(Method::residual_kmeans);
    change(options);
    return error_of(features, options).code == ErrorCode::usage;
  };
  EXPECT_TRUE(refused([](TokenizerOptions& o) { o.levels = 0; }));
  EXPECT_TRUE(refused([](TokenizerOptions& o) { o.codebook = 0; }));
  EXPECT_TRUE(refused([](TokenizerOptions& o) { o.codebook = 1U << 21U; }));
  EXPECT_TRUE(refused([](TokenizerOptions& o) { o.method = Method::textual; }));
  EXPECT_TRUE(refused([](TokenizerOptions& o) { o.method = Method::residual_codebooks; }));
  EXPECT_TRUE(refused([](TokenizerOptions& o) { o.codebooks.emplace(); }));
  TokenizerOptions five_blocks = options_of(Method::product);
  five_blocks.levels = 5;  // of four columns
  EXPECT_EQ(error_of(features, five_blocks).code, ErrorCode::unsupported);
  EXPECT_TRUE(refused([](TokenizerOptions& o) {
    o.method = Method::atomic;
    o.policy = CollisionPolicy::sinkhorn;
  }));
  EXPECT_TRUE(refused([](TokenizerOptions& o) {
    o.policy = CollisionPolicy::sinkhorn;
    o.sinkhorn_epsilon = 0.0001;
  }));
  EXPECT_TRUE(refused([](TokenizerOptions& o) { o.appended_vocabulary = 1U << 30U; }));
}

TEST(Tokenize, RefusesCodebooksThatDoNotFitTheFeatures) {
  const Features features = features_of({{1, 2}});
  TokenizerOptions options = options_of(Method::residual_codebooks);
  options.codebooks = LearnedCodebooks{1, 1, 3, {0, 0, 0}};
  EXPECT_EQ(error_of(features, options).what, "the codebooks have 3 columns, the features 2");
  options.codebooks = LearnedCodebooks{2, 1, 2, {0, 0, 0, std::nanf("")}};
  EXPECT_EQ(error_of(features, options).what,
            "NaN or infinity in the codebooks at level 1, codeword 0");
}

TEST(Tokenize, RefusesGroupsLargerThanTheAppendedVocabulary) {
  const Features features = features_of({{1}, {2}, {1}, {1}});
  TokenizerOptions options = options_of(Method::residual_kmeans, CollisionPolicy::append_to_all);
  options.codebook = 2;
  options.appended_vocabulary = 2;
  const Error error = error_of(features, options);
  EXPECT_EQ(error.code, ErrorCode::out_of_range);
  EXPECT_NE(error.what.find("a group of 3 items"), std::string::npos);
  // All but the first of three need two counters.
  options.policy = CollisionPolicy::append_to_later;
  EXPECT_TRUE(tokenize(features, options));
}

TEST(Tokenize, RefusesMoreItemsThanSequencesForRelocate) {
  TokenizerOptions options = options_of(Method::residual_kmeans, CollisionPolicy::relocate);
  options.levels = 1;
  EXPECT_EQ(error_of(clustered_features(100, 4, 10, 4), options).code, ErrorCode::out_of_range);
}

TEST(Tokenize, PredictsMemoryAndRefusesWhatDoesNotFit) {
  const Features features = clustered_features(1000, 16, 50, 5);
  for (const Method method :
       {Method::residual_kmeans, Method::hierarchical, Method::optimised_product}) {
    TokenizerOptions options = options_of(method);
    options.memory_limit = 100;
    const Error error = error_of(features, options);
    EXPECT_EQ(error.code, ErrorCode::too_large);
    EXPECT_NE(error.what.find("1 MiB are allowed"), std::string::npos) << error.what;
    options.memory_limit = std::uint64_t{1} << 30U;
    EXPECT_TRUE(tokenize(features, options));
  }
}

TEST(Tokenize, SaysWhenFloat64FeaturesWereRounded) {
  Features features = clustered_features(100, 4, 10, 6);
  features.rounded = 7;
  const Tokenized result = *tokenize(features, options_of(Method::residual_kmeans));
  ASSERT_EQ(result.table.findings.size(), 1U);
  EXPECT_EQ(result.table.findings[0].count, 7U);
}

// FNV-1a over the tokens: these values may only change with the algorithm.
std::uint64_t hash_of(const Table& table) {
  std::uint64_t hash = 0xcbf29ce484222325U;
  for (std::size_t row = 0; row < table.rows(); ++row)
    for (const std::uint32_t token : table.codes.row(row)) hash = (hash ^ token) * 0x100000001b3U;
  return hash;
}

TEST(Tokenize, GivesTheSameBitsWithEveryCompilerAndBuild) {
  const Features features = clustered_features(450, 10, 40, 7);
  const auto hash = [&](Method method, CollisionPolicy policy) {
    return hash_of(tokenize(features, options_of(method, policy)).value().table);
  };
  EXPECT_EQ(hash(Method::residual_kmeans, CollisionPolicy::none), 12010018512242367324U);
  EXPECT_EQ(hash(Method::hierarchical, CollisionPolicy::none), 10948496287664560296U);
  EXPECT_EQ(hash(Method::product, CollisionPolicy::none), 10432903823304388887U);
  EXPECT_EQ(hash(Method::residual_kmeans, CollisionPolicy::sinkhorn), 493543380800425650U);
  EXPECT_EQ(hash(Method::residual_kmeans, CollisionPolicy::relocate), 8658965091812103457U);
}

TEST(Names, AreReadBack) {
  for (const Method method : all_methods) EXPECT_EQ(find_method(name(method)), method);
  for (const CollisionPolicy policy : all_policies) EXPECT_EQ(find_policy(name(policy)), policy);
  EXPECT_EQ(find_method("rq"), std::nullopt);
  EXPECT_EQ(find_policy(""), std::nullopt);
}

}  // namespace
}  // namespace sidproof
