// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include "audit/audit_tables.hpp"
#include "audit/collisions.hpp"
#include "audit/sequences.hpp"
#include "audit/token_counts.hpp"

namespace sidproof {
namespace {

// Few tokens, so that collisions, prefixes and full codebooks are frequent.
struct Drawn {
  oracle::Rows rows;
  Width width = Width::u8;
  std::vector<std::uint64_t> codebooks;
};

void showValue(const Drawn& drawn, std::ostream& out) {
  for (const auto& [item, sequence] : drawn.rows) {
    out << item << ":";
    for (const std::uint32_t token : sequence) out << ' ' << token;
    out << "; ";
  }
}

rc::Gen<Drawn> drawn_table() {
  return rc::gen::exec([] {
    Drawn drawn;
    const auto longest = *rc::gen::inRange<std::size_t>(0, 5);
    const bool ragged = *rc::gen::arbitrary<bool>();
    const bool repeats = *rc::gen::weightedElement<bool>({{3, false}, {1, true}});
    const auto alphabet = *rc::gen::inRange<std::uint32_t>(1, 5);
    const auto items = *rc::gen::inRange<std::size_t>(1, 40);
    drawn.width = *rc::gen::element(Width::u8, Width::u16, Width::u32);
    for (std::size_t row = 0; row < items; ++row) {
      oracle::Sequence sequence(ragged ? *rc::gen::inRange<std::size_t>(0, longest + 1) : longest);
      for (auto& token : sequence) token = *rc::gen::inRange<std::uint32_t>(0, alphabet);
      const auto item = repeats ? *rc::gen::inRange<std::size_t>(0, 15) : row;
      drawn.rows.emplace_back(std::to_string(item), sequence);
    }
    if (*rc::gen::arbitrary<bool>())
      for (std::size_t j = 0; j < oracle::longest(drawn.rows); ++j)
        drawn.codebooks.push_back(alphabet + *rc::gen::inRange<std::uint64_t>(0, 2));
    return drawn;
  });
}

RC_GTEST_PROP(AuditProperties, AnAuditIsWhatTheDefinitionsSay, ()) {
  const Drawn drawn = *drawn_table();
  AuditOptions options;
  options.codebooks = drawn.codebooks;
  const auto result = audit(table_of(drawn.rows, drawn.width), options);
  RC_ASSERT(result.has_value());
  RC_ASSERT(oracle::difference(*result, drawn.rows, drawn.codebooks) == "");
}

RC_GTEST_PROP(AuditProperties, EveryWayThroughFindsTheSameGroups, ()) {
  const Drawn drawn = *drawn_table();
  const Codes codes = codes_of(drawn.rows, drawn.width);
  SequenceOptions options;
  options.general = *rc::gen::arbitrary<bool>();
  options.rows_per_pass = *rc::gen::inRange<std::uint64_t>(0, 20);
  options.threads.count = *rc::gen::inRange<unsigned>(1, 4);
  oracle::Rows distinct_items = drawn.rows;
  for (std::size_t row = 0; row < distinct_items.size(); ++row)
    distinct_items[row].first = std::to_string(row);
  const SequenceFacts facts = sequence_facts(codes, largest_tokens(codes), {}, options);
  oracle::Comparison comparison;
  oracle::compare_groups(comparison, facts.groups, distinct_items);
  oracle::compare_groups(comparison, collisions(codes).groups, distinct_items);
  oracle::compare_levels(comparison, facts.levels, distinct_items);
  comparison.same("distinct", facts.distinct, oracle::distinct(drawn.rows).size());
  RC_ASSERT(comparison.text() == "");
}

}  // namespace
}  // namespace sidproof
