// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "tokenizers/make_table.hpp"

#include <algorithm>
#include <utility>

namespace sidproof {
namespace {

template <class Token>
Codes narrowed(const CodeRows& codes) {
  std::vector<Token> tokens(codes.tokens.size());
  std::transform(codes.tokens.begin(), codes.tokens.end(), tokens.begin(),
                 [](std::uint32_t token) { return static_cast<Token>(token); });
  const std::size_t length = codes.rows() == 0 ? 0 : codes[0].size();
  return Codes::fixed(codes.rows(), length, std::move(tokens));
}

Codes stored(const CodeRows& codes) {
  bool fixed = true;
  for (std::size_t row = 0; row < codes.rows(); ++row)
    fixed = fixed && codes[row].size() == codes[0].size();
  if (!fixed) return Codes::ragged(codes.offsets, codes.tokens);
  const std::uint32_t largest =
      codes.codebooks.empty() ? 0
                              : *std::max_element(codes.codebooks.begin(), codes.codebooks.end());
  if (largest <= 0x100) return narrowed<std::uint8_t>(codes);
  if (largest <= 0x10000) return narrowed<std::uint16_t>(codes);
  return narrowed<std::uint32_t>(codes);
}

std::string letters(std::size_t position) {
  std::string text;
  for (std::size_t rest = position + 1; rest > 0; rest = (rest - 1) / 26)
    text.insert(text.begin(), static_cast<char>('a' + (rest - 1) % 26));
  return text;
}

}  // namespace

std::string token_text(std::size_t position, std::uint32_t token) {
  std::string text(1, '<');
  text += letters(position);
  text += '_';
  text += std::to_string(token);
  text += '>';
  return text;
}

Alphabet positioned_alphabet(std::size_t position, std::uint32_t size) {
  std::vector<std::string> texts;
  texts.reserve(size);
  for (std::uint32_t token = 0; token < size; ++token) texts.push_back(token_text(position, token));
  return Alphabet::texts(std::move(texts));
}

Table make_table(const CodeRows& codes, std::vector<Alphabet> alphabets, const ItemIds& items) {
  Table table;
  table.format = "sidproof-tokenizer";
  table.codes = stored(codes);
  table.items = items;
  table.declared_codebooks.assign(codes.codebooks.begin(), codes.codebooks.end());
  for (std::size_t j = alphabets.size(); j < codes.codebooks.size(); ++j)
    alphabets.push_back(positioned_alphabet(j, codes.codebooks[j]));
  for (std::size_t j = 0; j < alphabets.size(); ++j)
    for (std::uint32_t counter = 0; alphabets[j].size() < codes.codebooks[j]; ++counter)
      alphabets[j].intern(std::string(1, '#').append(std::to_string(counter)));
  table.alphabets = std::move(alphabets);
  return table;
}

}  // namespace sidproof
