// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "audit/verdicts.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <string>

#include "base/plural.hpp"

namespace sidproof {
namespace {

constexpr std::size_t items_shown = 3;
constexpr std::size_t most_printed_digits = 40;  // longer numbers are given by their size

std::string item_list(const Table& table, std::span<const std::uint64_t> rows) {
  std::string text;
  const std::size_t shown = std::min(rows.size(), items_shown);
  for (std::size_t i = 0; i < shown; ++i) {
    if (i > 0) text += i + 1 == rows.size() ? " and " : ", ";
    text += table.items[rows[i]];
  }
  if (rows.size() > shown) text += fmt::format(" and {} more", rows.size() - shown);
  return text;
}

std::string number(const Integer& n) {
  const std::string digits = n.str();
  return digits.size() <= most_printed_digits ? digits
                                              : fmt::format("about 1e{}", digits.size() - 1);
}

std::string conflict_witness(const Table& table, const AuditResult& audit,
                             const RepeatedItems& repeated) {
  const std::uint64_t first = repeated.conflicts.front().first_row;
  const auto own_sequence = table.codes.row(first);
  std::uint64_t other = first;
  for (const ConflictingRow& row : repeated.conflicts) {
    if (row.first_row == first && table.codes.row(row.row) != own_sequence) {
      other = row.row;
      break;
    }
  }
  return fmt::format("{} with several sequences: item {} has {} and {}",
                     plural(audit.conflicting_items, "item", "items"), table.items[first],
                     table.sequence_text(first), table.sequence_text(other));
}

}  // namespace

Verdict one_to_one_verdict(const Table& table, const AuditResult& audit,
                           const RepeatedItems& repeated) {
  std::string witness;
  if (!repeated.conflicts.empty()) witness = conflict_witness(table, audit, repeated);
  if (audit.groups.size() > 0) {
    if (!witness.empty()) witness += "; ";
    witness +=
        fmt::format("{} a sequence in {}: items {} have {}",
                    plural(audit.items_in_groups, "item shares", "items share"),
                    plural(audit.groups.size(), "group", "groups"),
                    item_list(table, audit.groups[0]), table.sequence_text(audit.groups[0][0]));
  }
  if (!witness.empty()) return Verdict::refuted(witness);
  return Verdict::holds(fmt::format("{}, {}", plural(audit.items, "item", "items"),
                                    plural(audit.distinct_sequences, "sequence", "sequences")));
}

Verdict prefix_free_verdict(const Table& table, const AuditResult& audit) {
  if (audit.proper_prefixes == 0) {
    return Verdict::holds(audit.min_length == audit.max_length
                              ? "all sequences have the same length"
                              : "no sequence is a proper prefix of another");
  }
  const PrefixWitness& witness = audit.prefix_witnesses.front();
  return Verdict::refuted(
      fmt::format("{} a proper prefix of another: {} of item {} is one of {} of item {}",
                  plural(audit.proper_prefixes, "sequence is", "sequences are"),
                  table.sequence_text(witness.prefix_row), table.items[witness.prefix_row],
                  table.sequence_text(witness.extension_row), table.items[witness.extension_row]));
}

Verdict onto_verdict(const Table& table, const AuditResult& audit,
                     const std::optional<std::string>& contradiction) {
  if (contradiction)
    return Verdict::unknown(*contradiction +
                            ": which sequences a model can emit is not known (--codebooks says)");
  const bool fixed = table.codes.is_fixed_length();
  std::string text = fmt::format(
      "{} of {} of the code space {}", number(audit.covered),
      audit.code_space == 1 ? std::string("1 sequence") : number(audit.code_space) + " sequences",
      fixed ? (audit.covered == 1 ? "is an item's" : "are an item's")
            : (audit.covered == 1 ? "begins with an item's" : "begin with an item's"));
  if (audit.proper_prefixes > 0) {
    const PrefixWitness& witness = audit.prefix_witnesses.front();
    text += fmt::format(", some with several: whatever begins with {} begins with {}, too",
                        table.sequence_text(witness.extension_row),
                        table.sequence_text(witness.prefix_row));
    return Verdict::refuted(text);
  }
  if (audit.covered == audit.code_space) return Verdict::holds(text);
  if (audit.missing) {
    text += fixed ? "; no item has" : "; no item's begins";
    for (const std::string& token : *audit.missing) text += " " + token;
  }
  return Verdict::refuted(text);
}

}  // namespace sidproof
