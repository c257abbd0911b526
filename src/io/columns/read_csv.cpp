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
#include "io/text/list_text.hpp"

namespace sidproof {
namespace {

constexpr std::string_view kName = "csv";
constexpr std::string_view kInverseName = "inverse-csv";
constexpr std::string_view kHistoryName = "tokenrec-history";
constexpr std::string_view kItemWanted =
    "no column names the item (item_id, item, asin, parent_asin, pid, iid, id)";

struct Header {
  char separator = ',';
  std::vector<std::string> names;
  ColumnLayout layout;

  [[nodiscard]] bool is_inverse() const { return layout.item_list && !layout.item; }
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
    if (!*layout) continue;
    header.layout = std::move(**layout);
    return std::optional(std::move(header));
  }
  return std::optional<Header>();
}

/// The first line as a header of columns that are something else; empty when it is none.
std::string other_columns(const Sniff& sniff) {
  for (const char separator : {',', '\t', ';'}) {
    CsvReader reader(sniff.head, {}, separator);
    const Result<bool> any = reader.next();
    if (!any || !*any || reader.fields().size() < 2) continue;
    const std::size_t width = reader.fields().size();
    std::string names;
    for (const std::string_view name : reader.fields()) {
      if (!names.empty()) names += ", ";
      names += trimmed(name).substr(0, 24);
    }
    const Result<bool> second = reader.next();
    if (second && *second && reader.fields().size() == width) return names.substr(0, 120);
  }
  return {};
}

bool is_history_header(std::string_view line) {
  return line.find("item_cb_id") != std::string_view::npos;
}

Acceptance accepts_either(const Sniff& sniff, bool inverse) {
  if (!sniff.is_text || sniff.json.root != JsonKind::none || is_history_header(sniff.line))
    return Match::no;
  const Result<std::optional<Header>> header = find_header(sniff.head, {});
  if (!header) return inverse ? Match::no : Match::certain;  // the reader says what is wrong
  if (!*header) {
    const std::string names = inverse ? std::string() : other_columns(sniff);
    if (names.empty()) return Match::no;
    return Acceptance::near_miss("no column holds codes (code_1, code_2, ..., or codes, sid); " +
                                 ("there are " + names));
  }
  if ((*header)->is_inverse() != inverse) return Match::no;
  if (inverse) return Match::certain;
  const ColumnLayout& layout = (*header)->layout;
  if (!layout.item) return Acceptance::near_miss(std::string(kItemWanted));
  if (layout.item_list)
    return Acceptance::near_miss("both " + (*header)->names[*layout.item] + " and " +
                                 (*header)->names[*layout.item_list] + " may name the items");
  if (layout.user)
    return Acceptance::near_miss("the column " + (*header)->names[*layout.user] +
                                 " says that the rows are events of users and no items");
  return Match::certain;
}

Acceptance accepts(const Sniff& sniff) { return accepts_either(sniff, false); }
Acceptance accepts_inverse(const Sniff& sniff) { return accepts_either(sniff, true); }

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

/// The items of a cell "A11|B22"; a list that was cut off is refused.
Result<std::vector<std::string>> items_of(const Header& header, const CsvReader& record) {
  const std::string_view cell = record.fields()[*header.layout.item_list];
  const std::string& column = header.names[*header.layout.item_list];
  Result<std::vector<ListElement>> elements = parse_list_text(cell);
  if (!elements)
    return fail(ErrorCode::malformed, fmt::format("column {}: {}", column, elements.error().what),
                record.where());
  std::vector<std::string> items;
  for (ListElement& element : *elements) {
    if (is_ellipsis(element.text))
      return fail(ErrorCode::unsupported,
                  fmt::format("the list of items in column {} is cut off with {}: which items "
                              "share this SID is not known",
                              column, quoted(element.text)),
                  record.where(), "write the table again with all items of each SID");
    items.push_back(std::move(element.text));
  }
  for (const std::string_view name : {"n_items", "count", "num_items", "n"}) {
    const auto found = std::find(header.names.begin(), header.names.end(), name);
    if (found == header.names.end()) continue;
    const std::string_view number =
        trimmed(record.fields()[static_cast<std::size_t>(found - header.names.begin())]);
    if (number != std::to_string(items.size()))
      return fail(ErrorCode::malformed,
                  fmt::format("column {} says {} items, column {} lists {}", name, number, column,
                              items.size()),
                  record.where(), "the list may have been cut off: write the table again");
    break;
  }
  return items;
}

class CsvParser {
 public:
  CsvParser(const MappedFile& file, const ReadOptions& options, std::string_view name)
      : file_(file), options_(options), builder_(file, name, options), tokens_(builder_) {}

