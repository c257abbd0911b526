// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <limits>
#include <string>
#include <utility>
#include <vector>

#include "io/columns/cell_tokens.hpp"
#include "io/columns/csv_layout.hpp"
#include "io/columns/duckdb_library.hpp"
#include "io/columns/tabular_readers.hpp"
#include "io/files/descriptor_path.hpp"
#include "io/tables/table_builder.hpp"

namespace sidproof {
namespace {

constexpr std::string_view kName = "parquet";
constexpr std::string_view kMagic = "PAR1";

Acceptance accepts(const Sniff& sniff) {
  return sniff.bytes.starts_with(kMagic) ? Match::certain : Match::no;
}

/// One column of a chunk.
class Vector {
 public:
  Vector(const DuckDbApi& api, DuckDbApi::Handle vector)
      : handle_(vector),
        data_(api.vector_get_data(vector)),
        validity_(api.vector_get_validity(vector)) {}

  [[nodiscard]] bool is_null(std::uint64_t row) const {
    return validity_ != nullptr && (validity_[row / 64] >> (row % 64) & 1U) == 0;
  }
  template <class Value>
  [[nodiscard]] const Value& at(std::uint64_t row) const {
    return static_cast<const Value*>(data_)[row];
  }
  [[nodiscard]] std::string_view text(std::uint64_t row) const {
    const auto& value = at<DuckDbApi::Text>(row);
    const char* const in_place = reinterpret_cast<const char*>(&value) + sizeof value.length;
    return {value.length <= 12 ? in_place : value.pointer, value.length};
  }
  [[nodiscard]] DuckDbApi::Handle handle() const { return handle_; }

 private:
  DuckDbApi::Handle handle_;
  const void* data_;
  const std::uint64_t* validity_;
};

struct Column {
  std::string name;
  std::string type;

  [[nodiscard]] bool is_list() const { return type.ends_with("[]"); }
  [[nodiscard]] std::string element() const {
    return is_list() ? type.substr(0, type.size() - 2) : type;
  }
  [[nodiscard]] bool is_text() const { return element() == "VARCHAR"; }
  [[nodiscard]] bool is_integer() const {
    constexpr std::array<std::string_view, 10> kIntegers = {
        "TINYINT",   "SMALLINT", "INTEGER", "BIGINT",  "UTINYINT",
        "USMALLINT", "UINTEGER", "UBIGINT", "HUGEINT", "UHUGEINT"};
    return std::find(kIntegers.begin(), kIntegers.end(), element()) != kIntegers.end();
  }
};

class ParquetParser {
 public:
  ParquetParser(const MappedFile& file, DuckDb& db, std::string source, const ReadOptions& options)
      : file_(file),
        db_(db),
        source_("read_parquet(" + sql_quoted(source, '\'') + ")"),
        builder_(file, kName, options),
        tokens_(builder_),
        named_(!options.format.empty()) {}

  Result<Table> parse() {
    if (Result<void> done = describe(); !done) return tl::unexpected(std::move(done.error()));
    Result<std::string> sql = statement();
    if (!sql) return tl::unexpected(std::move(sql.error()));
    Result<void> done =
        db_.query(*sql, here(), [this](DuckDbApi::Handle chunk) { return add_chunk(chunk); });
    if (!done) return tl::unexpected(std::move(done.error()));
    if (!layout_.item)
      builder_.add({Finding::Kind::other, "no column names the item; rows are numbered from 0", 1});
    Result<Table> table = builder_.finish();
    if (table) table->row_bytes.clear();  // rows stand nowhere in a columnar file
    return table;
  }

 private:
  [[nodiscard]] Location here() const { return {file_.path(), {}, {}}; }

  Result<void> describe() {
    return db_.query("DESCRIBE SELECT * FROM " + source_, here(), [this](DuckDbApi::Handle chunk) {
      const Vector names(db_.api(), db_.api().data_chunk_get_vector(chunk, 0));
      const Vector types(db_.api(), db_.api().data_chunk_get_vector(chunk, 1));
      for (std::uint64_t row = 0; row < db_.api().data_chunk_get_size(chunk); ++row)
        columns_.push_back({std::string(names.text(row)), std::string(types.text(row))});
      return Result<void>();
    });
  }

  [[nodiscard]] std::string cast(std::size_t column, std::string_view type) const {
    return fmt::format("CAST({} AS {})", sql_quoted(columns_[column].name, '"'), type);
  }

  /// SELECT item, codes ... with every type widened to BIGINT or VARCHAR.
  Result<std::string> statement() {
    std::vector<std::string> names;
    for (const Column& column : columns_) names.push_back(column.name);
    Result<std::optional<ColumnLayout>> layout = find_columns(names);
    if (!layout) {
      layout.error().where = here();
      return tl::unexpected(std::move(layout.error()));
    }
    if (!*layout)
      return fail(ErrorCode::malformed,
                  fmt::format("no column holds codes; there are: {}", fmt::join(names, ", ")),
                  here(), "name the columns item_id, c0, c1, ... or item_id, codes");
    layout_ = std::move(**layout);
    if (Result<void> rows = check_rows(names); !rows)
      return tl::unexpected(std::move(rows.error()));
    if (layout_.item &&
        (columns_[*layout_.item].is_list() ||
         !(columns_[*layout_.item].is_text() || columns_[*layout_.item].is_integer())))
      return wrong_type(*layout_.item, "text or integer");
    std::string sql = "SELECT ";
    sql += layout_.item ? cast(*layout_.item, "VARCHAR") : "''";
    if (layout_.list) {
      const Column& list = columns_[*layout_.list];
      if (!list.is_text() && !(list.is_list() && list.is_integer()))
        return wrong_type(*layout_.list, "a list of integers or texts");
      sql += ", " + cast(*layout_.list, !list.is_list()  ? "VARCHAR"
                                        : list.is_text() ? "VARCHAR[]"
                                                         : "BIGINT[]");
    }
    const bool texts = !layout_.codes.empty() && columns_[layout_.codes.front()].is_text();
    for (const std::size_t column : layout_.codes) {
      const Column& code = columns_[column];
      if (code.is_list() || !(texts ? code.is_text() : code.is_integer()))
        return wrong_type(column, texts ? "text like the first code" : "integer");
      sql += ", " + cast(column, texts ? "VARCHAR" : "BIGINT");
    }
    return sql + " FROM " + source_;
  }

