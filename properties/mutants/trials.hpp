// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "properties/mutants/isolated.hpp"
#include "properties/mutants/judges.hpp"

namespace sidproof::mutants {

/// "ALIVE" for what survived, else how it was killed.
[[nodiscard]] std::string_view word(Outcome::Kind kind);

/// All mutants of the list before all judges, each pair in a process of its own.
class Trials {
 public:
  explicit Trials(unsigned jobs);

  [[nodiscard]] const std::vector<Judge>& judges() const { return judges_; }
  /// Null when no judge has this name.
  [[nodiscard]] const Judge* find(std::string_view name) const;

  /// What judges say against the code as it is, one line each: nothing that mutants
  /// show means anything unless this is empty.
  [[nodiscard]] std::string complaints_without_mutant() const;

  /// One mutant (its place in the list, from 0) before one judge.
  [[nodiscard]] Outcome one(std::size_t mutant, const Judge& judge) const;

  /// Each mutant before the judge that it names, in the order of the list. A mutant
  /// that names no judge survives.
  [[nodiscard]] std::vector<Outcome> each_before_its_judge() const;

  /// Mutants outer, judges inner.
  [[nodiscard]] std::vector<Outcome> each_before_all() const;

 private:
  std::vector<Judge> judges_;
  Limits limits_;
};

}  // namespace sidproof::mutants
