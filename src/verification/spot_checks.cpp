// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "verification/spot_checks.hpp"

#include <algorithm>
#include <concepts>
#include <optional>
#include <string>
#include <utility>

#include "certificate/replayed_spot_checks.hpp"
#include "exact/flint_rational.hpp"
#include "exact/rational.hpp"
#include "model/trie_model.hpp"
#include "objective/partition.hpp"
#include "random/stream.hpp"
#include "verification/witnesses.hpp"

namespace sidproof {
namespace {

// A model's conditionals as integers over one denominator a depth: exact in every
// number type.
struct IntegerModel {
  std::vector<std::uint64_t> into;
  std::vector<std::uint64_t> leak;
  std::vector<std::uint64_t> row_sum;  ///< by depth
};

template <class N>
N from_count(std::uint64_t count) {
  if constexpr (std::same_as<N, FlintRational>)
    return FlintRational::parse(std::to_string(count));
  else
    return N(count);
}

template <class N>
TrieModel<N> over(const IntegerModel& model, const Trie& trie, const CodeSpace& space) {
  std::vector<N> into;
  std::vector<N> leak;
  into.reserve(trie.nodes());
  leak.reserve(trie.nodes());
  for (std::size_t depth = 0; depth <= trie.depth(); ++depth) {
    const auto [begin, end] = trie.level(depth);
    const N above = depth == 0 ? N(1) : N(N(1) / from_count<N>(model.row_sum[depth - 1]));
    const N below = depth == trie.depth() ? N(0) : N(N(1) / from_count<N>(model.row_sum[depth]));
    for (std::uint32_t node = begin; node < end; ++node) {
      into.push_back(from_count<N>(model.into[node]) * above);
      leak.push_back(from_count<N>(model.leak[node]) * below);
    }
  }
  return TrieModel<N>(trie, space, std::move(into), std::move(leak));
}

IntegerModel empty_model(const Trie& trie, std::vector<std::uint64_t> row_sum) {
  return {std::vector<std::uint64_t>(trie.nodes(), 1), std::vector<std::uint64_t>(trie.nodes(), 0),
          std::move(row_sum)};
}

// Calls f(node, depth) for every node that a conditional law belongs to.
template <class F>
void each_law(const Trie& trie, F&& f) {
  for (std::size_t depth = 0; depth < trie.depth(); ++depth) {
    const auto [begin, end] = trie.level(depth);
    for (std::uint32_t node = begin; node < end; ++node) f(node, depth);
  }
}

IntegerModel uniform(const Trie& trie, std::span<const std::uint64_t> codebooks) {
  IntegerModel model = empty_model(trie, {codebooks.begin(), codebooks.end()});
  each_law(trie, [&](std::uint32_t node, std::size_t depth) {
    model.leak[node] = codebooks[depth] - trie.child_count(node);
  });
  return model;
}

IntegerModel weighted(const Trie& trie, std::span<const std::uint64_t> codebooks,
                      const Seed& seed) {
  IntegerModel model =
      empty_model(trie, std::vector<std::uint64_t>(codebooks.size(), weight_of_a_row));
  RandomStream random(seed.derive(stream_of_weights));
  each_law(trie, [&](std::uint32_t node, std::size_t depth) {
    std::uint64_t rest = weight_of_a_row;
    const std::uint32_t end = trie.first_child(node + 1);
    const bool full = trie.child_count(node) == codebooks[depth];
    for (std::uint32_t child = trie.first_child(node); child < end; ++child) {
      model.into[child] = full && child + 1 == end
                              ? rest
                              : 1 + random.below((weight_of_a_row - 1) / trie.child_count(node));
      rest -= model.into[child];
    }
    model.leak[node] = rest;
  });
  return model;
}

// The longest row that begins with the row's sequence, the first one among these.
Sequence longest_extension(const Table& table, std::uint64_t row) {
  Sequence longest = table.codes.row(row);
  if (table.codes.is_fixed_length()) return longest;
  const Sequence start = longest;
  for (std::uint64_t other = 0; other < table.rows(); ++other)
    if (table.codes.length(other) > longest.size()) {
      Sequence candidate = table.codes.row(other);
      if (std::equal(start.begin(), start.end(), candidate.begin())) longest = std::move(candidate);
    }
  return longest;
}

// What the emitter emits; nothing when it is a sequence that begins with no item's.
std::optional<Sequence> emitted(const Table& table, const CertifiedWitnesses& witnesses) {
  if (witnesses.collision) return longest_extension(table, witnesses.collision->first);
  if (witnesses.prefix) return longest_extension(table, witnesses.prefix->first);
  if (witnesses.unused) return std::nullopt;
  return longest_extension(table, 0);
}

// Everything on one path, as far as it runs inside the trie.
IntegerModel emitter(const Trie& trie, const Table& table, std::span<const std::uint64_t> codebooks,
                     const CertifiedWitnesses& witnesses) {
  IntegerModel model = empty_model(trie, std::vector<std::uint64_t>(trie.depth(), 1));
  std::ranges::fill(model.into, 0);
  std::uint32_t node = 0;
  const std::optional<Sequence> sequence = emitted(table, witnesses);
  each_law(trie, [&](std::uint32_t law, std::size_t /*depth*/) { model.leak[law] = 1; });
  for (std::size_t depth = 0; depth < trie.depth(); ++depth) {
    std::optional<std::uint32_t> token;
    if (!sequence)
      token = token_of_rank(table, trie, codebooks[depth], depth, (*witnesses.unused)[depth]);
    else if (depth < sequence->size())
      token = (*sequence)[depth];
    const auto child = token ? trie.child(node, *token) : std::nullopt;
    if (!child) break;
    model.leak[node] = 0;
    model.into[*child] = 1;
    node = *child;
  }
  return model;
}

void add(SpotChecks& result, std::string model, const IntegerModel& conditionals, const Trie& trie,
         const CodeSpace& space) {
  const Rational z = z_backward(over<Rational>(conditionals, trie, space));
  const std::string backward = text_of(z);
  const std::string leakage = text_of(z_by_leakage(over<FlintRational>(conditionals, trie, space)));
  if (backward != leakage && result.agreement.truth == Truth::holds)
    result.agreement =
        Verdict::refuted("Z of the model '" + model + "' is " + backward +
                         " backwards (Boost) and " + leakage + " by leakage (FLINT)");
  result.checks.push_back({std::move(model), stated_fraction(z)});
}

}  // namespace

SpotChecks spot_checks(const Table& table, const Trie& trie,
                       std::span<const std::uint64_t> codebooks, const Seed& seed,
                       const CertifiedWitnesses& witnesses) {
  // The models bring their own numbers: of the space only the length is asked.
  const CodeSpace space(std::vector<std::uint32_t>(codebooks.size(), 1));
  SpotChecks result;
  result.agreement = Verdict::holds();
  add(result, "uniform", uniform(trie, codebooks), trie, space);
  add(result, "weighted", weighted(trie, codebooks, seed), trie, space);
  add(result, "emitter", emitter(trie, table, codebooks, witnesses), trie, space);
  return result;
}

}  // namespace sidproof
