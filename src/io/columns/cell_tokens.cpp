// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "io/columns/cell_tokens.hpp"

#include <fmt/format.h>

#include <utility>

#include "io/text/code_text.hpp"

namespace sidproof {

Result<void> CellTokens::add_text(std::string_view text, std::string_view column,
                                  const Location& where) {
  if (builder_->holds_codes())
    return fail(ErrorCode::malformed,
                fmt::format("{} in {} is a text, but tokens before it are integer codes",
                            quoted(text), column),
                where, "a table has either integer codes or textual tokens");
  builder_->text(text);
  return {};
}

Result<void> CellTokens::add(std::string_view cell, std::string_view column,
                             const Location& where) {
  const std::string_view text = trimmed(cell);
  const bool texts = builder_->holds_texts();
  if (text.empty() || is_odd_number(text) || (is_decimal(text) && !texts)) {
    const Result<std::uint32_t> code = parse_code(text, column, where);
    if (!code) return tl::unexpected(code.error());
    builder_->code(*code);
    return {};
  }
  if (is_decimal(text))
    return fail(ErrorCode::malformed,
                fmt::format("{} in {} is an integer code, but tokens before it are texts",
                            quoted(text), column),
                where, "a table has either integer codes or textual tokens");
  return add_text(text, column, where);
}

Result<void> CellTokens::add_list(std::string_view cell, std::string_view column,
                                  const Location& where) {
  Result<const std::vector<SidToken>*> tokens = reading_.read(cell);
  if (!tokens) {
    Error error = std::move(tokens.error());
    error.what = fmt::format("{}: {}", column, error.what);
    error.where = where;
    return tl::unexpected(std::move(error));
  }
  const SidForm form = reading_.last().form;
  const bool as_written = form == SidForm::joined || form == SidForm::prefixed;
  for (const SidToken& token : **tokens) {
    const bool text = token.quoted || as_written;
    if (text && builder_->holds_texts()) {
      builder_->text(token.text);
      continue;
    }
    Result<void> added =
        text ? add_text(token.text, column, where) : add(token.text, column, where);
    if (!added) return added;
  }
  return {};
}

}  // namespace sidproof
