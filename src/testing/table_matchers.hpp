// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <gmock/gmock.h>

#include <ostream>
#include <utility>

#include "audit/audit.hpp"
#include "audit/requirements.hpp"

namespace sidproof {

// GoogleTest matchers for tables: EXPECT_THAT(table, sidproof::OneToOne()). A failure
// prints the witness. Header only; the test that includes it links gmock itself.

/// Matches tables that meet a requirement other than `covers`.
class RequirementMatcher {
 public:
  using is_gtest_matcher = void;

  explicit RequirementMatcher(Requirement requirement) : requirement_(std::move(requirement)) {}

  bool MatchAndExplain(const Table& table, testing::MatchResultListener* listener) const {
    const Result<AuditResult> result = audit(table);
    if (!result) {
      *listener << "which cannot be audited: " << result.error().what;
      return false;
    }
    const Verdict verdict = evaluate({&requirement_, 1}, *result).front().verdict;
    if (verdict.truth == Truth::holds) return true;
    *listener << "where " << verdict.reason;
    if (result->groups.size() > 0 && requirement_.kind != Requirement::Kind::onto) {
      const auto group = result->groups[0];
      *listener << "; items " << table.items[group[0]] << " and " << table.items[group[1]]
                << " are both " << table.sequence_text(group[0]);
    }
    return false;
  }
  void DescribeTo(std::ostream* out) const { *out << "is " << to_string(requirement_); }
  void DescribeNegationTo(std::ostream* out) const { *out << "is not " << to_string(requirement_); }

 private:
  Requirement requirement_;
};

/// Every item has one sequence, and no two items share one.
inline testing::Matcher<const Table&> OneToOne() {
  return RequirementMatcher({.kind = Requirement::Kind::one_to_one, .path = {}, .share = {}});
}
/// No sequence is a proper prefix of another.
inline testing::Matcher<const Table&> PrefixFree() {
  return RequirementMatcher({.kind = Requirement::Kind::prefix_free, .path = {}, .share = {}});
}
/// Every sequence of the code space is an item's.
inline testing::Matcher<const Table&> Onto() {
  return RequirementMatcher({.kind = Requirement::Kind::onto, .path = {}, .share = {}});
}

}  // namespace sidproof
