// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "report/pathology_means.hpp"

#include <algorithm>
#include <iterator>
#include <map>

#include "exact/enclose.hpp"

namespace sidproof {
namespace {

using Figures = std::vector<const PathologyFigures*>;

Enclosure mean(const std::vector<Enclosure>& values) {
  if (values.empty()) return {};
  Rational lo = 0;
  Rational hi = 0;
  for (const Enclosure& value : values) {
    lo += Rational(value.lo);
    hi += Rational(value.hi);
  }
  return {enclose(lo / values.size()).lo, enclose(hi / values.size()).hi};
}

Enclosure enclosed(const Rational& exact) { return enclose(exact); }
Enclosure enclosed(const Enclosure& value) { return value; }

template <class Part>
Enclosure mean_of(const Figures& figures, const Part& part) {
  std::vector<Enclosure> values;
  for (const PathologyFigures* one : figures) values.push_back(enclosed(part(*one)));
  return mean(values);
}

// The mean of a ratio of counts.
template <class Part>
Rational exact_mean(const Figures& figures, const Part& part) {
  Rational sum = 0;
  for (const PathologyFigures* one : figures) sum += part(*one);
  return figures.empty() ? Rational(0) : sum / figures.size();
}

Rational share(std::uint64_t part, std::uint64_t whole) {
  return whole == 0 ? Rational(0) : Rational(part, whole);
}

std::vector<PathologyMeans::Beam> beams(const Figures& figures) {
  struct Sums {
    PathologyMeans::Beam beam;
    std::vector<Enclosure> regrets;
    Rational outside = 0;
    std::uint64_t free = 0;
  };
  const auto key = [](const PathologyFigures& one, std::uint64_t width) {
    return width >= one.sequences ? 0 : width;
  };
  std::map<std::uint64_t, Sums> by_width;
  for (const PathologyFigures* one : figures) {
    for (const BeamFigures& beam : one->beams) {
      Sums& sums = by_width[key(*one, beam.width)];
      ++sums.beam.histories;
      sums.beam.recall += share(beam.found, one->top);
      sums.beam.item_recall += share(beam.items_found, one->top_items);
      sums.regrets.push_back(enclose(beam.regret));
      if (beam.certified) ++sums.beam.certified;
    }
    for (const UnconstrainedFigures& free : one->unconstrained) {
      const auto found = by_width.find(key(*one, free.width));
      if (found == by_width.end() || free.levels.empty()) continue;
      found->second.outside += share(free.levels.back().outside, free.levels.back().beams);
      ++found->second.free;
    }
  }
  std::vector<PathologyMeans::Beam> result;
  for (auto& [width, sums] : by_width) {
    sums.beam.width = width;
    sums.beam.recall /= sums.beam.histories;
    sums.beam.item_recall /= sums.beam.histories;
    sums.beam.regret = mean(sums.regrets);
    if (sums.free > 0) sums.beam.outside = sums.outside / sums.free;
    result.push_back(sums.beam);
  }
  if (!result.empty() && result.front().width == 0)
    std::rotate(result.begin(), result.begin() + 1, result.end());
  return result;
}

void add_prefixes(PathologyMeans& means, const Figures& figures) {
  for (std::size_t level = 0; level < figures.front()->prefixes.size(); ++level) {
    const auto at = [level](const PathologyFigures& one) -> const PrefixFigures& {
      return one.prefixes[level];
    };
    PathologyMeans::Prefix prefix;
    prefix.tokens = at(*figures.front()).tokens;
    prefix.heaviest = mean_of(figures, [&](const auto& one) { return at(one).heaviest; });
    prefix.best_below = mean_of(figures, [&](const auto& one) { return at(one).best_below; });
    prefix.of_best = mean_of(figures, [&](const auto& one) { return at(one).of_best; });
    prefix.rank_below =
        exact_mean(figures, [&](const auto& one) { return Rational(at(one).rank_below); });
    prefix.misleads = static_cast<std::uint64_t>(
        std::ranges::count_if(figures, [&](const auto* one) { return at(*one).misleads(); }));
    means.prefixes.push_back(prefix);
  }
}

void add_lists(PathologyMeans& means, const Figures& figures) {
  for (std::size_t i = 0; i < figures.front()->lists.size(); ++i) {
    const auto at = [i](const PathologyFigures& one) -> const ListFigures& { return one.lists[i]; };
    PathologyMeans::List list;
    list.name = at(*figures.front()).name;
    list.found =
        exact_mean(figures, [&](const auto& one) { return share(at(one).found, one.top); });
    list.returned =
        exact_mean(figures, [&](const auto& one) { return Rational(at(one).returned); });
    list.mass = mean_of(figures, [&](const auto& one) { return at(one).mass; });
    list.shared_prefix =
        exact_mean(figures, [&](const auto& one) { return at(one).shared_prefix; });
    means.lists.push_back(list);
  }
  means.draws_shared = mean_of(figures, [](const auto& one) { return one.draws.shared_prefix; });
  means.draws_distinct = mean_of(figures, [](const auto& one) { return one.draws.distinct; });
}

void add_laws(PathologyMeans& means, const Figures& figures) {
  for (const PathologyFigures* one : figures) {
    means.laws += one->laws.ranks;
    means.rounding += one->rounding;
    if (one->laws.top_differs) ++means.top_differs;
  }
  means.tau = exact_mean(figures, [](const auto& one) { return one.laws.ranks.tau(); });
  means.top_shared =
      exact_mean(figures, [](const auto& one) { return share(one.laws.top_shared, one.top); });
  means.total_variation =
      mean_of(figures, [](const auto& one) { return one.laws.total_variation; });
}

void add_filter(PathologyMeans& means, const Figures& all) {
  Figures figures;
  std::ranges::copy_if(all, std::back_inserter(figures),
                       [](const auto* one) { return one->filter.has_value(); });
  means.filtered = figures.size();
  if (figures.empty()) return;
  means.items_left =
      exact_mean(figures, [](const auto& one) { return Rational(one.filter->items_left); });
  means.mass_left = mean_of(figures, [](const auto& one) { return one.filter->mass_left; });
  for (const PathologyFigures* one : figures) {
    means.filter_global += one->filter->global;
    means.filter_local += one->filter->local;
  }
}

}  // namespace

PathologyMeans means(const PathologyReport& report) {
  Figures figures;
  for (const PathologyReport::Request& request : report.requests)
    if (request.figures) figures.push_back(&*request.figures);
  PathologyMeans result;
  result.histories = figures.size();
  if (figures.empty()) return result;
  result.beams = beams(figures);
  result.greedy_misses = static_cast<std::uint64_t>(
      std::ranges::count_if(figures, [](const auto* one) { return one->greedy.rank != 1; }));
  result.greedy_rank =
      exact_mean(figures, [](const auto& one) { return Rational(one.greedy.rank); });
  result.greedy_probability =
      mean_of(figures, [](const auto& one) { return one.greedy.probability; });
  result.best_probability = mean_of(figures, [](const auto& one) { return one.greedy.best; });
  result.top_mass = mean_of(figures, [](const auto& one) { return one.top_mass; });
  add_prefixes(result, figures);
  add_lists(result, figures);
  add_laws(result, figures);
  for (std::size_t level = 0; level < figures.front()->leaked.size(); ++level)
    result.leaked.push_back(mean_of(figures, [&](const auto& one) { return one.leaked[level]; }));
  result.leaked_sum = mean_of(figures, [](const auto& one) {
    Rational sum = 0;
    for (const Rational& part : one.leaked) sum += part;
    return sum;
  });
  result.top_items =
      exact_mean(figures, [](const auto& one) { return Rational(one.collisions.items); });
  result.colliding =
      exact_mean(figures, [](const auto& one) { return Rational(one.collisions.colliding); });
  for (const PathologyFigures* one : figures)
    result.largest_group = std::max(result.largest_group, one->collisions.largest);
  add_filter(result, figures);
  return result;
}

}  // namespace sidproof
