// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "generator/certificate/replayed_decoding.hpp"

#include <algorithm>
#include <limits>
#include <numeric>
#include <utility>

#include "certificate/sha256.hpp"
#include "exact/ball.hpp"
#include "generator/certificate/certified_numbers.hpp"
#include "random/philox.hpp"

namespace sidproof::reference {
namespace {

constexpr std::uint64_t request = 1;
constexpr std::size_t buckets = 16;

// The words of one draw: Philox at (number, number, sample, request), two words a block.
class DrawWords {
 public:
  DrawWords(std::uint64_t key, std::uint64_t sample)
      : key_{static_cast<std::uint32_t>(key), static_cast<std::uint32_t>(key >> 32U)},
        counter_{0, 0, static_cast<std::uint32_t>(sample),
                 static_cast<std::uint32_t>(sample >> 32U | request << 8U)} {}

  std::uint64_t next() {
    if (!second_) {
      words_ = philox4x32_10(counter_, key_);
      ++counter_[0];
    }
    const std::uint64_t word = second_ ? std::uint64_t{words_[3]} << 32U | words_[2]
                                       : std::uint64_t{words_[1]} << 32U | words_[0];
    second_ = !second_;
    return word;
  }

 private:
  PhiloxKey key_;
  PhiloxCounter counter_;
  PhiloxCounter words_{};
  bool second_ = false;
};

// Uniform below the last of the sums, by as many leading bits of the words as it has;
// the first leaf whose sum is above.
std::uint32_t flat_draw(const std::vector<Integer>& sums, std::size_t bits, DrawWords words) {
  while (true) {
    Integer u = 0;
    for (std::size_t left = bits; left > 0;) {
      const std::size_t taken = std::min<std::size_t>(left, 64);
      u = (u << static_cast<unsigned>(taken)) + (words.next() >> (64 - taken));
      left -= taken;
    }
    if (u >= sums.back()) continue;
    return static_cast<std::uint32_t>(std::upper_bound(sums.begin(), sums.end(), u) - sums.begin());
  }
}

// One uniform number below `bound` by multiplication: the high half, unless the low half
// is one of the 2^64 mod bound lowest.
std::uint64_t below(DrawWords& words, std::uint64_t bound) {
  while (true) {
    const Integer product = Integer(words.next()) * bound;
    const Integer low = product & std::numeric_limits<std::uint64_t>::max();
    const Integer unfair = (Integer(1) << 64U) % bound;
    if (low >= unfair) return static_cast<std::uint64_t>(product >> 64U);
  }
}

std::uint32_t stepwise_draw(const ReplayedPrefixes& prefixes, const ReplayedLaws& laws,
                            DrawWords words) {
  std::uint32_t prefix = 0;
  for (std::size_t level = 0; level < prefixes.length(); ++level) {
    const auto& weight = laws.weight[level + 1];
    const std::uint32_t begin = prefixes.first_child[level][prefix];
    const std::uint32_t end = prefixes.first_child[level][prefix + 1];
    std::uint64_t inside = 0;
    for (std::uint32_t child = begin; child < end; ++child) inside += weight[child];
    std::uint64_t u = below(words, inside);
    for (prefix = begin; u >= weight[prefix]; ++prefix) u -= weight[prefix];
  }
  return prefix;
}

// ln E of the mixture of Dirichlet laws centred at p with concentrations 2^4, 2^6 ... 2^24
// against p itself: the sequential predictions (a p + seen)/(a + drawn), multiplied.
Ball log_e(const std::vector<std::uint64_t>& counts, const std::vector<Rational>& law) {
  constexpr int bits = 160;
  std::uint64_t drawn = 0;
  Ball likelihood(1, bits);
  std::vector<std::pair<Ball, std::uint64_t>> seen;
  for (std::size_t i = 0; i < counts.size(); ++i) {
    if (counts[i] == 0) continue;
    drawn += counts[i];
    seen.emplace_back(Ball::fraction(numerator(law[i]).str(), denominator(law[i]).str(), bits),
                      counts[i]);
    for (std::uint64_t m = 0; m < counts[i]; ++m) likelihood *= seen.back().first;
  }
  Ball mixture(0, bits);
  std::int64_t concentrations = 0;
  for (int power = 4; power <= 24; power += 2, ++concentrations) {
    Ball predicted(1, bits);
    for (const auto& [p, count] : seen) {
      Ball next = p * Ball::dyadic(1, power, bits);
      for (std::uint64_t m = 0; m < count; ++m) {
        predicted *= next;
        next += Ball(1, bits);
      }
    }
    Ball normaliser(1, bits);
    for (std::uint64_t m = 0; m < drawn; ++m)
      normaliser *= Ball((std::int64_t{1} << power) + static_cast<std::int64_t>(m), bits);
    mixture += predicted / normaliser;
  }
  return log(mixture / Ball(concentrations, bits) / likelihood);
}

// The law of each leaf.
std::vector<Rational> leaf_law(const ReplayedPrefixes& prefixes, const ReplayedLaws& laws,
                               const std::vector<Integer>& masses, bool masked) {
  std::vector<Integer> inside(prefixes.leaves(), Integer(1));
  Integer all = 0;
  for (const Integer& mass : masses) all += mass;
  std::vector<Integer> path = {1};
  for (std::size_t level = 0; level < prefixes.length() && masked; ++level) {
    std::vector<Integer> next(prefixes.levels.width(level + 1));
    for (std::uint32_t prefix = 0; prefix < path.size(); ++prefix) {
      std::uint64_t sum = 0;
      const std::uint32_t end = prefixes.first_child[level][prefix + 1];
      for (std::uint32_t c = prefixes.first_child[level][prefix]; c < end; ++c)
        sum += laws.weight[level + 1][c];
      for (std::uint32_t c = prefixes.first_child[level][prefix]; c < end; ++c)
        next[c] = path[prefix] * sum;
    }
    path = std::move(next);
  }
  std::vector<Rational> law;
  for (std::size_t leaf = 0; leaf < masses.size(); ++leaf)
    law.emplace_back(masses[leaf], masked ? path[leaf] : all);
  return law;
}

}  // namespace

ReplayedRanking replayed_ranking(const ReplayedPrefixes& prefixes, const ReplayedLaws& laws,
                                 bool masked) {
  const auto& logs = masked ? laws.masked_log : laws.log;
  ReplayedRanking ranking;
  ranking.score = {0};
  for (std::size_t level = 1; level <= prefixes.length(); ++level) {
    std::vector<std::int64_t> next(prefixes.levels.width(level));
    for (std::size_t i = 0; i < next.size(); ++i)
      next[i] = ranking.score[prefixes.parent[level][i]] + logs[level][i];
    ranking.score = std::move(next);
  }
  ranking.order.resize(ranking.score.size());
  std::iota(ranking.order.begin(), ranking.order.end(), 0U);
  std::stable_sort(
      ranking.order.begin(), ranking.order.end(),
      [&](std::uint32_t a, std::uint32_t b) { return ranking.score[a] > ranking.score[b]; });
  return ranking;
}

CertifiedBeam replayed_beam(const ReplayedPrefixes& prefixes, const ReplayedLaws& laws, bool masked,
                            std::uint64_t width, const ReplayedRanking& ranking) {
  struct Prefix {
    std::uint32_t place = 0;
    std::int64_t score = 0;
  };
  const auto& logs = masked ? laws.masked_log : laws.log;
  CertifiedBeam beam;
  beam.decoding = masked ? "local" : "raw";
  beam.width = width;
  std::vector<Prefix> kept = {{}};
  for (std::size_t level = 0; level < prefixes.length(); ++level) {
    std::vector<Prefix> next;
    for (const Prefix& prefix : kept)
      for (std::uint32_t child = prefixes.first_child[level][prefix.place];
           child < prefixes.first_child[level][prefix.place + 1]; ++child)
        next.push_back({child, prefix.score + logs[level + 1][child]});
    std::sort(next.begin(), next.end(), [](const Prefix& a, const Prefix& b) {
      return std::pair(-a.score, a.place) < std::pair(-b.score, b.place);
    });
    if (next.size() > width) {
      const std::int64_t best = next[width].score;
      beam.best_pruned = std::max(beam.best_pruned.value_or(best), best);
      next.resize(width);
    }
    kept = std::move(next);
  }
  beam.results = kept.size();
  Sha256 hash;
  hash.bytes("sidproof.generator-beam/1\n");
  bool all_right = true;
  for (std::size_t i = 0; i < kept.size(); ++i) {
    for (const std::uint32_t code : prefixes.codes(prefixes.length(), kept[i].place))
      hash.word(code);
    hash.number(static_cast<std::uint64_t>(kept[i].score));
    all_right = all_right && ranking.order[i] == kept[i].place;
    if (all_right) beam.right = i + 1;
    if (!beam.best_pruned || kept[i].score > *beam.best_pruned) beam.certified = i + 1;
  }
  beam.sha256 = hex(hash.finish());
  return beam;
}

Result<CertifiedDraws> replayed_draws(const ReplayedPrefixes& prefixes, const ReplayedLaws& laws,
                                      const std::vector<Integer>& masses, bool masked,
                                      const Seed& seed, std::uint64_t draws) {
  std::vector<Integer> sums;
  for (const Integer& mass : masses) sums.push_back(sums.empty() ? mass : sums.back() + mass);
  std::size_t bits = 0;
  for (Integer power = 1; power < sums.back(); power *= 2) ++bits;
  const std::size_t leaves = masses.size();
  std::vector<std::uint64_t> counts(leaves, 0);
  std::vector<std::uint64_t> pairs(buckets * buckets, 0);
  Sha256 hash;
  hash.bytes("sidproof.generator-draws/1\n");
  std::size_t first_of_pair = 0;
  for (std::uint64_t sample = 0; sample < draws; ++sample) {
    const DrawWords words(seed.low, sample);
    const std::uint32_t leaf =
        masked ? stepwise_draw(prefixes, laws, words) : flat_draw(sums, bits, words);
    hash.word(leaf);
    ++counts[leaf];
    const std::size_t bucket = leaf * buckets / leaves;
    if (sample % 2 == 0)
      first_of_pair = bucket;
    else
      ++pairs[first_of_pair * buckets + bucket];
  }
  const std::vector<Rational> law = leaf_law(prefixes, laws, masses, masked);
  std::vector<Rational> of_bucket(buckets, Rational(0));
  for (std::size_t leaf = 0; leaf < leaves; ++leaf) of_bucket[leaf * buckets / leaves] += law[leaf];
  std::vector<Rational> of_pair;
  for (std::size_t i = 0; i < buckets * buckets; ++i)
    of_pair.push_back(of_bucket[i / buckets] * of_bucket[i % buckets]);
  CertifiedDraws result;
  result.decoding = masked ? "local" : "global";
  result.distinct = static_cast<std::uint64_t>(
      std::count_if(counts.begin(), counts.end(), [](std::uint64_t count) { return count > 0; }));
  result.sha256 = hex(hash.finish());
  const auto one = nearest_scaled(log_e(counts, law), 20);
  const auto other = nearest_scaled(log_e(pairs, of_pair), 20);
  if (!one || !other) return fail(ErrorCode::out_of_range, "an e-value is not known to 20 bits");
  result.log_e = *one;
  result.log_e_pairs = *other;
  return result;
}

}  // namespace sidproof::reference
