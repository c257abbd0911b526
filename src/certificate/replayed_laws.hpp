// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

#include "certificate/prefix_levels.hpp"
#include "exact/degree.hpp"
#include "exact/field.hpp"

namespace sidproof::replayed {

// THEORY's identities once more, written for a replay: on levels of prefixes, swept
// one beside the next, instead of on a trie. Each law compares its left sides, the
// formula whose degree a certificate states, with a right side by another route.
// Nothing here comes from src/laws, src/objective, src/decoding or src/model.

/// One number a prefix, by length.
template <Arithmetic N>
using Levels = std::vector<std::vector<N>>;

/// 1/x for every x. One division a level in a prime field, where it costs as much as
/// a hundred products. Throws std::overflow_error when one of them is zero.
template <Arithmetic N>
[[nodiscard]] std::vector<N> inverses(const std::vector<N>& values) {
  std::vector<N> result;
  result.reserve(values.size());
  if constexpr (!Field<N>) {
    for (const N& value : values) result.push_back(N(1) / value);
  } else {
    N product(1);
    for (const N& value : values) {
      result.push_back(product);
      product *= value;
    }
    N inverse = N(1) / product;
    for (std::size_t i = values.size(); i-- > 0;) {
      result[i] *= inverse;
      inverse *= values[i];
    }
  }
  return result;
}

/// The cascaded model on the table's prefixes whose free numbers come from draw(),
/// level after level: a prefix with all tokens of its codebook gives its last child
/// what is left, any other one lets the rest leak.
template <Arithmetic N>
class LevelModel {
 public:
  template <class Draw>
  LevelModel(const PrefixLevels& levels, Draw&& draw) : levels_(&levels) {
    into_.resize(levels.depth() + 1);
    leak_.resize(levels.depth() + 1);
    into_[0] = {N(1)};
    for (std::size_t level = 0; level < levels.depth(); ++level) {
      into_[level + 1].reserve(levels.width(level + 1));
      leak_[level].reserve(levels.width(level));
      for (std::size_t prefix = 0; prefix < levels.width(level); ++prefix) {
        N rest(1);
        const bool full = levels.is_full(level, prefix);
        for (std::uint32_t left = levels.children[level][prefix]; left > 0; --left) {
          into_[level + 1].push_back(full && left == 1 ? rest : N(draw()));
          rest -= into_[level + 1].back();
        }
        leak_[level].push_back(full ? N(0) : rest);
      }
    }
    leak_[levels.depth()].assign(levels.width(levels.depth()), N(0));
  }

  /// The model with these conditionals into each prefix; what they leave leaks.
  LevelModel(const PrefixLevels& levels, Levels<N> into)
      : levels_(&levels), into_(std::move(into)), leak_(levels.depth() + 1) {
    for (std::size_t level = 0; level < levels.depth(); ++level) {
      leak_[level] =
          sums_over_children(level, [&](std::size_t child) { return into_[level + 1][child]; });
      for (N& mass : leak_[level]) mass = N(1) - mass;
    }
    leak_[levels.depth()].assign(levels.width(levels.depth()), N(0));
  }

  [[nodiscard]] const PrefixLevels& levels() const { return *levels_; }
  /// q of the prefix's last token.
  [[nodiscard]] const N& into(std::size_t level, std::size_t prefix) const {
    return into_[level][prefix];
  }
  [[nodiscard]] const N& leak(std::size_t level, std::size_t prefix) const {
    return leak_[level][prefix];
  }

  /// For each prefix the sum over its children of term(child's place).
  template <class Term>
  [[nodiscard]] std::vector<N> sums_over_children(std::size_t level, Term&& term) const {
    std::vector<N> sums;
    sums.reserve(levels_->width(level));
    std::size_t child = 0;
    for (const std::uint32_t count : levels_->children[level]) {
      N sum(0);
      for (const std::size_t end = child + count; child < end; ++child) sum += term(child);
      sums.push_back(sum);
    }
    return sums;
  }

  /// Products from the root: f(level, parent's place, child's place) is the factor of a
  /// step from `level` to the next.
  template <class Factor>
  [[nodiscard]] Levels<N> products_from_the_root(Factor&& factor) const {
    Levels<N> products(levels_->depth() + 1);
    products[0] = {N(1)};
    for (std::size_t level = 0; level < levels_->depth(); ++level) {
      products[level + 1].reserve(levels_->width(level + 1));
      std::size_t child = 0;
      for (std::size_t prefix = 0; prefix < levels_->width(level); ++prefix)
        for (std::uint32_t left = levels_->children[level][prefix]; left > 0; --left, ++child)
          products[level + 1].push_back(products[level][prefix] * factor(level, prefix, child));
    }
    return products;
  }

