// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <boost/unordered/unordered_flat_set.hpp>
#include <vector>

#include "io/columns/tabular_readers.hpp"
#include "io/files/line_reader.hpp"
#include "io/tables/table_builder.hpp"
#include "io/text/code_text.hpp"

namespace sidproof {
namespace {

constexpr std::string_view kWords = "word-ids";
constexpr std::string_view kGram = "gram-ids";
constexpr std::string_view kP5 = "p5-ids";
constexpr std::size_t kSniffedLines = 200;

/// What the first lines of a file have in common, seen as words between blanks.
struct Outline {
  std::size_t lines = 0;
  std::size_t with_words = 0;      ///< lines with something after the item
  std::size_t with_two_words = 0;  ///< lines with exactly item and one word
  std::size_t decimal = 0;         ///< lines of decimal numbers only
  std::size_t gram = 0;            ///< lines whose rest begins with '|' or is empty
  bool first_is_decimal = false;
  bool items_are_distinct = true;
  bool prose = false;  ///< tabs or characters that no such file has in its first word
};

Outline outline(std::string_view head, bool cut) {
  Outline seen;
  boost::unordered_flat_set<std::string_view> items;
  LineReader lines(head);
  while (seen.lines < kSniffedLines && lines.next()) {
    if (cut && !lines.complete() && seen.lines > 0) break;
    std::string_view rest = lines.text();
    seen.prose = seen.prose || rest.find('\t') != std::string_view::npos;
    const std::string_view item = take_word(rest);
    seen.prose = seen.prose || item.find_first_of("{}[]\",;|<>#=") != std::string_view::npos;
    seen.items_are_distinct = items.insert(item).second && seen.items_are_distinct;
    if (rest.empty() || rest.front() == '|') ++seen.gram;
    bool decimal = is_decimal(item);
    std::size_t words = 0;
    for (; !rest.empty(); ++words) decimal = is_decimal(take_word(rest)) && decimal;
    seen.with_words += words > 0 ? 1 : 0;
    seen.with_two_words += words == 1 ? 1 : 0;
    seen.decimal += decimal ? 1 : 0;
    if (seen.lines == 0) seen.first_is_decimal = decimal;
    ++seen.lines;
  }
  return seen;
}

Outline outline(const Sniff& sniff) {
  if (!sniff.is_text || sniff.json.root == JsonKind::object || sniff.json.root == JsonKind::array)
    return {};
  return outline(sniff.head, sniff.head.size() < sniff.bytes.size());
}

bool accepts_gram_outline(const Outline& seen) {
  return !seen.prose && seen.gram == seen.lines && seen.with_words > 0;
}

bool accepts_p5_outline(const Outline& seen) {
  // "1 1001": two numbers a line. User sequences have lines of other lengths.
  return !seen.prose && seen.items_are_distinct && seen.lines > 0 &&
         seen.with_two_words == seen.lines;
}

/// "B001 1001", one decimal word an item; a first line of two words and decimals
/// below it is the header of a list of pairs.
Match accepts_p5(const Sniff& sniff) {
  const Outline seen = outline(sniff);
  if (!accepts_p5_outline(seen)) return Match::no;
  LineReader lines(sniff.head);
  for (std::size_t line = 0; line < seen.lines && lines.next(); ++line) {
    std::string_view rest = lines.text();
    (void)take_word(rest);
    if (!is_decimal(take_word(rest))) return Match::no;
  }
  return Match::possible;
}

Match accepts_gram(const Sniff& sniff) {
  return accepts_gram_outline(outline(sniff)) ? Match::certain : Match::no;
}

Match accepts_words(const Sniff& sniff) {
  const Outline seen = outline(sniff);
  if (seen.lines == 0 || seen.prose || !seen.items_are_distinct) return Match::no;
  if (accepts_gram_outline(seen) || accepts_p5(sniff) != Match::no) return Match::no;
  // Numbers only are user sequences; numbers below one line of words a list with
  // a header; lines without any word a list of items.
  const bool numbers = seen.decimal == seen.lines;
  const bool headed = !seen.first_is_decimal && seen.lines > 1 && seen.decimal + 1 == seen.lines;
  const bool words = 2 * seen.with_words >= seen.lines;
  return !numbers && !headed && words ? Match::possible : Match::no;
}

void add_needs_tokenizer(TableBuilder& builder, std::string_view what, std::uint64_t rows) {
  builder.add({Finding::Kind::needs_tokenizer,
               fmt::format("{} are read as tokens, but a language model's tokenizer cuts them into "
                           "pieces of its own: prefixes and collisions below that level are not "
                           "seen here",
                           what),
               rows});
}

Result<Table> read_words(const MappedFile& file, const ReadOptions& options, std::string_view name,
                         std::string_view what) {
  TableBuilder builder(file, name, options);
  LineReader lines(file.bytes());
  std::uint64_t rows = 0;
  for (; lines.next(); ++rows) {
    std::string_view rest = lines.text();
    builder.row(take_word(rest), lines.byte());
    while (!rest.empty()) builder.text(take_word(rest));
    if (name == kP5 && builder.length() != 1)
      return fail(ErrorCode::malformed, "the line has not exactly an item and one number",
                  {file.path(), lines.number(), lines.byte()},
                  "ids of several words are read with --format word-ids");
  }
  if (rows > 0) add_needs_tokenizer(builder, what, rows);
  return builder.finish();
}

Result<Table> read_word_ids(const MappedFile& file, const ReadOptions& options,
                            Progress& /*progress*/) {
  return read_words(file, options, kWords, "words");
}

Result<Table> read_p5_ids(const MappedFile& file, const ReadOptions& options,
                          Progress& /*progress*/) {
  return read_words(file, options, kP5, "whole numbers");
}

Result<Table> read_gram_ids(const MappedFile& file, const ReadOptions& options,
                            Progress& /*progress*/) {
  TableBuilder builder(file, kGram, options);
  LineReader lines(file.bytes());
  while (lines.next()) {
    const auto broken = [&](const char* what) {
      return fail(ErrorCode::malformed, what, {file.path(), lines.number(), lines.byte()},
                  "a line is ITEM |token|token|token");
    };
    std::string_view rest = lines.text();
    builder.row(take_word(rest), lines.byte());
    if (rest.empty()) continue;
    if (rest.front() != '|') return broken("the tokens do not begin with |");
    while (!rest.empty()) {
      rest.remove_prefix(1);
      const std::string_view token = rest.substr(0, rest.find('|'));
      if (token.empty()) return broken("a token between two | is empty");
      builder.text(token);
      rest.remove_prefix(token.size());
    }
  }
  return builder.finish();
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

}  // namespace sidproof
