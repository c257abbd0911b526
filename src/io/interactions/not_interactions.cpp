// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "io/interactions/not_interactions.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>

#include "io/files/line_reader.hpp"
#include "io/read_table.hpp"
#include "io/refused_formats.hpp"
#include "io/tables/table_builder.hpp"
#include "io/text/code_text.hpp"

namespace sidproof {
namespace {

using namespace std::string_view_literals;

constexpr std::uint64_t kFewestSequences = 16;  // of one length, before that says anything
constexpr std::uint64_t kLongestCode = 8;

constexpr const char* kNameItems =
    "name items by their ids: items that share a semantic ID cannot be told apart";

struct Encoding {
  std::string_view mark;
  std::string_view name;
};
// Longer marks first: that of UTF-16 begins that of UTF-32.
constexpr std::array kEncodings{Encoding{"\xff\xfe\0\0"sv, "UTF-32"},
                                Encoding{"\0\0\xfe\xff"sv, "UTF-32"},
                                Encoding{"\xff\xfe"sv, "UTF-16"}, Encoding{"\xfe\xff"sv, "UTF-16"}};

Error broken(const MappedFile& file, std::string what, std::string hint) {
  return {ErrorCode::malformed, std::move(what), {file.path(), {}, {}}, std::move(hint)};
}

std::string converted(const MappedFile& file, std::string_view encoding) {
  return fmt::format("convert it: iconv -f {} -t UTF-8 {} > FILE", encoding,
                     shell_quoted(file.path()));
}

std::optional<Error> zero_byte(const MappedFile& file) {
  const std::size_t zero = file.bytes().find('\0');
  if (zero == std::string_view::npos) return std::nullopt;
  Error error = broken(file, "a zero byte: this is no text in UTF-8",
                       "for UTF-16 " + converted(file, "UTF-16LE"));
  error.where = file.at(zero);
  return error;
}

/// Whether a text is made of pieces in angle brackets: how many of them.
std::size_t pieces(std::string_view text) {
  std::size_t count = 0;
  while (!text.empty()) {
    const std::size_t end = text.find('>');
    if (text.front() != '<' || end == std::string_view::npos || text.find('<', 1) < end) return 0;
    text.remove_prefix(end + 1);
    text.remove_prefix(std::min(text.find_first_not_of(" ,"), text.size()));
    ++count;
  }
  return count;
}

/// The length that all user sequences have; 0 where they differ or are few.
std::uint64_t common_length(const Interactions& interactions) {
  std::uint64_t sequences = 0;
  std::uint64_t common = 0;
  const auto& examples = interactions.examples;
  for (std::size_t at = 0; at < examples.size();) {
    const std::size_t first = at;
    while (at < examples.size() && examples[at].begin == examples[first].begin) ++at;
    if (sequences++ == 0) common = at - first;
    if (at - first != common) return 0;
  }
  return sequences >= kFewestSequences ? common : 0;
}

}  // namespace

std::string_view without_mark(std::string_view bytes) {
  if (bytes.starts_with("\xef\xbb\xbf")) bytes.remove_prefix(3);
  return bytes;
}

std::optional<Error> foreign_file(const MappedFile& file) {
  const std::string_view bytes = file.bytes();
  if (without_mark(bytes).find_first_not_of(" \t\r\n") == std::string_view::npos)
    return broken(file, "the file is empty", {});
  for (const auto& [mark, name] : kEncodings)
    if (bytes.starts_with(mark))
      return broken(file, fmt::format("the text is encoded in {}", name), converted(file, name));
  if (bytes.starts_with("PAR1"))
    return broken(file, "a Parquet file: only tables are read from Parquet",
                  "write it as CSV first (COPY ... TO 'FILE.csv' in DuckDB, to_csv in pandas)");
  if (bytes.starts_with("\x93NUMPY"))
    return broken(file, "an array of numbers (.npy), without users and items",
                  "give the interactions as text");
  if (!Sniff(file).is_text)
    if (auto refused = never_read(file)) return refused;
  return zero_byte(file);
}

std::optional<Error> never_read(const MappedFile& file) {
  constexpr std::size_t head = std::size_t{1} << 16;
  const auto table = read_table(MappedFile::from_bytes(file.bytes().substr(0, head), file.path()));
  if (!table && table.error().code == ErrorCode::unsupported) return table.error();
  return std::nullopt;
}

std::optional<Error> lone_carriage_return(const MappedFile& file) {
  LineReader lines(file.bytes());
  while (lines.next()) {
    const std::size_t found = lines.text().find('\r');
    if (found == std::string_view::npos) continue;
    Error error = broken(file, "a carriage return stands inside the line",
                         "end lines with LF, or with CR and LF");
    error.where = {file.path(), lines.number(), lines.byte() + found};
    return error;
  }
  return std::nullopt;
}

Error unrecognised_interactions(const MappedFile& file, const std::string& known) {
  if (auto refused = never_read(file)) return *std::move(refused);
  const std::string formats = "formats of interactions: " + known;
  // Lines of words fit these two, whatever they are.
  if (const auto table = read_table(file);
      table && table->format != "word-ids" && table->format != "p5-ids")
    return broken(file, "this is a table (" + table->format + "), no interactions",
                  "give it as TABLE; " + formats);
  LineReader lines(file.bytes());
  std::string_view line = lines.next() ? lines.text() : std::string_view();
  while (!line.empty())
    if (const std::string_view word = take_word(line); pieces(word) >= 2)
      return broken(file, quoted(word) + " in the place of an item is a semantic ID", kNameItems);
  return broken(file,
                "no interactions format recognised; the file starts with " +
                    sidproof::quoted(file.bytes().substr(0, 24)),
                formats);
}

bool looks_like_id(std::string_view word) {
  bool digit = false;
  for (const char c : word) {
    const bool number = c >= '0' && c <= '9';
    const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c & 0x80) != 0;
    if (!number && !letter && "_-.#@+=~"sv.find(c) == std::string_view::npos) return false;
    digit = digit || number;
  }
  const bool digits_alone = word.find_first_not_of("0123456789") == std::string_view::npos;
  return digit && (digits_alone || !is_odd_number(word));
}

Result<void> check_plausible(const Interactions& interactions, bool detected) {
  const Location where{interactions.path, {}, {}};
  for (std::uint32_t item = 0; item < interactions.items.size(); ++item) {
    const std::string text = interactions.items.text(item);
    if (text.empty())
      return fail(ErrorCode::malformed, "an item is the empty text", where,
                  "leave absent items out");
    const std::size_t parts = pieces(text);
    if (parts >= 2)
      return fail(
          ErrorCode::unsupported,
          fmt::format("{} in the place of an item is a semantic ID", sidproof::quoted(text)), where,
          kNameItems);
    if (parts == 1 && detected)
      return fail(
          ErrorCode::malformed,
          fmt::format("{} in the place of an item is a token of a table", sidproof::quoted(text)),
          where,
          fmt::format("if it is an item's id, say --interactions-format {}", interactions.format));
  }
  const std::uint64_t length = common_length(interactions);
  if (detected &&
      (interactions.format == "inter-json" || interactions.format == "user-sequences") &&
      length > 0 && length <= kLongestCode)
    return fail(
        ErrorCode::malformed,
        fmt::format("every sequence has the length {}: these may be the codes of a table "
                    "or the columns of a matrix",
                    length),
        where,
        fmt::format("if they are users' items, say --interactions-format {}", interactions.format));
  return {};
}

}  // namespace sidproof
