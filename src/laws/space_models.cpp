// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "laws/space_models.hpp"

#include <array>
#include <cstdint>

#include "laws/witness.hpp"
#include "objective/partition.hpp"
#include "random/stream.hpp"

namespace sidproof {
namespace {

template <Shape S>
Tabular<Mersenne61, S> drawn_model(const S& shape, RandomStream& random) {
  std::vector<Mersenne61> weights(shape.cells());
  for (Mersenne61& weight : weights) weight = Mersenne61::from_bits(random.bits64());
  return softmax<Mersenne61, S>(shape, std::move(weights));
}

}  // namespace

SpaceModels::SpaceModels(const CodeSpace& space, const Seed& seed) : space_(space) {
  const CascadedShape shape(space);
  const Mersenne61 half = fraction<Mersenne61>(1, 2);
  const auto uniform = sequence_law(uniform_model<Mersenne61>(shape));
  space.for_each([&](SequenceView s) {
    emitters_.push_back(deterministic_model<Mersenne61>(space, s));
    mixtures_.push_back(conditionals_of(
        mixture<Mersenne61>({{half, sequence_law(emitters_.back())}, {half, uniform}})));
  });
  RandomStream random(seed);
  drawn_heads_.push_back(drawn_model(ParallelShape(space), random));
  drawn_tables_.push_back(drawn_model(shape, random));
}

Verdict SpaceModels::bijective_iff(const TokenMap& map) const {
  if (!map.is_fixed_length()) return does_not_apply("codes of several lengths");
  std::vector<std::int64_t> multiplicity(emitters_.size(), 0);
  for (std::size_t v = 0; v < map.items(); ++v)
    ++multiplicity[static_cast<std::size_t>(space_.index(map[v]))];
  const Mersenne61 one(1);
  const Mersenne61 sequences(static_cast<std::int64_t>(emitters_.size()));
  const Mersenne61 items(static_cast<std::int64_t>(map.items()));
  bool emitters_one = true;
  bool mixtures_one = true;
  for (std::size_t s = 0; s < emitters_.size(); ++s) {
    const Mersenne61 emitted = z_direct(emitters_[s], map);
    const Mersenne61 mixed = z_direct(mixtures_[s], map);
    const Mersenne61 times(multiplicity[s]);
    if (!(emitted == times) || !(Mersenne61(2) * mixed * sequences == times * sequences + items))
      return Verdict::refuted("Z of a model of sequence " + std::to_string(s) + "; " +
                              text_of_map(map));
    emitters_one = emitters_one && emitted == one;
    mixtures_one = mixtures_one && mixed == one;
  }
  const bool bijective = is_bijective(map);
  if (emitters_one == bijective && mixtures_one == bijective &&
      (z_direct(drawn_heads_[0], map) == one) == bijective &&
      (z_direct(drawn_tables_[0], map) == one) == bijective)
    return Verdict::holds();
  return Verdict::refuted("not true: Z = 1 for all models iff bijective; " + text_of_map(map));
}

Verdict SpaceModels::equal_maxima_iff(const TokenMap& map) const {
  if (!map.is_fixed_length()) return does_not_apply("codes of several lengths");
  const Mersenne61 each = fraction<Mersenne61>(1, static_cast<std::int64_t>(map.items()));
  SequenceLaw<Mersenne61> empirical{space_, std::vector<Mersenne61>(emitters_.size())};
  for (std::size_t v = 0; v < map.items(); ++v)
    empirical.mass[static_cast<std::size_t>(space_.index(map[v]))] += each;
  const ItemCounts counts(map.items(), 1);
  const std::vector<Mersenne61> law(map.items(), each);
  const Mersenne61 largest_ar = ar_likelihood(conditionals_of(empirical), map, counts);
  return claim("the maxima agree on one example of each item iff injective",
               (largest_ar == fv_likelihood<Mersenne61>(law, counts)) == is_injective(map),
               text_of_map(map));
}

}  // namespace sidproof
