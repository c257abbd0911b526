// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include <utility>
#include <vector>

#include "io/columns/tabular_readers.hpp"
#include "io/files/line_reader.hpp"
#include "io/tables/table_builder.hpp"
#include "io/text/code_text.hpp"
#include "io/text/sid_text.hpp"

namespace sidproof {
namespace {

constexpr std::string_view kName = "info-txt";

/// The pieces of "<a_1><b_2>"; nothing where the text is something else.
std::vector<SidToken> pieces_of(std::string_view text) {
  Result<SidText> sid = parse_sid_text(text);
  return sid && sid->form == SidForm::pieces ? std::move(sid->tokens) : std::vector<SidToken>();
}

/// The first and the last field of a line; the title between them is ignored.
struct Line {
  std::string_view sequence;
  std::string_view item;
  bool whole = false;
};

Line split(std::string_view text) {
  const std::size_t first = text.find('\t');
  const std::size_t second = first == std::string_view::npos ? first : text.find('\t', first + 1);
  if (second == std::string_view::npos) return {};
  const std::string_view item = text.substr(second + 1);
  return {text.substr(0, first), item, item.find('\t') == std::string_view::npos};
}

Acceptance accepts(const Sniff& sniff) {
  if (!sniff.is_text) return Match::no;
  const Line line = split(sniff.line);
  return line.whole && !pieces_of(line.sequence).empty() ? Match::certain : Match::no;
}

Result<Table> read(const MappedFile& file, const ReadOptions& options, Progress& /*progress*/) {
  TableBuilder builder(file, kName, options);
  LineReader lines(file.bytes());
  while (lines.next()) {
    const auto broken = [&](const char* what) {
      return fail(ErrorCode::malformed, what, {file.path(), lines.number(), lines.byte()},
                  "a line is <a_1><b_2><c_3>, tab, title, tab, item");
    };
    const Line line = split(lines.text());
    if (!line.whole) return broken("the line has not exactly three fields between tabs");
    const std::string_view item = trimmed(line.item);
    if (item.empty()) return broken("the item is missing");
    builder.row(item, lines.byte());
    const std::string_view sequence = trimmed(line.sequence);
    if (sequence.empty()) continue;
    const std::vector<SidToken> pieces = pieces_of(sequence);
    if (pieces.empty()) return broken("the first field is not a run of tokens in angle brackets");
    for (const SidToken& piece : pieces) builder.text(piece.text);
  }
  return builder.finish();
}

}  // namespace

const Reader& info_txt_reader() {
  static const Reader reader{
      {kName, "<a_1><b_2><c_3> tab title tab item, one line an item (MiniOneRec)", true},
      accepts,
      read};
  return reader;
}

}  // namespace sidproof
