// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "tokenization/table.hpp"

namespace sidproof {

std::string_view name(Finding::Kind kind) {
  switch (kind) {
    case Finding::Kind::repeated_item: return "repeated-item";
    case Finding::Kind::case_only_tokens: return "case-only-tokens";
    case Finding::Kind::several_sequences: return "several-sequences";
    case Finding::Kind::needs_tokenizer: return "needs-tokenizer";
    case Finding::Kind::offset_codes: return "offset-codes";
    case Finding::Kind::positionless_tokens: return "positionless-tokens";
    case Finding::Kind::out_of_codebook: return "out-of-codebook";
    case Finding::Kind::skipped_rows: return "skipped-rows";
    case Finding::Kind::other: break;
  }
  return "other";
}

std::vector<std::string> Table::tokens(std::size_t row) const {
  std::vector<std::string> texts;
  const std::size_t length = codes.length(row);
  texts.reserve(length);
  for (std::size_t j = 0; j < length; ++j) texts.push_back(alphabets[j].text(codes.token(row, j)));
  return texts;
}

std::string Table::sequence_text(std::size_t row) const {
  const std::vector<std::string> texts = tokens(row);
  if (texts.empty()) return "(empty)";
  std::string joined;
  for (const std::string& text : texts) {
    const bool bracketed = text.size() >= 2 && text.front() == '<' && text.back() == '>';
    if (!joined.empty() && !(bracketed && joined.back() == '>')) joined += ' ';
    joined += text;
  }
  return joined;
}

}  // namespace sidproof
