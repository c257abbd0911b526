// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>
#include <simdjson.h>

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "io/columns/duckdb_library.hpp"
#include "io/files/atomic_file.hpp"
#include "io/files/descriptor_path.hpp"
#include "io/files/mapped_file.hpp"
#include "io/tables/table_writers.hpp"
#include "io/tables/token_values.hpp"

namespace sidproof {
namespace {

constexpr std::size_t kMostColumns = 4096;

class ParquetWriter {
 public:
  ParquetWriter(const Table& table, DuckDb& db)
      : table_(table),
        db_(db),
        api_(db.api()),
        values_(TokenValues::of(table)),
        in_columns_(table.codes.is_fixed_length() && table.codes.max_length() > 0 &&
                    table.codes.max_length() <= kMostColumns) {}

  ~ParquetWriter() {
    if (appender_ != nullptr) api_.appender_destroy(&appender_);
    if (type_ != nullptr) api_.destroy_logical_type(&type_);
  }
  ParquetWriter(const ParquetWriter&) = delete;
  ParquetWriter& operator=(const ParquetWriter&) = delete;

  Result<void> write(const std::string& target) {
    if (Result<void> done = db_.query(create_statement(), {}); !done) return done;
    type_ = api_.create_logical_type(values_ ? DuckDbApi::kUInteger : DuckDbApi::kVarchar);
    if (api_.appender_create(db_.connection(), nullptr, "t", &appender_) != kGood)
      return appender_failed();
    for (std::size_t row = 0; row < table_.rows(); ++row)
      if (Result<void> done = append(row); !done) return done;
    if (api_.appender_close(appender_) != kGood) return appender_failed();
    return db_.query("COPY t TO " + sql_quoted(target, '\'') +
                         " (FORMAT parquet, COMPRESSION zstd, USE_TMP_FILE false)",
                     {});
  }

 private:
  static constexpr auto kGood = DuckDbApi::State::success;

  [[nodiscard]] std::string create_statement() const {
    const char* const type = values_ ? "UINTEGER" : "VARCHAR";
    std::string sql = "CREATE TABLE t (item_id VARCHAR NOT NULL";
    if (!in_columns_) return sql + fmt::format(", codes {}[])", type);
    for (std::size_t j = 0; j < table_.codes.max_length(); ++j)
      sql += fmt::format(", c{} {}", j, type);
    return sql + ")";
  }

  [[nodiscard]] tl::unexpected<Error> appender_failed() const {
    const char* const message = appender_ == nullptr ? nullptr : api_.appender_error(appender_);
    return fail(ErrorCode::internal, fmt::format("DuckDB takes no rows: {}",
                                                 message == nullptr ? "no reason" : message));
  }

  [[nodiscard]] tl::unexpected<Error> not_utf8(std::size_t row) const {
    return fail(ErrorCode::unsupported,
                fmt::format("a text of row {} is not valid UTF-8, which Parquet wants", row), {},
                "write CSV, which keeps any bytes");
  }

  Result<void> append(std::size_t row) {
    const std::string id = table_.items[row];
    const std::vector<std::uint32_t> tokens = table_.codes.row(row);
    std::vector<std::string> texts;
    if (!values_) texts = table_.tokens(row);
    if (!simdjson::validate_utf8(id)) return not_utf8(row);
    for (const std::string& text : texts)
      if (!simdjson::validate_utf8(text)) return not_utf8(row);
    bool good = api_.append_varchar_length(appender_, id.data(), id.size()) == kGood;
    if (in_columns_) {
      for (std::size_t j = 0; j < tokens.size(); ++j)
        good = good && (values_ ? api_.append_uint32(appender_, (*values_)(j, tokens[j]))
                                : api_.append_varchar_length(appender_, texts[j].data(),
                                                             texts[j].size())) == kGood;
    } else {
      good = good && append_list(tokens, texts);
    }
    if (!good || api_.appender_end_row(appender_) != kGood) return appender_failed();
    return {};
  }

  bool append_list(const std::vector<std::uint32_t>& tokens,
                   const std::vector<std::string>& texts) {
    std::vector<DuckDbApi::Handle> elements;
    elements.reserve(tokens.size() + 1);  // an empty list wants a pointer, too
    for (std::size_t j = 0; j < tokens.size(); ++j)
      elements.push_back(values_ ? api_.create_uint32((*values_)(j, tokens[j]))
                                 : api_.create_varchar_length(texts[j].data(), texts[j].size()));
    DuckDbApi::Handle list = api_.create_list_value(type_, elements.data(), elements.size());
    const bool good = list != nullptr && api_.append_value(appender_, list) == kGood;
    if (list != nullptr) api_.destroy_value(&list);
    for (DuckDbApi::Handle& element : elements) api_.destroy_value(&element);
    return good;
  }

  const Table& table_;
  DuckDb& db_;
  const DuckDbApi& api_;
  std::optional<TokenValues> values_;
  bool in_columns_;
  DuckDbApi::Handle appender_ = nullptr;
  DuckDbApi::Handle type_ = nullptr;
};

}  // namespace

Result<void> write_parquet(const Table& table, const std::string& path) {
  const auto placed = [&](Error error) {
    error.where.path = path;
    return tl::unexpected(std::move(error));
  };
  Result<DuckDb> db = DuckDb::open();
  if (!db) return placed(std::move(db.error()));
  const Result<DescriptorPath> memory = DescriptorPath::in_memory();
  if (!memory) return placed(memory.error());
  if (Result<void> done = ParquetWriter(table, *db).write(memory->path()); !done)
    return placed(std::move(done.error()));
  const Result<MappedFile> written = MappedFile::open(memory->path());
  if (!written) return placed(written.error());
  return write_file(path, written->bytes());
}

}  // namespace sidproof
