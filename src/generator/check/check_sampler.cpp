// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
// The sampler's part of K7.
#include <algorithm>
#include <cmath>
#include <cstdio>
#include <limits>
#include <string>

#include "generator/check/check_parts.hpp"
#include "generator/check/goodness_of_fit.hpp"
#include "random/philox.hpp"

namespace sidproof::reference {
namespace {

constexpr std::uint64_t request = 1;
constexpr std::uint64_t rederived_draws = 20'000;
constexpr std::size_t buckets = 16;

// The 64-bit words of one draw, from the counter (number, number, sample, request).
class Words {
 public:
  Words(const Seed& seed, std::uint64_t sample) : key_(seed.low), sample_(sample) {}

  std::uint64_t next() {
    const std::uint64_t block = used_ / 2;
    const std::uint64_t high = request << 40U | sample_;
    const auto low_word = [](std::uint64_t x) { return static_cast<std::uint32_t>(x); };
    const auto high_word = [](std::uint64_t x) { return static_cast<std::uint32_t>(x >> 32U); };
    const PhiloxCounter words =
        philox4x32_10({low_word(block), high_word(block), low_word(high), high_word(high)},
                      {low_word(key_), high_word(key_)});
    const std::size_t half = 2 * (used_++ % 2);
    return std::uint64_t{words[half + 1]} << 32U | words[half];
  }

