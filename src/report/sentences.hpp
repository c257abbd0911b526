// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "audit/audit.hpp"

namespace sidproof {

/// What the reports of `audit` and `verify` say about a table, by subject.
enum class Topic {
  one_to_one,          ///< does each item have a sequence of its own
  prefix_free,         ///< does a sequence begin another one
  onto,                ///< does each sequence of the code space begin with one item's
  sizes,               ///< how codebooks are counted that the codes refute; else nothing
  cost,                ///< what shared sequences cost
  without_last_token,  ///< how much a de-duplication token does; often nothing is said
  kraft,               ///< the Kraft sum, of tables of several lengths
  theorem              ///< when AR-NTP is FV-MLE
};

/// A claim: its name, the subject and the text. Names are those of one table, in which
/// each sentence stands beside the condition under which it is said.
struct Said {
  std::string_view name;
  std::string text;  ///< no capital, no full stop; may hold group_mark, and ids of items
};

/// The first sentence of the topic whose condition the audit fulfils; an empty name and
/// text where there is none.
[[nodiscard]] Said said(Topic topic, const AuditResult& audit);

/// The names of all sentences, for the test that every one is evaluated.
[[nodiscard]] std::vector<std::string_view> sentence_names();

/// "Each item has ... ." of "each item has ...": for pages.
[[nodiscard]] std::string as_sentence(std::string text);

}  // namespace sidproof
