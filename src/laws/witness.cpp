// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "laws/witness.hpp"

namespace sidproof {

std::string text_of_sequence(SequenceView sequence) {
  std::string text = "(";
  for (std::size_t j = 0; j < sequence.size(); ++j)
    text.append(j == 0 ? "" : " ").append(std::to_string(sequence[j]));
  return text.append(")");
}

std::string text_of_map(const TokenMap& map) {
  std::string text;
  for (const std::uint32_t size : map.space().alphabets())
    text.append(text.empty() ? "" : " x ").append(std::to_string(size));
  text.append(text.empty() ? "empty sequence only; items" : "; items");
  for (std::size_t v = 0; v < map.items(); ++v) text.append(" ").append(text_of_sequence(map[v]));
  return text;
}

std::string text_of_counts(const std::vector<std::uint64_t>& counts) {
  std::string text;
  for (const std::uint64_t count : counts)
    text.append(text.empty() ? "" : " ").append(std::to_string(count));
  return text;
}

Verdict does_not_apply(std::string_view premise) {
  return Verdict::unknown(std::string("does not apply: ").append(premise));
}

Verdict merge_applicable(std::span<const Verdict> parts) {
  std::vector<Verdict> applicable;
  for (const Verdict& part : parts)
    if (part.truth != Truth::unknown) applicable.push_back(part);
  return merge(applicable.empty() ? parts : applicable);
}

Verdict claim(std::string_view what, bool condition, std::string_view instance) {
  if (condition) return Verdict::holds();
  return Verdict::refuted(std::string("not true: ").append(what).append("; ").append(instance));
}

}  // namespace sidproof
