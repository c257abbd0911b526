// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "audit/token_names.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <limits>
#include <utility>

namespace sidproof {

namespace {

constexpr std::size_t most_digits = 18;  // fits 64 bits

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

// A text cut around its last run of digits.
struct Cut {
  std::string_view head;
  std::string_view digits;
  std::string_view tail;
};

std::optional<Cut> cut_at_last_number(std::string_view text) {
  std::size_t end = text.size();
  while (end > 0 && !is_digit(text[end - 1])) --end;
  std::size_t begin = end;
  while (begin > 0 && is_digit(text[begin - 1])) --begin;
  if (begin == end || end - begin > most_digits) return std::nullopt;
  return Cut{text.substr(0, begin), text.substr(begin, end - begin), text.substr(end)};
}

// The parts are views into the text, which must outlive them.
std::optional<Cut> cut_at_last_number(std::string&& text) = delete;

std::uint64_t value_of(std::string_view digits) {
  std::uint64_t value = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), value);
  return value;
}

bool is_padded(std::string_view digits) { return digits.size() > 1 && digits.front() == '0'; }

// "<L0_", "<L1_" -> "<L2_"
std::optional<std::string> next_by_number(std::span<const std::string> prefixes) {
  const auto first = cut_at_last_number(prefixes.front());
  if (!first) return std::nullopt;
  const std::uint64_t start = value_of(first->digits);
  for (std::size_t j = 1; j < prefixes.size(); ++j) {
    const auto cut = cut_at_last_number(prefixes[j]);
    if (!cut || cut->head != first->head || cut->tail != first->tail ||
        value_of(cut->digits) != start + j)
      return std::nullopt;
  }
  return fmt::format("{}{}{}", first->head, start + prefixes.size(), first->tail);
}

// Where position shows in the prefix as one letter of its own.
std::optional<std::size_t> lone_letter(std::string_view prefix) {
  std::optional<std::size_t> found;
  for (std::size_t i = 0; i < prefix.size(); ++i) {
    const bool lone = is_letter(prefix[i]) && (i == 0 || !is_letter(prefix[i - 1])) &&
                      (i + 1 == prefix.size() || !is_letter(prefix[i + 1]));
    if (!lone) continue;
    if (found) return std::nullopt;
    found = i;
  }
  return found;
}

// "<a_", "<b_" -> "<c_"
std::optional<std::string> next_by_letter(std::span<const std::string> prefixes) {
  const std::string& first = prefixes.front();
  std::optional<std::size_t> place;
  if (prefixes.size() == 1) {
    place = lone_letter(first);
  } else if (prefixes[1].size() == first.size()) {
    const auto differs = std::ranges::mismatch(first, prefixes[1]);
    place = static_cast<std::size_t>(differs.in1 - first.begin());
  }
  if (!place || *place >= first.size() || !is_letter(first[*place])) return std::nullopt;
  for (std::size_t j = 1; j < prefixes.size(); ++j) {
    std::string expected = first;
    expected[*place] = static_cast<char>(first[*place] + static_cast<int>(j));
    if (prefixes[j] != expected) return std::nullopt;
  }
  std::string next = first;
  next[*place] = static_cast<char>(first[*place] + static_cast<int>(prefixes.size()));
  if (!is_letter(next[*place])) return std::nullopt;
  return next;
}

void include(NumberRange& range, std::uint64_t number) {
  const bool first = range.greatest < range.least;
  range.least = first ? number : std::min(range.least, number);
  range.greatest = first ? number : std::max(range.greatest, number);
}

// The first number for a position after the last: offset codes must not begin
// again at 0.
std::uint64_t first_number_after(const Table& table) {
  if (!has_offset_codes(table)) return 0;
  std::uint64_t next = 0;
  for (const NumberRange& range : number_ranges(table)) next = std::max(next, range.greatest + 1);
  return next;
}

std::vector<TokenPattern> patterns_of(const std::vector<Alphabet>& alphabets) {
  std::vector<TokenPattern> patterns;
  for (const Alphabet& alphabet : alphabets) {
    auto pattern = token_pattern(alphabet);
    if (!pattern) return {};
    patterns.push_back(*std::move(pattern));
  }
  return patterns;
}

// A prefix of tokens that no position has.
TokenPattern unheard_of(const std::vector<Alphabet>& alphabets, std::uint32_t count) {
  TokenPattern pattern{"<dedup_", ">", 0};
  const auto taken = [&] {
    for (const Alphabet& alphabet : alphabets)
      for (std::uint32_t n = 0; n < count; ++n)
        if (alphabet.find(pattern.text(n))) return true;
    return false;
  };
  while (taken()) pattern.prefix += '_';
  return pattern;
}

// The number after the greatest that the alphabet's tokens have.
std::uint64_t first_number_at(const Alphabet& alphabet) {
  NumberRange range;
  if (alphabet.is_numeric()) return alphabet.size();
  for (std::uint32_t token = 0; token < alphabet.size(); ++token) {
    const std::string text = alphabet.text(token);
    if (const auto cut = cut_at_last_number(text)) include(range, value_of(cut->digits));
  }
  return range.greatest < range.least ? 0 : range.greatest + 1;
}

