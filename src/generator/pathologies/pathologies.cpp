// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "generator/pathologies/pathologies.hpp"

#include <algorithm>
#include <stdexcept>
#include <string>

#include "generator/arithmetic/token_law.hpp"
#include "generator/decoding/mmr.hpp"
#include "generator/pathologies/draw_figures.hpp"
#include "generator/pathologies/law_difference.hpp"
#include "generator/pathologies/leaf_law.hpp"
#include "generator/pathologies/list_figures.hpp"

namespace sidproof::reference {
namespace {

// Certified results are the first ones of all leaves in the order of the scores.
void expect_certificate(const Found& found, std::span<const Scored> ranking, std::size_t top) {
  const std::size_t count = std::min(top, ranking.size());
  if (!found.certifies(count)) return;
  if (found.results.size() < count ||
      !std::equal(ranking.begin(), ranking.begin() + static_cast<std::ptrdiff_t>(count),
                  found.results.begin()))
    throw std::logic_error("a beam certified what is not the exact top");
}

GreedyFigures greedy_figures(const Catalogue& catalogue, const LeafLaw& law, const Found& found) {
  const std::uint32_t leaf = found.results.front().node;
  const std::uint32_t best = law.order.front();
  return {law.rank_of(leaf) + std::uint64_t{1}, law.of(leaf), law.of(best),
          catalogue.items_of(leaf).front(), catalogue.items_of(best).front()};
}

std::vector<PrefixFigures> prefix_figures(const Catalogue& catalogue, const LeafLaw& law,
                                          const std::vector<Rational>& masses) {
  const Trie& trie = catalogue.trie();
  // The best leaf below every node, by its rank.
  std::vector<std::uint32_t> rank(trie.nodes(), static_cast<std::uint32_t>(law.order.size()));
  for (std::uint32_t node = static_cast<std::uint32_t>(trie.nodes()); node-- > 1;) {
    if (node >= law.first) rank[node] = law.rank_of(node);
    rank[trie.parent(node)] = std::min(rank[trie.parent(node)], rank[node]);
  }
  std::vector<PrefixFigures> levels;
  for (std::size_t depth = 1; depth < catalogue.length(); ++depth) {
    const auto [begin, end] = trie.level(depth);
    std::uint32_t heaviest = begin;
    std::uint32_t of_best = begin;
    for (std::uint32_t node = begin; node < end; ++node) {
      if (masses[node] > masses[heaviest]) heaviest = node;
      if (rank[node] == 0) of_best = node;
    }
    levels.push_back({depth, masses[heaviest], law.of(law.order[rank[heaviest]]),
                      rank[heaviest] + std::uint64_t{1}, masses[of_best]});
  }
  return levels;
}

std::vector<Rational> leaked(const Catalogue& catalogue, const ItemLaw& law) {
  std::vector<Rational> result;
  Integer before = 1;
  for (std::size_t depth = 1; depth <= catalogue.length(); ++depth) {
    Integer here = 0;
    for (std::uint32_t node = catalogue.trie().level(depth).first;
         node < catalogue.trie().level(depth).second; ++node)
      here += law.mass[node];
    result.emplace_back((before << weight_bits) - here, Integer(1) << (weight_bits * depth));
    before = here;
  }
  return result;
}

CollisionFigures collision_figures(const Catalogue& catalogue,
                                   std::span<const std::uint32_t> leaves) {
  CollisionFigures figures;
  for (const std::uint32_t leaf : leaves) {
    const std::uint64_t group = catalogue.items_of(leaf).size();
    figures.items += group;
    figures.largest = std::max(figures.largest, group);
    if (group > 1) ++figures.colliding;
  }
  return figures;
}

std::vector<Rational> scores_of(const LeafLaw& law, const LawSearch& search) {
  std::vector<Rational> scores;
  for (std::size_t i = 0; i < law.order.size(); ++i)
    scores.emplace_back(search.score(law.first + static_cast<std::uint32_t>(i)));
  return scores;
}

}  // namespace

std::vector<std::size_t> beam_widths(std::size_t sequences) {
  std::vector<std::size_t> widths;
  for (std::size_t width = 1; width < sequences; width *= 2) widths.push_back(width);
  widths.push_back(sequences);
  return widths;
}

Result<PathologyFigures> pathologies(const Catalogue& catalogue, const TrieLaws& laws,
                                     const PathologyPlan& plan) {
  if (plan.top == 0) return fail(ErrorCode::usage, "the top K needs a K of at least 1");
  if (plan.lambda < 0 || plan.lambda > 1)
    return fail(ErrorCode::usage, "MMR's lambda lies between 0 and 1");
  if (!has_sizes(laws, catalogue))
    return fail(ErrorCode::usage, "the laws are not the catalogue's");
  if (std::ranges::find(laws.log, cut_log) != laws.log.end())
    return fail(ErrorCode::usage,
                "what decoding loses is measured on laws that nothing was cut from");
  const ItemLaw law = item_law(catalogue, laws);
  const LeafLaw global = leaf_law(catalogue, laws, law, Decoding::global);
  const LeafLaw local = leaf_law(catalogue, laws, law, Decoding::local);
  LeafLaw decoded = plan.decoding == Decoding::local ? local : global;
  // RAW ranks as GLOBAL does; its probabilities are those times Q(C).
  if (plan.decoding == Decoding::raw) decoded = leaf_law(catalogue, laws, law, Decoding::raw);

  PathologyFigures figures;
  figures.sequences = decoded.order.size();
  figures.top = std::min(plan.top, decoded.order.size());
  figures.top_items = std::min(plan.top, catalogue.items());
  const auto top = std::span(decoded.order).first(figures.top);
  const LawSearch search(catalogue, laws, plan.decoding);
  const std::vector<Scored> ranking = exhaustive_ranking(catalogue, laws, plan.decoding);
  for (const std::size_t width : beam_widths(figures.sequences)) {
    const Found found = search.beam(width);
    expect_certificate(found, ranking, figures.top);
    figures.beams.push_back(beam_figures(catalogue, decoded, found, width, plan.top));
  }
  figures.greedy = greedy_figures(catalogue, decoded, search.beam(1));
  figures.prefixes =
      prefix_figures(catalogue, decoded, prefix_masses(catalogue, laws, law, plan.decoding));

  const auto list = [&](const char* name, std::span<const std::uint32_t> leaves) {
    figures.lists.push_back(list_figures(catalogue, decoded, name, leaves, figures.top));
  };
  list("exact top", top);
  figures.top_mass = figures.lists.front().mass;
  list("beam", leaves_of(search.beam(figures.top).results, figures.top));
  for (const auto repeats : {DiverseGroups::Repeats::token, DiverseGroups::Repeats::prefix}) {
    const auto diverse =
        search.diverse({figures.top, std::min(plan.groups, figures.top), plan.penalty, repeats});
    if (!diverse) return tl::unexpected(diverse.error());
    list(repeats == DiverseGroups::Repeats::token ? "diverse, tokens" : "diverse, prefixes",
         leaves_of(*diverse, figures.top));
  }
  const auto pool =
      std::span(decoded.order).first(std::min(decoded.order.size(), std::max(plan.pool, plan.top)));
  std::vector<Rational> relevance;
  for (const std::uint32_t leaf : pool) relevance.push_back(decoded.of(leaf));
  list("MMR", mmr(catalogue.trie(), pool, relevance, plan.lambda, figures.top));

  figures.draws = draw_figures(catalogue, laws, law, plan.decoding);
  figures.laws = law_difference(catalogue, laws, law, global, local, figures.top);
  figures.rounding = rank_difference(decoded.probability, scores_of(decoded, search));
  figures.leaked = leaked(catalogue, law);
  figures.collisions = collision_figures(catalogue, top);
  return figures;
}

FilterFigures filter_figures(const Catalogue& before, const TrieLaws& laws_before,
                             const Catalogue& after, const TrieLaws& laws_after) {
  const ItemLaw law_before = item_law(before, laws_before);
  const ItemLaw law_after = item_law(after, laws_after);
  FilterFigures figures;
  figures.items_left = after.items();
  figures.sequences_left = after.leaves().second - after.leaves().first;
  figures.mass_left = {law_after.inside(), law_before.inside()};
  const auto difference = [&](Decoding decoding) {
    return among_survivors(before, leaf_law(before, laws_before, law_before, decoding), after,
                           leaf_law(after, laws_after, law_after, decoding));
  };
  figures.global = difference(Decoding::global);
  figures.local = difference(Decoding::local);
  return figures;
}

}  // namespace sidproof::reference
