// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "audit/verdicts.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <string>

#include "audit/missing_sequence.hpp"

namespace sidproof {
namespace {

constexpr std::size_t items_shown = 3;
constexpr std::size_t most_digits = 40;  // longer numbers are given by their size

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

std::string plural(std::uint64_t n, const char* one, const char* many) {
  return fmt::format("{} {}", n, n == 1 ? one : many);
}

std::string number(const Integer& n) {
  const std::string digits = n.str();
  return digits.size() <= most_digits ? digits : fmt::format("about 1e{}", digits.size() - 1);
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
        fmt::format("{} share a sequence in {}: items {} have {}",
                    plural(audit.items_in_groups, "item", "items"),
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
  return Verdict::refuted(fmt::format(
      "{} a proper prefix of another: {} of item {} is one of {} of item {}",
      audit.proper_prefixes == 1 ? std::string("1 sequence is")
                                 : fmt::format("{} sequences are", audit.proper_prefixes),
      table.sequence_text(witness.prefix_row), table.items[witness.prefix_row],
      table.sequence_text(witness.extension_row), table.items[witness.extension_row]));
}

Verdict onto_verdict(const Table& table, const AuditResult& audit, const RepeatedItems& repeated,
                     const Integer& covered, std::span<const std::uint64_t> codebooks) {
  const std::string share = fmt::format("{} of {} sequences of the code space", number(covered),
                                        number(audit.code_space));
  const char* relation = table.codes.is_fixed_length() ? "are an item's" : "begin with an item's";
  const std::string count = fmt::format("{} {}", share, relation);
  if (covered == audit.code_space) return Verdict::holds(count);
  std::string witness = count;
  if (table.codes.is_fixed_length() || audit.proper_prefixes == 0) {
    if (const auto sequence =
            missing_sequence(table, codebooks, audit.groups, repeated.duplicate_rows)) {
      witness += table.codes.is_fixed_length() ? "; no item has" : "; no item's begins";
      for (const std::string& token : *sequence) witness += " " + token;
    }
  }
  return Verdict::refuted(witness);
}

}  // namespace sidproof