Result<AddedTokens> add_numbers(std::uint64_t first, std::uint32_t count) {
  if (first + count > std::numeric_limits<std::uint32_t>::max())
    return fail(ErrorCode::out_of_range, "the new token numbers do not fit 32 bits");
  return AddedTokens{Alphabet::numbers(static_cast<std::uint32_t>(first + count)),
                     static_cast<std::uint32_t>(first)};
}

}  // namespace

bool has_offset_codes(const Table& table) {
  return std::ranges::any_of(table.findings, [](const Finding& finding) {
    return finding.kind == Finding::Kind::offset_codes;
  });
}

std::vector<NumberRange> number_ranges(const Table& table) {
  std::vector<NumberRange> ranges(table.alphabets.size());
  bool any_numeric = false;
  for (std::size_t j = 0; j < ranges.size(); ++j) {
    const Alphabet& alphabet = table.alphabets[j];
    any_numeric = any_numeric || alphabet.is_numeric();
    if (alphabet.is_numeric()) continue;
    for (std::uint32_t token = 0; token < alphabet.size(); ++token) {
      const std::string text = alphabet.text(token);
      if (const auto cut = cut_at_last_number(text)) include(ranges[j], value_of(cut->digits));
    }
  }
  if (!any_numeric) return ranges;
  table.codes.visit([&](const auto& rows) {
    for (std::size_t row = 0; row < rows.size(); ++row)
      for (std::size_t j = 0; j < rows[row].size(); ++j)
        if (table.alphabets[j].is_numeric()) include(ranges[j], rows[row][j]);
  });
  return ranges;
}

std::string TokenPattern::text(std::uint64_t number) const {
  return fmt::format("{}{:0{}}{}", prefix, number, width, suffix);
}

std::optional<TokenPattern> token_pattern(const Alphabet& alphabet) {
  if (alphabet.size() == 0) return std::nullopt;
  if (alphabet.is_numeric()) return TokenPattern{};
  std::optional<TokenPattern> pattern;
  std::size_t shortest = most_digits;
  bool padded = false;
  for (std::uint32_t token = 0; token < alphabet.size(); ++token) {
    const std::string text = alphabet.text(token);
    const auto cut = cut_at_last_number(text);
    if (!cut) return std::nullopt;
    if (!pattern) pattern = TokenPattern{std::string(cut->head), std::string(cut->tail), 0};
    if (cut->head != pattern->prefix || cut->tail != pattern->suffix) return std::nullopt;
    shortest = std::min(shortest, cut->digits.size());
    padded = padded || is_padded(cut->digits);
  }
  if (padded) pattern->width = shortest;
  return pattern;
}

std::optional<TokenPattern> next_pattern(std::span<const TokenPattern> patterns) {
  if (patterns.empty()) return std::nullopt;
  const TokenPattern& first = patterns.front();
  std::vector<std::string> prefixes;
  bool equal = true;
  for (const TokenPattern& pattern : patterns) {
    if (pattern.suffix != first.suffix) return std::nullopt;
    prefixes.push_back(pattern.prefix);
    equal = equal && pattern.prefix == first.prefix;
  }
  auto next = next_by_number(prefixes);
  if (!next) next = next_by_letter(prefixes);
  // One position alone does not tell that positions share their tokens.
  if (!next && equal && (patterns.size() > 1 || first.prefix.empty())) next = first.prefix;
  if (!next) return std::nullopt;
  return TokenPattern{*std::move(next), first.suffix, first.width};
}

Result<AddedTokens> add_tokens(const Table& table, std::size_t position, std::uint32_t count) {
  const std::vector<Alphabet>& alphabets = table.alphabets;
  const bool after_the_last = position == alphabets.size();
  const std::uint64_t first =
      after_the_last ? first_number_after(table) : first_number_at(alphabets[position]);
  if (!after_the_last && alphabets[position].is_numeric()) return add_numbers(first, count);
  if (after_the_last && !alphabets.empty() && std::ranges::all_of(alphabets, &Alphabet::is_numeric))
    return add_numbers(first, count);

  std::optional<TokenPattern> pattern;
  std::uint64_t start = first;
  if (after_the_last) {
    const std::vector<TokenPattern> patterns = patterns_of(alphabets);
    pattern = next_pattern(patterns);
    // A prefix of its own keeps the new tokens apart: count from 0.
    if (pattern && pattern->prefix != patterns.back().prefix) start = 0;
  } else {
    pattern = token_pattern(alphabets[position]);
  }
  if (!pattern) {
    pattern = unheard_of(alphabets, count);
    start = 0;
  }
  AddedTokens added;
  if (!after_the_last) added.alphabet = alphabets[position];
  added.first = added.alphabet.size();
  for (std::uint32_t n = 0; n < count; ++n) added.alphabet.intern(pattern->text(start + n));
  return added;
}

UnusedTokens::UnusedTokens(const Alphabet& alphabet, std::uint64_t first)
    : alphabet_(alphabet), pattern_(token_pattern(alphabet)), next_(first) {}

const std::string& UnusedTokens::text(std::size_t n) {
  while (texts_.size() <= n) {
    std::string text = pattern_->text(next_++);
    if (!alphabet_.find(text)) texts_.push_back(std::move(text));
  }
  return texts_[n];
}

}  // namespace sidproof
