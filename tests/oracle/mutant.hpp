// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <string_view>

namespace sidproof {

/// Mistakes that are made on purpose in the evaluation, to show that the oracle
/// notices each of them.
enum class Mutant {
  none,
  short_prefix,        ///< conditionals look at the prefix as if its last token were 0
  first_history,       ///< every history is given the first one's model
  missing_last_token,  ///< AR forgets the last token of a code
  shifted_counts,      ///< counts belong to the next item
  dropped_collision,   ///< Z counts each sequence once
  items_for_mass,      ///< Q(C) counts each item
  share_for_split,
  local_for_global,
  global_for_local,
  unmasked,              ///< a(w) is the sum over the whole codebook
  reach_counts_items,    ///< h ends with m(s) instead of 1
  one_event_each,        ///< N_x counts observed items, not events
  scores_for_share,      ///< FV of numbers that are no law
  equal_is_no_prefix,    ///< "prefix code" by proper prefixes only
  full_length_is_enough  ///< "complete" without asking for every sequence
};

struct MutantEntry {
  Mutant mutant;
  std::string_view name;
  std::string_view quantity;  ///< what must differ from the oracle, at least
};

inline constexpr std::array<MutantEntry, 15> mutants{{
    {Mutant::short_prefix, "short_prefix", "scores"},
    {Mutant::first_history, "first_history", "scores"},
    {Mutant::missing_last_token, "missing_last_token", "lik_AR"},
    {Mutant::shifted_counts, "shifted_counts", "lik_FV_scores"},
    {Mutant::dropped_collision, "dropped_collision", "Z"},
    {Mutant::items_for_mass, "items_for_mass", "valid_mass"},
    {Mutant::share_for_split, "share_for_split", "split"},
    {Mutant::local_for_global, "local_for_global", "global"},
    {Mutant::global_for_local, "global_for_local", "local"},
    {Mutant::unmasked, "unmasked", "allowed"},
    {Mutant::reach_counts_items, "reach_counts_items", "reach"},
    {Mutant::one_event_each, "one_event_each", "gap"},
    {Mutant::scores_for_share, "scores_for_share", "lik_FV_share"},
    {Mutant::equal_is_no_prefix, "equal_is_no_prefix", "prefix_code"},
    {Mutant::full_length_is_enough, "full_length_is_enough", "complete"},
}};

}  // namespace sidproof
