// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "generator/pathologies/list_figures.hpp"

#include <algorithm>
#include <utility>

#include "generator/decoding/mmr.hpp"

namespace sidproof::reference {
namespace {

std::vector<std::uint32_t> first_items(const Catalogue& catalogue,
                                       std::span<const std::uint32_t> leaves, std::size_t top) {
  std::vector<std::uint32_t> items;
  for (const std::uint32_t leaf : leaves) {
    const auto group = catalogue.items_of(leaf);
    items.insert(items.end(), group.begin(), group.end());
    if (items.size() >= top) break;
  }
  if (items.size() > top) items.resize(top);
  std::ranges::sort(items);
  return items;
}

std::uint64_t common(const std::vector<std::uint32_t>& a, const std::vector<std::uint32_t>& b) {
  std::vector<std::uint32_t> both;
  std::ranges::set_intersection(a, b, std::back_inserter(both));
  return both.size();
}

Rational mass_of(const LeafLaw& law, std::span<const std::uint32_t> leaves) {
  Rational mass = 0;
  for (const std::uint32_t leaf : leaves) mass += law.of(leaf);
  return mass;
}

}  // namespace

std::vector<std::uint32_t> leaves_of(std::span<const Scored> results, std::size_t top) {
  std::vector<std::uint32_t> leaves;
  for (const Scored& scored : results.first(std::min(top, results.size())))
    leaves.push_back(scored.node);
  return leaves;
}

Rational mean_shared_prefix(const Trie& trie, std::span<const std::uint32_t> leaves) {
  if (leaves.size() < 2) return 0;
  std::uint64_t tokens = 0;
  for (std::size_t i = 0; i < leaves.size(); ++i)
    for (std::size_t j = 0; j < i; ++j) tokens += shared_prefix(trie, leaves[i], leaves[j]);
  return {tokens, static_cast<std::uint64_t>(leaves.size()) * (leaves.size() - 1) / 2};
}

ListFigures list_figures(const Catalogue& catalogue, const LeafLaw& law, std::string name,
                         std::span<const std::uint32_t> leaves, std::size_t top) {
  ListFigures figures;
  figures.name = std::move(name);
  figures.returned = leaves.size();
  for (const std::uint32_t leaf : leaves)
    if (law.rank_of(leaf) < top) ++figures.found;
  figures.mass = mass_of(law, leaves);
  figures.shared_prefix = mean_shared_prefix(catalogue.trie(), leaves);
  return figures;
}

BeamFigures beam_figures(const Catalogue& catalogue, const LeafLaw& law, const Found& found,
                         std::size_t width, std::size_t top) {
  const std::vector<std::uint32_t> leaves = leaves_of(found.results, top);
  const auto exact = std::span(law.order).first(std::min(top, law.order.size()));
  BeamFigures figures;
  figures.width = width;
  figures.returned = leaves.size();
  for (const std::uint32_t leaf : leaves)
    if (law.rank_of(leaf) < top) ++figures.found;
  figures.items_found =
      common(first_items(catalogue, leaves, top), first_items(catalogue, law.order, top));
  figures.regret = mass_of(law, exact) - mass_of(law, leaves);
  figures.certified = found.certifies(exact.size());
  return figures;
}

}  // namespace sidproof::reference
