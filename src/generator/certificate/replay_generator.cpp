// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "generator/certificate/replay_generator.hpp"

#include <algorithm>
#include <string>
#include <utility>

#include "base/memory.hpp"
#include "certificate/content_hash.hpp"
#include "generator/certificate/certified_numbers.hpp"
#include "generator/certificate/generator_certificate_json.hpp"
#include "generator/certificate/replayed_decoding.hpp"
#include "generator/certificate/replayed_laws.hpp"
#include "generator/certificate/replayed_losses.hpp"
#include "generator/certificate/weights_hash.hpp"

namespace sidproof::reference {
namespace {

constexpr std::uint64_t most_draws = 100'000'000;
constexpr double most_multiplications = 1e13;
// Weights, their tensors for the hash, and twice their balls.
constexpr double bytes_per_parameter = 200;

std::vector<std::uint64_t> codebooks_of(const Table& table) {
  std::vector<std::uint64_t> codebooks;
  for (const Alphabet& alphabet : table.alphabets) codebooks.push_back(alphabet.size());
  return codebooks;
}

// Refuses what cannot be recomputed at all, so that no claim leads astray.
Result<void> fits(const GeneratorCertificate& certificate, const Table& table,
                  std::span<const std::uint64_t> codebooks) {
  const auto refuse = [](std::string what) { return fail(ErrorCode::malformed, std::move(what)); };
  if (!table.codes.is_fixed_length() || codebooks.empty())
    return refuse("the table has sequences of several lengths, or empty ones");
  if (certificate.items == 0 || certificate.items > table.rows())
    return refuse("the certificate speaks of " + std::to_string(certificate.items) +
                  " rows, the table has " + std::to_string(table.rows()));
  std::uint64_t vocabulary = 1;
  for (const std::uint64_t codebook : codebooks) vocabulary += codebook;
  if (certificate.shape.vocabulary < vocabulary)
    return refuse("the network's vocabulary is smaller than the table's " +
                  std::to_string(vocabulary));
  if (certificate.shape.positions < codebooks.size())
    return refuse("the network is too short for a single sequence");
  if (certificate.draws > most_draws) return refuse("the certificate holds too many draws");
  if (!parse_seed(certificate.draws_seed)) return refuse("the draws' seed is none");
  if (certificate.examples.empty()) return refuse("the certificate has no examples");
  for (const CertifiedExample& example : certificate.examples) {
    const bool known = std::ranges::all_of(
        example.history, [&](std::uint64_t row) { return row < certificate.items; });
    if (!known || example.target >= certificate.items)
      return refuse("an example speaks of a row that is no item");
  }
  return validate(certificate.shape);
}

Result<Weights> weights_of(const GeneratorCertificate& certificate,
                           const std::optional<Weights>& given) {
  if (certificate.weights_seed.empty()) {
    if (given) return *given;
    return fail(ErrorCode::usage, "the certificate's weights follow from no seed", {},
                "give the weights that were checked");
  }
  if (given)
    return fail(ErrorCode::usage, "the certificate's weights follow from its seed", {},
                "leave the weights out");
  const auto seed = parse_seed(certificate.weights_seed);
  if (!seed) return fail(ErrorCode::malformed, "the weights' seed is none");
  return random_weights(certificate.shape, *seed);
}

// The network's input: token 0, then the last items that leave room for k - 1 tokens.
std::vector<std::uint32_t> prompt_of(const CertifiedExample& example, const Shape& shape,
                                     const ReplayedPrefixes& prefixes, const Table& table) {
  const std::size_t k = prefixes.length();
  const std::size_t room = shape.positions / k - 1;
  const std::size_t begin = example.history.size() - std::min(example.history.size(), room);
  std::vector<std::uint32_t> tokens = {0};
  for (std::size_t i = begin; i < example.history.size(); ++i)
    for (std::size_t j = 0; j < k; ++j)
      tokens.push_back(prefixes.first_token[j] + table.codes.token(example.history[i], j));
  return tokens;
}

CertifiedTrie trie_of(const ReplayedPrefixes& prefixes) {
  CertifiedTrie trie;
  Integer grid = 1;
  for (const std::uint64_t codebook : prefixes.levels.codebooks) grid *= codebook;
  for (std::size_t level = 0; level <= prefixes.length(); ++level)
    trie.nodes.push_back(prefixes.levels.width(level));
  const bool alone = prefixes.leaves() == prefixes.leaf_of_row.size();
  trie.one_to_one = alone ? Truth::holds : Truth::refuted;
  trie.onto = grid == prefixes.leaves() ? Truth::holds : Truth::refuted;
  return trie;
}

CertifiedExample example_of(const CertifiedExample& stated, const ReplayedPrefixes& prefixes,
                            const ReplayedLaws& laws, const std::vector<Integer>& masses) {
  CertifiedExample example;
  example.history = stated.history;
  example.target = stated.target;
  example.laws_sha256 = replayed_laws_hash(prefixes, laws);
  for (const Integer& mass : masses) example.inside += mass;
  for (const std::uint32_t leaf : prefixes.leaf_of_row) example.items += masses[leaf];
  const std::uint32_t leaf = prefixes.leaf_of_row[stated.target];
  example.target_mass = masses[leaf];
  example.target_inside = 1;
  std::uint32_t prefix = leaf;
  for (std::size_t level = prefixes.length(); level > 0; --level) {
    prefix = prefixes.parent[level][prefix];
    Integer sum = 0;
    for (std::uint32_t child = prefixes.first_child[level - 1][prefix];
         child < prefixes.first_child[level - 1][prefix + 1]; ++child)
      sum += laws.weight[level][child];
    example.target_inside *= sum;
  }
  example.gradient_sha256 = replayed_gradient_hash(prefixes, laws, masses);
  return example;
}

Differences one_difference(std::string claim, std::string certified, std::string recomputed) {
  return {{{std::move(claim), std::move(certified), std::move(recomputed)}}, 1, 1};
}

}  // namespace

Result<Differences> replay_generator(const GeneratorCertificate& certificate, const Table& table,
                                     const std::optional<Weights>& weights, Threads threads,
                                     Progress& progress) {
  const std::vector<std::uint64_t> codebooks = codebooks_of(table);
  const std::string content = hex(content_hash(table, codebooks));
  if (content != certificate.table_sha256)
    return one_difference("table_sha256", certificate.table_sha256, content);
  if (auto valid = fits(certificate, table, codebooks); !valid)
    return tl::unexpected(valid.error());
  const ReplayedPrefixes prefixes = replayed_prefixes(table, certificate.items, codebooks);
  // Predicted before any weight is drawn: a certificate may say what it likes.
  const auto parameters = static_cast<double>(certificate.shape.parameters());
  const double steps = static_cast<double>(prefixes.levels.nodes() + certificate.shape.positions) *
                       static_cast<double>(certificate.examples.size());
  if (steps * parameters > most_multiplications)
    return fail(ErrorCode::too_large, "the replay would take more than 10^13 multiplications");
  if (auto fits_memory =
          require_memory("replaying the certificate's network", bytes_per_parameter * parameters,
                         "replay where there is more memory");
      !fits_memory)
    return tl::unexpected(fits_memory.error());
  const auto own = weights_of(certificate, weights);
  if (!own) return tl::unexpected(own.error());
  const std::string digest = hex(weights_hash(*own));
  if (digest != certificate.weights_sha256)
    return one_difference("weights_sha256", certificate.weights_sha256, digest);
  const Seed seed = *parse_seed(certificate.draws_seed);
  const ReplayedNetwork network(*own);
  GeneratorCertificate found;
  found.table_sha256 = content;
  found.items = certificate.items;
  found.shape = own->shape;
  found.weights_sha256 = digest;
  found.weights_seed = certificate.weights_seed;
  found.draws_seed = to_string(seed);
  found.draws = certificate.draws;
  found.trie = trie_of(prefixes);
  for (std::size_t i = 0; i < certificate.examples.size(); ++i) {
    progress.update("replaying",
                    static_cast<double>(i) / static_cast<double>(certificate.examples.size()));
    const CertifiedExample& stated = certificate.examples[i];
    const auto prompt = prompt_of(stated, own->shape, prefixes, table);
    const auto laws = replayed_laws(network, prefixes, prompt, threads);
    if (!laws) return tl::unexpected(laws.error());
    const std::vector<Integer> masses = leaf_masses(prefixes, *laws);
    const std::uint32_t leaf = prefixes.leaf_of_row[stated.target];
    CertifiedExample example = example_of(stated, prefixes, *laws, masses);
    example.prompt = prompt.size();
    for (const bool masked : {false, true}) {
      const ReplayedRanking ranking = replayed_ranking(prefixes, *laws, masked);
      const auto place = std::ranges::find(ranking.order, leaf) - ranking.order.begin();
      (masked ? example.masked_rank : example.rank) = static_cast<std::uint64_t>(place) + 1;
      (masked ? example.masked_score : example.score) = ranking.score[leaf];
      for (const std::uint64_t width : certified_widths) {
        found.beams.push_back(replayed_beam(prefixes, *laws, masked, width, ranking));
        found.beams.back().example = i;
      }
    }
    found.examples.push_back(std::move(example));
    if (i > 0) continue;
    for (const bool masked : {false, true}) {
      auto draws = replayed_draws(prefixes, *laws, masses, masked, seed, certificate.draws);
      if (!draws) return tl::unexpected(draws.error());
      found.samples.push_back(std::move(*draws));
    }
    auto losses = replayed_losses(*own, prefixes, prompt, leaf);
    if (!losses) return tl::unexpected(losses.error());
    found.losses = std::move(*losses);
  }
  found.inputs_sha256 = inputs_hash(found, table);
  progress.update("replaying", 1);
  return differences_of_texts(generator_certificate_json(certificate),
                              generator_certificate_json(found));
}

}  // namespace sidproof::reference
