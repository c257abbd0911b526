// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "laws/reduction_laws.hpp"

#include <numeric>

#include "objective/family_optimum.hpp"
#include "objective/optima.hpp"
#include "objective/reductions.hpp"

namespace sidproof {
namespace {

std::string describe(const CascadedTable<Rational>& model, const TokenMap& map,
                     const ItemCounts& counts) {
  return text_of_map(map) + "; counts " + text_of_counts(counts) + "; model " +
         text_of_model(model);
}

Verdict same_loss(std::string_view what, const Loss& reduced, const Rational& factor,
                  const RationalLogSum& expected, std::string_view instance) {
  return claim(what, !reduced.infinite && reduced.nats * factor == expected, instance);
}

// The map of every code's first `length` tokens.
TokenMap cut(const TokenMap& map, std::size_t length) {
  std::vector<Sequence> codes;
  for (std::size_t v = 0; v < map.items(); ++v) {
    const SequenceView code = map[v].first(std::min(length, map[v].size()));
    codes.emplace_back(code.begin(), code.end());
  }
  return {map.space(), codes};
}

// -sum n(v) ln Q(code v) by whole sequences; the caller has seen that it is finite.
RationalLogSum sequence_nll(const CascadedTable<Rational>& model, const TokenMap& map,
                            const ItemCounts& counts) {
  return negative_log(item_masses(model, map), counts).nats;
}

}  // namespace

Verdict g1_mean_over_tokens(const CascadedTable<Rational>& model, const TokenMap& map,
                            const ItemCounts& counts, const std::vector<Rational>& end) {
  const std::uint64_t examples = total(counts);
  const std::size_t k = map.space().length();
  if (!map.is_fixed_length() || k == 0 || examples == 0)
    return does_not_apply("codes of one length >= 1, data");
  const Loss items = negative_log(item_masses(model, map), counts);
  const Loss ends = negative_log(end, counts);
  if (items.infinite || ends.infinite) return does_not_apply("an infinite loss");
  Reduction mean{.mean = Reduction::Mean::over_tokens};
  const Loss plain = reduced_loss(model, map, counts, mean);
  mean.end_token = true;
  const Loss ended = reduced_loss(model, map, counts, mean, end);
  const std::string instance = describe(model, map, counts);
  const std::array<Verdict, 2> parts = {
      same_loss("N k mean = NLL", plain, Rational(examples * k), items.nats, instance),
      same_loss("N (k + 1) mean with END = NLL + end terms", ended, Rational(examples * (k + 1)),
                items.nats + ends.nats, instance)};
  return merge(parts);
}

Verdict g2_mean_over_examples(const CascadedTable<Rational>& model, const TokenMap& map,
                              const ItemCounts& counts) {
  const std::uint64_t examples = total(counts);
  std::uint64_t common = 1;
  std::set<std::size_t> lengths;
  for (std::size_t v = 0; v < map.items(); ++v) {
    if (counts[v] == 0) continue;
    if (map[v].empty()) return does_not_apply("a mean over no tokens");
    lengths.insert(map[v].size());
    common = std::lcm(common, map[v].size());
  }
  if (examples == 0) return does_not_apply("no data");
  ItemCounts shortened(map.items(), 0);
  for (std::size_t v = 0; v < map.items(); ++v)
    if (counts[v] != 0) shortened[v] = counts[v] * (common / map[v].size());
  const Loss items = negative_log(item_masses(model, map), shortened);
  if (items.infinite) return does_not_apply("an infinite loss");
  const Loss reduced = reduced_loss(model, map, counts, {.mean = Reduction::Mean::over_examples});
  const std::string instance = describe(model, map, counts);
  const CascadedShape shape(map.space());
  const auto best = best_of_family<Rational>(shape, map, shortened);
  const std::array<Verdict, 2> parts = {
      same_loss("N mean = NLL of the counts n(v) / len(v)", reduced, Rational(examples * common),
                items.nats, instance),
      claim("prefix code: the item optimum is kept iff the observed lengths are equal",
            !is_prefix_code(map) ||
                (item_masses(best, map) == best_item_law(counts)) == (lengths.size() == 1),
            instance)};
  return merge(parts);
}

Verdict g3_weights_and_rows(const CascadedTable<Rational>& model, const TokenMap& map,
                            const ItemCounts& counts, const std::vector<Rational>& position_weights,
                            const Rational& smoothing, std::uint32_t b) {
  if (!has_no_zero(model)) return does_not_apply("the model is not positive");
  const std::string instance = describe(model, map, counts);
  RationalLogSum weighted;
  for (std::size_t j = 0; j < map.space().length(); ++j)
    weighted +=
        (sequence_nll(model, cut(map, j + 1), counts) - sequence_nll(model, cut(map, j), counts)) *
        position_weights.at(j);
  RationalLogSum smoothed;
  RationalLogSum tempered = sequence_nll(model, map, counts) * Rational(b);
  const std::vector<std::uint64_t> met = cell_counts(model.shape(), map, counts);
  for (std::size_t row = 0; row < model.shape().rows(); ++row) {
    const std::size_t begin = model.shape().row_begin(row);
    const std::size_t end = model.shape().row_begin(row + 1);
    const std::uint64_t passed =
        std::accumulate(met.begin() + static_cast<std::ptrdiff_t>(begin),
                        met.begin() + static_cast<std::ptrdiff_t>(end), std::uint64_t{0});
    Rational partition = 0;
    for (std::size_t cell = begin; cell < end; ++cell) {
      const Rational share = (1 - smoothing) * met[cell] + smoothing * passed / (end - begin);
      smoothed.add(model.cells()[cell], -share);
      partition += power(model.cells()[cell], b);
    }
    tempered.add(partition, Rational(passed));
  }
  const std::array<Verdict, 3> parts = {
      same_loss("position weights",
                reduced_loss(model, map, counts, {.position_weights = position_weights}), 1,
                weighted, instance),
      same_loss("label smoothing", reduced_loss(model, map, counts, {.smoothing = smoothing}), 1,
                smoothed, instance),
      same_loss("temperature inside the loss",
                reduced_loss(model, map, counts, {.inverse_temperature = b}), 1, tempered,
                instance)};
  return merge(parts);
}

Verdict g3_stripped_token(const CascadedTable<Rational>& model, const TokenMap& map,
                          const ItemCounts& counts) {
  const std::size_t k = map.space().length();
  if (!map.is_fixed_length() || k == 0 || !is_injective(map))
    return does_not_apply("one-to-one codes of one length >= 1");
  const TokenMap prefixes = cut(map, k - 1);
  const std::string instance = describe(model, map, counts);
  const std::vector<Rational> prefix = item_masses(model, prefixes);
  const std::vector<Rational> item = item_masses(model, map);
  std::vector<Verdict> parts;
  for (std::size_t v = 0; v < map.items(); ++v) {
    Rational group = 0;
    bool leaks = false;
    for (std::uint32_t t = 0; t < map.space().alphabet(k - 1); ++t) {
      bool used = false;
      for (std::size_t u = 0; u < map.items(); ++u) {
        if (!std::ranges::equal(prefixes[u], prefixes[v]) || map[u].back() != t) continue;
        used = true;
        group += item[u];
      }
      leaks = leaks || (!used && prefix[v] * model.conditional(prefixes[v], t) != 0);
    }
    parts.push_back(
        claim("the prefix has at least the mass of its items", group <= prefix[v], instance));
    parts.push_back(
        claim("and no more iff nothing leaks below it", (group == prefix[v]) == !leaks, instance));
  }
  const Loss expected = negative_log(prefix, counts);
  if (!expected.infinite)
    parts.push_back(same_loss("stripped: the loss of the prefix",
                              reduced_loss(model, map, counts, {.stripped = 1}), 1, expected.nats,
                              instance));
  return merge(parts);
}

TokenMap padded(const TokenMap& map) {
  std::vector<std::uint32_t> alphabets = map.space().alphabets();
  for (std::uint32_t& size : alphabets) ++size;
  const CodeSpace space(std::move(alphabets));
  std::vector<Sequence> codes;
  for (std::size_t v = 0; v < map.items(); ++v) {
    Sequence& code = codes.emplace_back(map[v].begin(), map[v].end());
    while (code.size() < space.length()) code.push_back(space.alphabet(code.size()) - 1);
  }
  return {space, codes};
}

Verdict g3_counted_pads(const CascadedTable<Rational>& model, const TokenMap& map,
                        const ItemCounts& counts) {
  if (!has_no_zero(model)) return does_not_apply("the model is not positive");
  const std::size_t k = map.space().length();
  std::uint64_t tokens = 0;
  for (std::size_t v = 0; v < map.items(); ++v) tokens += counts[v] * map[v].size();
  if (tokens == 0) return does_not_apply("no token observed");
  const TokenMap filled = padded(map);
  std::vector<Sequence> codes;
  RationalLogSum pads;
  for (std::size_t v = 0; v < map.items(); ++v) {
    codes.emplace_back(map[v].begin(), map[v].end());
    for (std::size_t j = map[v].size(); j < k; ++j)
      pads.add(model.conditional(filled[v].first(j), filled[v][j]), -Rational(counts[v]));
  }
  const TokenMap plain(filled.space(), codes);
  const RationalLogSum items = sequence_nll(model, plain, counts);
  const Reduction mean{.mean = Reduction::Mean::over_tokens};
  const std::string instance = describe(model, filled, counts);
  const std::array<Verdict, 2> parts = {
      same_loss("mean over tokens and pads", reduced_loss(model, filled, counts, mean),
                Rational(total(counts) * k), items + pads, instance),
      same_loss("mean over tokens", reduced_loss(model, plain, counts, mean), Rational(tokens),
                items, instance)};
  return merge(parts);
}

bool has_ambiguous_border(const TokenMap& map) {
  std::set<Sequence> partial = {{}};
  for (std::size_t v = 0; v < map.items(); ++v)
    for (std::size_t j = 0; j < map[v].size(); ++j)
      partial.emplace(map[v].begin(), map[v].begin() + static_cast<std::ptrdiff_t>(j));
  std::vector<Sequence> pasts = {{}};
  for (std::size_t begin = 0, rounds = 0; rounds < 2; ++rounds) {
    const std::size_t end = pasts.size();
    for (; begin < end; ++begin)
      for (std::size_t v = 0; v < map.items(); ++v) {
        Sequence longer = pasts[begin];
        longer.insert(longer.end(), map[v].begin(), map[v].end());
        pasts.push_back(std::move(longer));
      }
  }
  std::set<Sequence> spelled;
  for (const Sequence& past : pasts)
    for (const Sequence& open : partial) {
      Sequence tokens = past;
      tokens.insert(tokens.end(), open.begin(), open.end());
      if (!spelled.insert(std::move(tokens)).second) return true;
    }
  return false;
}

Verdict g5_decodable_borders(const TokenMap& map) {
  bool empty_code = false;
  for (std::size_t v = 0; v < map.items(); ++v) empty_code = empty_code || map[v].empty();
  return claim("borders can be told iff prefix code without an empty code",
               has_ambiguous_border(map) != (is_prefix_code(map) && !empty_code), text_of_map(map));
}

}  // namespace sidproof
