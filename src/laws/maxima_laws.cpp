// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "laws/maxima_laws.hpp"

#include <array>
#include <optional>
#include <utility>

#include "exact/rational.hpp"
#include "objective/family_optimum.hpp"
#include "objective/loss.hpp"
#include "objective/optima.hpp"
#include "objective/partition.hpp"

namespace sidproof {
namespace {

std::string describe(const TokenMap& map, const ItemCounts& counts) {
  return text_of_map(map) + "; counts " + text_of_counts(counts);
}

bool starts_with(SequenceView sequence, SequenceView prefix) {
  return prefix.size() <= sequence.size() &&
         std::ranges::equal(prefix, sequence.first(prefix.size()));
}

// Two different items, the code of the first a prefix of the second's.
std::optional<std::pair<std::size_t, std::size_t>> nested_items(const TokenMap& map) {
  for (std::size_t u = 0; u < map.items(); ++u)
    for (std::size_t v = 0; v < map.items(); ++v)
      if (u != v && starts_with(map[v], map[u])) return std::pair(u, v);
  return std::nullopt;
}

Rational largest_ar(const TokenMap& map, const ItemCounts& counts) {
  return ar_likelihood(best_of_family<Rational>(CascadedShape(map.space()), map, counts), map,
                       counts);
}

Rational largest_fv(const ItemCounts& counts) {
  return fv_likelihood<Rational>(best_item_law(counts), counts);
}

Verdict equal_maxima_iff(bool premise, const TokenMap& map, const ItemCounts& counts) {
  if (total(counts) == 0) return does_not_apply("no data");
  if (premise) {
    const auto best = best_of_family<Rational>(CascadedShape(map.space()), map, counts);
    const std::array<Verdict, 2> parts = {
        equal("max lik_AR against max lik_FV", largest_ar(map, counts), largest_fv(counts),
              describe(map, counts)),
        claim("the maximisers correspond: Q(tok v) = n(v)/N",
              item_masses(best, map) == best_item_law(counts), describe(map, counts))};
    return merge(parts);
  }
  const auto nested = nested_items(map);
  if (!nested) return Verdict::refuted("no nested items found; " + text_of_map(map));
  ItemCounts one_each(map.items(), 0);
  one_each[nested->first] = one_each[nested->second] = 1;
  return claim("the maxima differ on one example of each nested item",
               largest_fv(one_each) < largest_ar(map, one_each), describe(map, one_each));
}

// N KL(P* || Q) sequence by sequence, against N TC and the heads' own divergences. Holds
// as infinite = infinite where a head excludes an observed token.
Verdict parallel_divergence(const TokenMap& map, const ItemCounts& counts,
                            const ParallelHeads<Rational>& heads) {
  const Rational examples = total(counts);
  const auto diverge = [&](RationalLogSum& sum, const Rational& p, const Rational& q) {
    if (p != 0 && q != 0) sum.add(p / q, p * examples);
    return p == 0 || q != 0;
  };
  RationalLogSum whole;
  bool whole_finite = true;
  const SequenceLaw<Rational> observed = empirical_law(map, counts);
  for (std::size_t i = 0; i < observed.mass.size(); ++i)
    whole_finite =
        diverge(whole, observed.mass[i], prefix_mass(heads, observed.space.sequence(i))) &&
        whole_finite;
  RationalLogSum parts = total_correlation(map, counts);
  bool parts_finite = true;
  const auto marginals = best_parallel(map, counts);
  for (std::size_t cell = 0; cell < heads.cells().size(); ++cell)
    parts_finite = diverge(parts, marginals.cells()[cell], heads.cells()[cell]) && parts_finite;
  return claim("N KL(P* || Q) = N TC + sum_j N KL(P*_j || q_j)",
               whole_finite == parts_finite && (!whole_finite || whole == parts),
               describe(map, counts) + "; heads " + text_of_model(heads));
}

}  // namespace

Verdict c1_injective_iff_equal_maxima(const TokenMap& map, const ItemCounts& counts) {
  if (!map.is_fixed_length()) return does_not_apply("codes of several lengths");
  return equal_maxima_iff(is_injective(map), map, counts);
}

Verdict c1v_prefix_code_iff_equal_maxima(const TokenMap& map, const ItemCounts& counts) {
  return equal_maxima_iff(is_prefix_code(map), map, counts);
}

Verdict c2_collision_entropy(const TokenMap& map, const ItemCounts& counts) {
  if (!map.is_fixed_length() || total(counts) == 0) return does_not_apply("fixed length, data");
  const Loss cascaded = ar_loss(best_cascaded(map, counts), map, counts);
  const Loss items = fv_loss(best_item_law(counts), counts);
  const RationalLogSum entropy = collision_entropy(map, counts);
  bool shared = false;
  for (std::size_t u = 0; u < map.items(); ++u)
    for (std::size_t v = 0; v < u; ++v)
      shared = shared || (counts[u] * counts[v] != 0 && std::ranges::equal(map[u], map[v]));
  const std::array<Verdict, 2> parts = {
      claim("difference of the best losses = N H(V | tok V)", items.nats - cascaded.nats == entropy,
            describe(map, counts)),
      claim("positive iff two observed items share a sequence, else zero",
            entropy.sign() == (shared ? 1 : 0), describe(map, counts))};
  return merge(parts);
}

Verdict c3_total_correlation(const TokenMap& map, const ItemCounts& counts,
                             const ParallelHeads<Rational>& heads) {
  if (!map.is_fixed_length() || total(counts) == 0) return does_not_apply("fixed length, data");
  const auto best = best_parallel(map, counts);
  const Loss cascaded = ar_loss(best_cascaded(map, counts), map, counts);
  const Loss parallel = ar_loss(best, map, counts);
  const RationalLogSum correlation = total_correlation(map, counts);
  const bool product = sequence_law(best).mass == empirical_law(map, counts).mass;
  const std::array<Verdict, 3> parts = {
      claim("difference of the best losses = N TC", parallel.nats - cascaded.nats == correlation,
            describe(map, counts)),
      claim("zero iff the empirical law is a product, else positive",
            correlation.sign() == (product ? 0 : 1), describe(map, counts)),
      parallel_divergence(map, counts, heads)};
  return merge(parts);
}

Verdict c4_decomposition(const TokenMap& map, const ItemCounts& counts) {
  if (!map.is_fixed_length() || total(counts) == 0) return does_not_apply("fixed length, data");
  const auto best = best_parallel(map, counts);
  const Loss parallel = ar_loss(best, map, counts);
  const Loss items = fv_loss(best_item_law(counts), counts);
  const RationalLogSum correlation = total_correlation(map, counts);
  std::vector<Verdict> parts = {
      claim("best parallel - best FV loss = N (TC - H(V | tok V))",
            parallel.nats - items.nats == correlation - collision_entropy(map, counts),
            describe(map, counts))};
  if (is_injective(map)) {
    const Loss renormalised = fv_loss(normalised(item_masses(best, map)), counts);
    RationalLogSum leaked;
    leaked.add(z_by_multiplicity(best, map), -Rational(total(counts)));
    parts.push_back(claim("injective: N TC = N KL(p || Q/Z) - N log Z",
                          correlation == renormalised.nats - items.nats + leaked,
                          describe(map, counts)));
  }
  return merge(parts);
}

Verdict d1_complete_prefix_code(const TokenMap& map) {
  bool all_one = true;
  bool all_at_most_one = true;
  map.space().for_each([&](SequenceView s) {
    const Rational score = z_direct(deterministic_model<Rational>(map.space(), s), map);
    all_one = all_one && score == 1;
    all_at_most_one = all_at_most_one && score <= 1;
  });
  const bool prefix_code = is_prefix_code(map);
  const Rational kraft = z_direct(uniform_model<Rational>(ParallelShape(map.space())), map);
  const std::array<Verdict, 2> parts = {
      claim("score 1 for every model iff a prefix code with Kraft sum 1",
            all_one == (prefix_code && kraft == 1), text_of_map(map)),
      claim("score at most 1 for every model iff a prefix code", all_at_most_one == prefix_code,
            text_of_map(map))};
  return merge(parts);
}

Verdict d2_kraft(const TokenMap& map) {
  Rational kraft = 0;
  for (std::size_t v = 0; v < map.items(); ++v) {
    Integer width = 1;
    for (std::size_t j = 0; j < map[v].size(); ++j) width *= map.space().alphabet(j);
    kraft += Rational(1) / Rational(width);
  }
  const std::array<Verdict, 2> parts = {
      equal("Kraft sum against the score of the uniform model", kraft,
            z_direct(uniform_model<Rational>(ParallelShape(map.space())), map), text_of_map(map)),
      claim("a prefix code has Kraft sum at most 1", !is_prefix_code(map) || kraft <= 1,
            text_of_map(map))};
  return merge(parts);
}

}  // namespace sidproof
