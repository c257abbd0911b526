// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <boost/unordered/unordered_flat_set.hpp>
#include <charconv>
#include <cstdint>
#include <optional>
#include <string>

#include "io/columns/tabular_readers.hpp"
#include "io/files/line_reader.hpp"
#include "io/tables/table_builder.hpp"
#include "io/text/code_text.hpp"
#include "io/text/sid_text.hpp"

namespace sidproof {
namespace {

constexpr std::string_view kWords = "word-ids";
constexpr std::string_view kGram = "gram-ids";
constexpr std::string_view kP5 = "p5-ids";
constexpr std::string_view kPieces = "piece-ids";
constexpr std::size_t kSniffedLines = 200;
constexpr std::uint64_t kFirstOfP5 = 1001;
// No item id has these: lines with them are prose, code, markup or another format.
constexpr std::string_view kNotInItems = "{}[]()\",;|<>#=:`*\\";

/// A line "ITEM rest".
struct Line {
  std::string_view item;
  std::string_view rest;
};

Line split(std::string_view text) {
  Line line{{}, text};
  line.item = take_word(line.rest);
  return line;
}

bool is_item(std::string_view word) {
  return !word.empty() && word.find_first_of(kNotInItems) == std::string_view::npos;
}

bool is_id_text(const Sniff& sniff) { return sniff.is_text && sniff.json.root == JsonKind::none; }

/// Calls look(line) for the first lines until it returns false. Returns how many lines
/// it accepted; 0 when it refused one, when an item stands there twice, or when a line
/// cannot be "ITEM rest".
template <class Look>
std::size_t count_lines(const Sniff& sniff, const Look& look) {
  if (!is_id_text(sniff)) return 0;
  const bool cut = sniff.head.size() < sniff.bytes.size();
  boost::unordered_flat_set<std::string_view> items;
  LineReader lines(sniff.head);
  std::size_t count = 0;
  while (count < kSniffedLines && lines.next()) {
    if (cut && !lines.complete() && count > 0) break;
    if (lines.text().find('\t') != std::string_view::npos) return 0;
    const Line line = split(lines.text());
    if (!is_item(line.item) || !items.insert(line.item).second || !look(line)) return 0;
    ++count;
  }
  return count;
}

/// The pieces of "<CI0><CI20>" or "<a_1> <b_2>": how many, and whether glued.
struct Pieces {
  std::size_t count = 0;
  bool glued = false;
  bool apart = false;
  bool several = false;  ///< runs of glued pieces stand apart: several SIDs, a user's history
};

std::optional<Pieces> pieces_of(std::string_view text) {
  if (!text.starts_with('<')) return std::nullopt;
  const Result<SidText> sid = parse_sid_text(text);
  Pieces seen;
  if (!sid) {
    seen.several = sid.error().code == ErrorCode::unsupported;
    return seen.several ? std::optional(seen) : std::nullopt;
  }
  seen.count = sid->tokens.size();
  const bool blank = trimmed(text).find(' ') != std::string_view::npos;
  seen.glued = seen.count > 1 && !blank;
  seen.apart = seen.count > 1 && blank;
  return seen;
}

std::string_view without_number(std::string_view token) {
  return token.substr(0, token.find_first_of("0123456789"));
}

Acceptance accepts_pieces(const Sniff& sniff) {
  bool any_glued = false;
  bool several = false;
  bool apart = false;
  bool positions = true;  // the pieces of a line differ before their numbers: <a_1> <b_2>
  const std::size_t lines = count_lines(sniff, [&](const Line& line) {
    if (line.rest.empty()) return true;
    const std::optional<Pieces> pieces = pieces_of(line.rest);
    if (!pieces) return false;
    several = several || pieces->several;
    any_glued = any_glued || pieces->glued;
    apart = apart || pieces->apart;
    if (pieces->apart) {
      boost::unordered_flat_set<std::string> stems;
      const Result<SidText> sid = parse_sid_text(line.rest);
      for (const SidToken& token : sid->tokens)
        positions = stems.emplace(without_number(token.text)).second && positions;
    }
    return true;
  });
  if (lines == 0) return Match::no;
  if (several)
    return Acceptance::near_miss(
        "lines hold several SIDs side by side, as users' histories do, or one SID whose pieces "
        "stand apart here and there");
  if (apart && (any_glued || !positions))
    return Acceptance::near_miss(
        "the pieces of a line stand apart and do not show their positions: one SID an item, or the "
        "items of a user");
  return any_glued || apart ? Match::certain
                            : Acceptance::near_miss("no line has more than one piece");
}

/// "B001 |▁loss|▁brake": bars, and the mark that a piece begins a word.
Acceptance accepts_gram(const Sniff& sniff) {
  bool any_mark = false;
  bool any = false;
  const std::size_t lines = count_lines(sniff, [&](const Line& line) {
    any = any || !line.rest.empty();
    any_mark = any_mark || line.rest.find("\u2581") != std::string_view::npos;
    return line.rest.empty() || line.rest.front() == '|';
  });
  if (lines == 0 || !any) return Match::no;
  if (any_mark) return Match::certain;
  return Acceptance::near_miss("no piece begins with the mark \u2581 of a sub-word tokenizer");
}

/// "B001 1001": P5 numbers items from 1001 on, in order, so each number is new by one or
/// stood there before; other pairs could be anything.
Acceptance accepts_p5(const Sniff& sniff) {
  std::uint64_t highest = kFirstOfP5 - 1;
  bool sequential = true;
  const std::size_t lines = count_lines(sniff, [&](const Line& line) {
    if (!is_decimal(line.rest)) return false;
    std::uint64_t number = 0;
    (void)std::from_chars(line.rest.data(), line.rest.data() + line.rest.size(), number);
    sequential = sequential && number >= kFirstOfP5 && number <= highest + 1;
    highest = std::max(highest, number);
    return true;
  });
  if (lines == 0) return Match::no;
  if (sequential) return Match::certain;
  return Acceptance::near_miss(
      "two numbers a line are pairs of anything; P5 numbers the items 1001, 1002, ...");
}

/// Capital letters and digits, one digit at least: B0001, B00ABC123D.
bool is_catalogue_number(std::string_view word) {
  return word.find_first_of("0123456789") != std::string_view::npos &&
         word.find_first_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ") != std::string_view::npos &&
         word.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789") == std::string_view::npos;
}

bool is_plain_words(std::string_view text) {
  return text.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789 ") == std::string_view::npos;
}

/// Words could be any text: what is taken for generated ids are words in small letters
/// behind catalogue numbers of one length.
Acceptance accepts_words(const Sniff& sniff) {
  std::size_t length = 0;
  std::size_t with_words = 0;
  bool items = true;
  bool words = true;
  const std::size_t lines = count_lines(sniff, [&](const Line& line) {
    if (length == 0) length = line.item.size();
    items = items && line.item.size() == length && is_catalogue_number(line.item);
    words = words && is_plain_words(line.rest);
    if (!line.rest.empty() && !is_decimal(line.rest)) ++with_words;
    return line.rest.find('<') == std::string_view::npos && !line.rest.starts_with('|');
  });
  if (lines == 0 || 2 * with_words < lines) return Match::no;
  if (items && words) return Match::possible;
  return Acceptance::near_miss(
      items ? "what follows the item is not only words in small letters"
            : "the first words are not item ids like B0001, so it could be any text");
}

Finding needs_tokenizer(std::string_view what, std::uint64_t rows) {
  return {Finding::Kind::needs_tokenizer,
          fmt::format("{} are read as tokens, but a language model's tokenizer cuts them into "
                      "pieces of its own: prefixes and collisions below that level are not "
                      "seen here",
                      what),
          rows};
}

/// Reads lines "ITEM rest": rest(builder, text) appends the tokens and says what is
/// wrong, or nothing.
template <class Rest>
Result<Table> read_lines(const MappedFile& file, TableBuilder& builder, std::string_view form,
                         const Rest& rest) {
  const std::string hint = fmt::format("a line is {}", form);
  if (!Sniff(file).is_text)
    return fail(ErrorCode::malformed, "the file is binary and no text", {file.path(), {}, {}},
                hint);
  LineReader lines(file.bytes());
  while (lines.next()) {
    const Location where{file.path(), lines.number(), lines.byte()};
    const Line line = split(lines.text());
    if (!is_item(line.item) || lines.text().find('\t') != std::string_view::npos)
      return fail(
          ErrorCode::malformed,
          fmt::format("{} is no item id with words behind it", quoted(lines.text().substr(0, 40))),
          where, hint);
    builder.row(line.item, lines.byte());
    if (line.rest.empty()) continue;
    if (const std::string fault = rest(line.rest); !fault.empty())
      return fail(ErrorCode::malformed, fault, where, hint);
  }
  Result<Table> table = builder.finish();
  if (table && table->codes.max_length() == 0)
    return fail(ErrorCode::malformed, "no line has anything behind its first word",
                {file.path(), {}, {}}, hint);
  return table;
}

Result<Table> read_word_ids(const MappedFile& file, const ReadOptions& options,
                            Progress& /*progress*/) {
  TableBuilder builder(file, kWords, options);
  std::uint64_t with_words = 0;
  Result<Table> table =
      read_lines(file, builder, "ITEM word word ...", [&](std::string_view rest) -> std::string {
        if (rest.front() == '|') return "the tokens begin with |: that is --format gram-ids";
        if (rest.front() == '<') {
          const Result<SidText> sid = parse_sid_text(rest);
          if (!sid) return sid.error().what;
          for (const SidToken& token : sid->tokens) builder.text(token.text);
          return {};
        }
        ++with_words;
        while (!rest.empty()) {
          const std::string_view word = take_word(rest);
          if (word.find("><") != std::string_view::npos)
            return fmt::format("the pieces {} stand among words", quoted(word));
          builder.text(word);
        }
        return {};
      });
  if (table && with_words > 0) table->findings.push_back(needs_tokenizer("words", table->rows()));
  return table;
}

Result<Table> read_p5_ids(const MappedFile& file, const ReadOptions& options,
                          Progress& /*progress*/) {
  TableBuilder builder(file, kP5, options);
  Result<Table> table =
      read_lines(file, builder, "ITEM 1001", [&](std::string_view rest) -> std::string {
        if (!is_decimal(rest)) return fmt::format("{} is not one whole number", quoted(rest));
        builder.text(rest);
        return {};
      });
  if (table && table->codes.min_length() == 0)
    return fail(ErrorCode::malformed, "a line has an item and no number", {file.path(), {}, {}},
                "a line is ITEM 1001");
  if (table) table->findings.push_back(needs_tokenizer("whole numbers", table->rows()));
  return table;
}

Result<Table> read_piece_ids(const MappedFile& file, const ReadOptions& options,
                             Progress& /*progress*/) {
  TableBuilder builder(file, kPieces, options);
  return read_lines(file, builder, "ITEM <CI0><CI20>", [&](std::string_view rest) -> std::string {
    const Result<SidText> sid = parse_sid_text(rest);
    if (!sid) return sid.error().what;
    if (sid->form != SidForm::pieces)
      return fmt::format("{} is not made of pieces in angle brackets", quoted(rest));
    for (const SidToken& token : sid->tokens) builder.text(token.text);
    return {};
  });
}

Result<Table> read_gram_ids(const MappedFile& file, const ReadOptions& options,
                            Progress& /*progress*/) {
  TableBuilder builder(file, kGram, options);
  return read_lines(file, builder, "ITEM |token|token|token",
                    [&](std::string_view rest) -> std::string {
                      if (rest.front() != '|') return "the tokens do not begin with |";
                      while (!rest.empty()) {
                        rest.remove_prefix(1);
                        const std::string_view token = rest.substr(0, rest.find('|'));
                        if (token.empty()) return "a token between two | is empty";
                        builder.text(token);
                        rest.remove_prefix(token.size());
                      }
                      return {};
                    });
}

}  // namespace

const Reader& word_ids_reader() {
  static const Reader reader{{kWords, "ITEM word word ..., one line an item (IDGenRec)", true},
                             accepts_words,
                             read_word_ids};
  return reader;
}

const Reader& gram_ids_reader() {
  static const Reader reader{
      {kGram, "ITEM |token|token|..., one line an item (GRAM)", true}, accepts_gram, read_gram_ids};
  return reader;
}

const Reader& p5_ids_reader() {
  static const Reader reader{
      {kP5, "ITEM 1001, one line an item (P5, OpenP5)", true}, accepts_p5, read_p5_ids};
  return reader;
}

const Reader& piece_ids_reader() {
  static const Reader reader{{kPieces, "ITEM <CI0><CI20>, one line an item (OpenP5)", true},
                             accepts_pieces,
                             read_piece_ids};
  return reader;
}

}  // namespace sidproof
