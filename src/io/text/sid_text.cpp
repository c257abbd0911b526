// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "io/text/sid_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "io/tables/table_builder.hpp"
#include "io/text/code_text.hpp"
#include "io/text/list_text.hpp"

namespace sidproof {
namespace {

constexpr std::string_view kBlanks = " \t\r\n";
constexpr std::string_view kSeparators = ",;|";  // besides blanks: these part elements
constexpr std::string_view kJoiners = "_-.:/";   // these join the numbers of one word
constexpr std::string_view kBrackets = "[](){}<>\"'";
constexpr std::string_view kBegin = "<|sid_begin|>";
constexpr std::string_view kEnd = "<|sid_end|>";

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

bool is_number(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), is_digit);
}

bool is_word(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), is_letter);
}

/// Letters, then digits: a1, C8195.
bool is_numbered_word(std::string_view text) {
  const auto digits = std::find_if_not(text.begin(), text.end(), is_letter);
  return digits != text.begin() && digits != text.end() &&
         std::all_of(digits, text.end(), is_digit);
}

std::string_view without_blanks_around(std::string_view text) {
  const std::size_t begin = std::min(text.find_first_not_of(kBlanks), text.size());
  text.remove_prefix(begin);
  return text.substr(0, text.find_last_not_of(kBlanks) + 1);
}

tl::unexpected<Error> no_sid(std::string_view text, std::string_view why) {
  return fail(ErrorCode::malformed, fmt::format("{} is no semantic ID: {}", quoted(text), why), {},
              "known forms: <a_1><b_2>, [1, 2], 1,2 or 1_2, SID_001_002 (docs/formats.md)");
}

tl::unexpected<Error> two_readings(std::string_view text, std::string_view one,
                                   std::string_view other) {
  return fail(ErrorCode::unsupported,
              fmt::format("{} has two readings: {}, or {}", quoted(text), one, other), {},
              "write the tokens as a list: [1, 2] or [\"a\", \"b\"]");
}

/// "<a_1><b_2>" and "<a_1> <b_2>".
Result<SidText> parse_pieces(std::string_view text) {
  SidText sid{SidForm::pieces, '\0', {}, {}};
  std::string_view rest = text;
  std::size_t glued = 0;
  std::size_t apart = 0;
  while (!rest.empty()) {
    const std::size_t end = rest.find('>');
    const bool whole =
        rest.front() == '<' && end != std::string_view::npos && end > 1 && rest.find('<', 1) >= end;
    if (!whole) return no_sid(text, "a piece in angle brackets is missing or not closed");
    sid.tokens.push_back({std::string(rest.substr(0, end + 1)), false});
    rest.remove_prefix(end + 1);
    if (rest.empty()) break;
    const std::string_view before = rest;
    rest = without_blanks_around(rest);
    const bool comma = kSeparators.find(rest.front()) != std::string_view::npos;
    if (comma) rest = without_blanks_around(rest.substr(1));
    ++(comma || rest.size() != before.size() ? apart : glued);
    if (comma && rest.empty()) return no_sid(text, "it ends with a separator");
  }
  if (glued > 0 && apart > 0)
    return two_readings(text, fmt::format("one sequence of {} tokens", sid.tokens.size()),
                        fmt::format("{} sequences side by side", apart + 1));
  const auto marks = [&](std::string_view mark) {
    return std::count_if(sid.tokens.begin(), sid.tokens.end(),
                         [&](const SidToken& token) { return token.text == mark; });
  };
  if (marks(kBegin) == 0 && marks(kEnd) == 0) return sid;
  if (marks(kBegin) != 1 || marks(kEnd) != 1 || sid.tokens.front().text != kBegin ||
      sid.tokens.back().text != kEnd)
    return no_sid(text, "<|sid_begin|> and <|sid_end|> do not stand around one sequence");
  sid.tokens.erase(sid.tokens.begin());
  sid.tokens.pop_back();
  return sid;
}

