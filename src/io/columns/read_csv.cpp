// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

#include "io/columns/cell_tokens.hpp"
#include "io/columns/csv_layout.hpp"
#include "io/columns/tabular_readers.hpp"
#include "io/tables/table_builder.hpp"
#include "io/text/code_text.hpp"
#include "io/text/csv.hpp"

namespace sidproof {
namespace {

constexpr std::string_view kName = "csv";
constexpr std::string_view kHistoryName = "tokenrec-history";

struct Header {
  char separator = ',';
  std::vector<std::string> names;
  ColumnLayout layout;
};

/// The header under the separator that makes sense of it: comma, tab, semicolon.
Result<std::optional<Header>> find_header(std::string_view bytes, const std::string& path) {
  for (const char separator : {',', '\t', ';'}) {
    CsvReader reader(bytes, path, separator);
    const Result<bool> any = reader.next();
    if (!any || !*any) continue;
    Header header{separator, {reader.fields().begin(), reader.fields().end()}, {}};
    Result<std::optional<ColumnLayout>> layout = find_columns(header.names);
    if (!layout) {
      Error error = std::move(layout.error());
      error.where = reader.where();
      return tl::unexpected(std::move(error));
    }
    // A single word is a header only where it names a list: "c0" alone is no table.
    if (!*layout || (!(*layout)->list && header.names.size() < 2)) continue;
    header.layout = std::move(**layout);
    return std::optional(std::move(header));
  }
  return std::optional<Header>();
}

bool is_history_header(std::string_view line) {
  return line.find("item_cb_id") != std::string_view::npos;
}

Match accepts(const Sniff& sniff) {
  if (!sniff.is_text || is_history_header(sniff.line)) return Match::no;
  const Result<std::optional<Header>> header = find_header(sniff.head, {});
  return !header || *header ? Match::certain : Match::no;
}

Result<void> add_tokens(CellTokens& tokens, const Header& header, const CsvReader& record) {
  if (header.layout.list) {
    const std::size_t column = *header.layout.list;
    return tokens.add_list(record.fields()[column], "column " + header.names[column],
                           record.where());
  }
  for (const std::size_t column : header.layout.codes) {
    Result<void> added = tokens.add(record.fields()[column], header.names[column], record.where());
    if (!added) return added;
  }
  return {};
}

Result<Table> read(const MappedFile& file, const ReadOptions& options, Progress& progress) {
  const Result<std::optional<Header>> found = find_header(file.bytes(), file.path());
  if (!found) return tl::unexpected(found.error());
  if (!*found)
    return fail(ErrorCode::malformed, "no column of the header holds codes", {file.path(), 1, 0},
                "name the columns item_id,code_1,code_2,... or item_id,codes with lists like "
                "\"1,2,3\"");
  const Header& header = **found;
  CsvReader reader(file.bytes(), file.path(), header.separator);
  TableBuilder builder(file, kName, options);
  CellTokens tokens(builder);
  (void)reader.next();  // the header again
  for (std::uint64_t row = 0;; ++row) {
    const Result<bool> more = reader.next();
    if (!more) return tl::unexpected(more.error());
    if (!*more) break;
    const std::vector<std::string_view>& fields = reader.fields();
    if (fields.size() != header.names.size())
      return fail(
          ErrorCode::malformed,
          fmt::format("the row has {} fields, the header {}", fields.size(), header.names.size()),
          reader.where(), "quote fields that contain separators or line breaks");
    if (header.layout.item && fields[*header.layout.item].empty())
      return fail(ErrorCode::malformed, "the item id is empty", reader.where());
    if (header.layout.item) {
      builder.row(fields[*header.layout.item], reader.byte());
    } else {
      builder.row(std::to_string(row), reader.byte());
    }
    if (Result<void> added = add_tokens(tokens, header, reader); !added)
      return tl::unexpected(std::move(added.error()));
    if (row % 65536 == 0)
      progress.update("reading rows", static_cast<double>(reader.byte()) /
                                          static_cast<double>(file.bytes().size()));
  }
  if (!header.layout.item)
    builder.add({Finding::Kind::other, "no column names the item; rows are numbered from 0", 1});
  return builder.finish();
}

Match accepts_history(const Sniff& sniff) {
  return sniff.is_text && is_history_header(sniff.line) ? Match::certain : Match::no;
}

Result<Table> refuse_history(const MappedFile& file, const ReadOptions& /*options*/,
                             Progress& /*progress*/) {
  return fail(ErrorCode::unsupported,
              "token histories without item ids: a sequence stands here once for every event, so "
              "nothing tells which items share one",
              {file.path(), {}, {}},
              "where the tokenizer runs, write item_id,code_1,code_2,... with one row an item");
}

}  // namespace

const Reader& csv_reader() {
  static const Reader reader{
      {kName, "CSV or TSV with a header: item_id, code_1 ... or a column of lists", true},
      accepts,
      read};
  return reader;
}

const Reader& tokenrec_history_reader() {
  static const Reader reader{
      {kHistoryName, "token histories of users without item ids (TokenRec)", false},
      accepts_history,
      refuse_history};
  return reader;
}

}  // namespace sidproof
