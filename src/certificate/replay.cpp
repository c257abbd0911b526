// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "certificate/replay.hpp"

#include <algorithm>
#include <limits>
#include <string>
#include <vector>

#include "certificate/content_hash.hpp"
#include "certificate/prefix_levels.hpp"
#include "certificate/replayed_facts.hpp"
#include "certificate/replayed_identities.hpp"
#include "certificate/replayed_recipes.hpp"
#include "certificate/replayed_spot_checks.hpp"
#include "certificate/sorted_rows.hpp"

namespace sidproof {
namespace {

// Codes of a position that no window of the declared size holds, under a codebook that
// does not hold them either: what such a softmax ranges over is not known.
bool declaration_fails(const Table& table, std::size_t position, std::uint64_t codebook) {
  if (table.declared_codebooks.size() != table.alphabets.size() ||
      !table.alphabets[position].is_numeric())
    return false;
  std::vector<std::uint32_t> codes;
  table.codes.visit([&](const auto& rows) {
    for (std::size_t row = 0; row < rows.size(); ++row)
      if (rows[row].size() > position) codes.push_back(rows[row][position]);
  });
  if (codes.empty()) return false;
  const auto [low, high] = std::ranges::minmax(codes);
  return high >= codebook && high - low >= table.declared_codebooks[position];
}

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
  for (std::size_t j = 0; j < codebooks.size(); ++j)
    if (declaration_fails(table, j, codebooks[j]))
      return refuse(ErrorCode::malformed,
                    "the file declares a codebook of " +
                        std::to_string(table.declared_codebooks[j]) + " at position " +
                        std::to_string(j + 1) + ", which its own codes do not fit",
                    "replay a certificate of `verify --codebooks`, or mend the file");
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