/// Numbers or numbered words between joiners, with or without words before them.
Result<SidText> parse_joined(std::string_view text) {
  struct Part {
    std::string_view text;
    std::size_t begin = 0;
  };
  std::vector<Part> parts;
  for (std::size_t begin = 0;;) {
    const std::size_t end = std::min(text.find_first_of(kJoiners, begin), text.size());
    parts.push_back({text.substr(begin, end - begin), begin});
    if (end == text.size()) break;
    begin = end + 1;
  }
  const SidText single{SidForm::single, '\0', {}, {{std::string(text), false}}};
  const bool any_digit = std::any_of(text.begin(), text.end(), is_digit);
  const bool is_signed = (text.front() == '-' || text.front() == '+') && is_number(text.substr(1));
  if (parts.size() == 1 || !any_digit || is_signed) return single;
  if (std::any_of(parts.begin(), parts.end(), [](const Part& part) { return part.text.empty(); }))
    return no_sid(text, "a part of it is empty");
  const bool numbers = is_number(parts.back().text);
  const auto is_token = [&](const Part& part) {
    return numbers ? is_number(part.text) : is_numbered_word(part.text);
  };
  std::size_t first = parts.size();
  while (first > 0 && is_token(parts[first - 1])) --first;
  const std::size_t count = parts.size() - first;
  if (count == 0) return no_sid(text, "it does not end with a number");
  const auto ahead = parts.begin() + static_cast<std::ptrdiff_t>(first);
  if (std::any_of(parts.begin(), ahead, [](const Part& part) { return is_number(part.text); })) {
    const std::string_view last = text.substr(parts[first - 1].begin);
    return two_readings(text, fmt::format("words and numbers are tokens on their own"),
                        fmt::format("{} and its like are one token", quoted(last)));
  }
  SidText sid{first == 0 ? SidForm::joined : SidForm::prefixed,
              '\0',
              std::string(text.substr(0, parts[first].begin)),
              {}};
  for (std::size_t i = first; i < parts.size(); ++i) {
    if (i > first) {
      const char joiner = text[parts[i].begin - 1];
      if (sid.separator == '\0') sid.separator = joiner;
      if (joiner != sid.separator)
        return no_sid(
            text, fmt::format("both '{}' and '{}' stand between numbers", sid.separator, joiner));
    }
    sid.tokens.push_back({std::string(parts[i].text), false});
  }
  if (numbers && count == 2 && sid.separator == '.') {
    const std::string_view fraction = text.substr(parts[first].begin);
    return two_readings(text, fmt::format("the fraction {}", fraction),
                        fmt::format("the codes {} and {}", sid.tokens[0].text, sid.tokens[1].text));
  }
  return sid;
}

/// Elements between blanks, commas, semicolons or bars.
Result<SidText> parse_separate(std::string_view text) {
  SidText sid{SidForm::separate, ' ', {}, {}};
  const std::size_t mark = text.find_first_of(kSeparators);
  if (mark != std::string_view::npos) sid.separator = text[mark];
  std::size_t words = 0;
  for (std::string_view rest = text;;) {
    const std::size_t end =
        sid.separator == ' ' ? rest.find_first_of(kBlanks) : rest.find(sid.separator);
    const std::string_view element = without_blanks_around(rest.substr(0, end));
    if (element.empty()) return no_sid(text, "a part of it is empty");
    if (element.find_first_of(" \t\r\n,;|") != std::string_view::npos)
      return no_sid(text, "two kinds of separators stand in it");
    if (element.find_first_of(kBrackets) != std::string_view::npos)
      return no_sid(text, "a bracket, brace or quote stands inside it");
    if (holds_several_tokens(element))
      return two_readings(text, fmt::format("{} is one token", quoted(element)),
                          "it is a sequence of its own");
    words += is_word(element) ? 1U : 0U;
    sid.tokens.push_back({std::string(element), false});
    if (end == std::string_view::npos) break;
    rest.remove_prefix(end + 1);
    if (sid.separator == ' ') rest = without_blanks_around(rest);
  }
  // "SID 5 3": the word may be a token or what stands before every SID.
  if (words > 0 && words < sid.tokens.size() &&
      std::all_of(
          sid.tokens.begin() + static_cast<std::ptrdiff_t>(words), sid.tokens.end(),
          [](const SidToken& token) { return is_number(token.text); }) &&
      is_word(sid.tokens.front().text))
    return no_sid(text, fmt::format("{} may be a token or a word before the codes",
                                    quoted(sid.tokens.front().text)));
  return sid;
}

Result<SidText> parse_list(std::string_view text) {
  Result<std::vector<ListElement>> elements = parse_list_text(text);
  if (!elements) return tl::unexpected(std::move(elements.error()));
  const bool bare = text.front() != '[' && text.front() != '(';
  if (bare && elements->size() == 1 && elements->front().quoted)
    return parse_sid_text(elements->front().text);  // "1,2,3" with its quotes
  SidText sid{SidForm::list, '\0', {}, {}};
  for (ListElement& element : *elements) {
    if (!element.quoted && holds_several_tokens(element.text))
      return two_readings(text, fmt::format("{} is one token", quoted(element.text)),
                          "it is a sequence of its own");
    sid.tokens.push_back({std::move(element.text), element.quoted});
  }
  return sid;
}

/// Whether a lone word or number can stand among SIDs of that form.
bool fits(const SidText& single, const SidText& several) {
  if (several.form == SidForm::list || several.form == SidForm::separate) return true;
  if (several.form != SidForm::joined) return false;
  const std::string& other = several.tokens.front().text;
  const std::string& token = single.tokens.front().text;
  return is_number(token) ? is_number(other) : is_numbered_word(token) && is_numbered_word(other);
}

