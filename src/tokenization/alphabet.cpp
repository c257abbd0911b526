// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "tokenization/alphabet.hpp"

#include <charconv>
#include <limits>
#include <stdexcept>
#include <utility>

#define XXH_INLINE_ALL
#include <xxhash.h>

namespace sidproof {
namespace {

constexpr std::uint32_t most_texts = std::numeric_limits<std::uint32_t>::max();
constexpr const char* too_many_texts = "an alphabet of 2^32 texts";

}  // namespace

std::size_t Alphabet::Hash::operator()(std::string_view text) const {
  return XXH3_64bits(text.data(), text.size());
}

Alphabet Alphabet::numbers(std::uint32_t size) {
  Alphabet alphabet;
  alphabet.size_ = size;
  return alphabet;
}

Alphabet Alphabet::texts(std::vector<std::string> texts) {
  Alphabet alphabet;
  if (texts.size() > most_texts) throw std::length_error(too_many_texts);
  alphabet.texts_ = std::move(texts);
  alphabet.size_ = static_cast<std::uint32_t>(alphabet.texts_.size());
  for (std::uint32_t t = 0; t < alphabet.size_; ++t)
    if (!alphabet.index_.emplace(alphabet.texts_[t], t).second)
      throw std::invalid_argument("two tokens of an alphabet with one text");
  return alphabet;
}

std::string Alphabet::text(std::uint32_t token) const {
  if (token >= size_) throw std::out_of_range("no token of the alphabet");
  return is_numeric() ? std::to_string(token) : texts_[token];
}

std::optional<std::uint32_t> Alphabet::find(std::string_view text) const {
  if (!is_numeric()) {
    const auto found = index_.find(text);
    if (found == index_.end()) return std::nullopt;
    return found->second;
  }
  std::uint32_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  const bool canonical = text.size() == 1 || (!text.empty() && text.front() != '0');
  if (error != std::errc{} || end != text.data() + text.size() || !canonical || value >= size_)
    return std::nullopt;
  return value;
}

std::uint32_t Alphabet::intern(std::string_view text) {
  const auto found = index_.find(text);
  if (found != index_.end()) return found->second;
  if (is_numeric() && size_ != 0) throw std::logic_error("a text for an alphabet of numbers");
  if (size_ == most_texts) throw std::length_error(too_many_texts);
  const std::uint32_t token = size_++;
  texts_.emplace_back(text);
  index_.emplace(text, token);
  return token;
}

}  // namespace sidproof