  Result<Table> parse(bool inverse, Progress& progress) {
    Result<std::optional<Header>> found = find_header(file_.bytes(), file_.path());
    if (!found) return tl::unexpected(found.error());
    if (Result<void> usable = check(*found, inverse); !usable)
      return tl::unexpected(std::move(usable.error()));
    header_ = std::move(**found);
    CsvReader reader(file_.bytes(), file_.path(), header_.separator);
    (void)reader.next();  // the header again
    for (std::uint64_t row = 0;; ++row) {
      const Result<bool> more = reader.next();
      if (!more) return tl::unexpected(more.error());
      if (!*more) break;
      Result<void> added = check_width(reader);
      if (added) added = inverse ? add_items(reader) : add_row(reader, row);
      if (!added) return tl::unexpected(std::move(added.error()));
      if (row % 65536 == 0)
        progress.update("reading rows", static_cast<double>(reader.byte()) /
                                            static_cast<double>(file_.bytes().size()));
    }
    if (!inverse && !header_.layout.item)
      builder_.add({Finding::Kind::other, "no column names the item; rows are numbered from 0", 1});
    Result<Table> table = builder_.finish();
    if (table && options_.format.empty() && header_.layout.list && table->codes.max_length() < 2)
      return fail(
          ErrorCode::malformed,
          fmt::format("the column {} holds one word or number a row and no sequences",
                      header_.names[*header_.layout.list]),
          {file_.path(), 1, 0},
          fmt::format("if they are semantic IDs of one token, add --format {}", table->format));
    return table;
  }

 private:
  [[nodiscard]] Result<void> check(const std::optional<Header>& header, bool inverse) const {
    const Location where{file_.path(), 1, 0};
    if (!header)
      return fail(ErrorCode::malformed, "no column of the header holds codes", where,
                  "name the columns item_id,code_1,code_2,... or item_id,codes with lists like "
                  "\"1,2,3\"");
    if (header->is_inverse() == inverse) return {};
    return fail(ErrorCode::malformed,
                inverse ? "no column lists the items of a SID (item_ids, items)"
                        : fmt::format("the column {} lists the items of a SID: this is a table "
                                      "from SID to items",
                                      header->names[*header->layout.item_list]),
                where,
                inverse ? "a table from item to SID is read with --format csv"
                        : "read it with --format inverse-csv");
  }

  [[nodiscard]] Result<void> check_width(const CsvReader& reader) const {
    if (reader.fields().size() == header_.names.size()) return {};
    return fail(ErrorCode::malformed,
                fmt::format("the row has {} fields, the header {}", reader.fields().size(),
                            header_.names.size()),
                reader.where(), "quote fields that contain separators or line breaks");
  }

  [[nodiscard]] Result<void> add_row(const CsvReader& reader, std::uint64_t row) {
    if (!header_.layout.item) {
      builder_.row(std::to_string(row), reader.byte());
      return add_tokens(tokens_, header_, reader);
    }
    const std::string_view item = reader.fields()[*header_.layout.item];
    if (item.empty()) return fail(ErrorCode::malformed, "the item id is empty", reader.where());
    builder_.row(item, reader.byte());
    return add_tokens(tokens_, header_, reader);
  }

  [[nodiscard]] Result<void> add_items(const CsvReader& reader) {
    Result<std::vector<std::string>> items = items_of(header_, reader);
    if (!items) return tl::unexpected(std::move(items.error()));
    for (const std::string& item : *items) {
      if (item.empty()) return fail(ErrorCode::malformed, "an item id is empty", reader.where());
      builder_.row(item, reader.byte());
      if (Result<void> added = add_tokens(tokens_, header_, reader); !added) return added;
    }
    return {};
  }

  const MappedFile& file_;
  const ReadOptions& options_;
  Header header_;
  TableBuilder builder_;
  CellTokens tokens_;
};

Result<Table> read(const MappedFile& file, const ReadOptions& options, Progress& progress) {
  return CsvParser(file, options, kName).parse(false, progress);
}

Result<Table> read_inverse(const MappedFile& file, const ReadOptions& options, Progress& progress) {
  return CsvParser(file, options, kInverseName).parse(true, progress);
}

Acceptance accepts_history(const Sniff& sniff) {
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

const Reader& inverse_csv_reader() {
  static const Reader reader{
      {kInverseName, "CSV or TSV from SID to items: code columns or sid, and item_ids", true},
      accepts_inverse,
      read_inverse};
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
