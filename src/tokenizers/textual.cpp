// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "tokenizers/textual.hpp"

#include <utility>

namespace sidproof {
namespace {

bool is_word_byte(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte >= 0x80 || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

}  // namespace

std::vector<std::string> words(std::string_view title) {
  std::vector<std::string> result;
  bool inside = false;
  for (const char c : title) {
    if (is_word_byte(c)) {
      if (!inside) result.emplace_back();
      result.back() += lower(c);
    }
    inside = is_word_byte(c);
  }
  return result;
}

TextualCodes textual_codes(const std::vector<std::string>& titles) {
  TextualCodes result;
  std::vector<std::uint32_t> code;
  for (const std::string& title : titles) {
    const std::vector<std::string> tokens = words(title);
    if (tokens.size() > result.alphabets.size()) result.alphabets.resize(tokens.size());
    code.clear();
    for (std::size_t j = 0; j < tokens.size(); ++j)
      code.push_back(result.alphabets[j].intern(tokens[j]));
    result.codes.push_back(code);
  }
  for (const Alphabet& alphabet : result.alphabets)
    result.codes.codebooks.push_back(alphabet.size());
  return result;
}

}  // namespace sidproof
