// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "audit/audit.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <utility>

#include "audit/codebooks.hpp"
#include "audit/collapse.hpp"
#include "audit/constraints.hpp"
#include "audit/kraft.hpp"
#include "audit/missing_sequence.hpp"
#include "audit/multiplicities.hpp"
#include "audit/position_use.hpp"
#include "audit/repeated_items.hpp"
#include "audit/sequences.hpp"
#include "audit/token_counts.hpp"
#include "audit/token_pairs.hpp"
#include "audit/verdicts.hpp"
#include "audit/witness_check.hpp"
#include "base/memory.hpp"
#include "exact/enclose.hpp"
#include "exact/log_sum.hpp"

namespace sidproof {
namespace {

using Sizes = std::vector<std::uint64_t>;

Result<void> check_shape(const Table& table) {
  const auto refuse = [&](ErrorCode code, std::string what, std::string hint) -> Result<void> {
    return fail(code, std::move(what), {table.path, {}, {}}, std::move(hint));
  };
  if (table.rows() == 0)
    return refuse(ErrorCode::malformed, "the table has no items",
                  "an audit needs at least one item");
  if (table.items.size() != table.rows() || table.alphabets.size() != table.codes.max_length())
    return refuse(
        ErrorCode::internal,
        fmt::format("{} rows with {} item ids, {} positions with {} alphabets", table.rows(),
                    table.items.size(), table.codes.max_length(), table.alphabets.size()),
        {});
  if (table.codes.max_length() > longest_audited_sequence)
    return refuse(ErrorCode::too_large,
                  fmt::format("a sequence has {} tokens", table.codes.max_length()),
                  fmt::format("semantic IDs of more than {} tokens are not audited; is this a "
                              "table of semantic IDs?",
                              longest_audited_sequence));
  return {};
}

// (row, item) pairs of items with several sequences are counted once an item.
std::uint64_t distinct_items(std::span<const std::uint64_t> rows, const RepeatedItems& repeated) {
  if (repeated.conflicts.empty()) return rows.size();
  Sizes items;
  for (const std::uint64_t row : rows) {
    const auto found = std::ranges::lower_bound(repeated.conflicts, row, {}, &ConflictingRow::row);
    const bool conflicting = found != repeated.conflicts.end() && found->row == row;
    items.push_back(conflicting ? found->first_row : row);
  }
  std::ranges::sort(items);
  items.erase(std::ranges::unique(items).begin(), items.end());
  return items.size();
}

void fill_groups(AuditResult& result, const RepeatedItems& repeated) {
  result.items_in_groups = distinct_items(result.groups.rows, repeated);
  result.largest_group = result.groups.size() > 0 ? result.groups[0].size() : 1;
  const std::uint64_t distinct = result.distinct_sequences;
  result.excess = result.item_sequences - distinct;
  result.rates.excess_rate = Rational(result.excess, result.item_sequences);
  result.rates.aliasing_rate = Rational(result.items_in_groups, result.items);
  result.rates.conflict_rate = Rational(result.groups.size(), distinct);
  result.rates.no_collision_rate = Rational(distinct, result.item_sequences);

  LogSum sum;
  for (std::size_t group = 0; group < result.groups.size(); ++group)
    sum.add(result.groups[group].size(), result.groups[group].size());
  sum.divide_by(result.item_sequences);
  result.mean_log_group_size_nats = sum.enclose();
}

// Rows by length, repetitions of one item's sequence left out.
Sizes rows_by_length(const Codes& codes, const RepeatedItems& repeated) {
  Sizes counts(codes.max_length() + 1);
  if (codes.is_fixed_length()) {
    counts.back() = codes.rows() - repeated.duplicate_rows.size();
    return counts;
  }
  for (std::size_t row = 0; row < codes.rows(); ++row) ++counts[codes.length(row)];
  for (const std::uint64_t row : repeated.duplicate_rows) --counts[codes.length(row)];
  return counts;
}

std::vector<std::uint32_t> largest_of(const std::vector<TokenCounts>& counts) {
  std::vector<std::uint32_t> largest;
  largest.reserve(counts.size());
  for (const TokenCounts& position : counts) largest.push_back(position.largest);
  return largest;
}

// Measured: 7 to 12 bytes a row (a hash table of a power of two), whatever the length.
constexpr double bytes_per_row = 16;

}  // namespace

Result<AuditResult> audit(const Table& table, const AuditOptions& options, Progress& progress) {
  if (auto shape = check_shape(table); !shape) return tl::unexpected(shape.error());
  if (auto fits =
          require_memory(fmt::format("auditing {} rows", table.rows()),
                         bytes_per_row * static_cast<double>(table.rows()), "audit a part of it");
      !fits)
    return tl::unexpected(fits.error());
  progress.update("counting tokens", 0);
  const std::vector<TokenCounts> counts = token_counts(table.codes, options.threads);
  const Result<Codebooks> books = codebooks_of(table, options.codebooks, counts);
  if (!books) return tl::unexpected(books.error());
  const Sizes& codebooks = books->sizes;
  const std::vector<std::uint32_t> largest = largest_of(counts);
  Sizes used;
  for (const TokenCounts& position : counts) used.push_back(position.used);

  progress.update("comparing items", 0.2);
  const RepeatedItems repeated = repeated_items(table.items, table.codes);

  progress.update("sorting sequences", 0.3);
  SequenceFacts facts;
  TokenPairs pairs;
  Integer bigram;
  parallel_for(options.threads, 2, [&](std::size_t task) {
    if (task == 0) {
      SequenceOptions how;
      how.threads = options.threads;
      how.codebooks = codebooks;
      facts = sequence_facts(table.codes, largest, repeated, how);
    } else {
      pairs = token_pairs(table.codes, largest);
      bigram = bigram_admitted(pairs, used);
    }
  });

  progress.update("measuring", 0.9);
  AuditResult result;
  result.rows = table.rows();
  result.items = repeated.items;
  result.item_sequences = result.rows - repeated.duplicate_rows.size();
  result.min_length = table.codes.min_length();
  result.max_length = table.codes.max_length();
  result.distinct_sequences = facts.distinct;
  result.groups = std::move(facts.groups);
  fill_groups(result, repeated);
  result.repeated_items = repeated.repeated;
  result.conflicting_items = repeated.conflicting;
  result.repeated_rows = repeated.later_rows;

  const Sizes by_length = rows_by_length(table.codes, repeated);
  result.proper_prefixes = facts.proper_prefixes;
  result.prefix_witnesses = std::move(facts.prefix_witnesses);
  result.empty_codes = by_length[0];
  const KraftSum kraft = kraft_sum(by_length, codebooks);
  result.kraft_sum = kraft.sum;
  result.kraft_exact = kraft.exact;
  result.kraft_enclosure = kraft.enclosure;

  for (std::size_t j = 0; j < counts.size(); ++j)
    result.positions.push_back(position_use(counts[j], codebooks[j]));
  result.levels = std::move(facts.levels);
  result.code_space = 1;
  for (const std::uint64_t size : codebooks) result.code_space *= size;
  result.code_space_share = enclose(Rational(result.distinct_sequences, result.code_space));
  result.constraints = {
      {"position-only", position_only_admitted(used, pairs.lengths), result.distinct_sequences},
      {"bigram", bigram, result.distinct_sequences}};

  result.codebook_source = books->source;
  result.covered = covered_sequences(facts.minimal, codebooks);
  result.multiplicities =
      table.codes.is_fixed_length() ? multiplicities_of_groups(result) : facts.multiplicities;
  if (books->contradiction)
    result.multiplicities.least = std::nullopt;
  else if (result.covered != result.code_space && result.proper_prefixes == 0)
    result.missing = missing_sequence(table, codebooks, result.groups, repeated.duplicate_rows);
  result.findings = collapsed_positions(table, result);

  result.one_to_one = one_to_one_verdict(table, result, repeated);
  result.prefix_free = prefix_free_verdict(table, result);
  result.onto = onto_verdict(table, result, books->contradiction);
  if (auto shown = check_witnesses(table, result); !shown) return tl::unexpected(shown.error());
  progress.update("measuring", 1);
  return result;
}

}  // namespace sidproof
