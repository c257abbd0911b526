// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "laws/several_sequences_laws.hpp"

#include <optional>
#include <utility>

#include "decoding/constrained.hpp"
#include "objective/loss.hpp"

namespace sidproof {
namespace {

// H(pi) = sum pi ln(1/pi), a zero adds nothing.
RationalLogSum entropy(const std::vector<Rational>& pi) {
  RationalLogSum sum;
  for (const Rational& p : pi)
    if (p != 0) sum.add(p, -p);
  return sum;
}

}  // namespace

Verdict e1_random_sequence(const CascadedTable<Rational>& model, const TokenMap& sequences,
                           const std::vector<std::uint32_t>& weights) {
  if (!sequences.is_fixed_length() || !is_injective(sequences))
    return does_not_apply("a sequence twice");
  Rational sum = 0;
  for (const std::uint32_t weight : weights) sum += weight;
  if (sum == 0) return does_not_apply("no law to draw from");
  std::vector<Rational> pi;
  for (const std::uint32_t weight : weights) pi.push_back(Rational(weight) / sum);
  const auto trie = Trie::build(sequences.codes());
  if (!trie) return Verdict::unknown(trie.error().what);
  // Left: the mean token loss. Right: item mass and law within the item, on the trie.
  RationalLogSum mean_loss;
  const std::vector<Rational> raw = raw_masses(on_trie(model, *trie));
  Rational item = 0;
  for (std::size_t i = 0; i < sequences.items(); ++i) item += raw[trie->node_of_row(i)];
  RationalLogSum divergence;
  for (std::size_t i = 0; i < sequences.items(); ++i) {
    if (pi[i] == 0) continue;
    const Rational within = item == 0 ? Rational(0) : raw[trie->node_of_row(i)] / item;
    if (within == 0) return does_not_apply("an infinite loss");
    divergence.add(pi[i] / within, pi[i]);
    for (std::size_t j = 0; j < sequences[i].size(); ++j)
      mean_loss.add(model.conditional(sequences[i].first(j), sequences[i][j]), -pi[i]);
  }
  RationalLogSum item_loss;
  item_loss.add(item, -1);
  const std::string instance = text_of_map(sequences) + "; model " + text_of_model(model);
  bool tight = false;
  for (std::size_t i = 0; i < pi.size(); ++i)
    tight = tight || (pi[i] == 1 && raw[trie->node_of_row(i)] == item);
  const std::array<Verdict, 3> parts = {
      claim("E[-log Q(s)] = -log p(v) + H(pi) + KL(pi || Q(.|v))",
            mean_loss == item_loss + entropy(pi) + divergence, instance),
      claim("E[-log Q(s)] >= -log p(v), equal iff pi is certain of all of p(v)",
            (mean_loss - item_loss).sign() == (tight ? 0 : 1), instance),
      claim("KL(pi || Q(.|v)) >= 0", divergence.sign() >= 0, instance)};
  return merge(parts);
}

TokenMap merged_pairs(const TokenMap& map) {
  const std::size_t k = map.space().length();
  const std::uint32_t next = map.space().alphabet(0);
  std::vector<std::uint32_t> alphabets = map.space().alphabets();
  alphabets.back() *= next;
  for (std::size_t j = 1; j < k; ++j) alphabets.push_back(map.space().alphabet(j));
  std::vector<Sequence> codes;
  for (std::size_t u = 0; u < map.items(); ++u)
    for (std::size_t v = 0; v < map.items(); ++v) {
      Sequence& code = codes.emplace_back(map[u].begin(), map[u].end());
      code.back() = code.back() * next + map[v][0];
      code.insert(code.end(), map[v].begin() + 1, map[v].end());
    }
  return {CodeSpace(std::move(alphabets)), codes};
}

}  // namespace sidproof