  /// Q of every prefix.
  [[nodiscard]] Levels<N> reached() const {
    return products_from_the_root([&](std::size_t level, std::size_t /*prefix*/,
                                      std::size_t child) { return into(level + 1, child); });
  }

  /// a(w), the mass of the children; nothing at the last level.
  [[nodiscard]] Levels<N> child_masses() const {
    Levels<N> masses(levels_->depth());
    for (std::size_t level = 0; level < levels_->depth(); ++level) {
      masses[level] = sums_over_children(level, [&](std::size_t c) { return into(level + 1, c); });
      for (std::size_t prefix = 0; prefix < levels_->width(level); ++prefix)
        if (levels_->children[level][prefix] == 0) masses[level][prefix] = N(1);
    }
    return masses;
  }

  /// h(w) of the model whose conditionals are q(level, child's place): 1 where nothing
  /// extends w, else the sum of q h over the children.
  template <class Conditional>
  [[nodiscard]] Levels<N> completions(Conditional&& conditional) const {
    Levels<N> h(levels_->depth() + 1);
    h[levels_->depth()].assign(levels_->width(levels_->depth()), N(1));
    for (std::size_t level = levels_->depth(); level-- > 0;) {
      h[level] = sums_over_children(level, [&](std::size_t child) {
        return N(conditional(level + 1, child) * h[level + 1][child]);
      });
      for (std::size_t prefix = 0; prefix < levels_->width(level); ++prefix)
        if (levels_->children[level][prefix] == 0) h[level][prefix] = N(1);
    }
    return h;
  }

 private:
  const PrefixLevels* levels_;
  Levels<N> into_;
  Levels<N> leak_;
};

/// Calls f(level, place) for every prefix that nothing extends.
template <class F>
void each_end(const PrefixLevels& levels, F&& f) {
  for (std::size_t level = 0; level <= levels.depth(); ++level)
    for (std::size_t prefix = 0; prefix < levels.width(level); ++prefix)
      if (levels.children[level][prefix] == 0) f(level, prefix);
}

/// What one law says at one point: over a field the sum of the left sides and whether
/// each equals its right side; on DegreeTracker the degrees of the differences.
template <Arithmetic N>
class Comparison {
 public:
  void add(const N& left, const N& right) {
    if constexpr (Field<N>) {
      residue_ += left;
      agrees_ = agrees_ && left == right;
    } else {
      const N difference = left - right;
      degree_ = std::max(degree_, difference.numerator());
      poles_ = std::max(poles_, difference.denominator());
    }
  }
  /// A second right side of the last comparison that no stated degree speaks of.
  void also(const N& left, const N& right) {
    if constexpr (Field<N>) agrees_ = agrees_ && left == right;
  }
  /// A degree that was counted instead of tracked.
  void degree_is(std::uint64_t degree, std::uint64_t poles) {
    degree_ = std::max(degree_, degree);
    poles_ = std::max(poles_, poles);
  }
  [[nodiscard]] const N& residue() const { return residue_; }
  [[nodiscard]] bool agrees() const { return agrees_; }
  [[nodiscard]] std::uint64_t degree() const { return degree_; }
  [[nodiscard]] std::uint64_t poles() const { return poles_; }

