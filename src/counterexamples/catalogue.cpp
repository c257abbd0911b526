// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "counterexamples/catalogue.hpp"

#include <algorithm>
#include <cctype>

#include "counterexamples/cases.hpp"

namespace sidproof {
namespace {

bool same_name(std::string_view a, std::string_view b) {
  return std::ranges::equal(
      a, b, [](unsigned char x, unsigned char y) { return std::tolower(x) == std::tolower(y); });
}

}  // namespace

const std::vector<CounterexampleCase>& counterexample_catalogue() {
  using namespace counterexamples;
  static const std::vector<CounterexampleCase> cases = {
      {"A2-collision", "one-to-one", a2_collision},
      {"A2-leakage", "onto the code space", a2_leakage},
      {"A2c-argmin", "onto (a family's optimum)", a2c_argmin},
      {"A2c-ranking", "onto (a family's ranking)", a2c_ranking},
      {"A6-order", "the order of training", a6_order},
      {"B2-collision", "one-to-one", b2_collision},
      {"B2-leakage", "onto the code space", b2_leakage},
      {"B2-one-model", "for every model", b2_one_model},
      {"B3-positive", "positive conditionals", b3_positive},
      {"B6-ranking", "one-to-one", b6_ranking},
      {"C1-collision", "one-to-one", c1_collision},
      {"C1v-prefix", "prefix-free", c1v_prefix},
      {"C3-parallel", "independent positions", c3_parallel},
      {"D1-kraft", "prefix-free (Kraft sum <= 1 instead)", d1_kraft},
      {"D4-end", "END forced after k tokens", d4_end},
      {"E3-consistency", "for every law of items", e3_consistency},
      {"F2-law", "siblings complete equally", f2_law},
      {"F2-best", "siblings complete equally", f2_best},
      {"F5-coherence", "GLOBAL instead of LOCAL", f5_coherence},
      {"F6-soft-mask", "the mask is -infinity", f6_soft_mask},
      {"F7-positions", "the trie (tokens by position instead)", f7_positions},
      {"F7-bigram", "the trie (token pairs instead)", f7_bigram},
      {"G2-mean", "equal lengths", g2_mean},
      {"G3-stripped", "nothing leaks at the last level", g3_stripped},
      {"G3-smoothing", "no label smoothing", g3_smoothing},
      {"G4-vocabulary", "softmax over the codebook only", g4_vocabulary},
      {"H3-greedy", "a beam as wide as the largest level", h3_greedy},
      {"H3-width", "a beam as wide as the largest level", h3_width},
      {"H4-length", "equal lengths", h4_length},
      {"H6-temperature", "parallel heads", h6_temperature},
  };
  return cases;
}

std::vector<CounterexampleCase> find_cases(std::string_view name) {
  std::vector<CounterexampleCase> found;
  for (const CounterexampleCase& entry : counterexample_catalogue())
    if (name == "all" || same_name(name, entry.id) || same_name(name, entry.law()))
      found.push_back(entry);
  return found;
}

}  // namespace sidproof