 private:
  std::uint64_t key_;
  std::uint64_t sample_;
  std::uint64_t used_ = 0;
};

// GLOBAL by one flat search in the running sums of all masses.
std::uint32_t flat_global(const Catalogue& catalogue, const std::vector<Integer>& sums,
                          Words words) {
  const Integer& total = sums.back();
  std::size_t bits = 0;
  for (Integer power = 1; power < total; power *= 2) ++bits;
  while (true) {
    Integer u = 0;
    for (std::size_t left = bits; left > 0;) {
      const std::size_t taken = std::min<std::size_t>(left, 64);
      for (std::size_t i = 0; i < taken; ++i) u *= 2;
      u += words.next() >> (64 - taken);
      left -= taken;
    }
    if (u >= total) continue;
    const auto found = std::upper_bound(sums.begin(), sums.end(), u);
    return catalogue.leaves().first + static_cast<std::uint32_t>(found - sums.begin());
  }
}

// LOCAL step by step; a uniform number by multiplication and rejection, in big integers.
std::uint32_t stepwise_local(const Catalogue& catalogue, const TrieLaws& laws, Words words) {
  const Trie& trie = catalogue.trie();
  const Integer range = Integer(std::numeric_limits<std::uint64_t>::max()) + 1;
  std::uint32_t node = 0;
  while (!trie.is_leaf(node)) {
    Integer inside = 0;
    for (std::uint32_t child = trie.first_child(node); child < trie.first_child(node + 1); ++child)
      inside += laws.weight[child];
    Integer product = 0;
    do product = inside * words.next();
    while (product % range < range % inside);
    Integer u = product / range;
    std::uint32_t child = trie.first_child(node);
    for (; u >= laws.weight[child]; ++child) u -= laws.weight[child];
    node = child;
  }
  return node;
}

std::string figure(double x) {
  char text[32];
  std::snprintf(text, sizeof text, "%.3g", x);
  return text;
}

// LOCAL where top-k or top-p left dead ends that it reaches.
bool is_no_law(const Catalogue& catalogue, const Computed& computed, Decoding decoding) {
  return decoding == Decoding::local && local_dead_mass(catalogue, computed.laws) != 0;
}

Verdict refusal(const Result<Subject::Draw>& draw) {
  if (draw) return Verdict::refuted("there are draws, but LOCAL ends in dead ends: it is no law");
  return Verdict::holds("LOCAL ends in dead ends, it is no law, and the sampler refuses");
}

}  // namespace

Result<Verdict> check_draws(const Subject& subject, const Catalogue& catalogue,
                            const Computed& computed, Decoding decoding,
                            const CheckOptions& options) {
  const auto draw = subject.sampler(computed.laws, computed.law, decoding);
  if (is_no_law(catalogue, computed, decoding)) return refusal(draw);
  if (!draw) return tl::unexpected(draw.error());
  std::vector<Integer> sums;
  for (std::uint32_t leaf = catalogue.leaves().first; leaf < catalogue.leaves().second; ++leaf)
    sums.push_back((sums.empty() ? Integer(0) : sums.back()) + computed.law.mass[leaf]);
  const std::uint64_t draws = std::min(options.samples, rederived_draws);
  for (std::uint64_t sample = 0; sample < draws; ++sample) {
    const std::uint32_t drawn = (*draw)(options.seed, request, sample);
    const Words words(options.seed, sample);
    const std::uint32_t expected = decoding == Decoding::global
                                       ? flat_global(catalogue, sums, words)
                                       : stepwise_local(catalogue, computed.laws, words);
    if (drawn != expected)
      return Verdict::refuted("draw " + std::to_string(sample) + " is node " +
                              std::to_string(drawn) + ", its random words say " +
                              std::to_string(expected));
  }
  return Verdict::holds(std::to_string(draws) + " draws re-derived");
}

Result<Verdict> check_frequencies(const Subject& subject, const Catalogue& catalogue,
                                  const Computed& computed, Decoding decoding,
                                  const CheckOptions& options) {
  const auto draw = subject.sampler(computed.laws, computed.law, decoding);
  if (is_no_law(catalogue, computed, decoding)) return refusal(draw);
  if (!draw) return tl::unexpected(draw.error());
  const auto [begin, end] = catalogue.leaves();
  const std::size_t sequences = end - begin;
  std::vector<Rational> law;
  std::vector<Rational> bucket_law(buckets, Rational(0));
  const auto bucket_of = [&](std::size_t sequence) { return sequence * buckets / sequences; };
  for (std::uint32_t leaf = begin; leaf < end; ++leaf) {
    law.push_back(probability(catalogue, computed.laws, computed.law, leaf, decoding));
    bucket_law[bucket_of(leaf - begin)] += law.back();
  }
  // Disjoint pairs of draws (2j, 2j + 1): a counter used twice shows there.
  std::vector<std::uint64_t> counts(sequences, 0);
  std::vector<std::uint64_t> pair_counts(buckets * buckets, 0);
  std::size_t last = 0;
  for (std::uint64_t sample = 0; sample < options.samples; ++sample) {
    const std::uint32_t leaf = (*draw)(options.seed, request, sample);
    if (leaf < begin || leaf >= end)
      return Verdict::refuted("draw " + std::to_string(sample) + " is no item's sequence");
    if (law[leaf - begin] == 0)
      return Verdict::refuted("draw " + std::to_string(sample) + " has a token that was cut");
    ++counts[leaf - begin];
    const std::size_t bucket = bucket_of(leaf - begin);
    if (sample % 2 == 1) ++pair_counts[last * buckets + bucket];
    last = bucket;
  }
  std::vector<Rational> pair_law;
  for (const Rational& a : bucket_law)
    for (const Rational& b : bucket_law) pair_law.push_back(a * b);
  const Enclosure items = log_e_value(counts, law);
  const Enclosure pairs = log_e_value(pair_counts, pair_law);
  // The mean of e-values is one, however they depend on each other.
  const auto mean = [](double a, double b) {
    const double most = std::max(a, b);
    return most + std::log((std::exp(a - most) + std::exp(b - most)) / 2);
  };
  const double lo = mean(items.lo, pairs.lo) - 1e-9;
  const double hi = mean(items.hi, pairs.hi) + 1e-9;
  const std::string text = "ln E = " + figure(hi) + " (rejected above 27.6) after " +
                           std::to_string(options.samples) + " draws";
  if (lo > rejection_threshold) return Verdict::refuted(text);
  if (!(hi <= rejection_threshold)) return Verdict::unknown(text);
  return Verdict::holds(text + "; a fault of KL >= " +
                        figure(20 * rejection_threshold / static_cast<double>(options.samples)) +
                        " nats would be seen");
}

}  // namespace sidproof::reference
