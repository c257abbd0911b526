// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "generator/decoding/prompt.hpp"

#include <algorithm>
#include <string>

namespace sidproof::reference {

Result<void> validate_prompt(const Shape& shape, std::span<const std::uint32_t> prompt,
                             std::size_t more) {
  if (prompt.empty()) return fail(ErrorCode::usage, "a prompt has at least one token");
  const std::size_t room = shape.positions - std::min(shape.positions, more);
  if (prompt.size() > room)
    return fail(ErrorCode::usage,
                "a prompt of " + std::to_string(prompt.size()) + " tokens leaves no room for " +
                    std::to_string(more) + " more: the network has " +
                    std::to_string(shape.positions) + " positions",
                {}, "give it the last tokens alone, as Catalogue::prompt() does");
  const auto unknown = std::ranges::find_if(
      prompt, [&shape](std::uint32_t token) { return token >= shape.vocabulary; });
  if (unknown != prompt.end())
    return fail(ErrorCode::usage, "token " + std::to_string(unknown - prompt.begin()) +
                                      " of a prompt is " + std::to_string(*unknown) +
                                      ", the network knows the tokens below " +
                                      std::to_string(shape.vocabulary));
  return {};
}

Result<void> validate_network(const Shape& shape, const Catalogue& catalogue) {
  if (shape.parallel_heads > 0 && shape.parallel_heads != catalogue.length())
    return fail(ErrorCode::usage, "the network has " + std::to_string(shape.parallel_heads) +
                                      " parallel heads, the sequences have " +
                                      std::to_string(catalogue.length()) + " tokens");
  if (catalogue.vocabulary() > shape.vocabulary)
    return fail(ErrorCode::usage, "the catalogue has " + std::to_string(catalogue.vocabulary()) +
                                      " tokens, the network knows only " +
                                      std::to_string(shape.vocabulary));
  return {};
}

}  // namespace sidproof::reference
