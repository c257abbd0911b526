// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "generator/certificate/certify_generator.hpp"

#include <cmath>
#include <tuple>
#include <utility>

#include "certificate/content_hash.hpp"
#include "generator/arithmetic/token_law.hpp"
#include "generator/certificate/certified_numbers.hpp"
#include "generator/certificate/weights_hash.hpp"
#include "generator/check/goodness_of_fit.hpp"
#include "generator/enclosure/enclosed_network.hpp"

namespace sidproof::reference {
namespace {

constexpr std::uint64_t request = 1;
constexpr std::size_t buckets = 16;
constexpr int log_e_bits = 20;

std::string laws_hash(const Catalogue& catalogue, const TrieLaws& laws) {
  Sha256 hash;
  hash.bytes("sidproof.generator-laws/1\n").number(catalogue.trie().nodes());
  for (std::uint32_t node = 1; node < catalogue.trie().nodes(); ++node)
    hash.number(laws.weight[node])
        .number(static_cast<std::uint64_t>(laws.log[node]))
        .number(static_cast<std::uint64_t>(laws.masked_log[node]));
  for (const std::uint64_t outside : laws.outside) hash.number(outside);
  return hex(hash.finish());
}

// d ln Z / d logit times 2^48 Z, from the backward pass: the mass of the items below an
// edge less the edge's share of those below its parent.
std::string gradient_hash(const Catalogue& catalogue, const TrieLaws& laws, const ItemLaw& law) {
  const Trie& trie = catalogue.trie();
  std::vector<Integer> below(trie.nodes(), Integer(0));
  for (std::size_t node = trie.nodes(); node-- > 0;) {
    const auto at = static_cast<std::uint32_t>(node);
    if (trie.is_leaf(at)) below[node] = trie.terminals(at);
    if (node != 0) below[trie.parent(at)] += below[node] * laws.weight[node];
  }
  for (std::size_t node = 0; node < trie.nodes(); ++node) below[node] *= law.mass[node];
  Sha256 hash;
  hash.bytes("sidproof.generator-gradient/1\n").number(trie.nodes());
  for (std::uint32_t node = 1; node < trie.nodes(); ++node) {
    const std::uint32_t parent = trie.parent(node);
    const Integer slope = below[node] * weight_total - below[parent] * laws.weight[node];
    hash.text(slope.str());
  }
  for (std::uint32_t node = 0; node < catalogue.leaves().first; ++node)
    hash.text(Integer(-(below[node] * laws.outside[node])).str());
  return hex(hash.finish());
}

std::pair<std::uint64_t, std::int64_t> placed(const std::vector<Scored>& ranking,
                                              std::uint32_t leaf) {
  for (std::size_t i = 0; i < ranking.size(); ++i)
    if (ranking[i].node == leaf) return {i + 1, ranking[i].score};
  return {0, 0};
}

CertifiedBeam certified_beam(const Catalogue& catalogue, const Found& found,
                             const std::vector<Scored>& ranking) {
  CertifiedBeam beam;
  beam.results = found.results.size();
  Sha256 hash;
  hash.bytes("sidproof.generator-beam/1\n");
  for (const Scored& result : found.results) {
    for (const std::uint32_t code : catalogue.trie().prefix(result.node)) hash.word(code);
    hash.number(static_cast<std::uint64_t>(result.score));
  }
  beam.sha256 = hex(hash.finish());
  if (found.best_pruned) beam.best_pruned = found.best_pruned->score;
  while (beam.right < found.results.size() && beam.right < ranking.size() &&
         found.results[beam.right] == ranking[beam.right])
    ++beam.right;
  for (std::size_t k = 1; k <= found.results.size(); ++k)
    if (found.certifies(k)) beam.certified = k;
  return beam;
}

Result<Integer> stated(const Enclosure& log_e) {
  const auto at = [](double x) { return std::floor(std::ldexp(x, log_e_bits) + 0.5); };
  if (!std::isfinite(log_e.lo) || !std::isfinite(log_e.hi) || at(log_e.lo) != at(log_e.hi))
    return fail(ErrorCode::out_of_range, "an e-value is not known to 20 bits");
  return Integer(at(log_e.lo));
}

Result<CertifiedDraws> certified_draws(const Subject& subject, const Catalogue& catalogue,
                                       const TrieLaws& laws, const ItemLaw& law, Decoding decoding,
                                       const CertifyOptions& options) {
  const auto draw = subject.sampler(laws, law, decoding);
  if (!draw) return tl::unexpected(draw.error());
  const auto [begin, end] = catalogue.leaves();
  const std::size_t sequences = end - begin;
  std::vector<std::uint64_t> counts(sequences, 0);
  std::vector<std::uint64_t> pairs(buckets * buckets, 0);
  Sha256 hash;
  hash.bytes("sidproof.generator-draws/1\n");
  std::size_t last = 0;
  for (std::uint64_t sample = 0; sample < options.samples; ++sample) {
    const std::uint32_t drawn = (*draw)(options.seed, request, sample) - begin;
    hash.word(drawn);
    if (drawn >= sequences) return fail(ErrorCode::internal, "a draw is no item's sequence");
    ++counts[drawn];
    const std::size_t bucket = drawn * buckets / sequences;
    if (sample % 2 == 1) ++pairs[last * buckets + bucket];
    last = bucket;
  }
  std::vector<Rational> expected;
  std::vector<Rational> of_bucket(buckets, Rational(0));
  for (std::uint32_t leaf = begin; leaf < end; ++leaf) {
    expected.push_back(probability(catalogue, laws, law, leaf, decoding));
    of_bucket[(leaf - begin) * buckets / sequences] += expected.back();
  }
  std::vector<Rational> of_pair;
  for (const Rational& a : of_bucket)
    for (const Rational& b : of_bucket) of_pair.push_back(a * b);
  const auto log_e = stated(log_e_value(counts, expected));
  const auto log_e_pairs = stated(log_e_value(pairs, of_pair));
  if (!log_e || !log_e_pairs) return tl::unexpected((log_e ? log_e_pairs : log_e).error());
  CertifiedDraws draws;
  draws.decoding = decoding == Decoding::global ? "global" : "local";
  for (const std::uint64_t count : counts) draws.distinct += count > 0 ? 1 : 0;
  draws.sha256 = hex(hash.finish());
  draws.log_e = *log_e;
  draws.log_e_pairs = *log_e_pairs;
  return draws;
}

Result<CertifiedLosses> certified_losses(const Network& network, const Catalogue& catalogue,
                                         std::span<const std::uint32_t> prompt,
                                         std::uint32_t leaf) {
  for (int bits = 256; bits <= 2048; bits *= 2) {
    const EnclosedLaws forced = enclosed_sequence(network, catalogue, prompt, leaf, bits);
    Ball ar(0, bits);
    Ball masked_ar(0, bits);
    for (const Ball& log : forced.log) ar -= log;
    for (const Ball& log : forced.masked_log) masked_ar -= log;
    const auto one = nearest_scaled(ar, loss_bits);
    const auto other = nearest_scaled(masked_ar, loss_bits);
    if (one && other) return CertifiedLosses{*one, *other};
  }
  return fail(ErrorCode::out_of_range, "the loss over the reals is not known to 100 bits");
}

Integer inside_product(const Catalogue& catalogue, const TrieLaws& laws, std::uint32_t leaf) {
  const Trie& trie = catalogue.trie();
  Integer product = 1;
  for (std::uint32_t node = leaf; node != 0; node = trie.parent(node))
    product *= weight_total - laws.outside[trie.parent(node)];
  return product;
}

}  // namespace

Result<GeneratorCertificate> certify_generator(const Subject& subject, const Network& network,
                                               const Catalogue& catalogue, const Table& table,
                                               std::span<const Observed> observed,
                                               const CertifyOptions& options, Progress& progress) {
  if (observed.empty())
    return fail(ErrorCode::usage, "a certificate needs at least one history with a target");
  if (network.is_parallel())
    return fail(ErrorCode::usage, "certificates are of linear heads, not of parallel ones");
  GeneratorCertificate certificate;
  std::vector<std::uint64_t> codebooks;
  for (std::size_t j = 0; j < catalogue.length(); ++j) codebooks.push_back(catalogue.codebook(j));
  certificate.table_sha256 = hex(content_hash(table, codebooks));
  certificate.items = catalogue.items();
  certificate.shape = network.shape();
  certificate.weights_sha256 = hex(weights_hash(network.weights()));
  certificate.weights_seed = options.weights_seed;
  certificate.draws_seed = to_string(options.seed);
  certificate.draws = options.samples;
  for (std::size_t depth = 0; depth <= catalogue.length(); ++depth) {
    const auto [begin, end] = catalogue.trie().level(depth);
    certificate.trie.nodes.push_back(end - begin);
  }
  certificate.trie.one_to_one = catalogue.is_one_to_one() ? Truth::holds : Truth::refuted;
  certificate.trie.onto = catalogue.is_onto() ? Truth::holds : Truth::refuted;
  Schedule schedule;
  schedule.executor.threads = options.threads;
  for (std::size_t i = 0; i < observed.size(); ++i) {
    progress.update("certifying", static_cast<double>(i) / static_cast<double>(observed.size()));
    const auto prompt = catalogue.prompt(observed[i].history, network.shape().positions);
    if (!prompt) return tl::unexpected(prompt.error());
    const auto laws = subject.laws(*prompt, schedule);
    if (!laws) return tl::unexpected(laws.error());
    const ItemLaw law = subject.item_law(*laws);
    const std::uint32_t leaf = catalogue.trie().node_of_row(observed[i].target);
    CertifiedExample example;
    example.history.assign(observed[i].history.begin(), observed[i].history.end());
    example.target = observed[i].target;
    example.prompt = prompt->size();
    example.laws_sha256 = laws_hash(catalogue, *laws);
    example.inside = law.inside();
    example.items = item_mass_sum(catalogue, law);
    example.target_mass = law.mass[leaf];
    example.target_inside = inside_product(catalogue, *laws, leaf);
    for (const Decoding decoding : {Decoding::raw, Decoding::local}) {
      const bool masked = decoding == Decoding::local;
      const auto ranking = exhaustive_ranking(catalogue, *laws, decoding);
      std::tie(masked ? example.masked_rank : example.rank,
               masked ? example.masked_score : example.score) = placed(ranking, leaf);
      for (const std::uint64_t width : certified_widths) {
        const auto found = subject.beam(*prompt, width, decoding, schedule);
        if (!found) return tl::unexpected(found.error());
        CertifiedBeam beam = certified_beam(catalogue, *found, ranking);
        beam.example = i;
        beam.decoding = masked ? "local" : "raw";
        beam.width = width;
        certificate.beams.push_back(std::move(beam));
      }
    }
    example.gradient_sha256 = gradient_hash(catalogue, *laws, law);
    certificate.examples.push_back(std::move(example));
    if (i > 0) continue;
    for (const Decoding decoding : {Decoding::global, Decoding::local}) {
      auto draws = certified_draws(subject, catalogue, *laws, law, decoding, options);
      if (!draws) return tl::unexpected(draws.error());
      certificate.samples.push_back(std::move(*draws));
    }
    auto losses = certified_losses(network, catalogue, *prompt, leaf);
    if (!losses) return tl::unexpected(losses.error());
    certificate.losses = std::move(*losses);
  }
  certificate.inputs_sha256 = inputs_hash(certificate, table);
  return certificate;
}

}  // namespace sidproof::reference
