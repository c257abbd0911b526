// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "exact/field.hpp"
#include "model/tabular.hpp"
#include "tokenization/token_map.hpp"
#include "verdict/verdict.hpp"

namespace sidproof {

// What a refuted law shows to people: the instance, exactly, in one line.

/// "(0 1)"; "()" for the empty sequence.
[[nodiscard]] std::string text_of_sequence(SequenceView sequence);
/// "2 x 3; items (0 0) (0 1)".
[[nodiscard]] std::string text_of_map(const TokenMap& map);
/// "1 0 3".
[[nodiscard]] std::string text_of_counts(const std::vector<std::uint64_t>& counts);

/// "1/2 1/2 | 0 1": the rows of a table of conditionals.
template <Field F, Shape S>
[[nodiscard]] std::string text_of_model(const Tabular<F, S>& model) {
  std::string text;
  for (std::size_t row = 0; row < model.shape().rows(); ++row) {
    if (row != 0) text += " |";
    for (const F& cell : model.row(row)) text.append(text.empty() ? "" : " ").append(text_of(cell));
  }
  return text;
}

/// Premise of the law not met by this instance: nothing was checked.
[[nodiscard]] Verdict does_not_apply(std::string_view premise);

/// The worst of the parts whose premise is met, with its reason; unknown, with the
/// first reason, when none is.
[[nodiscard]] Verdict merge_applicable(std::span<const Verdict> parts);

/// Holds when a == b; otherwise refuted with both values and the instance.
template <Field F>
[[nodiscard]] Verdict equal(std::string_view what, const F& a, const F& b,
                            std::string_view instance) {
  if (a == b) return Verdict::holds();
  return Verdict::refuted(std::string(what)
                              .append(": ")
                              .append(text_of(a))
                              .append(" is not ")
                              .append(text_of(b))
                              .append("; ")
                              .append(instance));
}

/// Holds when the condition does; otherwise refuted with the claim and the instance.
[[nodiscard]] Verdict claim(std::string_view what, bool condition, std::string_view instance);

}  // namespace sidproof