/// Whether two SIDs of more than one token are of one form.
bool written_alike(const SidText& one, const SidText& other) {
  const auto is_list = [](const SidText& sid) {
    return sid.form == SidForm::list || sid.form == SidForm::separate;
  };
  if (one.form != other.form && !(is_list(one) && is_list(other))) return false;
  if (one.form == SidForm::joined &&
      is_number(one.tokens.front().text) != is_number(other.tokens.front().text))
    return false;
  const bool apart =
      one.separator != '\0' && other.separator != '\0' && one.separator != other.separator;
  return !apart && one.prefix == other.prefix;
}

}  // namespace

Result<SidText> parse_sid_text(std::string_view text) {
  const std::string_view bare = without_blanks_around(text);
  if (bare.empty()) return no_sid(text, "it is empty (write [] for no tokens)");
  switch (bare.front()) {
    case '<': return parse_pieces(bare);
    case '[':
    case '(':
    case '"':
    case '\'': return parse_list(bare);
    default: break;
  }
  if (bare.find_first_of(" \t\r\n,;|") != std::string_view::npos) return parse_separate(bare);
  if (bare.find_first_of(kBrackets) != std::string_view::npos)
    return no_sid(text, "a bracket, brace or quote stands inside it");
  return parse_joined(bare);
}

bool holds_several_tokens(std::string_view text) {
  // Most tokens are short and plain: no need to take them apart.
  const std::size_t mark = text.find_first_of(" \t\r\n,;|_-.:/<[(");
  if (mark == std::string_view::npos) return false;
  if (text.front() == '<' && text.find('<', 1) == std::string_view::npos) return false;
  const Result<SidText> sid = parse_sid_text(text);
  if (!sid) return sid.error().code == ErrorCode::unsupported;
  if (sid->tokens.size() < 2) return false;
  return sid->form == SidForm::pieces ||
         std::all_of(sid->tokens.begin(), sid->tokens.end(),
                     [](const SidToken& token) { return is_number(token.text); });
}

Result<const std::vector<SidToken>*> SidReading::read(std::string_view text) {
  Result<SidText> sid = parse_sid_text(text);
  if (!sid) return tl::unexpected(std::move(sid.error()));
  const bool is_single = sid->form == SidForm::single;
  const Example& like = is_single ? several_ : single_;
  const bool same = !like.sid || (is_single ? fits(*sid, *like.sid) : fits(*like.sid, *sid));
  const bool same_form = is_single || !several_.sid || written_alike(*several_.sid, *sid);
  if (!same || !same_form)
    return fail(ErrorCode::malformed,
                fmt::format("the SID {} is written in another way than {} before it", quoted(text),
                            quoted(same ? several_.text : like.text)),
                {}, "write all SIDs of a file in one way");
  if (Result<void> padded = same_padding(*sid, text); !padded)
    return tl::unexpected(std::move(padded.error()));
  Example& kept = is_single ? single_ : several_;
  if (!kept.sid || (kept.sid->separator == '\0' && sid->separator != '\0'))
    kept = {*sid, std::string(text)};
  current_ = std::move(*sid);
  return &current_.tokens;
}

Result<void> SidReading::same_padding(const SidText& sid, std::string_view text) {
  if (sid.form != SidForm::joined && sid.form != SidForm::prefixed) return {};
  if (paddings_.size() < sid.tokens.size()) paddings_.resize(sid.tokens.size());
  for (std::size_t j = 0; j < sid.tokens.size(); ++j) {
    const std::string& token = sid.tokens[j].text;
    if (!is_number(token)) continue;
    Padding& seen = paddings_[j];
    const bool padded = token.size() > 1 && token.front() == '0';
    std::string other;
    if (padded) {
      if (seen.padded != 0 && seen.padded != token.size()) other = seen.padded_text;
      if (seen.shortest != 0 && seen.shortest < token.size()) other = seen.shortest_text;
      seen.padded = token.size();
      seen.padded_text = token;
    } else if (seen.shortest == 0 || token.size() < seen.shortest) {
      if (token.size() < seen.padded) other = seen.padded_text;
      seen.shortest = token.size();
      seen.shortest_text = token;
    }
    if (!other.empty())
      return fail(ErrorCode::malformed,
                  fmt::format("the SID {} has two readings: {} at position {} is padded with zeros "
                              "unlike {} before it, so equal numbers may be one code or two",
                              quoted(text), token, j + 1, other),
                  {}, "write the numbers of a position with one width, or without leading zeros");
  }
  return {};
}

}  // namespace sidproof
