// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include <utility>

#include "io/columns/cell_tokens.hpp"
#include "io/columns/tabular_readers.hpp"
#include "io/files/line_reader.hpp"
#include "io/tables/table_builder.hpp"
#include "io/text/code_text.hpp"

namespace sidproof {
namespace {

constexpr std::string_view kName = "odps-dump";
constexpr std::string_view kSeparator = "||$$||";

Acceptance accepts(const Sniff& sniff) {
  if (!sniff.is_text) return Match::no;
  return sniff.line.find(kSeparator) != std::string_view::npos ? Match::certain : Match::no;
}

Result<Table> read(const MappedFile& file, const ReadOptions& options, Progress& /*progress*/) {
  TableBuilder builder(file, kName, options);
  CellTokens tokens(builder);
  LineReader lines(file.bytes());
  while (lines.next()) {
    const Location where{file.path(), lines.number(), lines.byte()};
    const std::string_view text = lines.text();
    const std::size_t first = text.find(kSeparator);
    const std::size_t last = text.rfind(kSeparator);
    if (first == std::string_view::npos || last < first + kSeparator.size())
      return fail(ErrorCode::malformed, "the line has not three fields between ||$$||", where,
                  "a line is item||$$||title||$$||1,2,3");
    const std::string_view item = trimmed(text.substr(0, first));
    if (item.empty()) return fail(ErrorCode::malformed, "the item is missing", where);
    builder.row(item, lines.byte());
    const std::string_view codes = trimmed(text.substr(last + kSeparator.size()));
    if (codes.empty()) continue;
    if (Result<void> added = tokens.add_list(codes, "the list of codes", where); !added)
      return tl::unexpected(std::move(added.error()));
  }
  return builder.finish();
}

}  // namespace

const Reader& odps_dump_reader() {
  static const Reader reader{
      {kName, "item||$$||title||$$||1,2,3, one line an item (al_sid, ODPS exports)", true},
      accepts,
      read};
  return reader;
}

}  // namespace sidproof
