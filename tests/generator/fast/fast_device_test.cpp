// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "generator/fast/fast_device.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "generator/check/check.hpp"
#include "generator/check/check_ranking.hpp"
#include "generator/decoding/batch_search.hpp"
#include "generator/decoding/small_catalogues.hpp"
#include "generator/enclosure/operator_bounds.hpp"

namespace sidproof {
namespace {

using namespace reference;

Network fast(const Network& network, NetworkArithmetic arithmetic) {
  return Network(network.weights(), fast_device(network.weights(), arithmetic, Threads{1}));
}

SmallCase wide_case(std::uint64_t seed) {
  SmallCase small = SmallCase::make(random_table({9, 9, 9}, 200, seed), seed);
  Shape shape = small.network.shape();
  shape.width = 64;
  shape.heads = 4;
  shape.inner = 256;
  small.network = Network(random_weights(shape, Seed{0, seed}));
  return small;
}

OperatorBounds judged(const Network& network, const SmallCase& small, NetworkArithmetic bounds_of) {
  OperatorBounds bounds(network.shape().epsilon, network.shape().heads, bounds_of);
  reference_subject(network, small.catalogue).observe(small.prompt, [&](const OperatorCall& call) {
    bounds.judge(call);
  });
  return bounds;
}

TEST(Bfloat16, IsTheNearestWithTiesToEven) {
  EXPECT_EQ(to_bfloat16(1.0F), 1.0F);
  EXPECT_EQ(to_bfloat16(-0.0F), 0.0F);
  EXPECT_TRUE(std::signbit(to_bfloat16(-0.0F)));
  // 8 significant bits: around 1 the numbers are 2^-7 apart.
  EXPECT_EQ(to_bfloat16(1.0F + 0x1p-8F), 1.0F);                // a tie, down to even
  EXPECT_EQ(to_bfloat16(1.0F + 3 * 0x1p-8F), 1.0F + 0x1p-6F);  // a tie, up to even
  EXPECT_EQ(to_bfloat16(1.0F + 0x1p-8F + 0x1p-20F), 1.0F + 0x1p-7F);
  EXPECT_EQ(to_bfloat16(-(1.0F + 0x1p-8F + 0x1p-20F)), -(1.0F + 0x1p-7F));
  EXPECT_EQ(to_bfloat16(1.9999999F), 2.0F);  // carries into the exponent
  EXPECT_EQ(to_bfloat16(0x1p-149F), 0.0F);
  RandomStream random(Seed{3, 1});
  for (int i = 0; i < 100'000; ++i) {
    const auto x = static_cast<float>((2 * random.unit() - 1) * std::exp(40 * random.unit() - 20));
    const float y = to_bfloat16(x);
    EXPECT_LE(std::abs(static_cast<double>(y) - static_cast<double>(x)),
              0x1p-8 * std::abs(static_cast<double>(x)));
    EXPECT_EQ(to_bfloat16(y), y);
  }
}

TEST(FastDevice, RoundingBothFactorsCanCostWhatTheBoundSays) {
  // 1 + 2^-8 - 2^-20 rounds down to 1: two such factors lose nearly 2^-7 of their product.
  const double x = 1 + 0x1p-8 - 0x1p-20;
  const double lost = x * x - 1;
  EXPECT_GT(lost, 0.99 * 0x1p-7 * x * x);
  EXPECT_LE(lost, products_error(NetworkArithmetic::bfloat16, 1, x * x, 2 * x));
  EXPECT_GT(lost, 0.9 * products_error(NetworkArithmetic::bfloat16, 1, x * x, 2 * x));
  EXPECT_EQ(to_bfloat16(static_cast<float>(x)), 1.0F);
  EXPECT_EQ(products_error(NetworkArithmetic::reference, 1, x, x), 0.0);
}

TEST(FastDevice, EveryOperatorIsWithinTheBoundOfItsArithmetic) {
  const SmallCase small = wide_case(61);
  for (const NetworkArithmetic arithmetic :
       {NetworkArithmetic::binary32, NetworkArithmetic::bfloat16}) {
    const Network network = fast(small.network, arithmetic);
    const OperatorBounds bounds = judged(network, small, arithmetic);
    EXPECT_EQ(bounds.violation(), "");
    EXPECT_GT(bounds.outputs(), 1000U);
    EXPECT_GT(bounds.worst(), 0.02);
  }
}

TEST(FastDevice, ItIsNoReferenceArithmetic) {
  const SmallCase small = wide_case(62);
  for (const NetworkArithmetic arithmetic :
       {NetworkArithmetic::binary32, NetworkArithmetic::bfloat16}) {
    const Network network = fast(small.network, arithmetic);
    EXPECT_NE(judged(network, small, NetworkArithmetic::reference).violation(), "");
  }
  EXPECT_NE(
      judged(fast(small.network, NetworkArithmetic::bfloat16), small, NetworkArithmetic::binary32)
          .violation(),
      "");
  EXPECT_EQ(judged(small.network, small, NetworkArithmetic::reference).violation(), "");
}

TEST(FastDevice, LawsAreCloseAndNotTheSame) {
  const SmallCase small = wide_case(63);
  const auto exact = trie_laws(small.network, small.catalogue, small.prompt, Executor());
  const auto worst = [&](NetworkArithmetic arithmetic) {
    const auto laws =
        trie_laws(fast(small.network, arithmetic), small.catalogue, small.prompt, Executor());
    double most = 0;
    for (std::size_t i = 0; i < exact->log.size(); ++i)
      most = std::max(most, std::abs(static_cast<double>(laws->log[i] - exact->log[i])) * 0x1p-40);
    return most;
  };
  EXPECT_GT(worst(NetworkArithmetic::binary32), 0);
  EXPECT_LT(worst(NetworkArithmetic::binary32), 1e-4);
  EXPECT_GT(worst(NetworkArithmetic::bfloat16), 1e-4);
  EXPECT_LT(worst(NetworkArithmetic::bfloat16), 0.5);
}

TEST(FastDevice, BatchesAreRefused) {
  const SmallCase small = SmallCase::make(full_table({2, 2}), 64);
  const std::vector<std::vector<std::uint32_t>> prompts{small.prompt};
  const auto found = batch_search(fast(small.network, NetworkArithmetic::binary32), small.catalogue,
                                  prompts, 2, Decoding::raw, Executor());
  ASSERT_FALSE(found);
  EXPECT_EQ(found.error().code, ErrorCode::unsupported);
}

// The ranking against the real network: what bfloat16 swaps is found, what is right is
// certified.
TEST(CheckRanking, RightOrdersAreCertifiedAndInversionsRefuted) {
  const SmallCase small = wide_case(65);
  const auto enclosed =
      enclosed_trie_laws(small.network, small.catalogue, small.prompt, 192, Threads{1});
  for (const Decoding decoding : {Decoding::raw, Decoding::local}) {
    auto found =
        beam_search(small.network, small.catalogue, small.prompt, 1000, decoding, Executor());
    std::vector<Scored> ranking(found->results.begin(), found->results.begin() + 20);
    EXPECT_EQ(check_ranking(small.catalogue, enclosed, ranking, decoding).truth, Truth::holds);
    EXPECT_LT(largest_score_error(small.catalogue, enclosed, ranking, decoding), 1e-5);
    std::vector<Scored> swapped = ranking;
    std::swap(swapped[3], swapped[4]);
    const Verdict inverted = check_ranking(small.catalogue, enclosed, swapped, decoding);
    EXPECT_EQ(inverted.truth, Truth::refuted);
    EXPECT_NE(inverted.reason.find("certified inversion: item "), std::string::npos);
    std::vector<Scored> far = ranking;
    std::swap(far[0], far[19]);
    EXPECT_EQ(check_ranking(small.catalogue, enclosed, far, decoding).truth, Truth::refuted);
    std::vector<Scored> gap = ranking;
    gap.erase(gap.begin() + 7);
    const Verdict absent = check_ranking(small.catalogue, enclosed, gap, decoding);
    EXPECT_EQ(absent.truth, Truth::refuted);
    EXPECT_NE(absent.reason.find("absent"), std::string::npos);
    std::vector<Scored> twice = ranking;
    twice.push_back(ranking[0]);
    const Verdict repeated = check_ranking(small.catalogue, enclosed, twice, decoding);
    EXPECT_EQ(repeated.truth, Truth::refuted);
    EXPECT_NE(repeated.reason.find("twice"), std::string::npos);
    for (const std::uint32_t node : {0U, small.catalogue.leaves().second, ~std::uint32_t{0}}) {
      std::vector<Scored> none = ranking;
      none[5].node = node;
      const Verdict wrong = check_ranking(small.catalogue, enclosed, none, decoding);
      EXPECT_EQ(wrong.truth, Truth::refuted);
      EXPECT_NE(wrong.reason.find("no sequence"), std::string::npos);
      EXPECT_LT(largest_score_error(small.catalogue, enclosed, none, decoding), 1e-5);
    }
  }
  EXPECT_EQ(check_ranking(small.catalogue, enclosed, {}, Decoding::raw).truth, Truth::unknown);
}

TEST(CheckRanking, WideEnclosuresDecideNothing) {
  const SmallCase small = wide_case(66);
  auto enclosed = enclosed_trie_laws(small.network, small.catalogue, small.prompt, 64, Threads{1});
  const Ball line = log(Ball(0, 64));  // the whole line
  for (Ball& ball : enclosed.log) ball = line;
  const auto found =
      beam_search(small.network, small.catalogue, small.prompt, 10, Decoding::raw, Executor());
  EXPECT_EQ(check_ranking(small.catalogue, enclosed, found->results, Decoding::raw).truth,
            Truth::unknown);
}

TEST(CheckRanking, FewerBitsAreNoticedSomewhere) {
  std::size_t refuted = 0;
  for (std::uint64_t seed = 70; seed < 73; ++seed) {
    const SmallCase small = wide_case(seed);
    const auto enclosed =
        enclosed_trie_laws(small.network, small.catalogue, small.prompt, 192, Threads{1});
    const auto found = beam_search(fast(small.network, NetworkArithmetic::bfloat16),
                                   small.catalogue, small.prompt, 1000, Decoding::raw, Executor());
    const Verdict verdict = check_ranking(small.catalogue, enclosed, found->results, Decoding::raw);
    refuted += verdict.truth == Truth::refuted ? 1 : 0;
    EXPECT_LT(largest_score_error(small.catalogue, enclosed, found->results, Decoding::raw), 0.5);
  }
  EXPECT_GT(refuted, 0U);
}

}  // namespace
}  // namespace sidproof
