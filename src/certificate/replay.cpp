// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "certificate/replay.hpp"

#include <limits>
#include <string>

#include "certificate/content_hash.hpp"
#include "certificate/prefix_levels.hpp"
#include "certificate/replayed_facts.hpp"
#include "certificate/replayed_identities.hpp"
#include "certificate/replayed_recipes.hpp"
#include "certificate/replayed_spot_checks.hpp"
#include "certificate/sorted_rows.hpp"

namespace sidproof {
namespace {

Result<void> check(const Table& table, std::span<const std::uint64_t> codebooks) {
  const auto refuse = [&](ErrorCode code, std::string what, std::string hint) {
    return fail(code, std::move(what), {table.path, {}, {}}, std::move(hint));
  };
  if (table.rows() == 0)
    return refuse(ErrorCode::malformed, "the table has no items", "a law needs at least one item");
  if (table.rows() >= std::numeric_limits<std::uint32_t>::max())
    return refuse(ErrorCode::too_large, "the table has 2^32 - 1 rows or more",
                  "split the catalogue");
  if (codebooks.size() != table.codes.max_length())
    return refuse(ErrorCode::usage,
                  std::to_string(codebooks.size()) + " codebook sizes for " +
                      std::to_string(table.codes.max_length()) + " positions",
                  "give one codebook size a position");
  const std::vector<std::uint64_t> used = used_tokens(table);
  for (std::size_t j = 0; j < used.size(); ++j)
    if (codebooks[j] < used[j])
      return refuse(ErrorCode::usage,
                    "position " + std::to_string(j + 1) + " uses " + std::to_string(used[j]) +
                        " tokens, more than its codebook of " + std::to_string(codebooks[j]),
                    "give codebooks that hold the tokens that occur");
  return {};
}

}  // namespace

Result<Certificate> recompute(const Table& table, std::span<const std::uint64_t> codebooks,
                              Threads threads, Progress& progress) {
  if (auto fits = check(table, codebooks); !fits) return tl::unexpected(fits.error());
  Certificate certificate;
  progress.update("hashing", 0);
  const Sha256::Digest content = content_hash(table, codebooks);
  const Seed seed = seed_of(content);
  certificate.table_sha256 = hex(content);
  certificate.seed = to_string(seed);
  progress.update("sorting", 0);
  const SortedRows rows = sort_rows(table);
  const PrefixLevels levels = prefix_levels(table, rows, codebooks);
  certificate.shape = replayed_shape(table, rows, levels);
  certificate.facts = replayed_facts(table, rows, levels);
  certificate.witnesses = replayed_witnesses(table, rows, levels);
  certificate.identities = replayed_identities(levels, seed, threads, progress);
  if (has_spot_checks(certificate.shape))
    certificate.spot_checks = replayed_spot_checks(rows, levels, seed, certificate.witnesses);
  certificate.recipes = replayed_recipes(certificate.shape, certificate.facts);
  return certificate;
}

Result<Differences> replay(const Certificate& certificate, const Table& table, Threads threads,
                           Progress& progress) {
  const std::string content = hex(content_hash(table, certificate.shape.codebooks));
  if (content != certificate.table_sha256)
    return Differences{{{"table_sha256", certificate.table_sha256, content}}, 1, 1};
  const auto recomputed = recompute(table, certificate.shape.codebooks, threads, progress);
  if (!recomputed) return tl::unexpected(recomputed.error());
  return differences(certificate, *recomputed);
}

}  // namespace sidproof