  /// Whether the rows are items, where the format was recognised and not named.
  [[nodiscard]] Result<void> check_rows(const std::vector<std::string>& names) const {
    if (named_ || (layout_.item && !layout_.user && !layout_.item_list)) return {};
    const std::string what =
        layout_.user ? fmt::format("the column {} says that the rows are events of users",
                                   names[*layout_.user])
        : layout_.item_list
            ? fmt::format("the column {} lists the items of a SID", names[*layout_.item_list])
            : fmt::format("no column names the item; there are: {}", fmt::join(names, ", "));
    return fail(ErrorCode::malformed, what, here(),
                "name it item_id; where the rows are the items, add --format parquet");
  }

  [[nodiscard]] tl::unexpected<Error> wrong_type(std::size_t column,
                                                 std::string_view wanted) const {
    return fail(ErrorCode::unsupported,
                fmt::format("the column {} is of type {}, wanted is {}", columns_[column].name,
                            columns_[column].type, wanted),
                here(), "cast it before saving");
  }

  [[nodiscard]] std::string place(std::size_t column) const {
    return fmt::format("column {}, row {} (counted from 0)", columns_[column].name, row_);
  }

  [[nodiscard]] tl::unexpected<Error> null_at(std::size_t column) const {
    return fail(ErrorCode::malformed, fmt::format("{} is null", place(column)), here(),
                "leave out items without codes, or fill them in");
  }

  Result<void> add_code(std::int64_t value, std::size_t column) {
    if (value < 0 || value > std::numeric_limits<std::uint32_t>::max())
      return fail(ErrorCode::out_of_range,
                  fmt::format("{} holds {}, which is {}", place(column), value,
                              value < 0 ? "negative" : "above 4294967295, the largest code"),
                  here(), "codes count from 0; hashes are no codes");
    builder_.code(static_cast<std::uint32_t>(value));
    return {};
  }

  Result<void> add_value(const Vector& vector, std::uint64_t row, std::size_t column) {
    if (vector.is_null(row)) return null_at(column);
    if (!columns_[column].is_text()) return add_code(vector.at<std::int64_t>(row), column);
    builder_.text(vector.text(row));
    return {};
  }

  Result<void> add_list(const Vector& vector, std::uint64_t row, std::size_t column) {
    if (vector.is_null(row)) return null_at(column);
    if (!columns_[column].is_list())
      return tokens_.add_list(vector.text(row), place(column), here());
    const Vector child(db_.api(), db_.api().list_vector_get_child(vector.handle()));
    const auto& entry = vector.at<DuckDbApi::ListEntry>(row);
    for (std::uint64_t i = 0; i < entry.length; ++i)
      if (Result<void> done = add_value(child, entry.offset + i, column); !done) return done;
    return {};
  }

  Result<void> add_chunk(DuckDbApi::Handle chunk) {
    const DuckDbApi& api = db_.api();
    const Vector items(api, api.data_chunk_get_vector(chunk, 0));
    std::vector<Vector> codes;
    for (std::size_t j = 0; j < std::max<std::size_t>(layout_.codes.size(), 1); ++j)
      codes.emplace_back(api, api.data_chunk_get_vector(chunk, j + 1));
    const std::uint64_t size = api.data_chunk_get_size(chunk);
    for (std::uint64_t row = 0; row < size; ++row, ++row_) {
      if (layout_.item && items.is_null(row)) return null_at(*layout_.item);
      if (layout_.item) {
        builder_.row(items.text(row), 0);
      } else {
        builder_.row(std::to_string(row_), 0);
      }
      Result<void> done;
      if (layout_.list) done = add_list(codes[0], row, *layout_.list);
      for (std::size_t j = 0; done && j < layout_.codes.size(); ++j)
        done = add_value(codes[j], row, layout_.codes[j]);
      if (!done) return done;
    }
    return {};
  }

  const MappedFile& file_;
  DuckDb& db_;
  std::string source_;
  std::vector<Column> columns_;
  ColumnLayout layout_;
  TableBuilder builder_;
  CellTokens tokens_;
  bool named_;
  std::uint64_t row_ = 0;
};

Result<Table> read(const MappedFile& file, const ReadOptions& options, Progress& /*progress*/) {
  if (file.bytes().size() < 12 || !file.bytes().ends_with(kMagic))
    return fail(ErrorCode::malformed, "the Parquet file ends early: its closing PAR1 is missing",
                {file.path(), {}, file.bytes().size()}, "write it again");
  Result<DuckDb> db = DuckDb::open();
  if (!db) {
    db.error().where.path = file.path();
    return tl::unexpected(std::move(db.error()));
  }
  const Result<DescriptorPath> source = DescriptorPath::to_read(file.path(), file.bytes());
  if (!source) return tl::unexpected(source.error());
  return ParquetParser(file, *db, source->path(), options).parse();
}

}  // namespace

const Reader& parquet_reader() {
  static const Reader reader{
      {kName, "Parquet: item_id, c0 ... or a list column codes (needs libduckdb.so)", true},
      accepts,
      read};
  return reader;
}

}  // namespace sidproof
