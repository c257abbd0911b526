// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "verification/certify.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <string>
#include <utility>

#include "base/memory.hpp"
#include "certificate/content_hash.hpp"
#include "certificate/replayed_identities.hpp"
#include "certificate/replayed_spot_checks.hpp"
#include "exact/integer.hpp"
#include "tokenization/code_space.hpp"
#include "tokenization/trie.hpp"
#include "verification/item_sequences.hpp"
#include "verification/spot_checks.hpp"
#include "verification/witnesses.hpp"

namespace sidproof {
namespace {

constexpr std::string_view unit_partition = "B2 unit partition";

// Would a false law pass with probability at most 2^-bits at uniform independent points?
// (degree 2^bits)^points against
// (prime - poles)^points, digit by digit of the bits.
std::uint64_t error_bits(const IdentityRun& run) {
  if (run.verdict.truth != Truth::holds) return 0;
  const auto points = static_cast<unsigned>(run.points.size());
  const Integer zeros =
      boost::multiprecision::pow(Integer(std::max<std::uint64_t>(run.degree, 1)), points);
  const Integer values = boost::multiprecision::pow(Integer(run.prime - run.poles), points);
  auto bits = static_cast<std::uint64_t>(std::max(0.0, std::floor(-run.log2_error) - 1));
  while ((zeros << (bits + 1)) <= values) ++bits;
  return bits;
}

// While it is computed an identity keeps this much a node, and each thread computes one.
constexpr std::uint64_t bytes_per_node = 256;

// Large tables get fewer threads instead of all of the memory.
Threads affordable(Threads asked, std::size_t nodes) {
  const std::uint64_t memory = std::min(std::uint64_t{8} << 30U, available_memory());
  const std::uint64_t at_once =
      std::max<std::uint64_t>(memory / (bytes_per_node * std::uint64_t{nodes}), 1);
  return Threads{static_cast<unsigned>(std::min<std::uint64_t>(asked.count, at_once))};
}

CertifiedIdentity certified(const IdentityRun& run) {
  CertifiedIdentity identity;
  identity.law = run.law;
  identity.prime = run.prime;
  identity.degree = run.degree;
  identity.poles = run.poles;
  for (const IdentityPoint& point : run.points)
    identity.points.push_back({point.attempt, point.residue});
  identity.redrawn = run.redrawn;
  identity.error_bits = error_bits(run);
  identity.verdict = run.verdict.truth;
  return identity;
}

CertifiedShape certified_shape(const AuditResult& audit, const Trie& trie,
                               std::vector<std::uint64_t> codebooks) {
  CertifiedShape shape;
  shape.rows = audit.rows;
  shape.items = audit.items;
  shape.item_sequences = trie.rows();
  shape.min_length = audit.min_length;
  shape.max_length = audit.max_length;
  shape.codebooks = std::move(codebooks);
  shape.nodes.push_back(1);
  for (const PrefixLevel& level : audit.levels) shape.nodes.push_back(level.nodes);
  return shape;
}

CertifiedFacts certified_facts(const AuditResult& audit) {
  CertifiedFacts facts;
  facts.distinct_sequences = audit.distinct_sequences;
  facts.collision_groups = audit.groups.size();
  facts.items_in_groups = audit.items_in_groups;
  facts.largest_group = audit.largest_group;
  facts.repeated_items = audit.repeated_items;
  facts.conflicting_items = audit.conflicting_items;
  facts.proper_prefixes = audit.proper_prefixes;
  facts.least_multiplicity = audit.multiplicities.least.value();
  facts.least_multiplicity_on_trie = audit.multiplicities.least_on_trie;
  facts.largest_multiplicity = audit.multiplicities.most;
  facts.one_to_one = audit.one_to_one.truth;
  facts.prefix_free = audit.prefix_free.truth;
  facts.onto = audit.onto.truth;
  facts.complete = worst(worst(facts.one_to_one, facts.prefix_free), facts.onto);
  return facts;
}

std::vector<CertifiedRecipe> certified_recipes(const AuditResult& audit) {
  std::vector<CertifiedRecipe> recipes;
  const std::vector<GapSign> signs = gap_signs(audit);
  for (const RecipeVerdict& recipe : recipe_verdicts(audit))
    recipes.push_back({recipe.recipe, recipe.equivalent.truth, signs[recipes.size()], recipe.laws});
  return recipes;
}

}  // namespace

std::vector<GapSign> gap_signs(const AuditResult& audit) {
  if (audit.conflicting_items > 0)
    return {GapSign::undefined, GapSign::undefined, GapSign::undefined};
  const std::uint64_t most = audit.multiplicities.most;
  const auto sign = [&](std::uint64_t least) {
    if (most == 1) return least == 1 ? GapSign::zero : GapSign::at_most_zero;
    if (least == most) return GapSign::constant;
    return least == 0 ? GapSign::either : GapSign::at_least_zero;
  };
  const GapSign grid = sign(audit.multiplicities.least.value());
  return {grid, sign(audit.multiplicities.least_on_trie),
          audit.min_length == audit.max_length ? grid : GapSign::undefined};
}

Verdict merge_identities(const std::vector<IdentityRun>& runs) {
  Verdict result = Verdict::holds();
  for (const IdentityRun& run : runs) {
    const bool was_run = run.degree > 0 || !run.points.empty();
    if (run.law == unit_partition || !was_run) continue;
    if (run.verdict.truth == Truth::holds || worst(result.truth, run.verdict.truth) == result.truth)
      continue;
    result = {run.verdict.truth, std::string(run.law) + " over the " + std::string(run.field) +
                                     ": " + run.verdict.reason};
  }
  return result;
}

Result<Verification> certify(const Table& table, const AuditResult& audit, Threads threads,
                             Progress& progress) {
  if (!audit.multiplicities.least)
    return fail(ErrorCode::malformed, audit.onto.reason, {table.path, {}, {}},
                "name the sizes of the softmax, --codebooks, or mend the file");
  std::vector<std::uint64_t> codebooks;
  // A node with 2^32 - 1 children or more does not exist: no larger codebook is full.
  std::vector<std::uint32_t> alphabets;
  for (const PositionUse& position : audit.positions) {
    codebooks.push_back(position.codebook);
    alphabets.push_back(static_cast<std::uint32_t>(
        std::min<std::uint64_t>(position.codebook, std::numeric_limits<std::uint32_t>::max())));
  }
  const auto trie = Trie::build(item_sequences(table, audit.repeated_items > 0));
  if (!trie) return tl::unexpected(trie.error());
  if (auto fits =
          require_memory("testing identities on " + std::to_string(trie->nodes()) + " trie nodes",
                         static_cast<double>(bytes_per_node) * static_cast<double>(trie->nodes()),
                         "audit the table instead");
      !fits)
    return tl::unexpected(fits.error());
  progress.update("hashing", 0);
  const Sha256::Digest content = content_hash(table, codebooks);
  const Seed seed = seed_of(content);

  Verification result;
  Certificate& certificate = result.certificate;
  certificate.table_sha256 = hex(content);
  certificate.seed = to_string(seed);
  certificate.shape = certified_shape(audit, *trie, codebooks);
  certificate.facts = certified_facts(audit);
  certificate.witnesses = certified_witnesses(table, audit, *trie, codebooks);
  if (auto shown = check_certified_witnesses(table, *trie, codebooks, certificate.witnesses);
      !shown)
    return tl::unexpected(shown.error());
  certificate.recipes = certified_recipes(audit);
  progress.update("identities", 0);
  const std::vector<IdentityRun> runs =
      test_identities(*trie, CodeSpace(alphabets),
                      {seed, certified_log2_error, affordable(threads, trie->nodes())}, progress);
  result.identities = merge_identities(runs);
  for (const std::string_view law : certified_laws())
    for (const IdentityRun& run : runs)
      if (run.law == law) certificate.identities.push_back(certified(run));
  progress.update("exact models", 0);
  result.libraries = Verdict::holds();
  if (has_spot_checks(certificate.shape)) {
    SpotChecks spots = spot_checks(table, *trie, codebooks, seed, certificate.witnesses);
    certificate.spot_checks = std::move(spots.checks);
    result.libraries = std::move(spots.agreement);
  }
  progress.update("exact models", 1);
  return result;
}

}  // namespace sidproof