 private:
  N residue_{0};
  bool agrees_ = true;
  std::uint64_t degree_ = 0;
  std::uint64_t poles_ = 0;
};

/// Z from the longest prefixes backwards.
template <Arithmetic N>
[[nodiscard]] N z_backwards(const LevelModel<N>& model) {
  const PrefixLevels& levels = model.levels();
  std::vector<N> z;
  for (std::size_t level = levels.depth() + 1; level-- > 0;) {
    std::vector<N> sums(levels.width(level), N(0));
    if (level < levels.depth())
      sums = model.sums_over_children(
          level, [&](std::size_t child) { return N(model.into(level + 1, child) * z[child]); });
    for (std::size_t prefix = 0; prefix < levels.width(level); ++prefix)
      sums[prefix] += N(std::int64_t{levels.ends[level][prefix]});
    z = std::move(sums);
  }
  return z[0];
}

/// Z as the sum of the items' masses, items of one sequence at once.
template <Arithmetic N>
[[nodiscard]] N z_forwards(const LevelModel<N>& model, const Levels<N>& reached) {
  const PrefixLevels& levels = model.levels();
  N z(0);
  for (std::size_t level = 0; level <= levels.depth(); ++level)
    for (std::size_t prefix = 0; prefix < levels.width(level); ++prefix)
      if (levels.ends[level][prefix] > 0)
        z += N(std::int64_t{levels.ends[level][prefix]}) * reached[level][prefix];
  return z;
}

/// Z as 1, less what leaves the prefixes, plus what is counted too often.
template <Arithmetic N>
[[nodiscard]] N z_by_what_is_lost(const LevelModel<N>& model, const Levels<N>& reached) {
  const PrefixLevels& levels = model.levels();
  N lost(0);
  N excess(0);
  for (std::size_t level = 0; level <= levels.depth(); ++level)
    for (std::size_t prefix = 0; prefix < levels.width(level); ++prefix) {
      const bool is_end = levels.children[level][prefix] == 0;
      const std::int64_t ends = levels.ends[level][prefix];
      if (!is_end) lost += reached[level][prefix] * model.leak(level, prefix);
      excess += N(is_end ? ends - 1 : ends) * reached[level][prefix];
    }
  return N(1) - lost + excess;
}

/// B1 partition.
template <Arithmetic N>
[[nodiscard]] Comparison<N> partition(const LevelModel<N>& model) {
  const Levels<N> reached = model.reached();
  const N z = z_forwards(model, reached);
  Comparison<N> comparison;
  comparison.add(z, z_backwards(model));
  comparison.add(z, z_by_what_is_lost(model, reached));
  return comparison;
}

/// B2: is Z = 1 for every model?
template <Arithmetic N>
[[nodiscard]] Comparison<N> unit_partition(const LevelModel<N>& model) {
  Comparison<N> comparison;
  comparison.add(z_forwards(model, model.reached()), N(1));
  return comparison;
}

/// How many item sequences begin with each prefix, counted from the ends.
[[nodiscard]] inline Levels<std::uint64_t> passing(const PrefixLevels& levels) {
  Levels<std::uint64_t> through(levels.depth() + 1);
  for (std::size_t level = levels.depth() + 1; level-- > 0;) {
    through[level].assign(levels.ends[level].begin(), levels.ends[level].end());
    for (std::size_t prefix = 0, child = 0; prefix < through[level].size(); ++prefix)
      for (std::uint32_t left = levels.children[level][prefix]; left > 0; --left)
        through[level][prefix] += through[level + 1][child++];
  }
  return through;
}

/// The product of all token conditionals, each item sequence once.
template <Arithmetic N>
[[nodiscard]] N likelihood_by_steps(const LevelModel<N>& model) {
  const Levels<std::uint64_t> through = passing(model.levels());
  N product(1);
  for (std::size_t level = 1; level < through.size(); ++level)
    for (std::size_t prefix = 0; prefix < through[level].size(); ++prefix)
      product *= power<N>(model.into(level, prefix), through[level][prefix]);
  return product;
}

/// The product over item sequences of Q(tok v) * scale.
template <Arithmetic N>
[[nodiscard]] N likelihood_by_items(const LevelModel<N>& model, const N& scale) {
  const PrefixLevels& levels = model.levels();
  const Levels<N> reached = model.reached();
  N product(1);
  for (std::size_t level = 0; level <= levels.depth(); ++level)
    for (std::size_t prefix = 0; prefix < levels.width(level); ++prefix)
      if (levels.ends[level][prefix] > 0)
        product *= power<N>(reached[level][prefix] * scale, levels.ends[level][prefix]);
  return product;
}

/// A2 chain.
template <Arithmetic N>
[[nodiscard]] Comparison<N> chain(const LevelModel<N>& model) {
  Comparison<N> comparison;
  comparison.add(likelihood_by_steps(model), likelihood_by_items(model, N(1)));
  return comparison;
}

/// B5 objective_gap.
template <Arithmetic N>
[[nodiscard]] Comparison<N> objective_gap(const LevelModel<N>& model) {
  const N z = z_backwards(model);
  const N full = likelihood_by_items(model, N(N(1) / z));
  Comparison<N> comparison;
  comparison.add(likelihood_by_steps(model), power<N>(z, model.levels().item_sequences()) * full);
  return comparison;
}

/// 1/x at every prefix of every level.
template <Arithmetic N>
[[nodiscard]] Levels<N> inverse_levels(const Levels<N>& levels) {
  Levels<N> result;
  result.reserve(levels.size());
  for (const std::vector<N>& level : levels) result.push_back(inverses(level));
  return result;
}

/// LOCAL: each step divided by its siblings' mass.
template <Arithmetic N>
[[nodiscard]] Levels<N> local(const LevelModel<N>& model, const Levels<N>& inverse_masses) {
  return model.products_from_the_root(
      [&](std::size_t level, std::size_t prefix, std::size_t child) {
        return N(model.into(level + 1, child) * inverse_masses[level][prefix]);
      });
}

/// The product of a over the proper prefixes.
template <Arithmetic N>
[[nodiscard]] Levels<N> weights(const LevelModel<N>& model, const Levels<N>& masses) {
  return model.products_from_the_root([&](std::size_t level, std::size_t prefix,
                                          std::size_t /*child*/) { return masses[level][prefix]; });
}

/// h of the model itself.
template <Arithmetic N>
[[nodiscard]] Levels<N> own_completions(const LevelModel<N>& model) {
  return model.completions(
      [&](std::size_t level, std::size_t child) { return model.into(level, child); });
}

/// GLOBAL, as F3's cascaded model q h(wt) / h(w).
template <Arithmetic N>
[[nodiscard]] Levels<N> global(const LevelModel<N>& model, const Levels<N>& h) {
  const Levels<N> inverse = inverse_levels(h);
  return model.products_from_the_root(
      [&](std::size_t level, std::size_t prefix, std::size_t child) {
        return N(model.into(level + 1, child) * h[level + 1][child] * inverse[level][prefix]);
      });
}

/// Q(C) as the sum of the masses of all sequences.
template <Arithmetic N>
[[nodiscard]] N covered_mass(const LevelModel<N>& model, const Levels<N>& reached) {
  N covered(0);
  each_end(model.levels(),
           [&](std::size_t level, std::size_t prefix) { covered += reached[level][prefix]; });
  return covered;
}

/// F1 local_global_ratio.
template <Arithmetic N>
[[nodiscard]] Comparison<N> local_global(const LevelModel<N>& model) {
  const Levels<N> masses = model.child_masses();
  const Levels<N> by_steps = local(model, inverse_levels(masses));
  const Levels<N> weight = weights(model, masses);
  const Levels<N> h = own_completions(model);
  const Levels<N> whole = global(model, h);
  const Levels<N> reached = model.reached();
  Comparison<N> comparison;
  each_end(model.levels(), [&](std::size_t level, std::size_t prefix) {
    const N left = by_steps[level][prefix] * weight[level][prefix];
    comparison.add(left, whole[level][prefix] * h[0][0]);
    comparison.also(left, reached[level][prefix]);
  });
  return comparison;
}

/// F2b masked_training.
template <Arithmetic N>
[[nodiscard]] Comparison<N> masked_training(const LevelModel<N>& model) {
  const PrefixLevels& levels = model.levels();
  const Levels<N> inverse = inverse_levels(model.child_masses());
  Levels<N> into(levels.depth() + 1);
  for (std::size_t level = 0; level < levels.depth(); ++level) {
    into[level + 1].reserve(levels.width(level + 1));
    for (std::size_t prefix = 0, child = 0; prefix < levels.width(level); ++prefix)
      for (std::uint32_t left = levels.children[level][prefix]; left > 0; --left, ++child)
        into[level + 1].push_back(model.into(level + 1, child) * inverse[level][prefix]);
  }
  const Levels<N> h =
      model.completions([&](std::size_t level, std::size_t child) { return into[level][child]; });
  Comparison<N> comparison;
  comparison.add(h[0][0], N(1));
  comparison.also(covered_mass(model, local(model, inverse)), N(1));
  return comparison;
}

/// F3 lookahead.
template <Arithmetic N>
[[nodiscard]] Comparison<N> lookahead(const LevelModel<N>& model) {
  const Levels<N> reached = model.reached();
  const Levels<N> whole = global(model, own_completions(model));
  const N covered = covered_mass(model, reached);
  Comparison<N> comparison;
  each_end(model.levels(), [&](std::size_t level, std::size_t prefix) {
    comparison.add(whole[level][prefix] * covered, reached[level][prefix]);
  });
  return comparison;
}

/// F4 importance weights.
template <Arithmetic N>
[[nodiscard]] Comparison<N> importance(const LevelModel<N>& model) {
  const Levels<N> masses = model.child_masses();
  const Levels<N> by_steps = local(model, inverse_levels(masses));
  const Levels<N> weight = weights(model, masses);
  N sum(0);
  each_end(model.levels(), [&](std::size_t level, std::size_t prefix) {
    sum += by_steps[level][prefix] * weight[level][prefix];
  });
  Comparison<N> comparison;
  comparison.add(sum, own_completions(model)[0][0]);
  comparison.also(sum, covered_mass(model, model.reached()));
  return comparison;
}

}  // namespace sidproof::replayed
